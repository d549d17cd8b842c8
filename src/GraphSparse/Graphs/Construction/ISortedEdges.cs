namespace GraphSparse;

/// <summary>Edges in ascending order of (source, target), each once; in an undirected graph the source is the smaller end.</summary>
internal interface ISortedEdges
{
    /// <summary>Number of vertices.</summary>
    int VertexCount { get; }

    /// <summary>Number of edges whose source is in [first, last).</summary>
    long CountIn(int first, int last);

    /// <summary>Bounds of at most <paramref name="parts"/> ranges of sources with about equal numbers of edges.</summary>
    int[] Bounds(int parts);

    /// <summary>Visits the edges whose source is in [first, last), in their order, a row or a part of one at a time.</summary>
    void Visit<T>(int first, int last, ref T visitor) where T : struct, IRowVisitor, allows ref struct;
}

/// <summary>Takes edges of one source.</summary>
internal interface IRowVisitor
{
    /// <summary>Takes the next edges of <paramref name="source"/>; a long row may come in several parts.</summary>
    /// <param name="source">The vertex.</param>
    /// <param name="targets">At least one, ascending.</param>
    /// <param name="weights">One for each target; empty where all are 1.</param>
    void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights);
}
