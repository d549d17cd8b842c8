namespace GraphSparse.Summaries;

/// <summary>Looks for the partition whose superedges and corrections are the fewest.</summary>
/// <remarks>Vertices are merged at prices up to 1, the cost of a superedge in edges, then moved one by one. After that a random part of the supervertices is taken apart again and again, and merged and moved anew: what costs less is kept.
/// A vertex that shares its supervertex counts as somewhat less than half an edge: published sizes count it as 0 or 1.</remarks>
internal static class ExactSearch
{
    private const double MembershipPrice = 0.45; // with 0.5 or more two leaves of a star would not merge, and a star never would
    private const double ApartShare = 0.3;
    private const double FirstPriceAgain = 0.25;

    /// <summary>The supervertex of each vertex.</summary>
    public static int[] Run(CsrGraph graph, ExactSummaryOptions options, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var plan = new MergingPlan { Candidates = options.Candidates, Seed = seed, LastPrice = 1, MembershipPrice = MembershipPrice };
        int[] best = MergeAndMove(new SupervertexRows(graph), plan, rows => progress?.Report(new Progress("merging", n - rows.Count, n)));
        double cost = CostOf(graph, best);
        var random = new KeyedRandom(seed, "summary refinements");
        for (int i = 0; i < options.Refinements; i++)
        {
            progress?.Report(new Progress("refining", i, options.Refinements));
            int[] apart = SmallestMembers(best);
            for (int v = 0; v < n; v++)
                apart[v] = random.NextDouble(apart[v], i) < ApartShare ? v : apart[v];
            var rows = new SupervertexRows(graph, apart, parallelism, cancellationToken);
            int[] next = MergeAndMove(rows, plan with { FirstPrice = FirstPriceAgain, Seed = seed + (ulong)i + 1 }, static _ => { });
            double nextCost = CostOf(graph, next);
            if (nextCost < cost)
                (best, cost) = (next, nextCost);
        }

        return best;

        int[] MergeAndMove(SupervertexRows rows, MergingPlan plan, Action<SupervertexRows> afterRound)
        {
            AnnealedMerging.Run(rows, plan, afterRound, parallelism, cancellationToken);
            return VertexMoves.Improve(graph, rows.SuperOf().ToArray(), cancellationToken);
        }
    }

    private static double CostOf(CsrGraph graph, int[] superOf)
    {
        Summary summary = CorrectionSearch.SummaryOf(graph, superOf);
        long shared = 0;
        foreach (int size in summary.Sizes)
            shared += size > 1 ? size : 0;
        return summary.Superedges.Length + summary.Error.L1 / 2 + MembershipPrice * shared;
    }

    /// <summary>Supervertices under the numbers of their smallest members.</summary>
    private static int[] SmallestMembers(int[] superOf)
    {
        var first = new int[superOf.Length];
        Array.Fill(first, -1);
        var smallest = new int[superOf.Length];
        for (int v = 0; v < superOf.Length; v++)
            smallest[v] = first[superOf[v]] < 0 ? first[superOf[v]] = v : first[superOf[v]];
        return smallest;
    }
}
