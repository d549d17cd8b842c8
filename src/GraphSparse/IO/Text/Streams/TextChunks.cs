using System.Buffers;

namespace GraphSparse.IO.Text;

/// <summary>A piece of a text file: whole lines, each ended by '\n' (one is added after an unfinished last line).</summary>
internal sealed class TextChunk(byte[] buffer, int length)
{
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(Start, length - Start);

    /// <summary>Bytes at the front that someone has read already, such as a header.</summary>
    public int Start { get; set; }

    /// <summary>Gives the buffer back; the chunk must not be used afterwards.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(buffer);
}

/// <summary>Cuts a stream into chunks of whole lines.</summary>
internal static class TextChunks
{
    private const int ChunkBytes = 1 << 20;
    private const int ReadBytes = 1 << 18;

    /// <summary>The most a single line may take; METIS puts the whole neighbourhood of a hub into one.</summary>
    private const int MaxLineBytes = 1 << 30;

    public static IEnumerable<TextChunk> Read(Stream stream, MemoryBudget budget, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        int filled = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = stream.Read(buffer, filled, Math.Min(ReadBytes, buffer.Length - 1 - filled));
            filled += read;
            if (read == 0)
                break;
            if (filled < buffer.Length - 1)
                continue;

            int end = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                if (buffer.Length >= MaxLineBytes)
                    throw new GraphFormatException($"a line is longer than {MaxLineBytes} bytes");
                budget.Ensure(4L * buffer.Length, "a very long line");
                buffer = Move(buffer, 0, filled, buffer.Length * 2, release: true);
                continue;
            }

            byte[] next = Move(buffer, end, filled - end, Math.Max(ChunkBytes, (filled - end) * 2), release: false);
            yield return new TextChunk(buffer, end);
            buffer = next;
            filled -= end;
        }

        if (filled > 0)
        {
            if (buffer[filled - 1] != (byte)'\n')
                buffer[filled++] = (byte)'\n';
            yield return new TextChunk(buffer, filled);
        }
    }

    private static byte[] Move(byte[] from, int start, int length, int capacity, bool release)
    {
        byte[] to = ArrayPool<byte>.Shared.Rent(capacity);
        from.AsSpan(start, length).CopyTo(to);
        if (release)
            ArrayPool<byte>.Shared.Return(from);
        return to;
    }
}
