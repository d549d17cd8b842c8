namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="Eccentricities"/>; immutable, vary with <c>with</c>.</summary>
public sealed record EccentricityOptions
{
    /// <summary>Lengths are 1 / weight.</summary>
    public static EccentricityOptions Default { get; } = new();

    /// <summary>How long an edge is. Default 1 / weight: weights are strengths.</summary>
    public EdgeLength Length { get; init; } = EdgeLength.Inverse;

    /// <summary>Random vertices whose eccentricity is found, at least 1; n or more for all. Default all where n · (n + arcs) ≤ 4·10⁹, 500 otherwise.</summary>
    public int? Sources { get; init; }

    /// <summary>Seed of their choice. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    internal void Validate()
    {
        if (Sources is { } sources)
            Require.InRange(sources, 1, int.MaxValue, name: nameof(Sources));
    }
}

/// <summary>Eccentricities of vertices.</summary>
/// <param name="Vertices">The vertices looked at, ascending.</param>
/// <param name="Values">For each of them the largest distance to a vertex that can be reached.</param>
/// <param name="Options">What was asked for.</param>
public sealed record EccentricityResult(int[] Vertices, double[] Values, EccentricityOptions Options);

/// <summary>The largest distance from a vertex to any that can be reached.</summary>
/// <remarks>Exact for every vertex looked at. Directed graphs follow arcs from the vertex.
/// <para>Cost: a breadth-first search each, 64 at a time, or Dijkstra's. Determinism: exact.</para></remarks>
public static class Eccentricities
{
    private const int Block = 16;

    /// <summary>Finds eccentricities.</summary>
    /// <param name="graph">Any graph with lengths above 0.</param>
    /// <param name="options">What a length is and how many vertices, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="InvalidWeightException">A length is not above 0.</exception>
    public static EccentricityResult Find(
        CsrGraph graph, EccentricityOptions? options = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= EccentricityOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        int[] vertices = SourceSample.Choose(graph, options.Sources, options.Seed, "eccentricity.sources");
        var lengths = new ArcLengths(graph, options.Length, parallelism, cancellationToken);
        if (lengths.IsUnit)
        {
            BreadthFirstSummary[] all = MultiSourceSearch.Survey(graph, vertices, parallelism, progress, cancellationToken);
            return new EccentricityResult(vertices, [.. all.Select(s => (double)s.Eccentricity)], options);
        }

        var values = new double[vertices.Length];
        int done = 0;
        parallelism.ForRanges(vertices.Length, Block, (_, start, end) =>
        {
            var search = new DijkstraSearch(graph, lengths);
            for (long i = start; i < end; i++)
            {
                search.From(vertices[i], cancellationToken);
                values[i] = search.Distances[search.Order[^1]];
            }

            progress?.Report(new Progress("eccentricities", Interlocked.Add(ref done, (int)(end - start)), vertices.Length));
        }, cancellationToken);
        return new EccentricityResult(vertices, values, options);
    }
}
