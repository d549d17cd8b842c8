using GraphSparse.Analytics;

namespace GraphSparse.Sampling;

/// <summary>One cell of a degree matrix: two degrees and how many vertices, or arcs, have them.</summary>
/// <param name="First">In-degree in the joint degree matrix; out-degree of the source in the degree correlation matrix.</param>
/// <param name="Second">Out-degree in the joint degree matrix; in-degree of the target in the degree correlation matrix.</param>
/// <param name="Count">Vertices, or arcs; at least 1.</param>
public readonly record struct DegreeCell(int First, int Second, long Count);

/// <summary>The joint degree matrix J and the degree correlation matrix C of a directed graph, as sorted lists of their cells.</summary>
/// <remarks>J[i, j] counts the vertices of in-degree i and out-degree j; C[a, b] counts the arcs from a vertex of out-degree a to a
/// vertex of in-degree b. Immutable. Cost: O(n + m); the cells of C are at most 2m, since there are at most √(2m) distinct degrees.</remarks>
public sealed class DegreeMatrices
{
    private readonly DegreeCell[] _joint;
    private readonly DegreeCell[] _correlation;

    /// <summary>Matrices with the given cells, in any order; cells of count 0 are left out.</summary>
    /// <exception cref="ArgumentException">A count or a degree is negative, or a cell is given twice.</exception>
    public DegreeMatrices(IEnumerable<DegreeCell> joint, IEnumerable<DegreeCell> correlation)
    {
        _joint = Sorted(joint, nameof(joint));
        _correlation = Sorted(correlation, nameof(correlation));
        foreach (DegreeCell cell in _joint)
        {
            VertexCount += cell.Count;
            ArcsIn += cell.First * cell.Count;
            ArcsOut += cell.Second * cell.Count;
        }

        foreach (DegreeCell cell in _correlation)
            ArcCount += cell.Count;
    }

    /// <summary>J: (in-degree, out-degree, vertices), ascending.</summary>
    public IReadOnlyList<DegreeCell> Joint => _joint;

    /// <summary>C: (out-degree of the source, in-degree of the target, arcs), ascending.</summary>
    public IReadOnlyList<DegreeCell> Correlation => _correlation;

    /// <summary>Vertices: the sum of J.</summary>
    public long VertexCount { get; }

    /// <summary>Arcs: the sum of C.</summary>
    public long ArcCount { get; }

    /// <summary>The sum of all in-degrees by J.</summary>
    internal long ArcsIn { get; }

    /// <summary>The sum of all out-degrees by J.</summary>
    internal long ArcsOut { get; }

    /// <summary>The matrices of a directed graph.</summary>
    /// <param name="graph">Directed.</param>
    /// <param name="progress">Told when the counting begins; it takes one pass.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graph is undirected.</exception>
    public static DegreeMatrices FromGraph(CsrGraph graph, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            throw new ArgumentException("Joint in- and out-degrees are those of directed graphs; JointDegreeMatrix has the degrees of an undirected one.", nameof(graph));
        progress?.Report(new Progress("counting degrees", 0, graph.ArcCount));
        int[] incoming = Degrees.In(graph);
        int[] outgoing = Degrees.Out(graph);
        var keys = new ulong[graph.VertexCount];
        for (int v = 0; v < keys.Length; v++)
            keys[v] = ((ulong)incoming[v] << 32) | (uint)outgoing[v];
        RadixSort.Sort(keys);
        var joint = new List<DegreeCell>();
        for (int first = 0; first < keys.Length;)
        {
            int end = first + 1;
            while (end < keys.Length && keys[end] == keys[first])
                end++;
            joint.Add(new DegreeCell((int)(keys[first] >> 32), (int)keys[first], end - first));
            first = end;
        }

        return new DegreeMatrices(joint, CountPairs(graph, DegreeClasses.Of(outgoing), DegreeClasses.Of(incoming), outgoing, incoming, cancellationToken));
    }

    /// <summary>Fails where no simple directed graph has these matrices; says which cell, what it asks for and what is possible.</summary>
    /// <remarks>The conditions are necessary and sufficient: sums agree, rows and columns of C add up to the stubs of their degrees, and
    /// no cell exceeds the pairs of distinct vertices that there are. O(cells).</remarks>
    /// <exception cref="NotRealizableException">There is no such graph.</exception>
    public void Validate() => ClassLayout.Of(this).Validate(exactMargins: true);

    /// <summary>Scales the counts of both matrices linearly, in integers; degrees stay as they are.</summary>
    /// <param name="fraction">s in (0, 1]; about s · n vertices and s · m arcs remain.</param>
    /// <param name="seed">Seed of the rounding.</param>
    /// <param name="policy">What happens where hubs are left with too few partners.</param>
    /// <param name="binRatio">Ratio, above 1, of the bins into which degrees above 8 are grouped for their correlation; exact degrees where not given.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="NotRealizableException">The policy is <see cref="UnplacedEdgePolicy.Fail"/> and no simple graph has the rescaled degrees.</exception>
    public RescaledMatrices Rescale(double fraction, ulong seed = 42, UnplacedEdgePolicy policy = UnplacedEdgePolicy.Discard, double? binRatio = null, CancellationToken cancellationToken = default) =>
        DegreeMatrixRescaler.Rescale(this, fraction, seed, policy, binRatio, cancellationToken);

    /// <summary>Counts arcs by the classes of their ends, in a table of class pairs: at most 2m of them.</summary>
    private static List<DegreeCell> CountPairs(
        CsrGraph graph, DegreeClasses rows, DegreeClasses columns, int[] outgoing, int[] incoming, CancellationToken cancellationToken)
    {
        var counts = new int[(long)rows.Count * columns.Count];
        var columnOf = new int[graph.VertexCount];
        for (int v = 0; v < columnOf.Length; v++)
            columnOf[v] = columns.IndexOf(incoming[v]);
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (outgoing[u] == 0)
                continue;
            Span<int> row = counts.AsSpan(rows.IndexOf(outgoing[u]) * columns.Count, columns.Count);
            foreach (int v in graph.Neighbors(u))
                row[columnOf[v]]++;
        }

        var cells = new List<DegreeCell>();
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                if (counts[row * columns.Count + column] is > 0 and var count)
                    cells.Add(new DegreeCell(rows.Degrees[row], columns.Degrees[column], count));
            }
        }

        return cells;
    }

    internal static DegreeCell[] Sorted(IEnumerable<DegreeCell> cells, string name)
    {
        ArgumentNullException.ThrowIfNull(cells, name);
        DegreeCell[] sorted = [.. cells.Where(c => c.Count != 0).OrderBy(c => c.First).ThenBy(c => c.Second)];
        for (int i = 0; i < sorted.Length; i++)
        {
            DegreeCell cell = sorted[i];
            if (cell.Count < 0 || cell.First < 0 || cell.Second < 0)
                throw new ArgumentException($"Cell ({cell.First}, {cell.Second}) has count {cell.Count}; degrees and counts are not negative.", name);
            if (i > 0 && cell.First == sorted[i - 1].First && cell.Second == sorted[i - 1].Second)
                throw new ArgumentException($"Cell ({cell.First}, {cell.Second}) is given twice.", name);
        }

        return sorted;
    }
}

/// <summary>The distinct positive degrees of a graph, numbered in ascending order.</summary>
internal sealed class DegreeClasses
{
    private readonly int[] _index;

    private DegreeClasses(int[] degrees)
    {
        Degrees = degrees;
        _index = new int[degrees.Length == 0 ? 1 : degrees[^1] + 1];
        Array.Fill(_index, -1);
        for (int i = 0; i < degrees.Length; i++)
            _index[degrees[i]] = i;
    }

    /// <summary>The degree of each class.</summary>
    public int[] Degrees { get; }

    /// <summary>Number of classes.</summary>
    public int Count => Degrees.Length;

    /// <summary>The class of a degree, −1 where there is none (0, say).</summary>
    public int IndexOf(int degree) => degree < _index.Length ? _index[degree] : -1;

    public static DegreeClasses Of(IEnumerable<int> degrees)
    {
        int[] all = degrees as int[] ?? [.. degrees];
        int max = 0;
        foreach (int degree in all)
            max = Math.Max(max, degree);
        var present = new bool[max + 1];
        foreach (int degree in all)
            present[degree] = true;
        return new DegreeClasses([.. Enumerable.Range(1, max).Where(d => present[d])]);
    }
}
