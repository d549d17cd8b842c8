namespace GraphSparse;

/// <summary>One value per stored arc of a graph, aligned with its adjacency.</summary>
/// <remarks><c>values.Of(u)[k]</c> belongs to <c>graph.Neighbors(u)[k]</c>. Rows may be written by different threads.</remarks>
public sealed class ArcValues<T> where T : unmanaged
{
    private readonly CsrGraph _graph;
    private readonly LargeArray<T> _values;

    /// <summary>Values for every arc of <paramref name="graph"/>, all <c>default</c>.</summary>
    /// <exception cref="ResourceLimitException">The graph has more arcs than memory can address.</exception>
    public ArcValues(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        _values = LargeArray<T>.AllocateZeroed(graph.ArcCount);
    }

    /// <summary>The values of all arcs, by their index.</summary>
    internal LargeArray<T> All => _values;

    /// <summary>The values of the arcs of <paramref name="u"/>, in the order of its neighbours.</summary>
    public Span<T> Of(int u) => _values.Slice(_graph.Offset(u), _graph.Degree(u));
}
