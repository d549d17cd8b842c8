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

/// <summary>How edges with equal scores are ordered.</summary>
public enum TieBreaking
{
    /// <summary>By a seeded hash of the edge id: unbiased, which matters where many edges tie.</summary>
    Hash,

    /// <summary>By edge id, the smaller first.</summary>
    Id,
}

/// <summary>The order among edges with equal scores: by tie hash, then by edge id.</summary>
public readonly struct TieOrder(TieBreaking rule, ulong seed)
{
    private readonly KeyedRandom _hash = new(seed, "sparsify.ties");
    private readonly int[]? _originals;

    private TieOrder(TieBreaking rule, ulong seed, int[] originals)
        : this(rule, seed) => _originals = originals;

    /// <summary>The tie hash of an edge; 0 for all where ties go by id.</summary>
    public ulong Hash(int edge)
    {
        if (_originals is null)
            return rule == TieBreaking.Id ? 0 : _hash.NextUInt64(edge);
        return rule == TieBreaking.Id ? (ulong)_originals[edge] : _hash.NextUInt64(_originals[edge]);
    }

    /// <summary>The same order for a copy of the graph with other edge ids.</summary>
    /// <param name="originals">The original id of each edge of the copy.</param>
    internal TieOrder ForCopy(int[] originals) => new(rule, seed, originals);
}
