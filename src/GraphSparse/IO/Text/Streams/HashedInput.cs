using System.Security.Cryptography;

namespace GraphSparse.IO.Text;

/// <summary>A stream that can be read once, such as standard input or a pipe, hashed on the way.</summary>
/// <param name="inner">What is read.</param>
/// <param name="leaveOpen">Whether it belongs to somebody else.</param>
internal sealed class HashedInput(Stream inner, bool leaveOpen = false) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    /// <summary>SHA-256 of what was read; call once, at the end.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            if (!leaveOpen)
                inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
