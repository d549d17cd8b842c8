namespace GraphSparse;

/// <summary>What is known of a graph before it is read.</summary>
/// <param name="Vertices">n, or an upper estimate.</param>
/// <param name="Edges">m, or an upper estimate.</param>
/// <param name="Weighted">Whether weights are expected.</param>
/// <param name="Directed">Whether directions are expected.</param>
/// <param name="IsExact">Whether the file states the counts; otherwise they are estimated from its size.</param>
public sealed record GraphSize(long Vertices, long Edges, bool Weighted, bool Directed, bool IsExact)
{
    /// <summary>What reading may leave for the collector to find, beside the graphs of other steps.</summary>
    public const long LeftByReadingBytes = 16 << 20;

    /// <summary>Bytes that the columns beside source, target and weight take in memory, or an upper estimate.</summary>
    public long OtherColumnBytes { get; init; }

    /// <summary>Whether the rows lie in a mapped file, so that the graph takes no memory of its own.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Stored arcs.</summary>
    public long Arcs => Directed ? Edges : 2 * Edges;

    /// <summary>Bytes of a graph of this size.</summary>
    public long GraphBytes => CsrGraph.EstimateMemoryBytes(Vertices, Arcs, Weighted);

    /// <summary>Bytes of memory that this graph takes: none of its own where it is mapped.</summary>
    public long HeldBytes => IsMapped ? 0 : GraphBytes;

    /// <summary>Bytes held at the peak of reading it: the edges, then half rows, then the graph, and 2 more per edge that the collector lets lie.</summary>
    public long ReadBytes => IsMapped ? Vertices * 8 : GraphBytes + Edges * (Weighted ? 16 + 12 + 2 : 8 + 4 + 2) + Vertices * 20;
}
