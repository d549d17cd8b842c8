using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Scores merges: 1 − cost after / cost before, where the cost is that of all blocks of the two supervertices; 0 where they cost nothing.</summary>
/// <remarks>The relative saving of Lee et al. (KDD 2020, SSumM), which does not favour hubs. The row of one supervertex is laid out in an array; each partner then takes a step per entry of its own row. One thread at a time.</remarks>
/// <typeparam name="TCost">Cost of a block.</typeparam>
/// <param name="rows">Supervertices.</param>
/// <param name="membershipPrice">What it costs that a vertex is no supervertex by itself any more.</param>
internal sealed class PairScorer<TCost>(SupervertexRows rows, double membershipPrice = 0) where TCost : struct, IBlockCost
{
    private readonly int[] _edges = new int[rows.VertexCount];
    private readonly Dictionary<double, double> _sums = [];

    /// <summary>Cost of all blocks of a supervertex.</summary>
    public static double CostOf(SupervertexRows rows, TCost cost, int a) => cost.Of(rows.Loops[a], rows.Pairs(a, a)) + CostToOthers(rows, cost, a, rows.Masses[a]);

    /// <summary>Computes those stale scores of a supervertex's candidates that were at least a limit.</summary>
    /// <param name="a">The supervertex.</param>
    /// <param name="candidates">Its candidates.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="cost">Cost of a block.</param>
    /// <param name="costs">Cost of all blocks of each supervertex.</param>
    public void Score(int a, CandidateLists candidates, float limit, TCost cost, double[] costs)
    {
        Span<int> others = candidates.Others(a);
        Span<float> scores = candidates.Scores(a);
        Span<bool> isStale = candidates.IsStale(a);
        bool isLaidOut = false;
        for (int i = 0; i < others.Length; i++)
        {
            if (!isStale[i] || scores[i] < limit)
                continue;
            if (!isLaidOut)
                LayOut(a);
            isLaidOut = true;
            scores[i] = (float)OfLaidOut(a, others[i], cost, costs);
            isStale[i] = false;
        }

        if (isLaidOut)
            Clear(a);
    }

    /// <summary>The score of one pair.</summary>
    public double Score(int a, int b, TCost cost, double[] costs)
    {
        LayOut(a);
        double score = OfLaidOut(a, b, cost, costs);
        Clear(a);
        return score;
    }

    private void LayOut(int a)
    {
        _sums.Clear();
        ReadOnlySpan<int> neighbors = rows.Neighbors(a);
        ReadOnlySpan<int> edges = rows.Edges(a);
        for (int i = 0; i < neighbors.Length; i++)
            _edges[neighbors[i]] = edges[i];
    }

    private void Clear(int a)
    {
        foreach (int x in rows.Neighbors(a))
            _edges[x] = 0;
    }

    [MethodImpl(Hot.Loop)]
    private double OfLaidOut(int a, int b, TCost cost, double[] costs)
    {
        double[] masses = rows.Masses;
        int[] laidOut = _edges;
        double mass = masses[a] + masses[b];
        if (!_sums.TryGetValue(masses[b], out double after))
            _sums[masses[b]] = after = CostToOthers(rows, cost, a, mass);
        ReadOnlySpan<int> neighbors = rows.Neighbors(b);
        ReadOnlySpan<int> edges = rows.Edges(b);
        for (int i = 0; i < neighbors.Length; i++)
        {
            int x = neighbors[i];
            if (x == a)
                continue;
            double pairs = mass * masses[x];
            int before = laidOut[x];
            after += cost.Of(before + edges[i], pairs) - cost.Of(before, pairs);
        }

        int between = laidOut[b];
        after += cost.Of(rows.Loops[a] + rows.Loops[b] + between, (mass * mass - rows.Squares[a] - rows.Squares[b]) / 2) - cost.Of(between, mass * masses[b]);
        after += membershipPrice * ((rows.Sizes[a] == 1 ? 1 : 0) + (rows.Sizes[b] == 1 ? 1 : 0));
        double now = costs[a] + costs[b] - cost.Of(between, masses[a] * masses[b]);
        return now <= 0 ? 0 : 1 - after / now;
    }

    /// <summary>Cost of the blocks with other supervertices if its members had so much mass.</summary>
    [MethodImpl(Hot.Loop)]
    private static double CostToOthers(SupervertexRows rows, TCost cost, int a, double mass)
    {
        double sum = 0;
        double[] masses = rows.Masses;
        ReadOnlySpan<int> neighbors = rows.Neighbors(a);
        ReadOnlySpan<int> edges = rows.Edges(a);
        for (int i = 0; i < neighbors.Length; i++)
            sum += cost.Of(edges[i], mass * masses[neighbors[i]]);
        return sum;
    }
}
