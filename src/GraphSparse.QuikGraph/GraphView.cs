using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>The vertices 0..n−1 of a <see cref="CsrGraph"/> as QuikGraph's vertex set; what all views share.</summary>
/// <remarks>Views are immutable and safe to share between threads. Each call costs O(1) unless it says otherwise.</remarks>
public abstract class GraphView : IVertexSet<int>
{
    private protected GraphView(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
    }

    /// <summary>The graph that is viewed.</summary>
    public CsrGraph Graph { get; }

    /// <summary>Whether there is no vertex.</summary>
    public bool IsVerticesEmpty => Graph.VertexCount == 0;

    /// <summary>Number of vertices n.</summary>
    public int VertexCount => Graph.VertexCount;

    /// <summary>The vertices 0..n−1, ascending.</summary>
    public IEnumerable<int> Vertices => Enumerable.Range(0, Graph.VertexCount);

    /// <summary>Whether <paramref name="vertex"/> is in 0..n−1.</summary>
    public bool ContainsVertex(int vertex) => (uint)vertex < (uint)Graph.VertexCount;

    /// <summary>The place of <paramref name="target"/> in the row of <paramref name="source"/>, negative where there is no such arc or vertex. O(log degree).</summary>
    private protected int Find(int source, int target) => ContainsVertex(source) ? Graph.Neighbors(source).BinarySearch(target) : -1;

    private protected void RequireVertex(int vertex)
    {
        if (!ContainsVertex(vertex))
            throw new VertexNotFoundException(Graph.VertexCount == 0 ? $"Vertex {vertex} is not in the graph, which is empty." : $"Vertex {vertex} is not in 0..{Graph.VertexCount - 1}.", null);
    }

    private protected static void RequirePlace(int index, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, degree);
    }
}
