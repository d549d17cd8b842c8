namespace GraphSparse.Graphlets;

/// <summary>Orbit adjacency matrices: how often two vertices stand on two orbits of one induced graphlet of up to four vertices, at a distance inside it. Exact, row by row.</summary>
/// <remarks>
/// The entry (u, v) of the matrix (hop, i, j) counts the sets of vertices that induce a graphlet in which u is on orbit i, v on orbit j, and the shortest way between them inside it has so many edges.
/// The 20 matrices of <see cref="OrbitPair.Stored"/> hold all 28: the others are their transposes, and are computed row by row like them where they are asked for.
/// <para>Cost: that of <see cref="OrbitCounter"/>, less what the matrices do not need, then per vertex the paths of two edges from it for hop 2 and edges among its neighbours, and one pass over all arcs for some
/// 16 vertices for hop 3. Rows are handed on and not held: memory is that of the counts on edges, 36 bytes per vertex and thread for hop 2, some 130 more for hop 3, and the rows of a block for each thread.</para>
/// The same on any number of threads.
/// </remarks>
public static class OrbitAdjacency
{
    /// <summary>Computes rows, hands each block on, and adds everything up.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Matrices and rows; <see langword="null"/> for all that are stored.</param>
    /// <param name="map">Makes something of a block, on several threads at once.</param>
    /// <param name="consume">Takes what was made, in the order of rows.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, a pair is none, or rows are not vertices, each once.</exception>
    public static IReadOnlyList<AdjacencyTotals<OrbitPair>> Map<T>(
        CsrGraph graph, AdjacencyOptions<OrbitPair>? options, Func<AdjacencyRows<OrbitPair>, T> map, Action<T> consume, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(consume);
        return Plan(graph, options).Run(map, consume, keepsRows: true, parallelism, progress, cancellationToken);
    }

    /// <summary>Adds up without holding or handing on any row.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Matrices and rows; <see langword="null"/> for all that are stored.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, a pair is none, or rows are not vertices, each once.</exception>
    public static IReadOnlyList<AdjacencyTotals<OrbitPair>> Sum(
        CsrGraph graph, AdjacencyOptions<OrbitPair>? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Plan(graph, options).Run(_ => true, _ => { }, keepsRows: false, parallelism, progress, cancellationToken);

    /// <summary>The matrices in memory.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Matrices and rows; <see langword="null"/> for all that are stored.</param>
    /// <param name="mostEntries">The work is given up where there are more; 12 bytes each.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, a pair is none, or rows are not vertices, each once.</exception>
    /// <exception cref="ResourceLimitException">There are more entries than that.</exception>
    public static OrbitMatrices Count(
        CsrGraph graph, AdjacencyOptions<OrbitPair>? options = null, long mostEntries = 1L << 30, Parallelism? parallelism = null, IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AdjacencyPlan<OrbitPair> plan = Plan(graph, options);
        var builder = new MatricesBuilder<OrbitPair>(plan, mostEntries);
        IReadOnlyList<AdjacencyTotals<OrbitPair>> totals = plan.Run(rows => rows, builder.Add, keepsRows: true, parallelism, progress, cancellationToken);
        return new OrbitMatrices(builder.Build(), totals, options is null or { Rows: null, MostPerRow: null });
    }

    /// <summary>What is computed, matrices in the order of <see cref="OrbitPair.All"/>.</summary>
    internal static AdjacencyPlan<OrbitPair> Plan(CsrGraph graph, AdjacencyOptions<OrbitPair>? options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new AdjacencyOptions<OrbitPair>();
        foreach (OrbitPair pair in options.Matrices ?? [])
        {
            if (!OrbitPair.All.Contains(pair))
                throw new ArgumentException($"{pair} is no pair of orbits; there are {string.Join(", ", OrbitPair.All)}.", nameof(options));
        }

        OrbitPair[] matrices = options.Matrices is null ? [.. OrbitPair.Stored] : [.. OrbitPair.All.Where(options.Matrices.Contains)];
        return new AdjacencyPlan<OrbitPair>(graph, matrices, options, pairs => [.. pairs], (input, pairs) => new OrbitRowWorker(input, pairs));
    }
}
