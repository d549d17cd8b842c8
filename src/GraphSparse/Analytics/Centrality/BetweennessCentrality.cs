namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="BetweennessCentrality"/>; immutable, vary with <c>with</c>.</summary>
public sealed record BetweennessOptions : SourceSampling
{
    /// <summary>Lengths are 1 / weight.</summary>
    public static BetweennessOptions Default { get; } = new();
}

/// <summary>Betweenness of every vertex.</summary>
/// <param name="Values">Not normalised; undirected pairs count once.</param>
/// <param name="Sources">Vertices from which paths began; the values are exact where these are all.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record BetweennessResult(double[] Values, int Sources, BetweennessOptions Options, ulong Seed);

/// <summary>How many shortest paths lead through every vertex: for each pair the share of its shortest paths.</summary>
/// <remarks>
/// Source: Brandes, "A Faster Algorithm for Betweenness Centrality", J. Math. Sociology 25(2), 2001; sampled sources, scaled by n/k, by
/// Brandes and Pich, "Centrality Estimation in Large Networks", Int. J. Bifurcation and Chaos 17(7), 2007. Paths are equally long where their
/// lengths differ by no more than 2⁻⁴² of themselves (see the remarks of <see cref="PathTies"/>). Directed graphs follow arcs.
/// <para>Cost: O(m) per source, O(m log n) with lengths; 40 bytes per vertex and thread. Determinism: exact; sources are taken in blocks of 16, whose
/// sums are added in their order.</para>
/// </remarks>
public static class BetweennessCentrality
{
    private const int Block = 16;

    /// <summary>Computes betweenness.</summary>
    /// <param name="graph">Any graph with lengths above 0.</param>
    /// <param name="options">What a length is and how many sources, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the choice of sources.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="InvalidWeightException">A length is not above 0.</exception>
    public static BetweennessResult Compute(
        CsrGraph graph, BetweennessOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= BetweennessOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        int n = graph.VertexCount;
        var sweep = new SourceSweep(graph, options, seed, "betweenness.sources", "betweenness", parallelism, progress, cancellationToken);
        var values = new double[n];
        sweep.Run(Block, () => new BrandesSearch(graph, sweep.Lengths), (search, sources) =>
        {
            var part = new double[n];
            foreach (int source in sources)
                search.Add(source, part, cancellationToken);
            return part;
        }, part =>
        {
            for (int v = 0; v < n; v++)
                values[v] += part[v];
        });

        double scale = (double)n / Math.Max(1, sweep.Sources.Length) / (graph.IsDirected ? 1 : 2);
        for (int v = 0; v < n; v++)
            values[v] *= scale;
        return new BetweennessResult(values, sweep.Sources.Length, options, seed);
    }
}
