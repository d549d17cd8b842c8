namespace GraphSparse.Sparsification;

/// <summary>A uniform random number per edge: keeps a uniform sample of the edges.</summary>
/// <remarks>The number of an edge is a pure function of (seed, edge id). O(m). Directed and weighted graphs are fine.</remarks>
public sealed class RandomScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        return new Numbers(index.EdgeCount, context.Seed).ToArray(context.Parallelism, context.CancellationToken);
    }

    /// <summary>The scores without an array: they are made again whenever they are asked for.</summary>
    internal readonly struct Numbers(int count, ulong seed) : IScores
    {
        private readonly KeyedRandom _random = new(seed, "sparsify.random");

        public int Length => count;

        public double At(int edge) => _random.NextDouble(edge);

        public ReadOnlySpan<double> Range(int start, int length, Span<double> buffer)
        {
            _random.NextDoubles(start, buffer[..length]);
            return buffer[..length];
        }

        public double[] ToArray(Parallelism parallelism, CancellationToken cancellationToken)
        {
            KeyedRandom random = _random;
            var scores = new double[count];
            parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) => random.NextDoubles(start, scores.AsSpan((int)start, (int)(end - start))), cancellationToken);
            return scores;
        }
    }
}
