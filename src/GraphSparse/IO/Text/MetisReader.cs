using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads METIS graph files: a header "n m [format [constraints]]", then the neighbours of vertex i on line i, counted from 1.</summary>
/// <remarks>Source: Karypis, METIS 5 manual, section 4.5. The file lists both arcs of each edge and the header counts edges; both
/// claims are checked. Vertex sizes and weights are passed over and said so.</remarks>
internal static class MetisReader
{
    /// <returns>The number of edges that the header states, for <see cref="Check"/>.</returns>
    public static long Read(Stream stream, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        if (options.Directed == true)
            throw new ArgumentException("METIS files hold undirected graphs; read this one without GraphReadOptions.Directed.");
        if (options.SkipInvalidWeights)
            throw new ArgumentException("METIS files hold weights above 0 and list each edge twice; read this one without GraphReadOptions.SkipInvalidWeights.");
        collector.DeclaredDirected = false;
        collector.DeclaredIds = IdMode.Dense;
        using IEnumerator<TextChunk> chunks = TextChunks.Read(stream, context.Budget, context.CancellationToken).GetEnumerator();
        MetisHeader? header = null;
        TextChunk? first = null;
        long lines = 0;
        while (header is null && chunks.MoveNext())
        {
            first = chunks.Current;
            header = ReadHeader(first, ref lines, collector);
        }

        if (header is null)
            throw new GraphFormatException("the file ends before its header 'vertices edges [format [constraints]]'").At(line: lines + 1);
        if (options.Vertices is { } given && given < header.Vertices)
            throw new GraphFormatException($"the header states {header.Vertices} vertices and {given} are asked for").At(line: lines);
        collector.DeclaredVertices = header.Vertices;
        if (header.Skipped > 0)
            collector.Notes.Add("vertex sizes and weights are not used");
        ReadBody(first!, chunks, lines, header, collector, context);
        return header.Edges;
    }

    private static void ReadBody(
        TextChunk first, IEnumerator<TextChunk> rest, long linesBefore, MetisHeader header, EdgeRowCollector collector, IoContext context)
    {
        long line = linesBefore;
        int vertex = 0;
        context.Parallelism.MapInOrder(
            All(first, rest),
            chunk =>
            {
                MetisChunk result = MetisChunk.Parse(chunk.Bytes, header);
                chunk.Release();
                return result;
            },
            chunk =>
            {
                if (chunk.Error is { } error)
                    throw new GraphFormatException(error.Reason).At(line: line + error.Line);
                if ((long)vertex + chunk.LastUsed > header.Vertices) // blank lines at the end are none of a vertex
                    throw new GraphFormatException($"more lines of neighbours than the {header.Vertices} vertices that the header states").At(line: line + chunk.LineOf(header.Vertices - vertex));
                EdgeBlock block = chunk.Edges;
                foreach (ref int source in block.Sources.AsSpan(0, block.Count))
                    source += vertex;
                vertex = (int)Math.Min(header.Vertices, (long)vertex + chunk.Vertices);
                line += chunk.Lines;
                collector.Add(new EdgeRows { Block = block });
                context.Report("reading neighbours", vertex, header.Vertices);
            },
            context.CancellationToken);
        if (vertex != header.Vertices)
            throw new GraphFormatException($"{vertex} lines of neighbours where the header states {header.Vertices} vertices").At(line: line);
    }

    /// <summary>Checks after building what only the whole graph shows: both arcs of every edge, and the header's count.</summary>
    public static void Check(CsrGraph graph, BuildReport report, long statedEdges)
    {
        if (report.ReciprocalDuplicatesMerged != graph.EdgeCount || report.DuplicatesMerged > 0)
            throw new GraphFormatException("the lists are not symmetric: METIS lists each edge once at both of its endpoints, with one weight");
        if (graph.EdgeCount + report.SelfLoopsDropped != statedEdges && graph.EdgeCount != statedEdges)
            throw new GraphFormatException($"{graph.EdgeCount} edges found where the header states {statedEdges}");
    }

    private static IEnumerable<TextChunk> All(TextChunk first, IEnumerator<TextChunk> rest)
    {
        yield return first;
        while (rest.MoveNext())
            yield return rest.Current;
    }

    private static MetisHeader? ReadHeader(TextChunk chunk, ref long lines, EdgeRowCollector collector)
    {
        ReadOnlySpan<byte> text = chunk.Bytes;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            string line = Encoding.UTF8.GetString(text[..Math.Min(end, 4096)]).Trim();
            chunk.Start += end + 1;
            lines++;
            text = text[(end + 1)..];
            if (line.Length > 0 && line[0] is not ('%' or '#'))
                return MetisHeader.Parse(line, lines);
            if (line.Length > 0)
                TextDeclaration.Read(Encoding.UTF8.GetBytes(line[1..]), lines, collector);
        }

        return null;
    }
}

/// <summary>The first line of a METIS file.</summary>
/// <param name="Vertices">n.</param>
/// <param name="Edges">m as stated.</param>
/// <param name="Skipped">Numbers before the neighbours on each line: vertex size and weights.</param>
/// <param name="Weighted">Whether each neighbour is followed by the weight of the edge.</param>
internal sealed record MetisHeader(int Vertices, long Edges, int Skipped, bool Weighted)
{
    public static MetisHeader Parse(string line, long lineNumber)
    {
        string[] fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new long[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!long.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                throw Wrong($"'{GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(fields[i]))}' is not a number");
        }

        if (fields.Length is < 2 or > 4)
            throw Wrong($"{fields.Length} numbers");
        if (numbers[0] >= int.MaxValue)
            throw Wrong($"{numbers[0]} vertices are more than {int.MaxValue - 1}");
        string format = fields.Length > 2 ? fields[2].PadLeft(3, '0') : "000";
        if (format.Length != 3 || format.Any(c => c is not ('0' or '1')))
            throw Wrong($"format '{fields[2]}' is not of the digits 0 and 1");
        long constraints = fields.Length > 3 ? numbers[3] : format[1] == '1' ? 1 : 0;
        if (constraints > 64 || (constraints > 0 && format[1] == '0'))
            throw Wrong($"{constraints} vertex weights do not go with format '{format}'");
        return new MetisHeader((int)numbers[0], numbers[1], (format[0] == '1' ? 1 : 0) + (int)constraints, format[2] == '1');

        GraphFormatException Wrong(string what) =>
            new GraphFormatException($"{what}; the header is 'vertices edges [format [constraints]]'").At(line: lineNumber);
    }
}
