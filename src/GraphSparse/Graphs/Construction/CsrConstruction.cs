using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>One run of <see cref="GraphBuilder"/>: from blocks of edges to compressed sparse rows.</summary>
/// <remarks>Edges that do not come sorted are, each once, by the <see cref="HalfRows"/>, which merge repeats. Undirected rows are then written by
/// <see cref="MirroredRows"/>.</remarks>
internal sealed class CsrConstruction(
    List<EdgeBlock> blocks, int? vertexCount, BuildOptions options, Parallelism parallelism, CancellationToken cancellationToken)
{
    private readonly bool _directed = options.Directed;

    /// <summary>The graph on all vertices.</summary>
    public CsrGraph Build(out BuildReport report) => Build(occurring: false, null, out report).Graph;

    /// <summary>The graph on the vertices that occur in a row, were it only a self-loop, or in <paramref name="others"/>.</summary>
    /// <returns>The graph, and the number each of its vertices had in the rows; null where these are 0..n−1.</returns>
    public (CsrGraph Graph, int[]? Numbers) BuildOccurring(VertexMarks? others, out BuildReport report) => Build(occurring: true, others, out report);

    private (CsrGraph Graph, int[]? Numbers) Build(bool occurring, VertexMarks? others, out BuildReport report)
    {
        long rows = 0;
        bool isWeighted = options.Duplicates == DuplicatePolicy.Sum; // summed unweighted rows are multiplicities
        foreach (EdgeBlock block in blocks)
        {
            rows += block.Count;
            isWeighted |= block.Weights is not null;
        }

        if (rows > Array.MaxLength)
            throw new ResourceLimitException($"{rows} edges are more than are built in memory ({Array.MaxLength}).");
        int n = CountVertices();
        var sorted = new SortedBlocks(blocks, n, _directed);
        if (sorted.AreSorted(parallelism, cancellationToken))
        {
            report = new BuildReport(rows, 0, 0, 0);
            (CsrGraph, int[]?) built = _directed
                ? Occurring(DirectedRows.Of(sorted, isWeighted, ArcMemory.Managed, parallelism, cancellationToken), occurring, others)
                : Mirror(sorted, isWeighted, occurring, others);
            blocks.Clear();
            return built;
        }

        var half = new HalfRows(n, isWeighted, options, parallelism, cancellationToken);
        half.Fill(blocks, rows);
        half.Merge();
        if (occurring && half.LoopVertices is { } loops)
        {
            if (others is not null)
                loops.Add(others);
            others = loops;
        }

        report = new BuildReport(rows, half.SelfLoops, half.Duplicates, half.Reciprocal);
        return _directed ? Occurring(Compact(half), occurring, others) : Mirror(half, isWeighted, occurring, others);
    }

    private (CsrGraph Graph, int[]? Numbers) Mirror(ISortedEdges edges, bool isWeighted, bool occurring, VertexMarks? others)
    {
        var rows = new MirroredRows(edges, isWeighted, ArcMemory.Managed, parallelism, cancellationToken);
        return occurring ? rows.BuildOccurring(others) : (rows.Build(), null);
    }

    private (CsrGraph Graph, int[]? Numbers) Occurring(CsrGraph graph, bool occurring, VertexMarks? others) =>
        occurring ? OccurringVertices.Of(graph, others, parallelism, cancellationToken) : (graph, null);

    private int CountVertices()
    {
        var largest = new int[blocks.Count];
        parallelism.For(blocks.Count, b => largest[b] = blocks[b].LargestVertex(), cancellationToken);
        int max = -1;
        foreach (int vertex in largest)
            max = Math.Max(max, vertex);
        if (vertexCount is { } n && max >= n)
            throw NoVertex(max, n, options);
        return vertexCount ?? max + 1;
    }

    /// <summary>The error of a vertex beyond those that there are.</summary>
    public static GraphFormatException NoVertex(int vertex, int vertexCount, BuildOptions options) => new(vertexCount == 0
        ? $"vertex {options.NameOf(vertex)} occurs, but the number of vertices is given or declared as 0"
        : $"vertex {options.NameOf(vertex)} is not in {options.NameOf(0)}..{options.NameOf(vertexCount - 1)}, the vertices given or declared");

    /// <summary>Directed: closes the gaps that merging left and adopts the half rows as the graph.</summary>
    [MethodImpl(Hot.Loop)]
    private static CsrGraph Compact(HalfRows half)
    {
        (long[] start, int[] entries, double[]? weights) = (half.Start, half.Entries, half.Weights);
        int n = half.VertexCount;
        long place = 0;
        for (int u = 0; u < n; u++)
        {
            int from = (int)start[u];
            start[u] = place;
            int length = half.Length[u];
            entries.AsSpan(from, length).CopyTo(entries.AsSpan((int)place));
            if (weights is not null)
                weights.AsSpan(from, length).CopyTo(weights.AsSpan((int)place));
            place += length;
        }

        start[n] = place;
        return new CsrGraph(start, Trim(entries, place), weights is null ? null : Trim(weights, place), isDirected: true);
    }

    /// <summary>Cuts off unused room where it is worth a copy.</summary>
    private static T[] Trim<T>(T[] values, long length) =>
        length >= values.LongLength - (values.LongLength / 8) ? values : values.AsSpan(0, (int)length).ToArray();
}
