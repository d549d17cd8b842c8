namespace GraphSparse.IO.Text;

/// <summary>A stream whose first bytes were looked at: gives them again, then the rest.</summary>
internal sealed class PrefixedStream : ForwardStream
{
    private readonly Stream _inner;
    private ReadOnlyMemory<byte> _prefix;

    private PrefixedStream(Stream inner, ReadOnlyMemory<byte> prefix)
    {
        _inner = inner;
        _prefix = prefix;
    }

    public override bool CanRead => true;

    /// <summary>Looks at up to <paramref name="count"/> first bytes of a stream and takes ownership of it.</summary>
    public static PrefixedStream Peek(Stream inner, int count, out ReadOnlySpan<byte> first)
    {
        var prefix = new byte[count];
        int length = inner.ReadAtLeast(prefix, count, throwOnEndOfStream: false);
        first = prefix.AsSpan(0, length);
        return new PrefixedStream(inner, prefix.AsMemory(0, length));
    }

    /// <summary>Leaves out the first bytes.</summary>
    public PrefixedStream Skip(int count)
    {
        _prefix = _prefix[count..];
        return this;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_prefix.IsEmpty)
            return _inner.Read(buffer);
        int count = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Span[..count].CopyTo(buffer);
        _prefix = _prefix[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
