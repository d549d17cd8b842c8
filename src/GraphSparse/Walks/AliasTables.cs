namespace GraphSparse.Walks;

/// <summary>For every vertex a table that picks a neighbour by weight in one look: 8 bytes per arc.</summary>
/// <remarks>Source: Walker, "An Efficient Method for Generating Discrete Random Variables", ACM TOMS 3(3), 1977; built as Vose,
/// IEEE TSE 17(9), 1991, with slots taken in ascending order. Thresholds are ⌊2³² · share⌋, so a choice is integer arithmetic.</remarks>
internal sealed class AliasTables
{
    private readonly uint[] _thresholds;
    private readonly int[] _aliases;
    private readonly bool[] _always;

    public AliasTables(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _thresholds = new uint[graph.ArcCount];
        _aliases = new int[graph.ArcCount];
        _always = [];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            var small = new Stack<int>();
            var large = new Stack<int>();
            for (int u = first; u < last; u++)
                Build(graph, u, small, large);
        }, cancellationToken);
    }

    /// <summary>Whether walks of this kind choose by weight.</summary>
    public static bool Needs(CsrGraph graph, WalkOptions options) =>
        graph.IsWeighted && options.Kind is WalkKind.Weighted or WalkKind.Node2vec;

    /// <summary>The slot itself, or its alias.</summary>
    public int Pick(long offset, int slot, uint random) =>
        random <= _thresholds[offset + slot] ? slot : _aliases[offset + slot];

    private void Build(CsrGraph graph, int u, Stack<int> small, Stack<int> large)
    {
        ReadOnlySpan<double> weights = graph.Weights(u);
        int degree = weights.Length;
        double total = 0;
        foreach (double weight in weights)
        {
            if (!(weight >= 0))
                throw new ArgumentException($"Weighted walks need weights that are not negative, and an edge of vertex {u} has {weight}; uniform walks take any.");
            total += weight;
        }

        if (degree > 0 && !(total > 0))
            throw new ArgumentException($"All edges of vertex {u} have weight 0, so a weighted walk cannot leave it; uniform walks can.");
    }
}
