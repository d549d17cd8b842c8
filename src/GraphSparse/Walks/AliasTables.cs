namespace GraphSparse.Walks;

/// <summary>For every vertex a table that picks a neighbour by weight in one look: 8 bytes per arc.</summary>
/// <remarks>Built by <see cref="AliasSlots"/>. Thresholds are ⌊2³² · share⌋, so a choice is integer arithmetic.</remarks>
internal sealed class AliasTables
{
    private AliasTables(LargeArray<ulong> slots) => Slots = slots;

    /// <summary>Per arc: threshold · 2³² + alias. The slot itself is taken where the random word is below the threshold, else its alias, an
    /// index in the row; a slot that is always taken is its own alias.</summary>
    public LargeArray<ulong> Slots { get; }

    /// <summary>Whether walks of this kind choose by weight.</summary>
    public static bool Needs(CsrGraph graph, WalkOptions options) =>
        graph.IsWeighted && options.Method is WalkMethod.Weighted or WalkMethod.Node2vec;

    /// <summary>Builds the tables of all vertices. O(m).</summary>
    /// <exception cref="ArgumentException">A weight is negative, or all weights at a vertex are 0.</exception>
    public static AliasTables Build(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        Require.NotNegative(graph, "A weighted walk", " Uniform walks take any.");
        (graph, _) = WeightScale.Normalize(graph);
        var tables = new AliasTables(LargeArray<ulong>.Allocate(graph.ArcCount));
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            var work = new Work();
            for (int u = first; u < last; u++)
                tables.BuildRow(graph, u, work);
        }, cancellationToken);
        return tables;
    }

    /// <summary>The slot itself, or its alias.</summary>
    public int Pick(long offset, int slot, uint random)
    {
        ulong entry = Slots[offset + slot];
        return random < entry >> 32 ? slot : unchecked((int)(uint)entry);
    }

    private void BuildRow(CsrGraph graph, int u, Work work)
    {
        ReadOnlySpan<double> weights = graph.Weights(u);
        double total = 0;
        foreach (double weight in weights)
            total += weight;

        if (weights.Length == 0)
            return;
        if (!(total > 0 && double.IsFinite(total)))
            throw new InvalidWeightException(new Edge(u, graph.Neighbors(u)[0], weights[0]), $"Weighted walks choose among weights with a sum above 0 and below infinity; at one vertex they add up to {total}", " Uniform walks take any.");
        if (work.Shares.Length < weights.Length)
            work.Shares = new double[weights.Length];
        Span<double> shares = work.Shares.AsSpan(0, weights.Length);
        for (int k = 0; k < weights.Length; k++)
            shares[k] = weights[k] / total * weights.Length;
        work.Slots.Fill(shares, Slots.Slice(graph.Offset(u), weights.Length));
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Work
    {
        public double[] Shares { get; set; } = [];

        public AliasSlots Slots { get; } = new();
    }
}
