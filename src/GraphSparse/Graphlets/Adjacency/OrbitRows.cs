namespace GraphSparse.Graphlets;

/// <summary>Rows of orbit adjacency matrices: for each vertex of a range, in order, the entries of each matrix that has any.</summary>
public sealed class OrbitRows
{
    private readonly List<OrbitRow> _rows = [];
    private int[] _targets = [];
    private long[] _counts = [];

    internal OrbitRows()
    {
    }

    /// <summary>The first vertex of the range.</summary>
    public int FirstVertex { get; private set; }

    /// <summary>How many vertices it has.</summary>
    public int VertexCount { get; private set; }

    /// <summary>Entries of all rows together.</summary>
    public int EntryCount { get; private set; }

    /// <summary>The rows, by vertex, and of a vertex in the order in which matrices were asked for.</summary>
    public IReadOnlyList<OrbitRow> Rows => _rows;

    /// <summary>Columns of the entries of a row, ascending.</summary>
    public ReadOnlySpan<int> TargetsOf(OrbitRow row) => _targets.AsSpan(row.Start, row.Length);

    /// <summary>Their counts, above 0.</summary>
    public ReadOnlySpan<long> CountsOf(OrbitRow row) => _counts.AsSpan(row.Start, row.Length);

    /// <summary>Columns of all entries.</summary>
    internal ReadOnlyMemory<int> Targets => _targets.AsMemory(0, EntryCount);

    /// <summary>Counts of all entries.</summary>
    internal ReadOnlyMemory<long> Counts => _counts.AsMemory(0, EntryCount);

    /// <summary>Begins anew, in the same memory.</summary>
    internal OrbitRows Begin(int firstVertex, int vertexCount)
    {
        (FirstVertex, VertexCount, EntryCount) = (firstVertex, vertexCount, 0);
        _rows.Clear();
        return this;
    }

    /// <summary>Takes a row over; one without entries is none.</summary>
    internal void Add(int vertex, OrbitPair pair, EntryList entries) => Add(vertex, pair, entries.Targets, entries.Counts);

    /// <summary>Takes a row over from others.</summary>
    internal void Add(OrbitRows others, OrbitRow row) => Add(row.Vertex, row.Pair, others.TargetsOf(row), others.CountsOf(row));

    private void Add(int vertex, OrbitPair pair, ReadOnlySpan<int> targets, ReadOnlySpan<long> counts)
    {
        if (targets.IsEmpty)
            return;
        int end = checked(EntryCount + targets.Length);
        if (_targets.Length < end)
        {
            int length = (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _targets.Length));
            Array.Resize(ref _targets, length);
            Array.Resize(ref _counts, length);
        }

        targets.CopyTo(_targets.AsSpan(EntryCount));
        counts.CopyTo(_counts.AsSpan(EntryCount));
        _rows.Add(new OrbitRow(vertex, pair, EntryCount, targets.Length));
        EntryCount = end;
    }
}

/// <summary>A row of an orbit adjacency matrix.</summary>
/// <param name="Vertex">The vertex of the row.</param>
/// <param name="Pair">The matrix.</param>
/// <param name="Start">Where its entries begin.</param>
/// <param name="Length">How many it has.</param>
public readonly record struct OrbitRow(int Vertex, OrbitPair Pair, int Start, int Length);
