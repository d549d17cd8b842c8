using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

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
        Components components = ConnectedComponents.Find(graph, cancellationToken);
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
        var searches = new PartSearch[sources.Length];
        var partOf = new Dictionary<int, int>(); // vertex → search that reached it
        for (int i = 0; i < sources.Length; i++)
        {
            searches[i] = new PartSearch(i, sources[i]);
            partOf[sources[i]] = i;
        }

        // All parts in turn, a vertex each; searches that meet are one part. The last part alive is the rest, whatever its size.
        int alive = sources.Length;
        while (alive > 1)
        {
            for (int i = 0; i < searches.Length && alive > 1; i++)
            {
                PartSearch search = searches[i];
                if (search.Root != i || search.IsDone)
                    continue;
                if (!search.Frontier.TryDequeue(out int vertex))
                {
                    search.IsDone = true;
                    alive--;
                    continue;
                }

                foreach (int neighbor in graph.Neighbors(vertex))
                {
                    if (!partOf.TryGetValue(neighbor, out int other))
                    {
                        partOf[neighbor] = i;
                        search.Members.Add(neighbor);
                        search.Frontier.Enqueue(neighbor);
                        continue;
                    }

                    PartSearch met = searches[other];
                    while (met.Root != met.Index)
                        met = searches[met.Root];
                    if (met != search)
                    {
                        search.Absorb(met);
                        alive--;
                    }
                }
            }
        }

        foreach (PartSearch part in searches)
        {
            if (!part.IsDone || part.Root != part.Index)
                continue;
            int label = _free.Pop();
            _sizes[_labels[part.Members[0]]] -= part.Members.Count;
            _sizes[label] = part.Members.Count;
            foreach (int vertex in part.Members)
                _labels[vertex] = label;
            Count++;
        }
    }

    /// <summary>The exploration of one part from one of its vertices.</summary>
    private sealed class PartSearch(int index, int source)
    {
        public int Index { get; } = index;

        /// <summary>The search that this one has become part of, or itself.</summary>
        public int Root { get; private set; } = index;

        public bool IsDone { get; set; }

        public List<int> Members { get; private set; } = [source];

        public Queue<int> Frontier { get; private set; } = new([source]);

        public void Absorb(PartSearch other)
        {
            other.Root = Index;
            (List<int> large, List<int> small) = Members.Count >= other.Members.Count ? (Members, other.Members) : (other.Members, Members);
            large.AddRange(small);
            Members = large;
            (Queue<int> longer, Queue<int> shorter) = Frontier.Count >= other.Frontier.Count ? (Frontier, other.Frontier) : (other.Frontier, Frontier);
            foreach (int vertex in shorter)
                longer.Enqueue(vertex);
            Frontier = longer;
        }
    }
}
