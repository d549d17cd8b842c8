namespace GraphSparse;

/// <summary>One value per stored arc of a graph, aligned with its adjacency.</summary>
/// <remarks><c>values.Of(u)[k]</c> belongs to <c>graph.Neighbors(u)[k]</c>. Rows may be written by different threads.</remarks>
public sealed class ArcValues<T>
{
    private readonly CsrGraph _graph;
    private readonly T[] _values;

    /// <summary>Values for every arc of <paramref name="graph"/>, all <c>default</c>.</summary>
    /// <exception cref="ResourceLimitException">The graph has more arcs than an array holds.</exception>
    public ArcValues(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.ArcCount > Array.MaxLength)
            throw new ResourceLimitException($"A value per arc needs {graph.ArcCount} places, the limit is {Array.MaxLength}.");
        _graph = graph;
        _values = new T[graph.ArcCount];
    }

    /// <summary>The values of the arcs of <paramref name="u"/>, in the order of its neighbours.</summary>
    public Span<T> Of(int u) => _values.AsSpan((int)_graph.Offset(u), _graph.Degree(u));
}
