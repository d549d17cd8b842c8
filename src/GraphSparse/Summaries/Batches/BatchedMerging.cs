namespace GraphSparse.Summaries;

/// <summary>Merges the supervertices of a large graph, a batch after the other.</summary>
/// <remarks>
/// At each price of a superedge (<see cref="AnnealedMerging"/>) the graph is gone through twice: supervertices are brought into an order in which similar ones are near each other, and merged among those of a batch, as many as
/// are wanted at once, with all of their neighbours; then all blocks are looked at, the best kept for selection. When what is left is no more than a batch, merging goes on as usual.
/// <para>Cost: a pass is O(m log m), and there are a few dozen. Memory: 170 bytes per block of a batch, 124 per block that is kept, and some 60 per vertex. Results depend on the most blocks of a batch, not on the number of threads.</para>
/// </remarks>
internal sealed class BatchedMerging
{
    /// <summary>Graphs with more edges than this are merged by batches: beyond it a search goes through memory so widely that an edge takes longer and longer.</summary>
    public const long FromEdges = 3 << 19;

    private const long MostBlocks = 1 << 20;

    private const long LeastBlocks = 1 << 12;

    /// <summary>Factors by which the price rises from pass to pass: as a rule, and where a pass merged less than a thousandth of the supervertices.</summary>
    private const double PriceStep = 1.3, LongPriceStep = 2;

    /// <summary>Share of a batch that is merged in a pass, at most; the price does not rise where as many are: the partitions between serve budgets, too.</summary>
    private const double PassShare = 0.08;

    /// <summary>All blocks are looked at again when this share of the supervertices is left.</summary>
    private const double ScanStep = 0.995;

    /// <summary>Memory of a batch for each of its blocks.</summary>
    public const long BlockBytes = 170;

    /// <summary>What of it an entry of a row takes, a supervertex, and a neighbour outside.</summary>
    private const long EntryBytes = 40, OwnBytes = 250, OutsideBytes = 80;

    /// <summary>Memory of batches after which what they left is collected, at least, where memory is short.</summary>
    private const long LeastCollected = 24 << 20;

    private readonly long _bytes;
    private readonly MergingPlan _plan;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _superOf;
    private readonly int[] _sizes;
    private readonly GroupedRows _rows;
    private readonly BlockScan _scan;
    private readonly BatchOrder _order;
    private readonly BatchRows _batches;

    private BatchedMerging(CsrGraph graph, long blocks, MergingPlan plan, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_bytes, _plan, _parallelism, _cancellationToken) = (blocks * BlockBytes, plan, parallelism, cancellationToken);
        _superOf = [.. Enumerable.Range(0, graph.VertexCount)];
        _sizes = [.. Enumerable.Repeat(1, graph.VertexCount)];
        _rows = new GroupedRows(graph, _superOf, _sizes.Length);
        _scan = new BlockScan(_rows, _sizes);
        _order = new BatchOrder(graph, _superOf, new KeyedRandom(plan.Seed, "summary batches"));
        _batches = new BatchRows(_rows, _sizes);
    }

    /// <summary>Blocks of a batch, where so many may be in memory: a quarter of them, since it matters more how many can become superedges.</summary>
    public static long BlocksOf(long? most) => most is { } blocks ? Math.Clamp(blocks / 4, LeastBlocks, MostBlocks) : MostBlocks;

    /// <summary>Merges to the end, and shows partitions to searches.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="blocks">Blocks of a batch, at most.</param>
    /// <param name="isLimited">Whether memory is short: then what batches leave is collected after each pass.</param>
    /// <param name="kept">Blocks of a partition that are shown, those of the largest gains.</param>
    /// <param name="plan">How merging goes on.</param>
    /// <param name="searches">The searches.</param>
    /// <param name="progress">Vertices merged.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    /// <returns>How often supervertices were merged by batches.</returns>
    public static int Run(
        CsrGraph graph, long blocks, bool isLimited, long kept, MergingPlan plan, IReadOnlyList<BudgetSearch> searches, IProgress<Progress>? progress, Parallelism parallelism, CancellationToken cancellationToken) =>
        new BatchedMerging(graph, blocks, plan, parallelism, cancellationToken).Run(kept, isLimited, searches, progress);

    private int Run(long kept, bool isLimited, IReadOnlyList<BudgetSearch> searches, IProgress<Progress>? progress)
    {
        int n = _superOf.Length;
        BestBlocks[] best = [.. searches.Select(search => search.Best(kept))];
        double price = _plan.FirstPrice;
        int count = n;
        int scanned = int.MaxValue;
        for (int pass = 0; ; pass++)
        {
            progress?.Report(new Progress("merging", n - count, n));
            if (count <= ScanStep * scanned) // otherwise the lengths of rows are almost those of the last time
            {
                Scan(searches, best, count);
                scanned = count;
            }

            if (price > 3 * _scan.LargestGain || price >= _plan.LastPrice)
                return pass;
            if (count * OwnBytes + 2 * _scan.Count * EntryBytes <= _bytes)
            {
                MergeAll(price, searches, progress);
                return pass;
            }

            int merged = Pass(price, pass, isLimited);
            price *= merged < 0.001 * count ? LongPriceStep : merged < 0.9 * PassShare * count ? PriceStep : 1;
            count -= merged;
        }
    }

    private void Scan(IReadOnlyList<BudgetSearch> searches, BestBlocks[] best, int count)
    {
        _scan.Run(block => Array.ForEach(best, b => b.Add(block)), _parallelism, _cancellationToken);
        for (int i = 0; i < best.Length; i++)
            searches[i].See(best[i].Take(), _superOf, count);
    }

    /// <summary>Goes on with the rows of all supervertices.</summary>
    private void MergeAll(double price, IReadOnlyList<BudgetSearch> searches, IProgress<Progress>? progress)
    {
        int n = _superOf.Length;
        int[] groups = [.. Enumerable.Range(0, n).Where(v => _sizes[v] > 0)];
        SupervertexRows all = _batches.Of(groups, _parallelism, _cancellationToken);
        AnnealedMerging.Run(all, _plan with { FirstPrice = price }, See, _parallelism, _cancellationToken);

        void See(SupervertexRows rows)
        {
            foreach (BudgetSearch search in searches)
                search.See(rows, n, SuperOf);
            progress?.Report(new Progress("merging", n - rows.Count, n));
        }

        int[] SuperOf()
        {
            ReadOnlySpan<int> into = all.SuperOf();
            var smallest = new int[n];
            for (int i = 0; i < groups.Length; i++)
                smallest[groups[i]] = groups[into[i]];
            for (int v = 0; v < n; v++)
                smallest[v] = smallest[_superOf[v]];
            return smallest;
        }
    }

    /// <summary>Merges at a price; returns how many supervertices are fewer.</summary>
    private int Pass(double price, int pass, bool isLimited)
    {
        long left = 0;
        long most = 0;
        int merged = 0;
        Memory<int> order = _order.Order(pass, _parallelism, _cancellationToken);
        for (int first = 0, last; first < order.Length; first = last)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            long bytes = 0;
            for (last = first; last < order.Length && (bytes <= _bytes || last < first + 2); last++)
                bytes += OwnBytes + _scan.Degree(order.Span[last]) * (EntryBytes + OutsideBytes);
            Memory<int> batch = order[first..last];
            batch.Span.Sort();
            if (isLimited && left >= most)
                (left, most) = (0, Math.Max(LeastCollected, Collect()));
            left += bytes;
            merged += Merge(batch, price, pass);
        }

        _rows.Regroup();
        return merged;
    }

    /// <summary>Returns the memory that batches leave: their arrays differ in length, and the gaps between them would take more and more. As often as it pays: when as much was used again as there is.</summary>
    private static long Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>Merges supervertices of a batch at a price, until few merges are left.</summary>
    private int Merge(ReadOnlyMemory<int> batch, double price, int pass)
    {
        SupervertexRows own = _batches.Of(batch, _parallelism, _cancellationToken);
        AnnealedMerging.Run(own, _plan with { FirstPrice = price, LastPrice = price, FewAtLast = _plan.Few * _plan.Share, LeastShare = 1 - PassShare, Seed = _plan.Seed + (ulong)pass }, static _ => { }, _parallelism, _cancellationToken);
        ReadOnlySpan<int> into = own.SuperOf();
        for (int i = 0; i < batch.Length; i++)
        {
            if (into[i] == i)
                continue;
            (int from, int to) = (batch.Span[i], batch.Span[into[i]]);
            foreach (int v in _rows.Members(from))
                _superOf[v] = to;
            _sizes[to] += _sizes[from];
            _sizes[from] = 0;
        }

        return batch.Length - own.Count;
    }
}
