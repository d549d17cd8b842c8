using System.Runtime.InteropServices;

namespace GraphSparse.Acceleration;

/// <summary>Two vertices of which the second is walked to from the first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HittingQuery
{
    public int Source;
    public int Target;

    /// <summary>Weight of the edge in question, in single precision; not looked at where no threshold is.</summary>
    public float Weight;

    /// <summary>Sequence number of the update, modulo 2³²: the first word of the counters of its walks.</summary>
    public uint Ordinal;
}

/// <summary>How non-backtracking walks look for their targets.</summary>
/// <param name="Seed">Key of the generator.</param>
/// <param name="Walkers">Walks per query.</param>
/// <param name="Steps">A walk takes fewer steps than this.</param>
/// <param name="Threshold">A walk fails once weight times resistance is no longer below.</param>
internal readonly record struct HittingRequest(ulong Seed, int Walkers, int Steps, float Threshold)
{
    /// <summary>Fourth word of the counters of walks that test an insertion.</summary>
    public const uint InsertTag = 1;

    /// <summary>Fourth word of the counters of walks that look for a way around a deleted edge.</summary>
    public const uint DeleteTag = 2;
}

/// <summary>Non-backtracking walks toward a target; every device gives the same verdicts and the same paths, bit for bit.</summary>
/// <remarks>
/// Rule: Aghdaei and Feng (dynamic spectral sparsification by non-backtracking random walks), with the distance test on the first step as well.
/// From the source each walker takes a uniform neighbour other than the one it came from; it fails at a dead end. The resistances are
/// added in single precision in the order of the walk. Randomness: word 0 of Philox4x32-10 under (ordinal, walker, step, tag), the steps counted from 1.
/// </remarks>
internal interface IHittingWalks
{
    /// <summary>For each query 1 where a walker reached the target with weight × resistance below the threshold, else 0.</summary>
    void NbrwInsert(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<byte> hits, CancellationToken cancellationToken);

    /// <summary>For each query a row of <see cref="HittingRequest.Steps"/> vertices: the walk of least resistance that reached the target (of equals
    /// the walker of the smallest number), padded with −1; all −1 where none did. The threshold is not looked at.</summary>
    void NbrwDelete(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<int> paths, CancellationToken cancellationToken);
}
