using System.Collections.Concurrent;

namespace GraphSparse.Graphlets;

/// <summary>Which rows of which matrices are computed, in which blocks.</summary>
/// <typeparam name="TKey">Names a matrix.</typeparam>
internal sealed class AdjacencyPlan<TKey> where TKey : struct
{
    /// <summary>Rows of a block are a multiple of this, where the third hop is computed for some at once.</summary>
    private const int RowStep = 16;

    /// <summary>Rows that are computed to say how many entries there will be.</summary>
    private const int SampledRows = 64;

    /// <summary>So many entries of sampled rows are counted whatever they say.</summary>
    private const double EnoughEntries = 1 << 20;

    private readonly OrbitPair[] _pairs;
    private readonly int _mostPerRow;
    private readonly IGraphletKernels? _kernels;
    private readonly Func<AdjacencyInput, IReadOnlyList<TKey>, IRowWorker<TKey>> _createWorker;

    /// <param name="graph">The graph.</param>
    /// <param name="matrices">Which.</param>
    /// <param name="options">The rest of what is asked for.</param>
    /// <param name="pairsOf">What orbit adjacencies are computed for some matrices.</param>
    /// <param name="createWorker">What a thread needs.</param>
    /// <exception cref="ArgumentException">The graph is directed, or rows are not vertices, each once.</exception>
    public AdjacencyPlan(
        CsrGraph graph, TKey[] matrices, AdjacencyOptions<TKey> options, Func<IReadOnlyList<TKey>, OrbitPair[]> pairsOf, Func<AdjacencyInput, IReadOnlyList<TKey>, IRowWorker<TKey>> createWorker)
    {
        Require.Undirected(graph, "Counting graphlets");
        Require.InRange(options.MostPerRow ?? 1, 1, int.MaxValue, name: nameof(options.MostPerRow));
        (Graph, Matrices, _pairs, _mostPerRow, _createWorker) = (graph, matrices, pairsOf(matrices), options.MostPerRow ?? int.MaxValue, createWorker);
        _kernels = options.Kernels as IGraphletKernels;
        if (options.Rows is not { } rows)
            return;
        var seen = new HashSet<int>();
        foreach (int u in rows)
        {
            if (u < 0 || u >= graph.VertexCount)
                throw new ArgumentException($"Row {u} is not a vertex; there are {graph.VertexCount}.", nameof(options));
            if (!seen.Add(u))
                throw new ArgumentException($"Row {u} is asked for twice.", nameof(options));
        }

        Vertices = [.. rows];
    }

    /// <summary>Entries of a block, about.</summary>
    public static long BlockEntries => 1 << 18;

    public CsrGraph Graph { get; }

    public TKey[] Matrices { get; }

    /// <summary>Vertices whose rows are computed, or <see langword="null"/> for all.</summary>
    public int[]? Vertices { get; }

    /// <summary>How many.</summary>
    public int VertexCount => Vertices?.Length ?? Graph.VertexCount;

    /// <summary>What has to be counted on edges.</summary>
    public EdgeCounts Needed => _pairs.Aggregate(EdgeCounts.Triangles, (sum, p) => sum | p.Needed);

    /// <summary>Prepares the graph for it.</summary>
    public AdjacencyInput Prepare(PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (RankedGraph ranked, EdgePrimitives primitives) = EdgePrimitives.Of(Graph, clock, parallelism, cancellationToken, Needed, _kernels);
        return new AdjacencyInput(Graph, ranked, primitives, cancellationToken) { Kernels = _kernels };
    }

    /// <summary>Computes the rows, hands each block on, and adds everything up.</summary>
    /// <param name="input">The graph, prepared.</param>
    /// <param name="map">Makes something of a block, on several threads at once.</param>
    /// <param name="consume">Takes it, in order.</param>
    /// <param name="keepsRows">Whether what is made holds the rows; otherwise they are written over once it is made.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="progress">Vertices done.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    public IReadOnlyList<AdjacencyTotals<TKey>> Run<T>(
        AdjacencyInput input, Func<AdjacencyRows<TKey>, T> map, Action<T> consume, bool keepsRows, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var workers = new ConcurrentBag<(IRowWorker<TKey> Worker, AdjacencyRows<TKey> Rows)>();
        var totals = Matrices.ToDictionary(p => p, p => new AdjacencyTotals<TKey>(p, 0, 0, 0));
        int[] blocks = Blocks();
        parallelism.MapInOrder(
            Enumerable.Range(0, Math.Max(0, blocks.Length - 1)),
            block =>
            {
                if (!workers.TryTake(out (IRowWorker<TKey> Worker, AdjacencyRows<TKey> Rows) own))
                    own = (_createWorker(input, Matrices), new AdjacencyRows<TKey>(_mostPerRow));
                AdjacencyRows<TKey> rows = keepsRows ? new AdjacencyRows<TKey>(_mostPerRow) : own.Rows;
                own.Worker.Compute(Slice(blocks[block], blocks[block + 1]), rows, cancellationToken);
                var result = (Totals: AdjacencyTotals<TKey>.Of(rows), Made: map(rows), Done: blocks[block + 1]);
                workers.Add(own); // its rows may be written over from now on
                return result;
            },
            done =>
            {
                consume(done.Made);
                foreach ((TKey matrix, AdjacencyTotals<TKey> sum) in done.Totals)
                    totals[matrix] = totals[matrix].And(sum);
                progress?.Report(new Progress("counting adjacencies of graphlets", done.Done, VertexCount));
            },
            cancellationToken);
        return [.. Matrices.Select(p => totals[p])];
    }

    /// <summary>Prepares the graph and computes the rows.</summary>
    public IReadOnlyList<AdjacencyTotals<TKey>> Run<T>(
        Func<AdjacencyRows<TKey>, T> map, Action<T> consume, bool keepsRows, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        parallelism ??= Parallelism.AllCores;
        return Run(Prepare(new PhaseClock(), parallelism, cancellationToken), map, consume, keepsRows, parallelism, progress, cancellationToken);
    }

    /// <summary>How many entries are counted at most: none beyond the neighbours of a vertex, the paths of two edges from it, and all vertices.</summary>
    public double MostEntries()
    {
        double entries = 0;
        for (int i = 0; i < VertexCount; i++)
        {
            int u = Vertex(i);
            long paths = 0;
            if (_pairs.Any(p => p.Hop > 1))
            {
                foreach (int x in Graph.Neighbors(u))
                    paths += Graph.Degree(x);
            }

            foreach (OrbitPair pair in _pairs)
                entries += pair.Hop == 1 ? Graph.Degree(u) : pair.Hop == 2 ? Math.Min(Graph.VertexCount, paths) : Graph.VertexCount;
        }

        return entries;
    }

    /// <summary>About how many entries are counted, whether kept or not, or vertices two apart that the third hop goes through, if these are more: as rows of vertices of all degrees have.</summary>
    /// <param name="input">The graph, prepared.</param>
    /// <param name="most">More are too many: of very many no more rows are computed than show that.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    public double PredictEntries(AdjacencyInput input, double most, CancellationToken cancellationToken)
    {
        int n = VertexCount;
        int[] byRank = Vertices is null ? input.Ranked.Ids : [.. Vertices.OrderBy(u => input.Ranked.Ranks[u])];
        int samples = Math.Min(n, SampledRows);
        const int stride = 37; // prime to 64: low and high degrees in turns
        int[] sampled = [.. Enumerable.Range(0, samples).Select(i => samples == SampledRows ? i * stride % samples : i).Select(i => byRank[(int)(((2L * i) + 1) * n / (2 * samples))])];
        IRowWorker<TKey> worker = _createWorker(input, Matrices);
        var rows = new AdjacencyRows<TKey>(int.MaxValue);
        double entries = 0;
        double passed = 0;
        int done = 0;
        while (done < samples && Math.Max(entries, passed) is var sum && (sum < EnoughEntries || sum * n / samples <= most))
        {
            int taken = Math.Min(Math.Max(1, done), samples - done); // one row, then as many as there were before
            passed += worker.Compute(sampled.AsSpan(done, taken), rows, cancellationToken);
            entries += rows.EntryCount;
            done += taken;
        }

        return done == 0 ? 0 : Math.Max(entries, passed) * n / done;
    }

    /// <summary>Bounds of blocks of rows: a function of the graph and of what is asked for, so that outputs in blocks are always the same.</summary>
    private int[] Blocks()
    {
        int n = VertexCount;
        int first = _pairs.Count(p => p.Hop == 1);
        int second = _pairs.Count(p => p.Hop == 2);
        bool third = _pairs.Any(p => p.Hop == 3);
        var bounds = new List<int> { 0 };
        long entries = 0;
        for (int i = 0; i < n; i++)
        {
            int u = Vertex(i);
            long paths = 0;
            if (second > 0 || third)
            {
                foreach (int x in Graph.Neighbors(u))
                    paths += Graph.Degree(x);
            }

            entries += (long)Graph.Degree(u) * first + Math.Min(Graph.VertexCount, paths) * second + (third ? Math.Min(Graph.VertexCount, paths * 8) : 0);
            if (entries >= BlockEntries && (!third || (i + 1) % RowStep == 0) && i + 1 < n)
            {
                bounds.Add(i + 1);
                entries = 0;
            }
        }

        if (n > 0)
            bounds.Add(n);
        return [.. bounds];
    }

    private int Vertex(int place) => Vertices is null ? place : Vertices[place];

    private int[] Slice(int from, int to) => Vertices is null ? [.. Enumerable.Range(from, to - from)] : Vertices[from..to];
}
