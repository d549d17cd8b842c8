namespace GraphSparse.Embeddings;

/// <summary>Labels of vertices: none, one or several each.</summary>
public sealed class VertexLabels
{
    private readonly int[] _offsets;
    private readonly int[] _labels;

    private VertexLabels(int[] offsets, int[] labels, IReadOnlyList<string> names) => (_offsets, _labels, Names) = (offsets, labels, names);

    /// <summary>The labels, ascending as texts; a label of a vertex is a place in it.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _offsets.Length - 1;

    /// <summary>Pairs of a vertex and a label, each once.</summary>
    public int Count => _labels.Length;

    /// <summary>Labels of a vertex, ascending.</summary>
    public ReadOnlySpan<int> this[int vertex] => _labels.AsSpan(_offsets[vertex], _offsets[vertex + 1] - _offsets[vertex]);

    /// <summary>Vertices with a label.</summary>
    internal int[] Labelled => [.. Enumerable.Range(0, VertexCount).Where(u => _offsets[u + 1] > _offsets[u])];

    /// <summary>From pairs of a vertex and a label; repeats count once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A vertex is none.</exception>
    public static VertexLabels From(int vertexCount, IEnumerable<(int Vertex, string Label)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var rows = new SortedSet<string>?[vertexCount];
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((int vertex, string label) in pairs)
        {
            Require.InRange(vertex, 0, vertexCount - 1);
            (rows[vertex] ??= new SortedSet<string>(StringComparer.Ordinal)).Add(label);
            all.Add(label);
        }

        string[] names = [.. all];
        Dictionary<string, int> numbers = names.Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number, StringComparer.Ordinal);
        var offsets = new int[vertexCount + 1];
        for (int u = 0; u < vertexCount; u++)
            offsets[u + 1] = offsets[u] + (rows[u]?.Count ?? 0);
        return new VertexLabels(offsets, [.. rows.Where(r => r is not null).SelectMany(r => r!).Select(label => numbers[label])], names);
    }
}
