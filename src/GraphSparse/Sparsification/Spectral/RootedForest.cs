namespace GraphSparse.Sparsification.Spectral;

/// <summary>A spanning forest with roots: the resistance between any two vertices along it, in O(log n).</summary>
/// <remarks>Lowest common ancestors by heavy paths (Sleator and Tarjan, J. Comput. Syst. Sci. 26(3), 1983). 24 bytes per vertex beside the forest's rows.</remarks>
internal sealed class RootedForest
{
    private readonly Node[] _nodes;
    private readonly int[] _offsets;
    private readonly int[] _neighbors;

    /// <summary>What a query needs of a vertex, in one piece: a query mostly waits for memory.</summary>
    private struct Node
    {
        public int Head;        // top of its heavy path
        public int HeadParent;  // the vertex above the top
        public int HeadDepth;
        public int Depth;
        public double Resistance; // to the root
    }

    /// <summary>Roots the forest of the flagged edges.</summary>
    /// <param name="vertexCount">n.</param>
    /// <param name="edges">All edges.</param>
    /// <param name="inForest">Those of the forest.</param>
    /// <param name="roots">A vertex of every component.</param>
    public RootedForest(int vertexCount, EdgeList edges, bool[] inForest, int[] roots)
    {
        int n = vertexCount;
        _offsets = new int[n + 1];
        for (int e = 0; e < inForest.Length; e++)
        {
            if (!inForest[e])
                continue;
            _offsets[edges.Source[e] + 1]++;
            _offsets[edges.Target[e] + 1]++;
        }

        for (int v = 0; v < n; v++)
            _offsets[v + 1] += _offsets[v];
        _neighbors = new int[_offsets[n]];
        var resistances = new double[_offsets[n]];
        var next = _offsets.AsSpan(0, n).ToArray();
        for (int e = 0; e < inForest.Length; e++)
        {
            if (!inForest[e])
                continue;
            int u = edges.Source[e];
            int v = edges.Target[e];
            resistances[next[u]] = resistances[next[v]] = 1 / edges.Weight(e);
            _neighbors[next[u]++] = v;
            _neighbors[next[v]++] = u;
        }

        _nodes = new Node[n];
        var parent = new int[n];
        int[] order = Descend(roots, resistances, parent);
        LayPaths(order, parent);
    }

    /// <summary>Neighbours of a vertex in the forest.</summary>
    public ReadOnlySpan<int> Neighbors(int v) => _neighbors.AsSpan(_offsets[v], _offsets[v + 1] - _offsets[v]);

    /// <summary>Resistance of the path between two vertices of one component.</summary>
    public double Resistance(int u, int v)
    {
        ref readonly Node a = ref _nodes[u];
        ref readonly Node b = ref _nodes[v];
        double sum = a.Resistance + b.Resistance;
        while (a.Head != b.Head)
        {
            if (a.HeadDepth >= b.HeadDepth)
                a = ref _nodes[a.HeadParent];
            else
                b = ref _nodes[b.HeadParent];
        }

        return sum - 2 * (a.Depth < b.Depth ? a.Resistance : b.Resistance);
    }

    /// <summary>Breadth first from the roots: parents, depths and resistances.</summary>
    private int[] Descend(int[] roots, double[] resistances, int[] parent)
    {
        int n = _nodes.Length;
        var order = new int[n];
        int end = 0;
        foreach (int root in roots)
        {
            parent[root] = -1;
            int head = end;
            order[end++] = root;
            for (; head < end; head++)
            {
                int u = order[head];
                for (int k = _offsets[u]; k < _offsets[u + 1]; k++)
                {
                    int v = _neighbors[k];
                    if (v == parent[u])
                        continue;
                    parent[v] = u;
                    _nodes[v].Depth = _nodes[u].Depth + 1;
                    _nodes[v].Resistance = _nodes[u].Resistance + resistances[k];
                    order[end++] = v;
                }
            }
        }

        return order;
    }

    /// <summary>Each vertex continues the path of its parent where it holds the largest part of what hangs below.</summary>
    private void LayPaths(int[] order, int[] parent)
    {
        int n = _nodes.Length;
        var size = new int[n];
        var heavy = new int[n];
        Array.Fill(heavy, -1);
        for (int i = n - 1; i >= 0; i--)
        {
            int v = order[i];
            size[v]++;
            int p = parent[v];
            if (p < 0)
                continue;
            size[p] += size[v];
            if (heavy[p] < 0 || size[heavy[p]] < size[v])
                heavy[p] = v;
        }

        foreach (int v in order)
        {
            ref Node node = ref _nodes[v];
            int p = parent[v];
            if (p >= 0 && heavy[p] == v)
            {
                node.Head = _nodes[p].Head;
                node.HeadParent = _nodes[p].HeadParent;
                node.HeadDepth = _nodes[p].HeadDepth;
            }
            else
            {
                node.Head = v;
                node.HeadParent = p;
                node.HeadDepth = node.Depth;
            }
        }
    }
}
