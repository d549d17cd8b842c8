using System.Numerics;

namespace GraphSparse.Summaries;

/// <summary>Merges supervertices as SSumM does, until the summary fits the budget.</summary>
/// <remarks>
/// Lee et al., "SSumM: Sparse Summarization of Massive Graphs", KDD 2020: 20 iterations; in each, pairs are drawn within groups of similar supervertices, and the best of as many pairs as the group has members is merged if its
/// relative saving reaches 1 / (1 + iteration), in the last iteration 0. The number of failures after which a group is left is that of the published program, log2 log2 of its size.
/// <para>Kept for comparison: one thread, and a search for each budget.</para>
/// </remarks>
internal sealed class SsummMerging
{
    private const int Iterations = 20;
    private const int Columns = 10;
    private const int LargestGroup = 500;

    private readonly SupervertexRows _rows;
    private readonly double _bits;
    private readonly SummaryNorm _norm;
    private readonly bool _isWeighted;
    private readonly CancellationToken _cancellationToken;
    private readonly PairScorer<BlockCost> _scorer;
    private readonly double[] _costs;
    private readonly HashSet<(int A, int B)> _superedges = [];
    private long _largest = 1;
    private BlockCost _cost;

    private SsummMerging(SupervertexRows rows, double bits, SummaryNorm norm, bool isWeighted, CancellationToken cancellationToken)
    {
        (_rows, _bits, _norm, _isWeighted, _cancellationToken) = (rows, bits, norm, isWeighted, cancellationToken);
        _scorer = new PairScorer<BlockCost>(rows);
        _costs = new double[rows.VertexCount];
        foreach (int a in rows.Numbers)
            AddSuperedges(a, a);
        Renew();
    }

    /// <summary>The supervertex of each vertex.</summary>
    public static int[] Run(CsrGraph graph, double bits, SummaryNorm norm, bool isWeighted, ulong seed, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var merging = new SsummMerging(new SupervertexRows(graph), bits, norm, isWeighted, cancellationToken);
        var groups = new KeyedRandom(seed, "ssumm groups");
        var draws = new KeyedRandom(seed, "ssumm pairs");
        for (int iteration = 1; iteration <= Iterations && !merging.Fits; iteration++)
        {
            progress?.Report(new Progress("merging", iteration, Iterations));
            double least = iteration < Iterations ? 1.0 / (1 + iteration) : 0;
            foreach (int[] group in ShingleGroups.Of(graph, merging._rows.SuperOf(), groups, iteration, Columns, LargestGroup))
            {
                if (merging.MergeWithin([.. group], least, draws, iteration))
                    break;
            }
        }

        return merging._rows.SuperOf().ToArray();
    }

    private bool Fits => SummaryBits.OfSummary(_rows.VertexCount, _rows.Count, _superedges.Count, _largest) <= _bits;

    /// <summary>Merges pairs of a group; says whether the summary fits.</summary>
    private bool MergeWithin(List<int> group, double least, KeyedRandom draws, int iteration)
    {
        int most = BitLength(BitLength(group.Count - 1) - 1);
        long key = ((long)iteration << 32) | (uint)group[0];
        long draw = 0;
        var drawn = new HashSet<(int, int)>();
        for (int failures = 0; failures < most && group.Count > 1;)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            (double Score, int A, int B) best = (double.NegativeInfinity, 0, 0);
            drawn.Clear();
            for (int i = 0; i < group.Count; i++)
            {
                ulong bits = draws.NextUInt64(key, draw++);
                int a = (int)(((bits >> 32) * (ulong)group.Count) >> 32);
                int b = (int)(((bits & uint.MaxValue) * (ulong)(group.Count - 1)) >> 32);
                b += b >= a ? 1 : 0;
                if (!drawn.Add((Math.Min(a, b), Math.Max(a, b))))
                    continue;
                double score = _scorer.Score(group[a], group[b], _cost, _costs);
                if (score > best.Score)
                    best = (score, a, b);
            }

            if (!(best.Score >= least))
            {
                failures++;
                continue;
            }

            (int into, int from) = group[best.A] < group[best.B] ? (best.A, best.B) : (best.B, best.A);
            Merge(group[into], group[from]);
            group.RemoveAt(from);
            failures = 0;
            if (Fits)
                return true;
        }

        return false;
    }

    private void Merge(int a, int b)
    {
        RemoveSuperedges(a);
        RemoveSuperedges(b);
        _rows.Merge([(a, b)], Parallelism.Sequential, _cancellationToken);
        Renew();
        AddSuperedges(a, -1);
        _costs[a] = PairScorer<BlockCost>.CostOf(_rows, _cost, a);
        foreach (int x in _rows.Neighbors(a))
            _costs[x] = PairScorer<BlockCost>.CostOf(_rows, _cost, x);
    }

    /// <summary>The number of supervertices and the largest weight changed; every so often all costs are computed anew.</summary>
    private void Renew()
    {
        _cost = new BlockCost(_rows.VertexCount, _rows.Count, _largest, _isWeighted, _norm);
        if (_rows.Count % 256 != 0 && _rows.Count != _rows.VertexCount)
            return;
        foreach (int a in _rows.Numbers)
        {
            if (_rows.Sizes[a] > 0)
                _costs[a] = PairScorer<BlockCost>.CostOf(_rows, _cost, a);
        }
    }

    private void RemoveSuperedges(int a)
    {
        _superedges.Remove((a, a));
        foreach (int x in _rows.Neighbors(a))
            _superedges.Remove((Math.Min(a, x), Math.Max(a, x)));
    }

    private void AddSuperedges(int a, int above)
    {
        if (_cost.IsDense(_rows.Loops[a], _rows.Pairs(a, a)))
            Add(a, _rows.Loops[a]);
        for (int i = 0; i < _rows.Degree(a); i++)
        {
            int x = _rows.Neighbors(a)[i];
            if (x > above && (_cost.IsDense(_rows.Edges(a)[i], _rows.Pairs(a, x)) || above >= 0))
                Add(x, _rows.Edges(a)[i]);
        }

        void Add(int x, int edges)
        {
            _superedges.Add((Math.Min(a, x), Math.Max(a, x)));
            _largest = _isWeighted ? Math.Max(_largest, edges) : 1;
        }
    }

    private static int BitLength(int value) => value <= 0 ? 0 : BitOperations.Log2((uint)value) + 1;
}
