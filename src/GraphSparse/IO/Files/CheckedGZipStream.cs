using System.IO.Compression;

namespace GraphSparse.IO.Text;

/// <summary>Decompresses gzip and notices when the data is cut off, which <see cref="GZipStream"/> takes for the end.</summary>
/// <remarks>A member with a known mark is put behind the file. Only where everything before it was whole does the mark come
/// out at the end; it is held back from the reader.</remarks>
internal sealed class CheckedGZipStream : ForwardStream
{
    private static readonly byte[] Mark = "\0graphsparse end"u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly GZipStream _content;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Takes ownership of <paramref name="compressed"/>.</summary>
    public CheckedGZipStream(Stream compressed) =>
        _content = new GZipStream(new MarkedStream(compressed), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        while (_end - _start <= Mark.Length && !_ended)
            Fill();
        int count = Math.Min(buffer.Length, _end - _start - Mark.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read;
        try
        {
            read = _content.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException("its bytes or its checksum are wrong, or it is cut off", error);
        }

        _end += read;
        if (read > 0)
            return;
        if (!_buffer.AsSpan(0, _end).SequenceEqual(Mark))
            throw new InvalidDataException("it is cut off, or other bytes follow it");
        _ended = true;
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return compressed.ToArray();
    }

    /// <summary>A stream with the mark behind it.</summary>
    private sealed class MarkedStream(Stream inner) : ForwardStream
    {
        private int _taken;

        public override bool CanRead => true;

                        public override int Read(Span<byte> buffer)
        {
            int read = _taken == 0 ? inner.Read(buffer) : 0;
            if (read > 0)
                return read;
            int rest = Math.Min(buffer.Length, MarkMember.Length - _taken);
            MarkMember.AsSpan(_taken, rest).CopyTo(buffer);
            _taken += rest;
            return rest;
        }

                    protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
