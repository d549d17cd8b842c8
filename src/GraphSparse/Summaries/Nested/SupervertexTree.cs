namespace GraphSparse.Summaries;

/// <summary>Supervertices within supervertices: vertices 0..n−1 at the bottom, above them those of at least two others.</summary>
internal sealed class SupervertexTree
{
    private const int None = -1;

    private readonly List<int> _parents = [];
    private readonly List<List<int>> _children = [];
    private readonly List<bool> _isThere = [];
    private int[] _positions = [];
    private int[] _starts = [];
    private int[] _ends = [];

    /// <param name="vertexCount">Number of vertices.</param>
    public SupervertexTree(int vertexCount)
    {
        VertexCount = vertexCount;
        for (int v = 0; v < vertexCount; v++)
            Append([]);
    }

    /// <summary>Number of vertices.</summary>
    public int VertexCount { get; }

    /// <summary>Numbers are below this; some of them were removed.</summary>
    public int Count => _parents.Count;

    /// <summary>How many lie within another.</summary>
    public int EdgeCount { get; private set; }

    /// <summary>The one that one lies in, or −1.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>Those that lie directly in one: in the order of their vertices, once they have an order.</summary>
    public List<int> Children(int node) => _children[node];

    /// <summary>Whether one was not removed.</summary>
    public bool IsThere(int node) => _isThere[node];

    /// <summary>Number of its vertices. Needs an order.</summary>
    public int Size(int node) => _ends[node] - _starts[node];

    /// <summary>The place of a vertex in the order.</summary>
    public int Position(int vertex) => _positions[vertex];

    /// <summary>The first place of a supervertex's vertices in the order; they are next to each other.</summary>
    public int Start(int node) => _starts[node];

    /// <summary>Adds one of two that lie in no other.</summary>
    public int Join(int a, int b) => Join([a, b]);

    /// <summary>Adds one of several that lie in no other.</summary>
    public int Join(List<int> children)
    {
        int node = Append(children);
        foreach (int child in children)
            _parents[child] = node;
        EdgeCount += children.Count;
        return node;
    }

    /// <summary>Removes one; what lies in it lies in its parent then, or in none.</summary>
    public void Remove(int node)
    {
        int parent = _parents[node];
        _isThere[node] = false;
        foreach (int child in _children[node])
            _parents[child] = parent;
        if (parent == None)
        {
            EdgeCount -= _children[node].Count;
            return;
        }

        EdgeCount--;
        List<int> siblings = _children[parent];
        int at = siblings.IndexOf(node);
        siblings.RemoveAt(at);
        siblings.InsertRange(at, _children[node]);
    }

    /// <summary>Brings vertices into an order in which those of each supervertex are next to each other. O(count).</summary>
    /// <returns>Those that lie in no other, in this order.</returns>
    public int[] Order()
    {
        int[] tops = [.. Enumerable.Range(0, Count).Where(node => _isThere[node] && _parents[node] == None)];
        (_positions, _starts, _ends) = (new int[VertexCount], new int[Count], new int[Count]);
        int next = 0;
        var open = new Stack<(int Node, bool IsDone)>();
        foreach (int top in tops)
            open.Push((top, false));
        while (open.TryPop(out (int Node, bool IsDone) step))
        {
            if (step.IsDone)
            {
                _ends[step.Node] = next;
                continue;
            }

            _starts[step.Node] = next;
            if (step.Node < VertexCount)
            {
                _positions[step.Node] = next++;
                _ends[step.Node] = next;
                continue;
            }

            open.Push((step.Node, true));
            for (int i = _children[step.Node].Count - 1; i >= 0; i--)
                open.Push((_children[step.Node][i], false));
        }

        Array.Reverse(tops);
        return tops;
    }

    private int Append(List<int> children)
    {
        _parents.Add(None);
        _children.Add(children);
        _isThere.Add(true);
        return _parents.Count - 1;
    }
}
