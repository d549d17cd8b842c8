namespace GraphSparse.Sparsification;

/// <summary>A uniform random number per edge: keeps a uniform sample of the edges.</summary>
/// <remarks>The number of an edge is a pure function of (seed, edge id). O(m). Directed and weighted graphs are fine.</remarks>
public sealed class RandomScore : IEdgeScore, ICompactScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        return ScoreArrays.Of(new Numbers(index.EdgeCount, context.Seed), context.Parallelism, context.CancellationToken);
    }

    bool[] ICompactScore.Top(CsrGraph graph, EdgeIndex index, long count, ScoreContext context) =>
        TopSelection.Top(new Numbers(index.EdgeCount, context.Seed), count, context.TieOrder, context.Parallelism, context.CancellationToken);

    /// <summary>The scores without an array: they are made again whenever they are asked for.</summary>
    private readonly struct Numbers(int count, ulong seed) : IScores
    {
        private readonly KeyedRandom _random = new(seed, "sparsify.random");

        public int Length => count;

        public double At(int edge) => _random.NextDouble(edge);

        public ReadOnlySpan<double> Range(int start, int length, Span<double> buffer)
        {
            _random.NextDoubles(start, buffer[..length]);
            return buffer[..length];
        }
    }
}
