namespace GraphSparse.IO.Text;

/// <summary>Lines of a small table as fields: without empty lines and '#' and '%' comments, apart by what the first line is apart by.</summary>
internal static class FieldLines
{
    /// <summary>Hands on every line with its number, from 1.</summary>
    /// <exception cref="GraphFormatException">What is made of a line fails; says which.</exception>
    public static void Each(Stream stream, MemoryBudget budget, Action<string[], long> take, CancellationToken cancellationToken)
    {
        byte delimiter = 0;
        long line = 0;
        foreach (TextChunk chunk in TextChunks.Read(stream, budget, cancellationToken))
        {
            ReadOnlySpan<byte> text = chunk.Bytes;
            while (!text.IsEmpty)
            {
                int end = text.IndexOf((byte)'\n');
                ReadOnlySpan<byte> content = text[..end].Trim(" \t\r"u8);
                text = text[(end + 1)..];
                line++;
                if (content.IsEmpty || content[0] is (byte)'#' or (byte)'%')
                    continue;
                if (delimiter == 0)
                    delimiter = LineFields.DelimiterOf(content);
                try
                {
                    LineFields.RequireClosed(content, delimiter);
                    take(LineFields.Split(content, delimiter), line);
                }
                catch (GraphFormatException error)
                {
                    throw error.At(line: line);
                }
            }

            chunk.Release();
        }
    }
}
