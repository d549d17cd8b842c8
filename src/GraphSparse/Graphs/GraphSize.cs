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

    /// <summary>Whether ids are text.</summary>
    public bool HasTextIds { get; init; }

    /// <summary>Whether integer ids go so far beyond the number of rows that they are sorted before the graph is built.</summary>
    public bool HasWideIds { get; init; }

    /// <summary>Whether the rows lie in a mapped file, so that the graph takes no memory of its own.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Stored arcs.</summary>
    public long Arcs => Directed ? Edges : 2 * Edges;

    /// <summary>Bytes of a graph of this size.</summary>
    public long GraphBytes => CsrGraph.EstimateMemoryBytes(Vertices, Arcs, Weighted);

    /// <summary>Bytes of memory that this graph and its ids take: rows that are mapped take none.</summary>
    public long HeldBytes => (IsMapped ? 0 : GraphBytes) + IdBytes;

    /// <summary>Bytes held at the peak of reading it: the edges, then half rows, then the graph, and 2 more per edge that the collector lets lie.</summary>
    public long ReadBytes => (IsMapped ? Vertices * 8 : GraphBytes + Edges * (Weighted ? 16 + 12 + 2 : 8 + 4 + 2) + Vertices * 20)
        + (HasTextIds ? 250 * Vertices + 16 * Edges : 0) + (HasWideIds ? 40 * Edges + 8 * Vertices : 0);

    /// <summary>Bytes of ids. One that is text takes some 72 bytes; while they are read, it lies in a table of each block that is read at once.</summary>
    private long IdBytes => HasTextIds ? 72 * Vertices : HasWideIds ? 8 * Vertices : 0;
}
