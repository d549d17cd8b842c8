using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads Matrix Market coordinate files: pattern, integer or real; general or symmetric; square.</summary>
/// <remarks>Source: Boisvert, Pozo and Remington, "The Matrix Market Exchange Formats", NISTIR 5935, 1996. Entry (i, j) is the
/// edge i–j, counted from 1. The header's counts are checked, not trusted.</remarks>
internal static class MatrixMarketReader
{
    public static void Read(Stream stream, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        using IEnumerator<TextChunk> chunks = TextChunks.Read(stream, context.Budget, context.CancellationToken).GetEnumerator();
        if (!chunks.MoveNext())
            throw new GraphFormatException("the file is empty; a Matrix Market file begins with %%MatrixMarket").At(line: 1);
        TextChunk first = chunks.Current;
        long lines = 0;
        string[] banner = NextLine(first, ref lines).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (banner is not ["%%matrixmarket" or "%matrixmarket", "matrix", "coordinate", var field, var symmetry])
            throw new GraphFormatException($"'{GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(string.Join(' ', banner)))}' is not '%%MatrixMarket matrix coordinate pattern|integer|real general|symmetric'").At(line: 1);
        if (field is not ("pattern" or "integer" or "real" or "double"))
            throw new GraphFormatException($"field '{field}' is not supported; pattern, integer and real are").At(line: 1);
        if (symmetry is not ("general" or "symmetric"))
            throw new GraphFormatException($"symmetry '{symmetry}' is not supported; general and symmetric are").At(line: 1);

        (int n, long entries) = ReadSize(ref first, chunks, collector, ref lines);
        if (options.Vertices is { } given && given < n)
            throw new GraphFormatException($"the matrix has {n} rows and {given} vertices are asked for").At(line: lines);
        collector.DeclaredVertices = n;
        collector.DeclaredIds = IdMode.Dense;
        if (symmetry == "symmetric")
        {
            if (options.Directed == true)
                throw new ArgumentException("The matrix is symmetric, so its edges have no direction; read it without GraphReadOptions.Directed.");
            if (collector.DeclaredDirected == true)
                throw new GraphFormatException("a comment says that the edges have a direction, but the matrix is symmetric").At(line: lines);
            collector.DeclaredDirected = false;
        }

        var layout = new EdgeLineLayout
        {
            Roles = field == "pattern" ? [ColumnRole.Source, ColumnRole.Target] : [ColumnRole.Source, ColumnRole.Target, ColumnRole.Weight],
            IdBase = 1,
            IdLimit = n,
            Columns = field == "pattern" ? 2 : 3,
            Comments = "%",
            PassesBadWeights = options.SkipInvalidWeights,
        };
        EdgeLines.Parse(first, chunks, lines, layout, collector, context);
        if (collector.RowCount != entries)
            throw new GraphFormatException($"{collector.RowCount} entries found where the header states {entries}").At(line: lines);
    }

    private static (int Vertices, long Entries) ReadSize(ref TextChunk chunk, IEnumerator<TextChunk> rest, EdgeRowCollector collector, ref long lines)
    {
        while (true)
        {
            if (chunk.Bytes.IsEmpty && rest.MoveNext())
                chunk = rest.Current; // more than a chunk of comments
            string line = NextLine(chunk, ref lines);
            if (line.StartsWith('%'))
            {
                TextDeclaration.Read(Encoding.UTF8.GetBytes(line[1..]), lines, collector);
                continue;
            }

            if (line.Length == 0)
                continue;
            string[] fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 3
                || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long rows)
                || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long columns)
                || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out long entries))
                throw new GraphFormatException($"'{GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(line))}' is not a size line 'rows columns entries'").At(line: lines);
            if (rows != columns)
                throw new GraphFormatException($"the matrix is {rows} by {columns}; a graph needs a square one").At(line: lines);
            if (rows >= int.MaxValue)
                throw new GraphFormatException($"{rows} rows; a graph has at most {int.MaxValue - 1} vertices").At(line: lines);
            return ((int)rows, entries);
        }
    }

    private static string NextLine(TextChunk chunk, ref long lines)
    {
        ReadOnlySpan<byte> text = chunk.Bytes;
        if (text.IsEmpty)
            throw new GraphFormatException("the file ends before its size line 'rows columns entries'").At(line: lines + 1);
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = text[..Math.Min(end, 4096)];
        chunk.Start += end + 1;
        lines++;
        return Encoding.UTF8.GetString(line).Trim();
    }
}
