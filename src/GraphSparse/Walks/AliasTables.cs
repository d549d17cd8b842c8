namespace GraphSparse.Walks;

/// <summary>For every vertex a table that picks a neighbour by weight in one look: 8 bytes per arc.</summary>
/// <remarks>Source: Walker, "An Efficient Method for Generating Discrete Random Variables", ACM TOMS 3(3), 1977; built as Vose,
/// IEEE TSE 17(9), 1991, with slots taken in ascending order. Thresholds are ⌊2³² · share⌋, so a choice is integer arithmetic.</remarks>
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
        work.Reset(weights.Length);
        for (int k = 0; k < weights.Length; k++)
        {
            work.Shares[k] = weights[k] / total * weights.Length;
            (work.Shares[k] < 1 ? work.Small : work.Large).Push(k);
        }

        Span<ulong> slots = Slots.Slice(graph.Offset(u), weights.Length);
        while (work.Small.Count > 0 && work.Large.Count > 0)
        {
            int small = work.Small.Pop();
            int large = work.Large.Pop();
            ulong threshold = (ulong)(work.Shares[small] * 4294967296.0); // below 2³², since the share is below 1
            slots[small] = (threshold << 32) | (uint)large;
            work.Shares[large] -= 1 - work.Shares[small];
            (work.Shares[large] < 1 ? work.Small : work.Large).Push(large);
        }

        // What is left has share 1 but for rounding.
        foreach (int k in work.Small.Concat(work.Large))
            slots[k] = (uint)k;
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Work
    {
        public double[] Shares { get; private set; } = [];

        public Stack<int> Small { get; } = new();

        public Stack<int> Large { get; } = new();

        public void Reset(int length)
        {
            Small.Clear();
            Large.Clear();
            if (Shares.Length < length)
                Shares = new double[length];
        }
    }
}
