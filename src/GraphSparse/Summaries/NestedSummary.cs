namespace GraphSparse.Summaries;

/// <summary>A graph as supervertices within supervertices and superedges of either sign between them, without loss.</summary>
/// <remarks>Two vertices are joined where the signs of the superedges between supervertices that hold one of them each, or both, sum to 1; otherwise they sum to 0.</remarks>
public sealed class NestedSummary
{
    private readonly int[] _parents;
    private readonly SignedSuperedge[] _superedges;
    private readonly long _edges;
    private readonly int[] _order;
    private readonly int[] _starts;
    private readonly int[] _sizes;
    private readonly List<int>?[] _superedgesOf;

    internal NestedSummary(int vertexCount, int[] parents, SignedSuperedge[] superedges, long edges)
    {
        (VertexCount, _parents, _superedges, _edges) = (vertexCount, parents, superedges, edges);
        (_order, _starts, _sizes, _superedgesOf) = (new int[vertexCount], new int[parents.Length], new int[parents.Length], new List<int>?[parents.Length]);
        Array.Fill(_sizes, 1, 0, vertexCount);
        for (int a = 0; a < parents.Length; a++)
        {
            if (parents[a] >= 0)
                _sizes[parents[a]] += _sizes[a];
        }

        Place();
        for (int i = 0; i < superedges.Length; i++)
        {
            (_superedgesOf[superedges[i].A] ??= []).Add(i);
            if (superedges[i].B != superedges[i].A)
                (_superedgesOf[superedges[i].B] ??= []).Add(i);
        }
    }

    /// <summary>Number of vertices.</summary>
    public int VertexCount { get; }

    /// <summary>For each vertex, then each further supervertex, the supervertex that it lies in, of larger number, or −1. Numbers of vertices are those of the supervertices that they are by themselves.</summary>
    public ReadOnlySpan<int> Parents => _parents;

    /// <summary>Superedges, by A, then B.</summary>
    public ReadOnlySpan<SignedSuperedge> Superedges => _superedges;

    /// <summary>How many vertices and supervertices lie in another.</summary>
    public int TreeEdges => _parents.Count(parent => parent >= 0);

    /// <summary>Superedges and tree edges for each edge of the graph, as Lee et al. (ICDE 2022, SLUGGER) count; 0 without edges.</summary>
    public double RelativeSize => _edges == 0 ? 0 : (double)(_superedges.Length + TreeEdges) / _edges;

    /// <summary>Size in bits: <see cref="MembershipBits"/>, and two supervertices and a sign for each superedge.</summary>
    public double Bits => _superedges.Length * (2 * SummaryBits.Log2(_parents.Length) + 1) + MembershipBits;

    /// <summary>What of <see cref="Bits"/> says what lies in which supervertex: one of them for everything, or none.</summary>
    public double MembershipBits => _parents.Length * SummaryBits.Log2(_parents.Length - VertexCount + 1);

    /// <summary>Number of vertices of a supervertex.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not there.</exception>
    public int Size(int supervertex)
    {
        Require.InRange(supervertex, 0, _parents.Length - 1);
        return _sizes[supervertex];
    }

    /// <summary>Vertices of a supervertex, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not there.</exception>
    public int[] Members(int supervertex)
    {
        int[] members = _order[Start(supervertex)..(Start(supervertex) + Size(supervertex))];
        Array.Sort(members);
        return members;
    }

    /// <summary>Neighbours of a vertex, ascending: from the superedges of the supervertices that it lies in. O(k log k + neighbours) for k superedges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vertex is not there.</exception>
    public int[] Neighbors(int vertex)
    {
        Require.InRange(vertex, 0, VertexCount - 1);
        var found = new List<int>();
        AddNeighbors(vertex, found);
        int[] neighbors = [.. found];
        Array.Sort(neighbors);
        return neighbors;
    }

    /// <summary>The graph. O(k log k + edges) for k superedges of all vertices.</summary>
    public CsrGraph ToGraph()
    {
        var builder = new GraphBuilder(VertexCount);
        for (int u = 0; u < VertexCount; u++)
        {
            foreach (int v in Neighbors(u))
            {
                if (u < v)
                    builder.AddEdge(u, v);
            }
        }

        return builder.Build();
    }

    /// <summary>Adds the neighbours of a vertex in the order of the tree; whether all signs sum to 0 or 1.</summary>
    internal bool AddNeighbors(int vertex, List<int> found)
    {
        var steps = new List<(int Place, int Sign)>(); // where signs of superedges begin to count, and where they end
        for (int a = vertex; a >= 0; a = _parents[a])
        {
            foreach (int i in _superedgesOf[a] ?? [])
            {
                (int first, int second, int sign) = _superedges[i];
                int other = first == a ? second : first;
                steps.Add((_starts[other], sign));
                steps.Add((_starts[other] + _sizes[other], -sign));
            }
        }

        steps.Sort();
        int own = _starts[vertex];
        int sum = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            sum += steps[i].Sign;
            int next = i + 1 < steps.Count ? steps[i + 1].Place : steps[i].Place;
            if (next == steps[i].Place || sum == 0 || (next == own + 1 && steps[i].Place == own))
                continue;
            if (sum != 1)
                return false;
            for (int place = steps[i].Place; place < next; place++)
            {
                if (place != own)
                    found.Add(_order[place]);
            }
        }

        return true;
    }

    /// <summary>Whether one supervertex lies in another, or is it.</summary>
    internal bool Holds(int outer, int inner) => _starts[outer] <= _starts[inner] && _starts[inner] + _sizes[inner] <= _starts[outer] + _sizes[outer];

    /// <summary>Gives the vertices of each supervertex places next to each other. What lies in a supervertex has a smaller number than that.</summary>
    private void Place()
    {
        var next = new int[_parents.Length];
        int place = 0;
        for (int a = _parents.Length - 1; a >= 0; a--)
        {
            ref int start = ref _parents[a] < 0 ? ref place : ref next[_parents[a]];
            _starts[a] = next[a] = start;
            start += _sizes[a];
            if (a < VertexCount)
                _order[_starts[a]] = a;
        }
    }

    private int Start(int supervertex)
    {
        Require.InRange(supervertex, 0, _parents.Length - 1);
        return _starts[supervertex];
    }

    /// <summary>Gives supervertices that are there numbers after those of vertices, each before the one that it lies in.</summary>
    internal static NestedSummary Of(CsrGraph graph, SupervertexTree tree, SignedSuperedge[] superedges)
    {
        var numbers = new int[tree.Count];
        int count = 0;
        for (int node = 0; node < tree.Count; node++) // those that hold others were added after them
            numbers[node] = tree.IsThere(node) ? count++ : -1;
        var parents = new int[count];
        for (int node = 0; node < tree.Count; node++)
        {
            if (numbers[node] >= 0)
                parents[numbers[node]] = tree.Parent(node) < 0 ? -1 : numbers[tree.Parent(node)];
        }

        SignedSuperedge[] renumbered = Array.ConvertAll(superedges, e => new SignedSuperedge(Math.Min(numbers[e.A], numbers[e.B]), Math.Max(numbers[e.A], numbers[e.B]), e.Sign));
        Array.Sort(renumbered, static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return new NestedSummary(graph.VertexCount, parents, renumbered, graph.EdgeCount);
    }
}

/// <summary>A superedge of a nested summary: it adds its sign to all pairs of its vertices.</summary>
/// <param name="A">The supervertex of smaller number, or the same as B: then it stands for pairs within.</param>
/// <param name="B">The other supervertex.</param>
/// <param name="Sign">1 or −1.</param>
public readonly record struct SignedSuperedge(int A, int B, int Sign);
