using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse.IO;

/// <summary>Writes bytes to a file in large blocks and hashes them on the way; errors name the output.</summary>
internal sealed class HashedOutput(IFileCalls calls, SafeFileHandle file, string name) : ForwardStream
{
    private const int BlockBytes = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _block = new byte[BlockBytes];
    private int _waiting;

    public override bool CanWrite => true;

    /// <summary>Bytes handed to the system so far.</summary>
    public long Written { get; private set; }

    /// <summary>The checksum of all bytes; asked for once.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length >= BlockBytes)
        {
            Flush();
            Pass(buffer);
            return;
        }

        if (buffer.Length > BlockBytes - _waiting)
            Flush();
        buffer.CopyTo(_block.AsSpan(_waiting));
        _waiting += buffer.Length;
    }

    public override void Flush()
    {
        int length = _waiting;
        _waiting = 0;
        if (length > 0)
            Pass(_block.AsSpan(0, length));
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        try
        {
            calls.Write(file, bytes, Written);
        }
        catch (Exception error) when (FileErrors.IsOfSystem(error))
        {
            throw FileErrors.NotWritten(name, error);
        }

        _hash.AppendData(bytes);
        Written += bytes.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
