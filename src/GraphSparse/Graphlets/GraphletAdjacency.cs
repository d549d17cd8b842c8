namespace GraphSparse.Graphlets;

/// <summary>Graphlet adjacency matrices: how many induced copies of a graphlet of up to four vertices two vertices are part of together. Exact, row by row.</summary>
/// <remarks>The matrix of a graphlet is the sum of its orbit adjacencies, of either order of orbits; symmetric, with a diagonal of zeros. Cost as <see cref="OrbitAdjacency"/>, of which only what the graphlets need is
/// computed. The same on any number of threads. Source: Windels et al. (2019).</remarks>
public static class GraphletAdjacency
{
    /// <summary>Number of graphlets, G0 to G8.</summary>
    public const int GraphletCount = 9;

    /// <summary>Computes rows, hands each block on, and adds everything up.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Graphlets by their numbers, and rows; <see langword="null"/> for all.</param>
    /// <param name="map">Makes something of a block, on several threads at once.</param>
    /// <param name="consume">Takes what was made, in the order of rows.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, there is no such graphlet, or rows are not vertices, each once.</exception>
    public static IReadOnlyList<AdjacencyTotals<int>> Map<T>(
        CsrGraph graph, AdjacencyOptions<int>? options, Func<AdjacencyRows<int>, T> map, Action<T> consume, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(consume);
        return Plan(graph, options).Run(map, consume, keepsRows: true, parallelism, progress, cancellationToken);
    }

    /// <summary>The matrices in memory.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Graphlets by their numbers, and rows; <see langword="null"/> for all.</param>
    /// <param name="mostEntries">The work is given up where there are more; 12 bytes each.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, there is no such graphlet, or rows are not vertices, each once.</exception>
    /// <exception cref="ResourceLimitException">There are more entries than that.</exception>
    public static GraphletMatrices Count(
        CsrGraph graph, AdjacencyOptions<int>? options = null, long mostEntries = 1L << 30, Parallelism? parallelism = null, IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AdjacencyPlan<int> plan = Plan(graph, options);
        var builder = new MatricesBuilder<int>(plan, mostEntries);
        IReadOnlyList<AdjacencyTotals<int>> totals = plan.Run(rows => rows, builder.Add, keepsRows: true, parallelism, progress, cancellationToken);
        return new GraphletMatrices(builder.Build(), totals);
    }

    /// <summary>What is computed, graphlets ascending.</summary>
    internal static AdjacencyPlan<int> Plan(CsrGraph graph, AdjacencyOptions<int>? options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new AdjacencyOptions<int>();
        foreach (int graphlet in options.Matrices ?? [])
            Require.InRange(graphlet, 0, GraphletCount - 1);
        int[] graphlets = [.. options.Matrices?.Distinct().Order() ?? Enumerable.Range(0, GraphletCount)];
        return new AdjacencyPlan<int>(graph, graphlets, options, OrbitPair.OfGraphlets, (input, some) => new GraphletRowWorker(input, some));
    }
}
