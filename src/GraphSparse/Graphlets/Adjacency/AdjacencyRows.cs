namespace GraphSparse.Graphlets;

/// <summary>Rows of adjacency matrices: for each of some vertices, in order, the entries of each matrix that has any.</summary>
/// <typeparam name="TKey">Names a matrix: <see cref="OrbitPair"/>, or the number of a graphlet.</typeparam>
public sealed class AdjacencyRows<TKey> where TKey : struct
{
    private readonly List<AdjacencyRow<TKey>> _rows = [];
    private readonly int _mostPerRow;
    private int[] _targets = [];
    private long[] _counts = [];
    private long[] _sorted = [];

    internal AdjacencyRows(int mostPerRow) => _mostPerRow = mostPerRow;

    /// <summary>How many vertices have been looked at.</summary>
    public int VertexCount { get; private set; }

    /// <summary>Entries of all rows together.</summary>
    public int EntryCount { get; private set; }

    /// <summary>The rows, by vertex, and of a vertex in the order in which matrices were asked for.</summary>
    public IReadOnlyList<AdjacencyRow<TKey>> Rows => _rows;

    /// <summary>Columns of the entries of a row, ascending.</summary>
    public ReadOnlySpan<int> TargetsOf(AdjacencyRow<TKey> row) => _targets.AsSpan(row.Start, row.Length);

    /// <summary>Their counts, above 0.</summary>
    public ReadOnlySpan<long> CountsOf(AdjacencyRow<TKey> row) => _counts.AsSpan(row.Start, row.Length);

    /// <summary>Columns of all entries.</summary>
    internal ReadOnlyMemory<int> Targets => _targets.AsMemory(0, EntryCount);

    /// <summary>Counts of all entries.</summary>
    internal ReadOnlyMemory<long> Counts => _counts.AsMemory(0, EntryCount);

    /// <summary>Begins anew, in the same memory.</summary>
    internal AdjacencyRows<TKey> Begin(int vertexCount)
    {
        (VertexCount, EntryCount) = (vertexCount, 0);
        _rows.Clear();
        return this;
    }

    /// <summary>Takes a row over; one without entries is none.</summary>
    internal void Add(int vertex, TKey matrix, EntryList entries) => Add(vertex, matrix, entries.Targets, entries.Counts);

    /// <summary>Takes a row over from others.</summary>
    internal void Add(AdjacencyRows<TKey> others, AdjacencyRow<TKey> row) => Add(row.Vertex, row.Matrix, others.TargetsOf(row), others.CountsOf(row));

    private void Add(int vertex, TKey matrix, ReadOnlySpan<int> targets, ReadOnlySpan<long> counts)
    {
        if (targets.IsEmpty)
            return;
        int length = Math.Min(targets.Length, _mostPerRow);
        int end = checked(EntryCount + length);
        if (_targets.Length < end)
        {
            int capacity = (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _targets.Length));
            Array.Resize(ref _targets, capacity);
            Array.Resize(ref _counts, capacity);
        }

        if (length == targets.Length)
        {
            targets.CopyTo(_targets.AsSpan(EntryCount));
            counts.CopyTo(_counts.AsSpan(EntryCount));
        }
        else
        {
            CopyLargest(targets, counts, length);
        }

        _rows.Add(new AdjacencyRow<TKey>(vertex, matrix, EntryCount, length));
        EntryCount = end;
    }

    /// <summary>The largest counts; of equal ones those of the smaller targets.</summary>
    private void CopyLargest(ReadOnlySpan<int> targets, ReadOnlySpan<long> counts, int length)
    {
        if (_sorted.Length < counts.Length)
            _sorted = new long[Math.Max(counts.Length, 2 * _sorted.Length)];
        Span<long> sorted = _sorted.AsSpan(0, counts.Length);
        counts.CopyTo(sorted);
        sorted.Sort();
        long least = sorted[^length];
        int equal = length;
        for (int i = sorted.Length - 1; i >= 0 && sorted[i] > least; i--)
            equal--;
        int place = EntryCount;
        for (int k = 0; k < counts.Length; k++)
        {
            if (counts[k] > least || (counts[k] == least && equal-- > 0))
                (_targets[place], _counts[place++]) = (targets[k], counts[k]);
        }
    }
}

/// <summary>A row of an adjacency matrix.</summary>
/// <param name="Vertex">The vertex of the row.</param>
/// <param name="Matrix">The matrix.</param>
/// <param name="Start">Where its entries begin.</param>
/// <param name="Length">How many it has.</param>
public readonly record struct AdjacencyRow<TKey>(int Vertex, TKey Matrix, int Start, int Length) where TKey : struct;
