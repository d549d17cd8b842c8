namespace GraphSparse;

/// <summary>Makes a <see cref="CsrGraph"/> of edges given in any order: count, prefix-sum, scatter, sort, merge.</summary>
/// <remarks>
/// Not thread-safe while edges are added; <see cref="Build(out BuildReport, Parallelism?, CancellationToken)"/> is parallel.
/// <para>Cost: O(n + m) for input sorted by source and target, O(m log d) otherwise. Peak memory beside the edges
/// themselves (8 bytes each, 16 weighted): half the graph, then the graph.</para>
/// <para>Determinism: exact; the same graph for any number of threads.</para>
/// </remarks>
public sealed class GraphBuilder
{
    private readonly int? _vertexCount;
    private readonly BuildOptions _options;
    private readonly List<EdgeBlock> _blocks = [];
    private EdgeBlock? _open;

    /// <summary>Creates a builder without edges.</summary>
    /// <param name="vertexCount">Number of vertices n, or <see langword="null"/> for the largest vertex plus one.</param>
    /// <param name="options">Direction and policies, or <see langword="null"/> for the defaults.</param>
    public GraphBuilder(int? vertexCount = null, BuildOptions? options = null)
    {
        if (vertexCount is { } n)
            Require.InRange(n, 0, int.MaxValue - 1, name: nameof(vertexCount));
        _vertexCount = vertexCount;
        _options = options ?? BuildOptions.Default;
        Require.Defined(_options.Duplicates);
        Require.Defined(_options.SelfLoops);
    }

    /// <summary>A graph without weights of some edges; self-loops are dropped, repeats merged.</summary>
    /// <param name="edges">Vertices from 0 on.</param>
    /// <param name="directed">Whether an edge leads from its first vertex to its second alone.</param>
    /// <param name="vertexCount">Number of vertices, or <see langword="null"/> for the largest one plus one.</param>
    public static CsrGraph FromEdges(IEnumerable<(int Source, int Target)> edges, bool directed = false, int? vertexCount = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var builder = new GraphBuilder(vertexCount, BuildOptions.Default with { Directed = directed });
        foreach ((int source, int target) in edges)
            builder.AddEdge(source, target);
        return builder.Build();
    }

    /// <summary>A weighted graph of some edges; self-loops are dropped, repeats merged as <see cref="BuildOptions.Duplicates"/> does by default.</summary>
    /// <param name="edges">Vertices from 0 on, weights finite.</param>
    /// <param name="directed">Whether an edge leads from its first vertex to its second alone.</param>
    /// <param name="vertexCount">Number of vertices, or <see langword="null"/> for the largest one plus one.</param>
    public static CsrGraph FromEdges(IEnumerable<(int Source, int Target, double Weight)> edges, bool directed = false, int? vertexCount = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var builder = new GraphBuilder(vertexCount, BuildOptions.Default with { Directed = directed });
        foreach ((int source, int target, double weight) in edges)
            builder.AddEdge(source, target, weight);
        return builder.Build();
    }

    /// <summary>Adds an edge of weight 1.</summary>
    public void AddEdge(int source, int target) => Append(source, target, 1.0, weighted: false);

    /// <summary>Adds a weighted edge; the graph is weighted as soon as one edge was added with a weight.</summary>
    /// <param name="source">A vertex, 0-based.</param>
    /// <param name="target">A vertex, 0-based.</param>
    /// <param name="weight">Finite.</param>
    public void AddEdge(int source, int target, double weight)
    {
        if (!double.IsFinite(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), $"The weight of {source}–{target} is {weight}; weights are finite numbers.");
        Append(source, target, weight, weighted: true);
    }

    /// <summary>Builds the graph. The builder is empty afterwards.</summary>
    public CsrGraph Build(Parallelism? parallelism = null, CancellationToken cancellationToken = default) =>
        Build(out _, parallelism, cancellationToken);

    /// <summary>Builds the graph and says what was dropped and merged. The builder is empty afterwards.</summary>
    /// <exception cref="GraphFormatException">A policy refuses the input: a repeated edge or a self-loop.</exception>
    /// <exception cref="ResourceLimitException">There are more edges than an array holds.</exception>
    public CsrGraph Build(out BuildReport report, Parallelism? parallelism = null, CancellationToken cancellationToken = default) =>
        Construction(parallelism ?? Parallelism.AllCores, cancellationToken).Build(out report);

    /// <summary>Builds the graph on the vertices that occur in a row, were it only a self-loop, or in <paramref name="others"/>.</summary>
    /// <returns>The graph, and the number each of its vertices had in the rows; null where these are 0..n−1.</returns>
    internal (CsrGraph Graph, int[]? Numbers) BuildOccurring(
        VertexMarks? others, out BuildReport report, Parallelism parallelism, CancellationToken cancellationToken) =>
        Construction(parallelism, cancellationToken).BuildOccurring(others, out report);

    private CsrConstruction Construction(Parallelism parallelism, CancellationToken cancellationToken)
    {
        _open = null;
        return new CsrConstruction(_blocks, _vertexCount, _options, parallelism, cancellationToken);
    }

    /// <summary>Adds edges that are already in a block, which must not be changed afterwards; vertices must be ≥ 0, weights finite.</summary>
    internal void AddBlock(EdgeBlock block)
    {
        _open = null;
        if (block.Count > 0)
            _blocks.Add(block);
    }

    private void Append(int source, int target, double weight, bool weighted)
    {
        CheckVertex(source, nameof(source));
        CheckVertex(target, nameof(target));
        if (_open is null || _open.IsFull || (weighted && _open.Weights is null))
        {
            _open = new EdgeBlock(EdgeBlock.DefaultCapacity, weighted);
            _blocks.Add(_open);
        }

        _open.Add(source, target, weight);
    }

    private void CheckVertex(int vertex, string name)
    {
        int limit = _vertexCount ?? int.MaxValue - 1;
        if (vertex < 0 || vertex >= limit)
            throw new ArgumentOutOfRangeException(name, $"Vertex {vertex} is not in 0..{limit - 1}.");
    }
}
