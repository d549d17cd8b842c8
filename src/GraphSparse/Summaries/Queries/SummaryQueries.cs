namespace GraphSparse.Summaries;

/// <summary>Answers about a graph from its summary alone.</summary>
/// <remarks>
/// All answers are exact for the graph that the summary stands for: every pair of vertices has the value of its superedge, 1 or with weights the share of its pairs that are edges, and 0 without one. No pair is written out:
/// members of a supervertex have the same answers, so that the work grows with supervertices and superedges. How far answers are from those of the original graph is what <see cref="Summary.Error"/> bounds on average, and
/// no more than that.
/// </remarks>
public sealed class SummaryQueries
{
    private readonly SuperedgeRows _rows;

    /// <summary>Prepares answers. O(vertices + superedges).</summary>
    public SummaryQueries(Summary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        Summary = summary;
        _rows = new SuperedgeRows(summary);
    }

    /// <summary>The summary.</summary>
    public Summary Summary { get; }

    /// <summary>The value of a pair of vertices, in [0, 1]; 0 for a vertex with itself. O(log superedges of one).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A vertex is not there.</exception>
    public double EdgeValue(int u, int v)
    {
        RequireVertex(u, nameof(u));
        RequireVertex(v, nameof(v));
        return u == v ? 0 : _rows.Value(Summary.Membership[u], Summary.Membership[v]);
    }

    /// <summary>Vertices whose pair with a vertex has a value above 0, ascending, with these values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vertex is not there.</exception>
    public SummaryNeighbor[] Neighbors(int vertex)
    {
        RequireVertex(vertex, nameof(vertex));
        int a = Summary.Membership[vertex];
        var found = new List<SummaryNeighbor>();
        for (int i = 0; i < _rows.Neighbors(a).Length; i++)
        {
            foreach (int v in _rows.Members(_rows.Neighbors(a)[i]))
                found.Add(new SummaryNeighbor(v, _rows.Values(a)[i]));
        }

        if (_rows.Loops[a] > 0)
        {
            foreach (int v in _rows.Members(a))
            {
                if (v != vertex)
                    found.Add(new SummaryNeighbor(v, _rows.Loops[a]));
            }
        }

        found.Sort(static (x, y) => x.Vertex.CompareTo(y.Vertex));
        return [.. found];
    }

    /// <summary>Sum of the values of a vertex's pairs. O(superedges of its supervertex).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vertex is not there.</exception>
    public double Degree(int vertex)
    {
        RequireVertex(vertex, nameof(vertex));
        return _rows.Degree(Summary.Membership[vertex]);
    }

    /// <summary>The degree of every vertex. O(vertices + superedges).</summary>
    public double[] Degrees() => OfVertices([.. Enumerable.Range(0, _rows.Count).Select(_rows.Degree)]);

    /// <summary>PageRank of every vertex: they sum to 1. O(superedges) for each iteration.</summary>
    /// <param name="damping">Probability of following an edge, in [0, 1).</param>
    /// <param name="tolerance">Iterations end when the sum of changes is at most this.</param>
    /// <param name="maxIterations">Most iterations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public double[] PageRank(double damping = 0.85, double tolerance = 1e-12, int maxIterations = 1000)
    {
        Require.InRange(damping, 0, 1 - 1e-9);
        Require.InRange(tolerance, 0, 1);
        Require.InRange(maxIterations, 1, int.MaxValue);
        return OfVertices(SummaryWalk.PageRank(_rows, damping, tolerance, maxIterations));
    }

    /// <summary>For every vertex the probability that a walk is there which starts at a vertex and returns to it with a probability at each step: they sum to 1. O(superedges) for each iteration.</summary>
    /// <param name="vertex">Where it starts.</param>
    /// <param name="restart">Probability of returning, in (0, 1].</param>
    /// <param name="tolerance">Iterations end when the sum of changes is at most this.</param>
    /// <param name="maxIterations">Most iterations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public double[] RandomWalkWithRestart(int vertex, double restart = 0.15, double tolerance = 1e-12, int maxIterations = 10_000)
    {
        RequireVertex(vertex, nameof(vertex));
        Require.InRange(restart, 1e-9, 1);
        Require.InRange(tolerance, 0, 1);
        Require.InRange(maxIterations, 1, int.MaxValue);
        (double[] shares, double ofStart) = SummaryWalk.Restarting(_rows, Summary.Membership[vertex], restart, tolerance, maxIterations);
        double[] values = OfVertices(shares);
        values[vertex] = ofStart;
        return values;
    }

    /// <summary>For every vertex the least number of pairs of value above 0 on a way from a vertex, or -1 where there is none. O(vertices + superedges).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vertex is not there.</exception>
    public int[] Hops(int vertex)
    {
        RequireVertex(vertex, nameof(vertex));
        int start = Summary.Membership[vertex];
        int[] levels = SummaryHops.From(_rows, start);
        int others = _rows.Loops[start] > 0 ? 1 : _rows.Neighbors(start).Length > 0 ? 2 : -1;
        levels[start] = others;
        int[] hops = OfVertices(levels);
        hops[vertex] = 0;
        return hops;
    }

    /// <summary>The component of every vertex, numbered by smallest members: vertices that are joined by pairs of value above 0. O(vertices + superedges).</summary>
    public int[] Components() => SummaryHops.Components(_rows);

    /// <summary>Number of triangles; with weights the number to be expected if pairs were edges independently, each with the probability of its value.</summary>
    /// <remarks>O(superedges^1.5).</remarks>
    public double Triangles() => SummaryTriangles.Count(_rows);

    /// <summary>The same for each vertex: triangles that it is in.</summary>
    public double[] TrianglesOfVertices() => OfVertices(SummaryTriangles.CountOfMembers(_rows));

    private T[] OfVertices<T>(T[] ofSupervertices)
    {
        var values = new T[Summary.VertexCount];
        for (int v = 0; v < values.Length; v++)
            values[v] = ofSupervertices[Summary.Membership[v]];
        return values;
    }

    private void RequireVertex(int vertex, string name)
    {
        if ((uint)vertex >= (uint)Summary.VertexCount)
            throw new ArgumentOutOfRangeException(name, $"There is no vertex {vertex}; there are {Summary.VertexCount}.");
    }
}

/// <summary>A neighbour by a summary.</summary>
/// <param name="Vertex">The vertex.</param>
/// <param name="Value">The value of the pair, in (0, 1].</param>
public readonly record struct SummaryNeighbor(int Vertex, double Value);
