using GraphSparse.Analytics;

namespace GraphSparse.Sampling;

/// <summary>A joint degree matrix that was scaled.</summary>
/// <param name="Matrices">The integers.</param>
/// <param name="Report">How far they are from the matrix times the fraction.</param>
public sealed record RescaledJointDegrees(JointDegreeMatrix Matrices, RescaleReport Report);

/// <summary>The degree histogram and the joint degree matrix of an undirected graph.</summary>
/// <remarks>The histogram counts the vertices of each degree; C[a, b], a ≤ b, counts the edges between vertices of degree a and b, each once. Immutable.
/// Cost: O(n + m); the cells are at most m, since there are at most √(2m) distinct degrees.</remarks>
public sealed class JointDegreeMatrix
{
    private readonly SortedDictionary<int, long> _vertices;
    private readonly DegreeCell[] _edges;

    /// <summary>A histogram and a matrix, in any order; counts of 0 are left out.</summary>
    /// <param name="histogram">Degrees and their numbers of vertices; every degree once.</param>
    /// <param name="correlation">Cells with First ≤ Second; every cell once.</param>
    /// <exception cref="ArgumentException">A count or a degree is negative, a cell is given twice, or with its ends in the wrong order.</exception>
    public JointDegreeMatrix(IEnumerable<KeyValuePair<int, long>> histogram, IEnumerable<DegreeCell> correlation)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentNullException.ThrowIfNull(correlation);
        _vertices = [];
        foreach ((int degree, long count) in histogram)
        {
            if (degree < 0 || count < 0)
                throw new ArgumentException($"Degree {degree} has {count} vertices; degrees and counts are not negative.", nameof(histogram));
            if (count > 0 && !_vertices.TryAdd(degree, count))
                throw new ArgumentException($"Degree {degree} is given twice.", nameof(histogram));
        }

        _edges = DegreeMatrices.Sorted(correlation, nameof(correlation));
        foreach (DegreeCell cell in _edges)
        {
            if (cell.First > cell.Second)
                throw new ArgumentException($"Cell ({cell.First}, {cell.Second}) has the larger degree first.", nameof(correlation));
            EdgeCount += cell.Count;
        }

        foreach ((int degree, long count) in _vertices)
        {
            VertexCount += count;
            Stubs += degree * count;
        }
    }

    /// <summary>Vertices of each degree, ascending.</summary>
    public IReadOnlyDictionary<int, long> Histogram => _vertices;

    /// <summary>Edges between degrees, (smaller, larger, edges), ascending.</summary>
    public IReadOnlyList<DegreeCell> Correlation => _edges;

    /// <summary>Vertices: the sum of the histogram.</summary>
    public long VertexCount { get; }

    /// <summary>Edges: the sum of the matrix.</summary>
    public long EdgeCount { get; }

    /// <summary>The sum of all degrees.</summary>
    internal long Stubs { get; }

    /// <summary>The matrices of an undirected graph.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="progress">Vertices read.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static JointDegreeMatrix FromGraph(CsrGraph graph, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.IsDirected)
            throw new ArgumentException("One degree per vertex is that of undirected graphs; DegreeMatrices has in- and out-degrees.", nameof(graph));
        int[] degrees = Degrees.Total(graph);
        DegreeClasses classes = DegreeClasses.Of(degrees);
        int[] classOf = Array.ConvertAll(degrees, classes.IndexOf);
        var counts = new int[(long)classes.Count * classes.Count];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new Progress("counting degrees", u, graph.VertexCount));
            }

            foreach (int v in graph.Neighbors(u))
            {
                if (v > u)
                    counts[Math.Min(classOf[u], classOf[v]) * classes.Count + Math.Max(classOf[u], classOf[v])]++;
            }
        }

        return new JointDegreeMatrix(degrees.GroupBy(d => d).Select(g => KeyValuePair.Create(g.Key, (long)g.Count())), Cells(classes, (a, b) => counts[a * classes.Count + b]));
    }

    /// <summary>Fails where no simple graph has these matrices; says which cell, what it asks for and what is possible.</summary>
    /// <remarks>Necessary and sufficient (Amanatidis, Green and Mihail, "Graphic Realizations of Joint-Degree Matrices", 2008; Stanton and Pinar, ACM JEA 17, 2012):
    /// the edges at each degree use up its stubs, and no cell exceeds the pairs of distinct vertices that there are. O(cells).</remarks>
    /// <exception cref="NotRealizableException">There is no such graph.</exception>
    public void Validate() => Validate(exact: true);

    /// <summary>With <paramref name="exact"/> false the edges at a degree may be fewer than its stubs.</summary>
    internal void Validate(bool exact)
    {
        var used = new SortedDictionary<int, long>();
        foreach (DegreeCell cell in _edges)
        {
            long cap = Cap(cell.First, cell.Second);
            if (cell.Count > cap)
            {
                throw new NotRealizableException(cell.First, cell.Second, cell.Count, cap,
                    $"Cell ({cell.First}, {cell.Second}) asks for {cell.Count} edges, and there are {cap} pairs of distinct vertices with these degrees.");
            }

            used[cell.First] = used.GetValueOrDefault(cell.First) + cell.Count;
            used[cell.Second] = used.GetValueOrDefault(cell.Second) + cell.Count;
        }

        foreach (int degree in _vertices.Keys.Union(used.Keys).Order())
        {
            long stubs = degree * _vertices.GetValueOrDefault(degree);
            long ends = used.GetValueOrDefault(degree);
            if (ends > stubs || (exact && ends < stubs))
                throw new NotRealizableException(degree, 0, ends, stubs, $"The edges at vertices of degree {degree} have {ends} ends there by the matrix and {stubs} by the histogram.");
        }
    }

    /// <summary>Pairs of distinct vertices of two degrees, which may be one.</summary>
    internal long Cap(int a, int b)
    {
        long count = _vertices.GetValueOrDefault(a);
        return a == b ? count * (count - 1) / 2 : count * _vertices.GetValueOrDefault(b);
    }

    /// <summary>Scales the counts linearly, in integers; degrees stay as they are.</summary>
    /// <param name="fraction">s in (0, 1]; about s · n vertices and s · m edges remain.</param>
    /// <param name="seed">Seed of the rounding.</param>
    /// <param name="policy">What happens where hubs are left with too few partners.</param>
    /// <param name="binRatio">Ratio, above 1, of the bins into which degrees above 8 are grouped for their correlation; exact degrees where not given.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="NotRealizableException">The policy is <see cref="UnplacedEdgePolicy.Fail"/> and edges could not be placed.</exception>
    public RescaledJointDegrees Rescale(
        double fraction, ulong seed = 42, UnplacedEdgePolicy policy = UnplacedEdgePolicy.Discard, double? binRatio = null, CancellationToken cancellationToken = default) =>
        JointDegreeRescaler.Rescale(this, fraction, seed, policy, binRatio, cancellationToken);

    /// <summary>The cells of a table by class numbers a ≤ b.</summary>
    internal static IEnumerable<DegreeCell> Cells(DegreeClasses classes, Func<int, int, long> count)
    {
        for (int a = 0; a < classes.Count; a++)
        {
            for (int b = a; b < classes.Count; b++)
            {
                if (count(a, b) is > 0 and var edges)
                    yield return new DegreeCell(classes.Degrees[a], classes.Degrees[b], edges);
            }
        }
    }
}
