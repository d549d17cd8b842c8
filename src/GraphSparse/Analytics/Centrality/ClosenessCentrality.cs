using System.Numerics;

namespace GraphSparse.Analytics;

/// <summary>Which mean of distances closeness is.</summary>
public enum ClosenessKind
{
    /// <summary>Σ 1/d over all other vertices, over n − 1; a vertex that cannot be reached counts 0.</summary>
    Harmonic,

    /// <summary>(r − 1)/Σd over the r vertices that can be reached, times (r − 1)/(n − 1); (n − 1)/Σd in a connected graph.</summary>
    WassermanFaust,
}

/// <summary>Parameters of <see cref="ClosenessCentrality"/>; immutable, vary with <c>with</c>.</summary>
public sealed record ClosenessOptions : SourceSampling
{
    /// <summary>Harmonic, lengths are 1 / weight.</summary>
    public static ClosenessOptions Default { get; } = new();

    /// <summary>Which mean. Default harmonic.</summary>
    public ClosenessKind Kind { get; init; } = ClosenessKind.Harmonic;
}

/// <summary>Closeness of every vertex.</summary>
/// <param name="Values">In [0, 1] where lengths are 1.</param>
/// <param name="Sources">Vertices to which distances were taken; the values are exact where these are all.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record ClosenessResult(double[] Values, int Sources, ClosenessOptions Options, ulong Seed);

/// <summary>How near every vertex is to all others.</summary>
/// <remarks>
/// Source: Marchiori and Latora, Physica A 285, 2000 (harmonic); Wasserman and Faust, "Social Network Analysis", 1994; sampling by
/// Eppstein and Wang, "Fast Approximation of Centrality", J. Graph Algorithms Appl. 8(1), 2004: distances to k random vertices stand for all,
/// scaled by (n − 1)/k. Directed graphs: distances from the vertex along arcs.
/// <para>Cost: k breadth-first searches, 64 at a time, or k times Dijkstra; 48 bytes per vertex and thread, and the reversed graph where it is directed.
/// Determinism: exact; sums are taken source by source in a fixed order.</para>
/// </remarks>
public static class ClosenessCentrality
{
    private const int Block = 64;

    /// <summary>Computes closeness.</summary>
    /// <param name="graph">Any graph with lengths above 0.</param>
    /// <param name="options">What closeness is and how many sources, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the choice of sources.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="InvalidWeightException">A length is not above 0.</exception>
    public static ClosenessResult Compute(
        CsrGraph graph, ClosenessOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= ClosenessOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        int n = graph.VertexCount;
        CsrGraph toward = graph.Reverse(parallelism, cancellationToken); // from a source backwards: distances to it
        var sweep = new SourceSweep(toward, options, seed, "closeness.sources", "closeness", parallelism, progress, cancellationToken);
        var sums = new Sums(n);
        if (sweep.Lengths.IsUnit)
        {
            MultiSourceSearch.Visit(toward, sweep.Sources, (_, levels) => ByLevels(n, levels), (_, searches) => BySearches(n, searches), (_, batch, part) =>
            {
                sums.Add(part);
                sweep.Report(batch.Length);
            }, parallelism, cancellationToken);
        }
        else
        {
            sweep.Run(Block, () => new DijkstraSearch(toward, sweep.Lengths), (search, sources) => ByLengths(n, search, sources, cancellationToken), sums.Add);
        }

        var values = new double[n];
        var isSource = new bool[n];
        foreach (int s in sweep.Sources)
            isSource[s] = true;
        for (int v = 0; v < n; v++)
            values[v] = Value(sums, v, sweep.Sources.Length - (isSource[v] ? 1 : 0), n, options.Kind);
        return new ClosenessResult(values, sweep.Sources.Length, options, seed);
    }

    private static double Value(Sums sums, int v, int others, int n, ClosenessKind kind)
    {
        if (others == 0 || n < 2)
            return 0;
        if (kind == ClosenessKind.Harmonic)
            return sums.Inverse[v] / others;
        double share = (double)sums.Reached[v] / others;
        return sums.Reached[v] == 0 ? 0 : share * sums.Reached[v] / sums.Distance[v];
    }

    private static Sums ByLevels(int n, IEnumerable<MultiSourceSearch.Level> levels)
    {
        var sums = new Sums(n);
        foreach (MultiSourceSearch.Level level in levels)
        {
            double inverse = 1.0 / level.Distance;
            foreach (int v in level.Vertices)
            {
                int count = BitOperations.PopCount(level.Sources[v]);
                sums.Inverse[v] += count * inverse;
                sums.Distance[v] += (double)count * level.Distance;
                sums.Reached[v] += count;
            }
        }

        return sums;
    }

    private static Sums BySearches(int n, IEnumerable<SequentialBreadthFirstSearch> searches)
    {
        var sums = new Sums(n);
        foreach (SequentialBreadthFirstSearch search in searches)
        {
            foreach (int v in search.Order[1..])
            {
                sums.Inverse[v] += 1.0 / search.Distances[v];
                sums.Distance[v] += search.Distances[v];
                sums.Reached[v]++;
            }
        }

        return sums;
    }

    private static Sums ByLengths(int n, DijkstraSearch search, int[] sources, CancellationToken cancellationToken)
    {
        var sums = new Sums(n);
        foreach (int source in sources)
        {
            search.From(source, cancellationToken);
            foreach (int v in search.Order)
            {
                if (v == source)
                    continue;
                sums.Inverse[v] += 1 / search.Distances[v];
                sums.Distance[v] += search.Distances[v];
                sums.Reached[v]++;
            }
        }

        return sums;
    }

    /// <summary>Sums over sources, for each vertex.</summary>
    private sealed class Sums(int n)
    {
        public double[] Inverse { get; } = new double[n];

        public double[] Distance { get; } = new double[n];

        public int[] Reached { get; } = new int[n];

        public void Add(Sums part)
        {
            for (int v = 0; v < Reached.Length; v++)
            {
                Inverse[v] += part.Inverse[v];
                Distance[v] += part.Distance[v];
                Reached[v] += part.Reached[v];
            }
        }
    }
}
