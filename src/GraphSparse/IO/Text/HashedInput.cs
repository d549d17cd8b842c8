using System.Security.Cryptography;

namespace GraphSparse.IO.Text;

/// <summary>A stream that can be read once, such as standard input or a pipe, hashed on the way.</summary>
internal sealed class HashedInput(Stream inner) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A stream has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("A stream has no position.");
        set => throw new NotSupportedException("A stream is read front to back.");
    }

    /// <summary>SHA-256 of what was read; call once, at the end.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A stream is read front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("An input is not written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An input is not written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
