namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="Eccentricities"/>; immutable, vary with <c>with</c>.</summary>
public sealed record EccentricityOptions : SourceSampling
{
    /// <summary>Lengths are 1 / weight.</summary>
    public static EccentricityOptions Default { get; } = new();
}

/// <summary>Eccentricities of vertices.</summary>
/// <param name="Vertices">The vertices looked at, ascending.</param>
/// <param name="Values">For each of them the largest distance to a vertex that can be reached.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record EccentricityResult(int[] Vertices, double[] Values, EccentricityOptions Options, ulong Seed);

/// <summary>The largest distance from a vertex to any that can be reached.</summary>
/// <remarks>Exact for every vertex looked at. Directed graphs follow arcs from the vertex.
/// <para>Cost: a breadth-first search each, 64 at a time, or Dijkstra's. Determinism: exact.</para></remarks>
public static class Eccentricities
{
    private const int Block = 16;

    /// <summary>Finds eccentricities.</summary>
    /// <param name="graph">Any graph with lengths above 0.</param>
    /// <param name="options">What a length is and how many vertices, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the choice of vertices.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="InvalidWeightException">A length is not above 0.</exception>
    public static EccentricityResult Find(
        CsrGraph graph, EccentricityOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= EccentricityOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        var sweep = new SourceSweep(graph, options, seed, "eccentricity.sources", "eccentricities", parallelism, progress, cancellationToken);
        if (sweep.Lengths.IsUnit)
        {
            BreadthFirstSummary[] all = MultiSourceSearch.Survey(graph, sweep.Sources, parallelism, progress, cancellationToken);
            return new EccentricityResult(sweep.Sources, [.. all.Select(s => (double)s.Eccentricity)], options, seed);
        }

        var values = new List<double>(sweep.Sources.Length);
        sweep.Run(Block, () => new DijkstraSearch(graph, sweep.Lengths), (search, vertices) => Array.ConvertAll(vertices, vertex =>
        {
            search.From(vertex, cancellationToken);
            return search.Distances[search.Order[^1]];
        }), values.AddRange);
        return new EccentricityResult(sweep.Sources, [.. values], options, seed);
    }
}
