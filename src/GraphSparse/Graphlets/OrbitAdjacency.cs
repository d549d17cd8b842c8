using System.Collections.Concurrent;

namespace GraphSparse.Graphlets;

/// <summary>Orbit adjacency matrices: how often two vertices stand on two orbits of one induced graphlet of up to four vertices, at a distance inside it. Exact, row by row.</summary>
/// <remarks>
/// The entry (u, v) of the matrix (hop, i, j) counts the sets of vertices that induce a graphlet in which u is on orbit i, v on orbit j, and the shortest way between them inside it has so many edges.
/// The 20 matrices of <see cref="OrbitPair.Stored"/> hold all 28: the others are their transposes.
/// <para>Cost: that of <see cref="OrbitCounter"/>, then per vertex the paths of two edges from it for hop 2 and edges among its neighbours, and one pass over all arcs for some 16 vertices for hop 3. Rows are
/// handed on and not held: memory is that of the counts on edges, 36 bytes per vertex and thread for hop 2, some 130 more for hop 3, and the rows of a block for each thread.</para>
/// The same on any number of threads.
/// </remarks>
public static class OrbitAdjacency
{
    /// <summary>Entries of a block, about.</summary>
    internal const long BlockEntries = 1 << 18;

    /// <summary>Rows of a block are a multiple of this.</summary>
    private const int RowStep = 16;

    /// <summary>Rows that are computed to say how many entries there will be.</summary>
    private const int SampledRows = 64;

    /// <summary>Computes rows, hands each block on, and adds everything up.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="pairs">Which matrices, of <see cref="OrbitPair.Stored"/>; <see langword="null"/> for all.</param>
    /// <param name="map">Makes something of a block, on several threads at once.</param>
    /// <param name="consume">Takes what was made, in the order of vertices.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, or a pair is not one of those that are stored.</exception>
    public static IReadOnlyList<OrbitMatrixTotals> Map<T>(
        CsrGraph graph, IReadOnlyList<OrbitPair>? pairs, Func<OrbitRows, T> map, Action<T> consume, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(consume);
        return Run(graph, pairs, map, consume, keepsRows: true, parallelism, progress, cancellationToken);
    }

    /// <summary>Adds up without holding or handing on any row.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="pairs">Which matrices, of <see cref="OrbitPair.Stored"/>; <see langword="null"/> for all.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, or a pair is not one of those that are stored.</exception>
    public static IReadOnlyList<OrbitMatrixTotals> Sum(
        CsrGraph graph, IReadOnlyList<OrbitPair>? pairs = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(graph, pairs, _ => true, _ => { }, keepsRows: false, parallelism, progress, cancellationToken);

    /// <summary>The matrices in memory.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="pairs">Which matrices, of <see cref="OrbitPair.Stored"/>; <see langword="null"/> for all.</param>
    /// <param name="mostEntries">The work is given up where there are more; 12 bytes each.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    /// <exception cref="ArgumentException">The graph is directed, or a pair is not one of those that are stored.</exception>
    /// <exception cref="ResourceLimitException">There are more entries than that.</exception>
    public static OrbitMatrices Count(
        CsrGraph graph, IReadOnlyList<OrbitPair>? pairs = null, long mostEntries = 1L << 30, Parallelism? parallelism = null, IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var builder = new OrbitMatricesBuilder(graph, Check(graph, pairs), mostEntries);
        IReadOnlyList<OrbitMatrixTotals> totals = Map(graph, pairs, rows => rows, builder.Add, parallelism, progress, cancellationToken);
        return builder.Build(totals);
    }

    /// <summary>The pairs in the order of <see cref="OrbitPair.Stored"/>.</summary>
    internal static OrbitPair[] Check(CsrGraph graph, IReadOnlyList<OrbitPair>? pairs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Counting graphlets");
        foreach (OrbitPair pair in pairs ?? [])
        {
            if (!OrbitPair.Stored.Contains(pair))
            {
                throw new ArgumentException(OrbitPair.Stored.Contains(pair.Transposed)
                    ? $"{pair} is the transpose of {pair.Transposed}; ask for that." : $"{pair} is no pair of orbits; there are {string.Join(", ", OrbitPair.Stored)}.", nameof(pairs));
            }
        }

        return pairs is null ? [.. OrbitPair.Stored] : [.. OrbitPair.Stored.Where(pairs.Contains)];
    }

    private static IReadOnlyList<OrbitMatrixTotals> Run<T>(
        CsrGraph graph, IReadOnlyList<OrbitPair>? pairs, Func<OrbitRows, T> map, Action<T> consume, bool keepsRows, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        OrbitPair[] asked = Check(graph, pairs);
        parallelism ??= Parallelism.AllCores;
        AdjacencyInput input = Prepare(graph, new PhaseClock(), parallelism, cancellationToken);
        return Run(input, asked, Blocks(graph, asked), map, consume, keepsRows, parallelism, progress, cancellationToken);
    }

    private static AdjacencyInput Prepare(CsrGraph graph, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (RankedGraph ranked, EdgePrimitives primitives) = EdgePrimitives.Of(graph, clock, parallelism, cancellationToken);
        return new AdjacencyInput(graph, ranked, primitives, cancellationToken);
    }

    /// <param name="input">The graph.</param>
    /// <param name="pairs">The matrices.</param>
    /// <param name="blocks">Bounds of blocks of rows.</param>
    /// <param name="map">Makes something of a block.</param>
    /// <param name="consume">Takes it, in order.</param>
    /// <param name="keepsRows">Whether what is made holds the rows; otherwise they are written over once it is made.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    internal static IReadOnlyList<OrbitMatrixTotals> Run<T>(
        AdjacencyInput input, OrbitPair[] pairs, int[] blocks, Func<OrbitRows, T> map, Action<T> consume, bool keepsRows, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var workers = new ConcurrentBag<RowWorker>();
        var totals = pairs.ToDictionary(p => p, p => new OrbitMatrixTotals(p, 0, 0, 0));
        parallelism.MapInOrder(
            Enumerable.Range(0, Math.Max(0, blocks.Length - 1)),
            block =>
            {
                if (!workers.TryTake(out RowWorker? worker))
                    worker = new RowWorker(input, pairs);
                OrbitRows rows = worker.Compute([.. Enumerable.Range(blocks[block], blocks[block + 1] - blocks[block])], keepsRows ? new OrbitRows() : worker.Rows, cancellationToken);
                var result = (Totals: TotalsOf(rows), Made: map(rows), Done: blocks[block + 1]);
                workers.Add(worker); // its rows may be written over from now on
                return result;
            },
            done =>
            {
                consume(done.Made);
                foreach ((OrbitPair pair, OrbitMatrixTotals sum) in done.Totals)
                    totals[pair] = totals[pair].And(sum);
                progress?.Report(new Progress("counting orbit adjacencies", done.Done, input.Graph.VertexCount));
            },
            cancellationToken);
        return [.. pairs.Select(p => totals[p])];
    }

    /// <summary>Bounds of blocks of rows: a function of the graph and of what is asked for, so that outputs in blocks are always the same.</summary>
    internal static int[] Blocks(CsrGraph graph, OrbitPair[] pairs)
    {
        int n = graph.VertexCount;
        int first = pairs.Count(p => p.Hop == 1);
        int second = pairs.Count(p => p.Hop == 2);
        bool third = pairs.Any(p => p.Hop == 3);
        var bounds = new List<int> { 0 };
        long entries = 0;
        for (int u = 0; u < n; u++)
        {
            long paths = 0;
            if (second > 0 || third)
            {
                foreach (int x in graph.Neighbors(u))
                    paths += graph.Degree(x);
            }

            entries += (long)graph.Degree(u) * first + Math.Min(n, paths) * second + (third ? Math.Min(n, paths * 8) : 0);
            if (entries >= BlockEntries && (!third || (u + 1) % RowStep == 0) && u + 1 < n)
            {
                bounds.Add(u + 1);
                entries = 0;
            }
        }

        if (n > 0)
            bounds.Add(n);
        return [.. bounds];
    }

    /// <summary>About how many entries there will be: at most, for the first hop; for the others as rows of vertices of all degrees have, of which no more are computed than show that it is too many.</summary>
    /// <param name="input">The graph.</param>
    /// <param name="pairs">The matrices.</param>
    /// <param name="most">More are too many.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    internal static double PredictEntries(AdjacencyInput input, OrbitPair[] pairs, double most, CancellationToken cancellationToken)
    {
        int n = input.Graph.VertexCount;
        double first = (double)input.Graph.ArcCount * pairs.Count(p => p.Hop == 1);
        OrbitPair[] others = [.. pairs.Where(p => p.Hop > 1)];
        if (others.Length == 0 || n == 0)
            return first;
        int samples = Math.Min(n, SampledRows);
        const int stride = 37; // prime to 64: low and high degrees in turns
        int[] rows = [.. Enumerable.Range(0, samples).Select(i => samples == SampledRows ? i * stride % samples : i).Select(i => input.Ranked.Ids[(int)(((2L * i) + 1) * n / (2 * samples))])];
        var worker = new RowWorker(input, others);
        double entries = 0;
        int done = 0;
        while (done < samples && first + entries * n / samples <= most)
        {
            int taken = Math.Min(Math.Max(1, done), samples - done); // one row, then as many as there were before
            entries += worker.Compute(rows.AsSpan(done, taken), worker.Rows, cancellationToken).EntryCount;
            done += taken;
        }

        return first + entries * n / done;
    }

    private static Dictionary<OrbitPair, OrbitMatrixTotals> TotalsOf(OrbitRows rows)
    {
        var totals = new Dictionary<OrbitPair, OrbitMatrixTotals>();
        foreach (OrbitRow row in rows.Rows)
        {
            UInt128 sum = 0;
            long largest = 0;
            foreach (long count in rows.CountsOf(row))
            {
                sum += (ulong)count;
                largest = Math.Max(largest, count);
            }

            var own = new OrbitMatrixTotals(row.Pair, row.Length, sum, largest);
            totals[row.Pair] = totals.TryGetValue(row.Pair, out OrbitMatrixTotals? before) ? before.And(own) : own;
        }

        return totals;
    }
}

/// <summary>Sums over an orbit adjacency matrix.</summary>
/// <param name="Pair">Which.</param>
/// <param name="NonZeros">Entries that are not 0.</param>
/// <param name="Sum">Sum of all.</param>
/// <param name="Largest">The largest.</param>
public sealed record OrbitMatrixTotals(OrbitPair Pair, long NonZeros, UInt128 Sum, long Largest)
{
    /// <summary>Both together.</summary>
    internal OrbitMatrixTotals And(OrbitMatrixTotals other) => new(Pair, NonZeros + other.NonZeros, Sum + other.Sum, Math.Max(Largest, other.Largest));
}
