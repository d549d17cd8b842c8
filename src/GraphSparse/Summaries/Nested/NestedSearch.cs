namespace GraphSparse.Summaries;

/// <summary>Looks for supervertices within supervertices, with as few signed superedges and tree edges as can be found.</summary>
/// <remarks>
/// The merges of <see cref="AnnealedMerging"/>, at prices of superedges that rise beyond 1, are a tree. Its superedges are those of <see cref="TreeEncoding"/>. Then supervertices that are not worth their edge to the parent are
/// removed again and again: one with u superedges and c children saves that edge (at the top those of its children) for at most u·(c − 1) more superedges. Two trees are tried, merged with and without a price of membership, and the flat supervertices of <see cref="ExactSearch"/>.
/// <para>Ideas of Lee, Ko and Shin (ICDE 2022, SLUGGER), which finds the tree and superedges together, by merges of local encodings. O(m · depth) for each of a few dozen encodings at most.</para>
/// </remarks>
internal static class NestedSearch
{
    private const double LastPrice = 64;
    private const int Steps = 10;
    private const int MostEncodings = 3 * Steps;

    /// <summary>As for flat summaries without loss, and none: what is better depends on the graph.</summary>
    private static readonly double[] MembershipPrices = [0, 0.45];

    /// <summary>Searches.</summary>
    public static NestedSummary Run(CsrGraph graph, int candidates, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int[] flat = ExactSearch.Run(graph, new ExactSummaryOptions { Candidates = candidates, Refinements = 0 }, seed, parallelism, progress, cancellationToken);
        NestedSummary best = Encode(graph, TreeOf(flat), parallelism, progress, cancellationToken);
        foreach (double membershipPrice in MembershipPrices)
        {
            var plan = new MergingPlan { Candidates = candidates, Seed = seed, LastPrice = LastPrice, MembershipPrice = membershipPrice };
            SupervertexTree tree = TreeOf(graph, plan, parallelism, progress, cancellationToken);
            NestedSummary found = Encode(graph, tree, parallelism, progress, cancellationToken);
            if (SizeOf(found) < SizeOf(best))
                best = found;
        }

        return SizeOf(best) < graph.EdgeCount ? best : NestedSummary.Of(graph, new SupervertexTree(graph.VertexCount), [.. graph.Edges().Select(edge => new SignedSuperedge(edge.Source, edge.Target, 1))]);
    }

    private static long SizeOf(NestedSummary summary) => summary.Superedges.Length + (long)summary.TreeEdges;

    /// <summary>The best of the encodings while the tree is pruned: for nothing, then for more and more of what it saves.</summary>
    private static NestedSummary Encode(CsrGraph graph, SupervertexTree tree, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        NestedSummary? best = null;
        for (int i = 0; i < MostEncodings; i++)
        {
            progress?.Report(new Progress("encoding", i, MostEncodings));
            TreeEncoding encoding = TreeEncoding.Of(graph, tree, parallelism, cancellationToken);
            bool isBetter = best is null || encoding.Count + (long)tree.EdgeCount < SizeOf(best);
            if (isBetter)
                best = NestedSummary.Of(graph, tree, encoding.Superedges);
            bool hasRemoved = Prune(tree, encoding, Math.Min(1, (double)i / Steps));
            if (i >= Steps && !(isBetter && hasRemoved))
                break;
        }

        return best!;
    }

    /// <summary>Groups of vertices, not nested.</summary>
    private static SupervertexTree TreeOf(int[] superOf)
    {
        var tree = new SupervertexTree(superOf.Length);
        foreach (IGrouping<int, int> group in Enumerable.Range(0, superOf.Length).GroupBy(v => superOf[v]))
        {
            if (group.Count() > 1)
                tree.Join([.. group]);
        }

        return tree;
    }

    private static SupervertexTree TreeOf(CsrGraph graph, MergingPlan plan, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var tree = new SupervertexTree(n);
        int[] top = [.. Enumerable.Range(0, n)];
        int[] left = top[..];
        AnnealedMerging.Run(new SupervertexRows(graph), plan, Follow, parallelism, cancellationToken);
        return tree;

        void Follow(SupervertexRows rows)
        {
            foreach (int a in left)
            {
                if (rows.Sizes[a] == 0)
                    top[rows.Into(a)] = tree.Join(top[rows.Into(a)], top[a]);
            }

            left = Array.FindAll(left, a => rows.Sizes[a] > 0);
            progress?.Report(new Progress("merging", n - rows.Count, n));
        }
    }

    private static bool Prune(SupervertexTree tree, TreeEncoding encoding, double share)
    {
        bool hasRemoved = false;
        for (int node = tree.VertexCount; node < tree.Count; node++)
        {
            if (!tree.IsThere(node))
                continue;
            int children = tree.Children(node).Count;
            double saves = tree.Parent(node) < 0 ? children : 1;
            if (encoding.Uses[node] * (children - 1.0) > share * saves)
                continue;
            tree.Remove(node);
            hasRemoved = true;
        }

        return hasRemoved;
    }
}
