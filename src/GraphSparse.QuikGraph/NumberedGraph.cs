namespace GraphSparse.QuikGraph;

/// <summary>A graph made of a QuikGraph graph, and the vertices that its numbers 0..n−1 stand for.</summary>
/// <typeparam name="TVertex">Vertices of the QuikGraph graph, told apart by their default equality, as QuikGraph does.</typeparam>
public sealed class NumberedGraph<TVertex>
    where TVertex : notnull
{
    private readonly Dictionary<TVertex, int> _numbers;

    internal NumberedGraph(CsrGraph graph, IReadOnlyList<TVertex> vertices, Dictionary<TVertex, int> numbers, BuildReport report)
    {
        Graph = graph;
        Vertices = vertices;
        Report = report;
        _numbers = numbers;
    }

    /// <summary>The graph on the vertices 0..n−1.</summary>
    public CsrGraph Graph { get; }

    /// <summary>The vertex of each number, in the order in which the QuikGraph graph lists them.</summary>
    public IReadOnlyList<TVertex> Vertices { get; }

    /// <summary>How many edges were given, and how many of them were dropped as self-loops or merged as duplicates.</summary>
    public BuildReport Report { get; }

    /// <summary>The number of a vertex. O(1).</summary>
    /// <exception cref="KeyNotFoundException">The graph has no such vertex.</exception>
    public int NumberOf(TVertex vertex) => _numbers.TryGetValue(vertex, out int number) ? number : throw new KeyNotFoundException($"'{vertex}' is not a vertex of the graph.");

    /// <summary>The number of a vertex; false where the graph has no such vertex. O(1).</summary>
    public bool TryFind(TVertex vertex, out int number) => _numbers.TryGetValue(vertex, out number);
}
