using System.Collections.Concurrent;

namespace GraphSparse.Graphlets;

/// <summary>Counts orbits of graphlets of up to five vertices, exactly.</summary>
/// <remarks>
/// No graphlet is enumerated but cliques of five. For each of the 58 orbits of five vertices the maps of its graphlet into the graph that keep edges, and take the orbit to the vertex in question, are counted: most are sums over
/// arcs, the others sums over pairs of vertices with common neighbours. Orbit counts follow from these by integer arithmetic (Lovász 1967; 128 bits on the way), from those of many edges to those of few.
/// <para>Cost: O(Σ d²) for common neighbours (leaves of one vertex count once), and the neighbours of all of these for cycles of five; for every triangle p, x, y the triangles on x–y. 1.5 KB per vertex, 80 bytes more for each thread, 60 per edge and 12 per
/// triangle, up to 1 GiB of them.</para>
/// The same on any number of threads.
/// </remarks>
public static class FiveVertexOrbitCounter
{
    /// <summary>Counts the orbits of every vertex.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done, of the pass that takes longest.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    /// <exception cref="ResourceLimitException">A count does not fit 64 bits: a vertex has more than some hundred thousand neighbours.</exception>
    public static FiveVertexOrbits Count(CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Counting graphlets");
        return Count(graph, ThirdVertices.Most, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    internal static FiveVertexOrbits Count(CsrGraph graph, long mostThirds, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var clock = new PhaseClock();
        var ranked = new RankedGraph(graph, cancellationToken);
        clock.End("order");
        EdgeArrays edges = PrimitiveCounter.Count(ranked, EdgeCounts.All, clock, parallelism, cancellationToken);
        OrbitCounts four = OrbitCounter.Of(ranked, new EdgePrimitives(ranked, edges, parallelism, cancellationToken), clock, parallelism, cancellationToken);
        RequireStarsFit(ranked, four);
        var columns = new UInt128[FiveVertexOrbits.OrbitCount][];
        new EdgeHomomorphisms(ranked, edges, parallelism, cancellationToken).Fill(columns);
        foreach (int orbit in HomomorphismTable.Order)
            columns[orbit] ??= new UInt128[ranked.VertexCount];
        clock.End("walks");
        AddCliques(ranked, columns[72], parallelism, cancellationToken);
        clock.End("cliques of five");
        AddRows(ranked, edges, new ThirdVertices(ranked, edges.Triangles, parallelism, cancellationToken, mostThirds), columns, parallelism, progress, cancellationToken);
        clock.End("rows");
        long[][] orbits = Solve(ranked, four.Columns, columns, parallelism, cancellationToken);
        clock.End("orbits of five");
        return new FiveVertexOrbits(orbits, clock.Seconds);
    }

    /// <summary>Fails before the work where stars of four leaves alone are too many: sets of four neighbours, less those that hold an edge.</summary>
    private static void RequireStarsFit(RankedGraph graph, OrbitCounts four)
    {
        for (int u = 0; u < graph.VertexCount; u++)
        {
            double d = graph.Degree(u);
            double pairs = (d - 2) * (d - 3) / 2; // beside an edge between two neighbours
            if (d * (d - 1) * (d - 2) * (d - 3) / 24 - four[3][graph.Ids[u]] * pairs > 1.01 * long.MaxValue)
                throw OrbitCounter.Overflow(graph.Degree(u));
        }
    }

    private static void AddCliques(RankedGraph graph, UInt128[] column, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var workers = new ConcurrentBag<FiveCliques>();
        parallelism.ForRanges(graph.VertexCount, 256, (_, from, to) =>
        {
            if (!workers.TryTake(out FiveCliques? worker))
                worker = new FiveCliques(graph);
            for (int u = (int)from; u < (int)to; u++)
                worker.Add(u);
            workers.Add(worker);
        }, cancellationToken);
        const int permutations = 24; // of the others
        foreach (FiveCliques worker in workers)
        {
            for (int u = 0; u < column.Length; u++)
                column[u] += permutations * (UInt128)(ulong)worker.PerVertex[u];
        }
    }

    private static void AddRows(
        RankedGraph graph, EdgeArrays edges, ThirdVertices thirds, UInt128[][] columns, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var workers = new ConcurrentBag<RowHomomorphisms>();
        int done = 0;
        (int[] leaves, int[] twins) = Leaves(graph);
        parallelism.ForBounds(RankedGraph.Ranges(WorkOf(graph, leaves), 64 * parallelism.Degree), (_, first, last) =>
        {
            if (!workers.TryTake(out RowHomomorphisms? worker))
                worker = new RowHomomorphisms(graph, edges, thirds, columns);
            for (int p = first; p < last; p++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (leaves[p] >= 0)
                    worker.Compute(p, leaves[p]);
            }

            workers.Add(worker);
            progress?.Report(new Progress("counting graphlets of five vertices", Interlocked.Add(ref done, last - first), graph.VertexCount));
        }, cancellationToken);
        for (int p = 0; p < twins.Length; p++)
        {
            if (twins[p] == p)
                continue;
            foreach (int orbit in RowHomomorphisms.Own)
                columns[orbit][p] = columns[orbit][twins[p]];
        }

        foreach (RowHomomorphisms worker in workers)
        {
            for (int i = 0; i < RowHomomorphisms.Added.Count; i++)
            {
                UInt128[] column = columns[RowHomomorphisms.Added[i]];
                for (int u = 0; u < column.Length; u++)
                    column[u] += worker.Shared[i][u];
            }
        }
    }

    /// <summary>Leaves of one vertex stand for one another: of each vertex how many it stands for, −1 for those that another stands for, and which.</summary>
    private static (int[] Leaves, int[] Twins) Leaves(RankedGraph graph)
    {
        var leaves = new int[graph.VertexCount];
        var twins = new int[graph.VertexCount];
        for (int x = 0; x < leaves.Length; x++)
            (leaves[x], twins[x]) = (1, x);
        for (int x = 0; x < leaves.Length; x++)
        {
            int first = -1;
            foreach (int p in graph.Row(x))
            {
                if (graph.Degree(p) > 1)
                    break; // rows ascend by degree
                if (first < 0)
                {
                    first = p;
                    continue;
                }

                leaves[first]++;
                (leaves[p], twins[p]) = (-1, first);
            }
        }

        return (leaves, twins);
    }

    /// <summary>Paths of two edges from each vertex that is looked at.</summary>
    private static long[] WorkOf(RankedGraph graph, int[] leaves)
    {
        var work = new long[graph.VertexCount];
        for (int p = 0; p < work.Length; p++)
        {
            if (leaves[p] < 0)
                continue;
            foreach (int x in graph.Row(p))
                work[p] += graph.Degree(x);
        }

        return work;
    }

    private static long[][] Solve(RankedGraph graph, long[][] four, UInt128[][] columns, Parallelism parallelism, CancellationToken cancellationToken)
    {
        long[][] orbits = [.. four, .. HomomorphismTable.Order.Select(_ => new long[graph.VertexCount])];
        parallelism.ForRanges(graph.VertexCount, 1 << 8, (_, from, to) =>
        {
            Span<UInt128> homomorphisms = stackalloc UInt128[FiveVertexOrbits.OrbitCount];
            Span<Int128> values = stackalloc Int128[FiveVertexOrbits.OrbitCount];
            for (int u = (int)from; u < (int)to; u++)
            {
                int id = graph.Ids[u];
                for (int orbit = 0; orbit < OrbitCounts.OrbitCount; orbit++)
                    values[orbit] = four[orbit][id];
                foreach (int orbit in HomomorphismTable.Order)
                    homomorphisms[orbit] = columns[orbit][u];
                HomomorphismTable.Solve(homomorphisms, values);
                foreach (int orbit in HomomorphismTable.Order)
                    orbits[orbit][id] = values[orbit] <= long.MaxValue ? (long)values[orbit] : throw OrbitCounter.Overflow(graph.Degree(u));
            }
        }, cancellationToken);
        return orbits;
    }
}
