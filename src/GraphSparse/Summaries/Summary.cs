namespace GraphSparse.Summaries;

/// <summary>A smaller graph that stands for a graph: supervertices, each with its members, and superedges between them.</summary>
/// <remarks>A superedge between two supervertices, or within one, stands for all pairs of their members: that all of them are edges, or with weights that a number of them are. Pairs without a superedge are no edges.</remarks>
public sealed class Summary
{
    private readonly int[] _membership;
    private readonly int[] _sizes;
    private readonly Superedge[] _superedges;

    internal Summary(int[] membership, int[] sizes, Superedge[] superedges, bool isWeighted, SummaryError error)
    {
        (_membership, _sizes, _superedges, IsWeighted, Error) = (membership, sizes, superedges, isWeighted, error);
        long largest = 1;
        foreach (Superedge superedge in superedges)
            largest = isWeighted ? Math.Max(largest, superedge.Edges) : 1;
        Bits = SummaryBits.OfSummary(membership.Length, sizes.Length, superedges.Length, largest);
    }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _membership.Length;

    /// <summary>Number of supervertices. They are numbered by their smallest members.</summary>
    public int SupervertexCount => _sizes.Length;

    /// <summary>The supervertex of each vertex.</summary>
    public ReadOnlySpan<int> Membership => _membership;

    /// <summary>Number of members of each supervertex.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Superedges, by A, then B.</summary>
    public ReadOnlySpan<Superedge> Superedges => _superedges;

    /// <summary>Whether a superedge says how many of its pairs are edges; otherwise all are.</summary>
    public bool IsWeighted { get; }

    /// <summary>Size in bits, by <see cref="SummaryBits.OfSummary"/>.</summary>
    public double Bits { get; }

    /// <summary>What of <see cref="Bits"/> says the supervertex of each vertex.</summary>
    public double MembershipBits => VertexCount * SummaryBits.Log2(SupervertexCount);

    /// <summary>Distance from the graph that it was made of.</summary>
    public SummaryError Error { get; }

    /// <summary>How often the search went through the whole graph, a batch of supervertices after the other; 0 where it had all of them at once, as it has for graphs of up to 1,572,864 edges without <see cref="SummaryOptions.MaxBlocks"/>.</summary>
    public int Passes { get; internal set; }

    /// <summary>Number of unordered pairs of vertices that a superedge stands for.</summary>
    public long Pairs(Superedge superedge) => superedge.A == superedge.B
        ? (long)_sizes[superedge.A] * (_sizes[superedge.A] - 1) / 2
        : (long)_sizes[superedge.A] * _sizes[superedge.B];

    /// <summary>The graph that it stands for without weights: all pairs of superedges are edges.</summary>
    /// <remarks>O(vertices + edges); up to the number of pairs of all superedges.</remarks>
    public CsrGraph ToGraph() => new CorrectedSummary(this, [], [], 0, 0).ToGraph();

    /// <summary>The best summary of a graph for given groups of vertices within a budget: chooses the superedges, and makes one supervertex of the groups that have none.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="groups">A group for every vertex: any numbers.</param>
    /// <param name="bits">Most bits, at least 0. One supervertex without superedges takes 0.</param>
    /// <param name="norm">The error to make small.</param>
    /// <param name="isWeighted">Whether superedges have weights.</param>
    /// <exception cref="ArgumentException">The graph is directed, or the number of groups is not that of vertices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    /// <exception cref="ResourceLimitException">There are more than 2³¹ − 1 edges.</exception>
    public static Summary Of(CsrGraph graph, ReadOnlySpan<int> groups, double bits, SummaryNorm norm = SummaryNorm.One, bool isWeighted = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A summary");
        Require.Defined(norm);
        if (groups.Length != graph.VertexCount)
            throw new ArgumentException($"There are groups for {groups.Length} vertices, and the graph has {graph.VertexCount}.", nameof(groups));
        SummaryBits.RequireBudget(bits, nameof(bits));
        return Of(graph, new Partition(groups), bits, norm, isWeighted, long.MaxValue);
    }

    /// <summary>The same, where only so many blocks are looked at, those of the largest gains.</summary>
    internal static Summary Of(CsrGraph graph, Partition partition, double bits, SummaryNorm norm, bool isWeighted, long most)
    {
        var best = new BestBlocks(norm, isWeighted, most);
        new BlockScan(new GroupedRows(graph, partition.SuperOf, partition.Count), partition.Sizes).Run(best.Add, Parallelism.Sequential, CancellationToken.None);
        var ranked = new RankedBlocks();
        ranked.Rank(best.Take(), norm, isWeighted);
        return Build(partition, Keep(partition, ranked, bits, isWeighted), isWeighted, graph.EdgeCount);
    }

    /// <summary>The blocks of a partition that become superedges.</summary>
    internal static Block[] Keep(Partition partition, RankedBlocks ranked, double bits, bool isWeighted)
    {
        var kept = new Block[FinalSelection.Select(ranked, partition.VertexCount, partition.Count, bits, isWeighted).Superedges];
        for (int k = 0; k < kept.Length; k++)
        {
            (int a, int b, long edges, _) = ranked[k];
            kept[k] = new Block(a, b, edges, partition.Pairs(a, b));
        }

        return kept;
    }

    /// <summary>The summary whose superedges are some blocks of a partition; supervertices without one become one.</summary>
    internal static Summary Build(Partition partition, Block[] kept, bool isWeighted, long edgeCount)
    {
        var isTouched = new bool[partition.Count];
        foreach (Block block in kept)
            isTouched[block.A] = isTouched[block.B] = true;
        int rest = Array.IndexOf(isTouched, false);
        var groups = new int[partition.VertexCount];
        for (int v = 0; v < groups.Length; v++)
            groups[v] = isTouched[partition.SuperOf[v]] ? partition.SuperOf[v] : rest;
        var fused = new Partition(groups);
        var numbers = new int[partition.Count];
        for (int v = 0; v < groups.Length; v++)
            numbers[partition.SuperOf[v]] = fused.SuperOf[v];
        var superedges = new Superedge[kept.Length];
        for (int k = 0; k < kept.Length; k++)
        {
            (int a, int b) = (numbers[kept[k].A], numbers[kept[k].B]);
            superedges[k] = new Superedge(Math.Min(a, b), Math.Max(a, b), kept[k].Edges);
        }

        Array.Sort(superedges, static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return new Summary(fused.SuperOf, fused.Sizes, superedges, isWeighted, SummaryError.Of(kept, isWeighted, partition.VertexCount, edgeCount));
    }
}

/// <summary>A superedge.</summary>
/// <param name="A">The supervertex of smaller number, or the same as B: then it stands for pairs within.</param>
/// <param name="B">The other supervertex.</param>
/// <param name="Edges">Number of its pairs that are edges of the graph.</param>
public readonly record struct Superedge(int A, int B, long Edges);
