namespace GraphSparse.Graphlets;

/// <summary>How often each vertex stands on each orbit of the connected graphlets of two to five vertices: 73 orbits of 30 graphlets, numbered as Pržulj (2007) and ORCA do.</summary>
public sealed class FiveVertexOrbits
{
    /// <summary>Number of orbits.</summary>
    public const int OrbitCount = 73;

    private readonly long[][] _columns;

    internal FiveVertexOrbits(long[][] columns, IReadOnlyDictionary<string, double> seconds)
    {
        (_columns, Seconds) = (columns, seconds);
        Graphlets = [.. GraphletCatalog.All.Select(CopiesOf)];
    }

    /// <summary>What G0 to G29 are called.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. GraphletCatalog.All.Select(g => g.Name)];

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _columns[0].Length;

    /// <summary>How many induced copies of G0 to G29 the graph has.</summary>
    public IReadOnlyList<UInt128> Graphlets { get; }

    /// <summary>Seconds of each pass.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; }

    /// <summary>Counts of an orbit, a value per vertex.</summary>
    /// <param name="orbit">0 to 72.</param>
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

    /// <summary>Every copy counts once for each of its vertices on an orbit.</summary>
    private UInt128 CopiesOf(Graphlet graphlet)
    {
        int orbit = graphlet.Orbits[0];
        UInt128 sum = 0;
        foreach (long count in _columns[orbit])
            sum += (ulong)count;
        return sum / (uint)graphlet.Orbits.Count(o => o == orbit);
    }
}
