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
        var random = new KeyedRandom(context.Seed, "sparsify.random");
        var scores = new double[index.EdgeCount];
        context.Parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) =>
            random.NextDoubles(start, scores.AsSpan((int)start, (int)(end - start))), context.CancellationToken);
        return scores;
    }
}
