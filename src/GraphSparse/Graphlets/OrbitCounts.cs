namespace GraphSparse.Graphlets;

/// <summary>How often each vertex stands on each orbit of the connected graphlets of two to four vertices: the 15 orbits of ORCA's numbering.</summary>
public sealed class OrbitCounts
{
    /// <summary>Number of orbits.</summary>
    public const int OrbitCount = 15;

    private readonly long[][] _columns;

    internal OrbitCounts(long[][] columns, IReadOnlyDictionary<string, double> seconds)
    {
        _columns = columns;
        Seconds = seconds;
        Graphlets = GraphletCounts.Of(columns);
    }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _columns[0].Length;

    /// <summary>How many induced copies of each graphlet the graph has.</summary>
    public GraphletCounts Graphlets { get; }

    /// <summary>Seconds of each pass.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; }

    /// <summary>Counts of an orbit, a value per vertex.</summary>
    /// <param name="orbit">0 to 14.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such orbit.</exception>
    public ReadOnlySpan<long> this[int orbit]
    {
        get
        {
            Require.InRange(orbit, 0, OrbitCount - 1);
            return _columns[orbit];
        }
    }

    /// <summary>The columns themselves.</summary>
    internal long[][] Columns => _columns;
}
