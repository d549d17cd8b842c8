namespace GraphSparse.Summaries;

/// <summary>A graph of supervertices: each stands for its members, and a superedge for all pairs between two of them, or within one.</summary>
public sealed class Summary
{
    private readonly int[] _membership;
    private readonly int[] _sizes;

    private Summary(int[] membership, int[] sizes, Superedge[] superedges, bool isWeighted, double bits, SummaryError error)
    {
        (_membership, _sizes, Superedges, IsWeighted, Bits, Error) = (membership, sizes, superedges, isWeighted, bits, error);
    }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _membership.Length;

    /// <summary>Number of supervertices, which are numbered by their smallest members.</summary>
    public int SupervertexCount => _sizes.Length;

    /// <summary>The supervertex of each vertex.</summary>
    public ReadOnlySpan<int> Membership => _membership;

    /// <summary>Members of each supervertex.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Superedges, by A, then B.</summary>
    public IReadOnlyList<Superedge> Superedges { get; }

    /// <summary>Whether a superedge says how many of its pairs are edges; otherwise it says that all are.</summary>
    public bool IsWeighted { get; }

    /// <summary>What it takes, by <see cref="SummaryBits.OfSummary"/>.</summary>
    public double Bits { get; }

    /// <summary>How far it is from the graph that it was made of.</summary>
    public SummaryError Error { get; }

    /// <summary>The best summary of a graph for groups of vertices, within so many bits: which blocks become superedges, and supervertices without any made one.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="groups">A group for every vertex, by any numbers that are not negative.</param>
    /// <param name="bits">Most bits; 0 is enough for one supervertex without superedges.</param>
    /// <param name="norm">What errors are made small.</param>
    /// <param name="isWeighted">Whether superedges have weights.</param>
    /// <exception cref="ArgumentException">The graph is directed, there are other vertices, or the bits are no number.</exception>
    public static Summary Of(CsrGraph graph, ReadOnlySpan<int> groups, double bits, SummaryNorm norm = SummaryNorm.One, bool isWeighted = false)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A summary");
        Require.Defined(norm);
        if (groups.Length != graph.VertexCount)
            throw new ArgumentException($"There are groups for {groups.Length} vertices, and the graph has {graph.VertexCount}.", nameof(groups));
        if (!(bits >= 0 && double.IsFinite(bits)))
            throw new ArgumentOutOfRangeException(nameof(bits), $"bits is {bits}; it must be finite and at least 0.");
        var partition = new Partition(groups);
        Block[] blocks = BlockTable.Of(graph, partition);
        Selection selection = FinalSelection.Select(partition, blocks, bits, norm, isWeighted);
        return Build(partition, blocks, selection, isWeighted);
    }

    /// <summary>Makes those supervertices one that no superedge touches, and numbers anew.</summary>
    internal static Summary Build(Partition partition, IReadOnlyList<Block> blocks, Selection selection, bool isWeighted)
    {
        var kept = selection.Kept.Select(b => (b.A, b.B)).ToHashSet();
        HashSet<int> touched = [.. selection.Kept.SelectMany(b => new[] { b.A, b.B })];
        int rest = Enumerable.Range(0, partition.Count).FirstOrDefault(s => !touched.Contains(s));
        var fused = new Partition([.. partition.SuperOf.Select(s => touched.Contains(s) ? s : rest)]);
        var newNumber = new int[partition.Count];
        for (int v = 0; v < partition.VertexCount; v++)
            newNumber[partition.SuperOf[v]] = fused.SuperOf[v];
        Superedge[] superedges = [.. selection.Kept
            .Select(b => (A: newNumber[b.A], B: newNumber[b.B], b.Edges))
            .Select(b => new Superedge(Math.Min(b.A, b.B), Math.Max(b.A, b.B), b.Edges))
            .OrderBy(e => e.A).ThenBy(e => e.B)];
        long largest = isWeighted ? superedges.Select(e => e.Edges).DefaultIfEmpty(1).Max() : 1;
        return new Summary(
            fused.SuperOf, fused.Sizes, superedges, isWeighted, SummaryBits.OfSummary(partition.VertexCount, fused.Count, superedges.Length, largest),
            SummaryError.Of(blocks.Select(b => (b, kept.Contains((b.A, b.B)))), isWeighted, partition.VertexCount));
    }
}

/// <summary>A superedge.</summary>
/// <param name="A">The supervertex of smaller number, or the same: then it is about pairs within.</param>
/// <param name="B">The other.</param>
/// <param name="Edges">How many of its pairs are edges.</param>
public readonly record struct Superedge(int A, int B, long Edges);
