using System.Runtime.CompilerServices;
using GraphSparse.Analytics;

namespace GraphSparse.Graphlets;

/// <summary>Counts orbits of graphlets of up to four vertices, exactly.</summary>
/// <remarks>
/// Graphlets are induced and counted once for each set of vertices; orbits are numbered as Pržulj (2007) and ORCA (Hočevar and Demšar, Bioinformatics 2014) do. Counts follow from triangles, 4-cliques and
/// 4-cycles on edges by exact identities; no path or star is enumerated, so hubs cost no more than their edges.
/// <para>Cost: O(m·α) for triangles and 4-cycles (α: arboricity, at most √m), triangles times ⌈√(2m) / 64⌉ for cliques; 56 bytes per edge, and 36 more for each thread where that is below 256 MiB.</para>
/// The same on any number of threads.
/// </remarks>
public static class OrbitCounter
{
    /// <summary>Order, cliques, triangles, cycles, orbits.</summary>
    internal const int Passes = 5;

    /// <summary>Counts the orbits of every vertex.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="kernels">A device; <see langword="null"/> for threads, which also count where it has no kernels for it.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Passes done, of five.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    /// <exception cref="ResourceLimitException">A count does not fit 64 bits: a vertex has more than two million neighbours.</exception>
    public static OrbitCounts Count(
        CsrGraph graph, IGraphKernels? kernels = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Counting graphlets");
        parallelism ??= Parallelism.AllCores;
        var clock = new PhaseClock(pass => progress?.Report(new Progress("counting graphlets", pass, Passes)));
        if (kernels is IGraphletKernels device)
        {
            long[][] columns = device.CountOrbits(new RankedGraph(graph, cancellationToken), cancellationToken);
            clock.End("device");
            return new OrbitCounts(columns, clock.Seconds);
        }

        (RankedGraph ranked, EdgePrimitives primitives) = EdgePrimitives.Of(graph, clock, parallelism, cancellationToken);
        return Of(ranked, primitives, clock, parallelism, cancellationToken);
    }

    /// <summary>The counts from primitives that are there.</summary>
    internal static OrbitCounts Of(RankedGraph ranked, EdgePrimitives primitives, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var columns = new long[OrbitCounts.OrbitCount][];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = new long[ranked.VertexCount];
        parallelism.ForRanges(ranked.VertexCount, 1 << 10, (_, from, to) => Fill(ranked, primitives, columns, (int)from, (int)to), cancellationToken);
        clock.End("orbits");
        return new OrbitCounts(columns, clock.Seconds);
    }

    /// <summary>What is said where a count does not fit.</summary>
    internal static ResourceLimitException Overflow(int degree) => new($"The orbit counts of a vertex with {degree} neighbours do not fit 64 bits.");

    /// <summary>Each vertex takes the counts of its arcs.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Fill(RankedGraph graph, EdgePrimitives primitives, long[][] columns, int from, int to)
    {
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> row = graph.Row(u);
            ReadOnlySpan<int> edges = graph.EdgesOf(u);
            VertexSums own = primitives.Vertex(u);
            var sums = default(OrbitSums);
            for (int k = 0; k < row.Length; k++)
                sums.Add(ArcOrbits.Of(own, primitives.Vertex(row[k]), primitives.Edge(edges[k], u < row[k])));
            if (sums.HasOverflowed)
                throw Overflow(row.Length);
            int id = graph.Ids[u];
            columns[0][id] = row.Length;
            for (int orbit = 1; orbit < columns.Length; orbit++)
                columns[orbit][id] = sums[orbit];
        }
    }
}
