namespace GraphSparse.Graphlets;

/// <summary>How often each vertex is part of each of the 13 connected triads: three vertices with all the arcs among them.</summary>
public sealed class TriadCounts
{
    private readonly long[][] _columns;

    internal TriadCounts(long[][] columns)
    {
        _columns = columns;
        Totals = [.. columns.Select(column =>
        {
            UInt128 sum = 0;
            foreach (long count in column)
                sum += (ulong)count;
            return sum / 3;
        })];
    }

    /// <summary>Names by pairs that are mutual, one-sided and not joined (Holland and Leinhardt), in the order of the counts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["021D", "021U", "021C", "111D", "111U", "201", "030T", "030C", "120D", "120U", "120C", "210", "300"];

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _columns[0].Length;

    /// <summary>Triads of each kind in the graph: its census.</summary>
    public IReadOnlyList<UInt128> Totals { get; }

    /// <summary>Triads of a kind, a value per vertex that is part of them.</summary>
    /// <param name="kind">Place in <see cref="Names"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such kind.</exception>
    public ReadOnlySpan<long> this[int kind]
    {
        get
        {
            Require.InRange(kind, 0, Names.Count - 1);
            return _columns[kind];
        }
    }

    /// <summary>The columns themselves.</summary>
    internal long[][] Columns => _columns;
}
