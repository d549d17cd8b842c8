
namespace GraphSparse.IO.Text;

/// <summary>Writes graphs as text: a head, then the rows of vertex ranges, formatted in parallel and written in order.</summary>
internal static class TextGraphWriter
{
    public static void WriteEdgeList(Stream stream, CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes, string extension, Provenance? comments, IoContext context)
    {
        byte delimiter = extension.ToLowerInvariant() switch { ".csv" => (byte)',', ".tsv" => (byte)'\t', _ => attributes is null ? (byte)' ' : (byte)'\t' }; // values may hold spaces, or be empty
        AttributeCells? cells = attributes is null ? null : new AttributeCells(attributes, delimiter);
        var names = new IdFormatter(ids, delimiter);
        names.RequireWritable(); // before the first byte goes out
        using var head = new TextBuffer();
        if (comments is not null)
            WriteDeclaration(head, graph, ids, comments);
        if (delimiter != ' ' || ids is { AreIntegers: false }) // a first row of text could be taken for a header, or its commas for the delimiter
            head.Text($"source{(char)delimiter}target{(graph.IsWeighted ? $"{(char)delimiter}weight" : "")}{cells?.Header()}\n");
        stream.Write(head.Written);
        int[]? firstEdges = cells is null ? null : EdgePlaces.FirstEdges(graph);
        WriteRows(stream, graph, context, (text, u) =>
        {
            int edge = firstEdges?[u] ?? 0;
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (!graph.IsDirected && neighbors[k] < u)
                    continue;
                names.Write(text, u);
                text.Byte(delimiter);
                names.Write(text, neighbors[k]);
                if (graph.IsWeighted)
                {
                    text.Byte(delimiter);
                    text.Number(weights[k]);
                }

                cells?.Write(text, edge++);
                text.Byte((byte)'\n');
            }
        });
        cells?.Finish();
    }

    /// <summary>Matrix Market: the lower triangle of a symmetric matrix, or a general one for a directed graph.</summary>
    public static void WriteMatrixMarket(Stream stream, CsrGraph graph, VertexIds? ids, Provenance provenance, IoContext context)
    {
        using var head = new TextBuffer();
        head.Text($"%%MatrixMarket matrix coordinate {(graph.IsWeighted ? "real" : "pattern")} {(graph.IsDirected ? "general" : "symmetric")}\n");
        WriteComments(head, '%', provenance);
        head.Text($"% directed: {(graph.IsDirected ? "true" : "false")}\n");
        WriteNumbering(head, ids);
        head.Text($"{graph.VertexCount} {graph.VertexCount} {graph.EdgeCount}\n");
        stream.Write(head.Written);
        WriteRows(stream, graph, context, (text, u) =>
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (!graph.IsDirected && neighbors[k] > u)
                    break;
                text.Number(u + 1L);
                text.Byte((byte)' ');
                text.Number(neighbors[k] + 1L);
                if (graph.IsWeighted)
                {
                    text.Byte((byte)' ');
                    text.Number(weights[k]);
                }

                text.Byte((byte)'\n');
            }
        });
    }

    /// <summary>METIS: line i holds the neighbours of vertex i, counted from 1, each followed by its weight.</summary>
    public static void WriteMetis(Stream stream, CsrGraph graph, VertexIds? ids, Provenance provenance, IoContext context)
    {
        if (graph.IsDirected)
            throw new ArgumentException("METIS files hold undirected graphs and this graph is directed; write .parquet, .mtx or .csv, or read it with GraphReadOptions.Directed = false.");
        using var head = new TextBuffer();
        WriteComments(head, '%', provenance);
        WriteNumbering(head, ids);
        head.Text($"{graph.VertexCount} {graph.EdgeCount}{(graph.IsWeighted ? " 001" : "")}\n");
        stream.Write(head.Written);
        WriteRows(stream, graph, context, (text, u) =>
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (k > 0)
                    text.Byte((byte)' ');
                text.Number(neighbors[k] + 1L);
                if (graph.IsWeighted)
                {
                    text.Byte((byte)' ');
                    text.Number(weights[k]);
                }
            }

            text.Byte((byte)'\n');
        });
    }

    private static void WriteDeclaration(TextBuffer head, CsrGraph graph, VertexIds? ids, Provenance provenance)
    {
        WriteComments(head, '#', provenance);
        if (ids is null)
            head.Text($"# vertices: {graph.VertexCount}\n");
        head.Text($"# directed: {(graph.IsDirected ? "true" : "false")}\n");
        if (ids is not null)
        {
            head.Text($"# ids: {(ids.AreIntegers ? "integers" : "strings")}\n");
            WriteIsolated(head, graph, ids);
        }
    }

    /// <summary>Formats that know the numbers 1..n alone say so where these stand for other ids.</summary>
    private static void WriteNumbering(TextBuffer head, VertexIds? ids)
    {
        if (ids is null)
            head.Text($"% {TextDeclaration.ZeroBased}\n");
        else if (!ids.AreCountedFrom(1))
            head.Text($"% {TextDeclaration.InSidecar}\n");
    }

    private static void WriteComments(TextBuffer head, char sign, Provenance provenance)
    {
        foreach (string line in provenance.ToLines())
            head.Text($"{sign} {line}\n");
    }

    /// <summary>Names the vertices that no edge names, so that reading the file back gives them again.</summary>
    private static void WriteIsolated(TextBuffer head, CsrGraph graph, VertexIds ids)
    {
        foreach (int v in IsolatedVertices.Of(graph))
            head.Text($"# isolated: {ids.GetText(v)}\n");
    }

    private static void WriteRows(Stream stream, CsrGraph graph, IoContext context, Action<TextBuffer, int> writeRow)
    {
        int[] bounds = graph.VertexRanges();
        context.Parallelism.MapInOrder(
            Enumerable.Range(0, bounds.Length - 1),
            range =>
            {
                var text = new TextBuffer();
                for (int u = bounds[range]; u < bounds[range + 1]; u++)
                    writeRow(text, u);
                return (text, bounds[range + 1]);
            },
            result =>
            {
                stream.Write(result.text.Written);
                result.text.Dispose();
                context.Report("writing", result.Item2, graph.VertexCount);
            },
            context.CancellationToken);
    }

    /// <summary>Formats vertices: as numbers, or as the ids they came with.</summary>
    private sealed class IdFormatter(VertexIds? ids, byte delimiter)
    {
        public void Write(TextBuffer text, int vertex)
        {
            if (ids is null)
                text.Number(vertex);
            else if (ids is { AreIntegers: true, AreUnsigned: false })
                text.Number(ids.GetInteger(vertex));
            else
                WriteText(text, ids.GetText(vertex));
        }

        /// <summary>Fails where an id cannot stand between spaces.</summary>
        public void RequireWritable()
        {
            for (int v = 0; delimiter == ' ' && ids is { AreIntegers: false } && v < ids.Count; v++)
            {
                if (MustBeQuoted(ids.GetText(v)))
                    throw new ArgumentException($"Vertex id '{ids.GetText(v)}' cannot stand in a file with columns apart by spaces; write .csv, .tsv or .parquet.");
            }
        }

        private void WriteText(TextBuffer text, string id) =>
            text.Text(MustBeQuoted(id) ? $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : id);

        private bool MustBeQuoted(string id) =>
            id.Contains('"', StringComparison.Ordinal) || id.Contains((char)delimiter, StringComparison.Ordinal)
            || id[0] is ' ' or '#' or '%' || id[^1] == ' ' || (delimiter == ' ' && id.Contains('\t', StringComparison.Ordinal));
    }
}
