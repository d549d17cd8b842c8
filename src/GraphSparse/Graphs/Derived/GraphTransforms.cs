namespace GraphSparse;

/// <summary>Graphs made of other graphs.</summary>
public static class GraphTransforms
{
    /// <summary>The undirected graph with an edge wherever there is an arc; weights of opposite arcs are added.</summary>
    /// <returns><paramref name="graph"/> itself where it is undirected.</returns>
    public static CsrGraph Symmetrize(this CsrGraph graph, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            return graph;
        // Given from the smaller to the larger end, opposite arcs are duplicates and not mirrors, so their weights add up.
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions
        {
            Duplicates = graph.IsWeighted ? DuplicatePolicy.Sum : DuplicatePolicy.First,
        });
        AddAll(builder, graph, (u, v) => (Math.Min(u, v), Math.Max(u, v)));
        return builder.Build(parallelism, cancellationToken);
    }

    /// <summary>The graph with every arc turned round: its rows are the in-neighbours.</summary>
    /// <returns><paramref name="graph"/> itself where it is undirected.</returns>
    public static CsrGraph Reverse(this CsrGraph graph, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            return graph;
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = true });
        AddAll(builder, graph, (u, v) => (v, u));
        return builder.Build(parallelism, cancellationToken);
    }

    /// <summary>The same vertices with only the edges for which <paramref name="keep"/> is set; weights stay.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="keep">One flag per edge id.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    public static CsrGraph KeepEdges(
        this CsrGraph graph, EdgeIndex index, bool[] keep, Parallelism? parallelism = null, CancellationToken cancellationToken = default) =>
        Keep(graph, index, keep, null, parallelism, cancellationToken);

    /// <summary>The same vertices with only the edges for which <paramref name="keep"/> is set, with new weights.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="keep">One flag per edge id.</param>
    /// <param name="edgeWeights">The weight of each kept edge, by edge id.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    public static CsrGraph KeepEdges(
        this CsrGraph graph, EdgeIndex index, bool[] keep, double[] edgeWeights, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edgeWeights);
        return Keep(graph, index, keep, edgeWeights, parallelism, cancellationToken);
    }

    private static CsrGraph Keep(
        CsrGraph graph, EdgeIndex index, bool[] keep, double[]? edgeWeights, Parallelism? parallelism, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(keep);
        if (keep.Length != index.EdgeCount || (edgeWeights is not null && edgeWeights.Length != keep.Length))
            throw new ArgumentException($"There are {keep.Length} flags and {edgeWeights?.Length ?? keep.Length} weights for {index.EdgeCount} edges.", nameof(keep));
        return KeptRows.Build(graph, index, keep, edgeWeights, parallelism ?? Parallelism.AllCores, cancellationToken);
    }

    /// <summary>The same graph with other vertex numbers.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="numbers">The new number of each vertex: a permutation of 0..n−1.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    /// <exception cref="ArgumentException">The numbers are no permutation.</exception>
    public static CsrGraph Relabel(this CsrGraph graph, IReadOnlyList<int> numbers, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(numbers);
        var isTaken = new bool[graph.VertexCount];
        if (numbers.Count != isTaken.Length || numbers.Any(v => (uint)v >= (uint)isTaken.Length || !(isTaken[v] = !isTaken[v])))
            throw new ArgumentException($"New numbers of {isTaken.Length} vertices are 0..{isTaken.Length - 1}, each once.", nameof(numbers));
        // Both arcs of an undirected edge are given, which its builder takes for mirrors of one edge.
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = graph.IsDirected, Duplicates = DuplicatePolicy.First });
        AddAll(builder, graph, (u, v) => (numbers[u], numbers[v]));
        return builder.Build(parallelism, cancellationToken);
    }

    private static void AddAll(GraphBuilder builder, CsrGraph graph, Func<int, int, (int Source, int Target)> ends)
    {
        int[] ranges = graph.VertexRanges();
        for (int r = 0; r + 1 < ranges.Length; r++)
        {
            int arcs = (int)(graph.Offset(ranges[r + 1]) - graph.Offset(ranges[r]));
            var block = new EdgeBlock(arcs, graph.IsWeighted);
            for (int u = ranges[r]; u < ranges[r + 1]; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
                for (int k = 0; k < neighbors.Length; k++)
                {
                    (int source, int target) = ends(u, neighbors[k]);
                    block.Add(source, target, graph.IsWeighted ? weights[k] : 1);
                }
            }

            builder.AddBlock(block);
        }
    }
}
