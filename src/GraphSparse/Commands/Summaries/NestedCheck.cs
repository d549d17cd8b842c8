using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Takes a nested summary as its tables list it, and refuses what is none.</summary>
internal sealed class NestedCheck
{
    private readonly SummaryManifest _manifest;
    private readonly int[] _parents;
    private readonly List<SignedSuperedge> _superedges = [];
    private int _next;

    /// <param name="manifest">The description.</param>
    /// <param name="membership">The supervertex of each vertex.</param>
    /// <exception cref="GraphFormatException">There are more or fewer than described, or one is none.</exception>
    public NestedCheck(SummaryManifest manifest, int[] membership)
    {
        if (membership.Length != manifest.Vertices)
            throw new GraphFormatException($"has {membership.Length} rows, and the summary has {manifest.Vertices} vertices");
        _manifest = manifest;
        _parents = new int[(long)manifest.Vertices + manifest.Supervertices];
        for (int v = 0; v < membership.Length; v++)
            AddParent(v, membership[v], v + 1);
    }

    /// <summary>Takes the next supervertex.</summary>
    /// <exception cref="GraphFormatException">It is not the next, or its parent is none.</exception>
    public void AddSupervertex(long supervertex, long parent)
    {
        int row = _next - _manifest.Vertices + 1;
        if (supervertex != _next || _next >= _parents.Length)
            throw new GraphFormatException($"row {row}: supervertex {supervertex} stands where {(_next < _parents.Length ? $"{_next} is next" : "the last one was before")}");
        AddParent(_next, parent, row);
    }

    /// <summary>Ends the table of supervertices.</summary>
    /// <exception cref="GraphFormatException">There are too few, or one holds fewer than two others.</exception>
    public void EndSupervertices()
    {
        if (_next != _parents.Length)
            throw new GraphFormatException($"has {_next - _manifest.Vertices} rows, and the summary has {_manifest.Supervertices} supervertices");
        var children = new int[_parents.Length];
        foreach (int parent in _parents)
        {
            if (parent >= 0)
                children[parent]++;
        }

        int few = Array.FindIndex(children, _manifest.Vertices, count => count < 2);
        if (few >= 0)
            throw new GraphFormatException($"supervertex {few} holds {children[few]} others; there are two at least");
    }

    /// <summary>Takes a superedge.</summary>
    /// <exception cref="GraphFormatException">It is none, or out of order.</exception>
    public void AddSuperedge(long a, long b, long sign)
    {
        string? problem = a < 0 || b >= _parents.Length || a > b || (a == b && a < _manifest.Vertices) ? $"no superedge is from {a} to {b}"
            : sign is not (1 or -1) ? $"sign is {sign}, not 1 or -1"
            : _superedges.Count > 0 && (_superedges[^1].A, _superedges[^1].B).CompareTo(((int)a, (int)b)) >= 0 ? $"the superedge of {a} and {b} stands twice, or rows are not in order"
            : null;
        if (problem is not null)
            throw new GraphFormatException($"row {_superedges.Count + 1}: {problem}");
        _superedges.Add(new SignedSuperedge((int)a, (int)b, (int)sign));
    }

    /// <summary>The summary that was taken, and its graph.</summary>
    /// <exception cref="GraphFormatException">There are more or fewer superedges than the description says, or signs do not sum to 0 or 1.</exception>
    public (NestedSummary Nested, CsrGraph Graph) Nested(CancellationToken cancellationToken)
    {
        if (_superedges.Count != _manifest.Superedges)
            throw new GraphFormatException($"has {_superedges.Count} rows, and the summary has {_manifest.Superedges} superedges");
        var nested = new NestedSummary(_manifest.Vertices, _parents, [.. _superedges], _manifest.Edges);
        for (int i = 0; i < _superedges.Count; i++)
        {
            if (_superedges[i].A != _superedges[i].B && nested.Holds(_superedges[i].B, _superedges[i].A))
                throw new GraphFormatException($"row {i + 1}: supervertex {_superedges[i].A} lies in {_superedges[i].B}, and a superedge joins them");
        }

        return (nested, GraphOf(nested, cancellationToken));
    }

    private CsrGraph GraphOf(NestedSummary nested, CancellationToken cancellationToken)
    {
        var builder = new GraphBuilder(nested.VertexCount);
        var neighbors = new List<int>();
        long arcs = 0;
        for (int u = 0; u < nested.VertexCount; u++)
        {
            if (u % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            neighbors.Clear();
            if (!nested.AddNeighbors(u, neighbors))
                throw new GraphFormatException($"the signs of superedges at vertex {u} (row {u + 1} of the table of vertices) sum to something other than 0 or 1");
            arcs += neighbors.Count;
            if (arcs > 2 * _manifest.Edges)
                break;
            foreach (int v in neighbors)
            {
                if (u < v)
                    builder.AddEdge(u, v);
            }
        }

        return arcs == 2 * _manifest.Edges ? builder.Build(cancellationToken: cancellationToken) : throw new GraphFormatException($"makes {(arcs > 2 * _manifest.Edges ? "more" : "fewer")} than the {_manifest.Edges} edges of the summary");
    }

    private void AddParent(int child, long parent, int row)
    {
        if (parent != child && (parent < Math.Max(child + 1, _manifest.Vertices) || parent >= _parents.Length))
            throw new GraphFormatException($"row {row}: {child} does not lie in a supervertex {parent}");
        _parents[child] = parent == child ? -1 : (int)parent;
        _next = child + 1;
    }
}
