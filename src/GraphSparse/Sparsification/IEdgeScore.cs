using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Gives every edge a number: the higher, the more worth keeping. One half of "score, then filter".</summary>
public interface IEdgeScore
{
    /// <summary>Scores every edge.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="context">Seed, ties, threads, progress, cancellation.</param>
    /// <returns>One score per edge id; never NaN, +∞ means "always keep".</returns>
    /// <exception cref="ArgumentException">The score is not defined for this graph; the message names one that is.</exception>
    double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context);
}

/// <summary>What a score needs beside the graph.</summary>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Ties">How equal scores are ordered.</param>
/// <param name="Parallelism">Threads.</param>
/// <param name="Progress">Where progress goes; may be called from several threads.</param>
/// <param name="CancellationToken">Looked at several times a second.</param>
public sealed record ScoreContext(
    ulong Seed, TieBreaking Ties, Parallelism Parallelism, IProgress<Progress>? Progress = null, CancellationToken CancellationToken = default)
{
    /// <summary>Where triangles are counted; <see langword="null"/> for threads. The scores are the same.</summary>
    public IGraphKernels? Kernels { get; init; }

    /// <summary>How long an edge is, for methods that follow paths. Default 1 / weight.</summary>
    public EdgeLength Lengths { get; init; } = EdgeLength.Inverse;

    /// <summary>The order among equal scores.</summary>
    public TieOrder TieOrder { get; } = new(Ties, Seed);
}
