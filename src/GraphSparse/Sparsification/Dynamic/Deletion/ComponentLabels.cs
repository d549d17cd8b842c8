using GraphSparse.Analytics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The components of a graph that changes: a label per vertex, kept under insertions and deletions.</summary>
/// <remarks>Joining relabels the smaller component; splitting explores all parts at once and stops when one is left, so it costs what the smaller
/// parts hold. Edges inside a component cost nothing. 12 bytes per vertex.</remarks>
internal sealed class ComponentLabels
{
    private readonly int[] _labels;
    private readonly int[] _sizes;
    private readonly Stack<int> _free = new();
    private readonly Queue<int> _queue = new();

    public ComponentLabels(CsrGraph graph, CancellationToken cancellationToken)
    {
        Components components = ConnectedComponents.Find(graph, cancellationToken: cancellationToken);
        _labels = [.. components.Labels];
        _sizes = new int[_labels.Length];
        foreach (int label in _labels)
            _sizes[label]++;
        for (int label = _labels.Length - 1; label >= 0; label--)
        {
            if (_sizes[label] == 0)
                _free.Push(label);
        }

        Count = components.Count;
    }

    /// <summary>Number of components.</summary>
    public int Count { get; private set; }

    /// <summary>The label of a vertex: the same for two vertices that are joined, and good until the next change.</summary>
    public int LabelOf(int vertex) => _labels[vertex];

    public bool AreJoined(int u, int v) => _labels[u] == _labels[v];

    /// <summary>Joins the components of two vertices of which an edge has become.</summary>
    public void Join(DynamicAdjacency graph, int u, int v)
    {
        if (AreJoined(u, v))
            return;
        (int small, int large) = _sizes[_labels[u]] <= _sizes[_labels[v]] ? (u, v) : (v, u);
        int old = _labels[small];
        int label = _labels[large];
        _labels[small] = label;
        _queue.Enqueue(small);
        while (_queue.TryDequeue(out int vertex))
        {
            foreach (int neighbor in graph.Neighbors(vertex))
            {
                if (_labels[neighbor] == old)
                {
                    _labels[neighbor] = label;
                    _queue.Enqueue(neighbor);
                }
            }
        }

        _sizes[label] += _sizes[old];
        _sizes[old] = 0;
        _free.Push(old);
        Count--;
    }

    /// <summary>Splits components after edges were removed.</summary>
    /// <param name="graph">The rows without these edges.</param>
    /// <param name="ends">Ends of removed edges that may have been bridges; parts that hold none of them stay as they are.</param>
    public void Split(DynamicAdjacency graph, IEnumerable<int> ends)
    {
        foreach (IGrouping<int, int> component in ends.Distinct().GroupBy(v => _labels[v]).ToList())
            Split(graph, [.. component]);
    }

    private void Split(DynamicAdjacency graph, int[] sources)
    {
        foreach (IReadOnlyList<int> members in ComponentParts.Explore(graph, sources).Closed)
        {
            int label = _free.Pop();
            _sizes[_labels[members[0]]] -= members.Count;
            _sizes[label] = members.Count;
            foreach (int vertex in members)
                _labels[vertex] = label;
            Count++;
        }
    }
}
