namespace GraphSparse.Summaries;

/// <summary>Leaves out corrections and superedges while every vertex keeps most of its neighbours right.</summary>
/// <remarks>Shin et al. (WWW 2019, SWeG), section 3.4: a vertex of degree d may have ε·d wrong neighbours. First edges that no superedge stands for are left out, then pairs that are no edges, then superedges, those of the fewest
/// pairs first.</remarks>
internal static class ErrorBound
{
    /// <summary>Leaves out what the bound allows.</summary>
    public static CorrectedSummary Drop(CorrectedSummary exact, CsrGraph graph, double bound)
    {
        var left = new long[graph.VertexCount];
        for (int v = 0; v < left.Length; v++)
            left[v] = (long)(bound * graph.Degree(v));
        VertexPair[] added = Keep(exact.Added, left);
        VertexPair[] removed = Keep(exact.Removed, left);
        var rows = new SuperedgeRows(exact.Summary);
        var least = new long[rows.Count];
        for (int a = 0; a < least.Length; a++)
            least[a] = Least(a);
        Superedge[] superedges = exact.Summary.Superedges.ToArray();
        var dropped = new HashSet<(int, int)>();
        foreach (Superedge edge in superedges.Where(e => e.A != e.B).OrderBy(exact.Summary.Pairs).ThenBy(e => e.A).ThenBy(e => e.B))
        {
            (int sizeA, int sizeB) = (exact.Summary.Sizes[edge.A], exact.Summary.Sizes[edge.B]);
            if (least[edge.A] < sizeB || least[edge.B] < sizeA)
                continue;
            dropped.Add((edge.A, edge.B));
            (least[edge.A], least[edge.B]) = (Take(edge.A, sizeB), Take(edge.B, sizeA));
        }

        Superedge[] kept = Array.FindAll(superedges, e => !dropped.Contains((e.A, e.B)));
        removed = Array.FindAll(removed, pair => !dropped.Contains(BlockOf(pair)));
        ReadOnlySpan<int> sizes = exact.Summary.Sizes;
        var blocks = new Block[kept.Length];
        for (int i = 0; i < kept.Length; i++)
            blocks[i] = new Block(kept[i].A, kept[i].B, kept[i].Edges, exact.Summary.Pairs(kept[i]));
        var summary = new Summary(exact.Summary.Membership.ToArray(), sizes.ToArray(), kept, isWeighted: false, SummaryError.Of(blocks, isWeighted: false, graph.VertexCount, graph.EdgeCount));
        return new CorrectedSummary(summary, added, removed, bound, graph.EdgeCount);

        long Least(int a)
        {
            long least = long.MaxValue;
            foreach (int v in rows.Members(a))
                least = Math.Min(least, left[v]);
            return least;
        }

        long Take(int a, int wrong)
        {
            foreach (int v in rows.Members(a))
                left[v] -= wrong;
            return Least(a);
        }

        (int, int) BlockOf(VertexPair pair)
        {
            (int a, int b) = (exact.Summary.Membership[pair.U], exact.Summary.Membership[pair.V]);
            return (Math.Min(a, b), Math.Max(a, b));
        }
    }

    /// <summary>The pairs that have to stay.</summary>
    private static VertexPair[] Keep(ReadOnlySpan<VertexPair> pairs, long[] left)
    {
        var kept = new List<VertexPair>();
        foreach (VertexPair pair in pairs)
        {
            if (left[pair.U] < 1 || left[pair.V] < 1)
            {
                kept.Add(pair);
                continue;
            }

            left[pair.U]--;
            left[pair.V]--;
        }

        return [.. kept];
    }
}
