using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Where the arcs of a vertex lie in the pools.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdjacencyRow
{
    public long Start;
    public int Degree;
    public int Capacity;
}

/// <summary>Rows of neighbours that grow and shrink: a block with slack for each vertex, in pools that all vertices share.</summary>
/// <remarks>
/// A row that is full moves to a block half as large again; the old block goes on the free list of its size class. Removing swaps the
/// last arc of the row into the gap, so the order of a row is a function of the order of updates alone. Moving and compacting keep it.
/// <para>Beside the weight each arc carries its resistance 1/w in single precision, computed once: walks on every device add these.</para>
/// <para>Memory: 16 bytes per vertex, 16 per place; 1.25 places per arc and 2 per vertex at the beginning, at most half of them wasted.</para>
/// </remarks>
internal sealed class DynamicAdjacency
{
    private const int Classes = 64;
    private const long CompactFrom = 4096;

    private readonly AdjacencyRow[] _rows;
    private readonly Stack<(long Start, int Capacity)>?[] _free = new Stack<(long, int)>?[Classes];
    private int[] _neighbors = [];
    private double[] _weights = [];
    private float[] _resistances = [];
    private long _used;
    private long _wasted;

    public DynamicAdjacency(int vertexCount) => _rows = new AdjacencyRow[vertexCount];

    public int VertexCount => _rows.Length;

    public long ArcCount { get; private set; }

    /// <summary>Places of the pools that are part of a block or a free list.</summary>
    public long UsedPlaces => _used;

    /// <summary>Changes each time that all arcs moved, so that copies must be made anew.</summary>
    public int Layout { get; private set; }

    public ChangedBlocks? ChangedRows { get; private set; }

    public ChangedBlocks? ChangedPlaces { get; private set; }

    public AdjacencyRow[] Rows => _rows;

    public int[] NeighborPool => _neighbors;

    public float[] ResistancePool => _resistances;

    /// <summary>1/w in single precision, held inside its normal range so that no sum is NaN and no device flushes it to 0.</summary>
    public static float Resistance(double weight) => Single(1 / weight);

    /// <summary>A positive number in single precision, held inside the normal range.</summary>
    public static float Single(double value) => (float)Math.Clamp(value, SmallestSingle, float.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Degree(int u) => _rows[u].Degree;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Neighbors(int u) => new(_neighbors, (int)_rows[u].Start, _rows[u].Degree);

    public ReadOnlySpan<double> Weights(int u) => new(_weights, (int)_rows[u].Start, _rows[u].Degree);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Resistances(int u) => new(_resistances, (int)_rows[u].Start, _rows[u].Degree);

    /// <summary>Begins to note what changes, for a copy that follows.</summary>
    public void TrackChanges()
    {
        ChangedRows ??= new ChangedBlocks();
        ChangedPlaces ??= new ChangedBlocks();
    }

    /// <summary>Lays out empty rows with room for the given degrees and their slack.</summary>
    public void Reserve(Func<int, int> degreeOf)
    {
        long total = 0;
        for (int u = 0; u < _rows.Length; u++)
        {
            int degree = degreeOf(u);
            _rows[u] = new AdjacencyRow { Start = total, Capacity = WithSlack(degree) };
            total += _rows[u].Capacity;
        }

        _used = total;
        Grow(total);
    }

    /// <summary>Appends an arc to a row and returns its place in it.</summary>
    public int Add(int u, int v, double weight)
    {
        ref AdjacencyRow row = ref _rows[u];
        if (row.Degree == row.Capacity)
            Relocate(ref row);
        int slot = row.Degree++;
        long place = row.Start + slot;
        _neighbors[place] = v;
        _weights[place] = weight;
        _resistances[place] = Resistance(weight);
        ArcCount++;
        ChangedRows?.Mark(u);
        ChangedPlaces?.Mark(place);
        return slot;
    }

    /// <summary>Removes an arc; the last of the row takes its place. Returns the neighbour that moved, or −1.</summary>
    public int RemoveAt(int u, int slot)
    {
        ref AdjacencyRow row = ref _rows[u];
        int last = --row.Degree;
        ArcCount--;
        ChangedRows?.Mark(u);
        if (slot == last)
            return -1;
        long to = row.Start + slot;
        long from = row.Start + last;
        _neighbors[to] = _neighbors[from];
        _weights[to] = _weights[from];
        _resistances[to] = _resistances[from];
        ChangedPlaces?.Mark(to);
        return _neighbors[to];
    }

    public void SetWeight(int u, int slot, double weight)
    {
        long place = _rows[u].Start + slot;
        _weights[place] = weight;
        _resistances[place] = Resistance(weight);
        ChangedPlaces?.Mark(place);
    }

    /// <summary>Lays the rows out anew, one after the other, where more than half of the places are wasted.</summary>
    public void CompactIfWasteful()
    {
        if (_wasted * 2 <= _used || _used < CompactFrom)
            return;
        int[] neighbors = _neighbors;
        double[] weights = _weights;
        float[] resistances = _resistances;
        AdjacencyRow[] before = [.. _rows];
        (_neighbors, _weights, _resistances) = ([], [], []);
        Array.Clear(_free);
        _wasted = 0;
        Reserve(u => before[u].Degree);
        for (int u = 0; u < _rows.Length; u++)
        {
            int from = (int)before[u].Start;
            int to = (int)_rows[u].Start;
            int degree = _rows[u].Degree = before[u].Degree;
            Array.Copy(neighbors, from, _neighbors, to, degree);
            Array.Copy(weights, from, _weights, to, degree);
            Array.Copy(resistances, from, _resistances, to, degree);
        }

        Layout++;
    }

    /// <summary>The rows as an immutable graph, neighbours ascending.</summary>
    public CsrGraph Snapshot(bool weighted)
    {
        var offsets = new long[_rows.Length + 1];
        var neighbors = new int[ArcCount];
        double[]? weights = weighted ? new double[ArcCount] : null;
        int at = 0;
        for (int u = 0; u < _rows.Length; u++)
        {
            Span<int> row = neighbors.AsSpan(at, _rows[u].Degree);
            Neighbors(u).CopyTo(row);
            if (weights is null)
            {
                row.Sort();
            }
            else
            {
                Span<double> values = weights.AsSpan(at, row.Length);
                Weights(u).CopyTo(values);
                row.Sort(values);
            }

            at += row.Length;
            offsets[u + 1] = at;
        }

        return new CsrGraph(offsets, neighbors, weights, isDirected: false);
    }

    private const double SmallestSingle = 1.17549435e-38; // the smallest normal float

    private static int WithSlack(int degree) => checked(degree + Math.Max(2, (degree + 3) / 4));

    /// <summary>The class of blocks that hold at least <paramref name="capacity"/>: powers of 2 and the halves between them.</summary>
    private static int ClassAbove(int capacity)
    {
        int below = ClassBelow(capacity);
        return SizeOf(below) == capacity ? below : below + 1;
    }

    private static int ClassBelow(int capacity)
    {
        int power = System.Numerics.BitOperations.Log2((uint)capacity);
        return 2 * power + (capacity >= SizeOf(2 * power + 1) ? 1 : 0);
    }

    private static int SizeOf(int sizeClass) => (int)((sizeClass & 1) == 0 ? 1L << (sizeClass / 2) : 3L << (sizeClass / 2) >> 1);

    private void Relocate(ref AdjacencyRow row)
    {
        int wanted = checked(row.Capacity + Math.Max(4, row.Capacity / 2));
        (long start, int capacity) = Take(wanted);
        Array.Copy(_neighbors, row.Start, _neighbors, start, row.Degree);
        Array.Copy(_weights, row.Start, _weights, start, row.Degree);
        Array.Copy(_resistances, row.Start, _resistances, start, row.Degree);
        if (row.Capacity > 0)
        {
            (_free[ClassBelow(row.Capacity)] ??= new Stack<(long, int)>()).Push((row.Start, row.Capacity));
            _wasted += row.Capacity;
        }

        row.Start = start;
        row.Capacity = capacity;
        for (long place = start; ChangedPlaces is not null && place < start + row.Degree; place++)
            ChangedPlaces.Mark(place);
    }

    private (long Start, int Capacity) Take(int wanted)
    {
        for (int sizeClass = ClassAbove(wanted); sizeClass <= ClassAbove(wanted) + 1 && sizeClass < Classes; sizeClass++)
        {
            if (_free[sizeClass] is { Count: > 0 } stack)
            {
                (long Start, int Capacity) block = stack.Pop();
                _wasted -= block.Capacity;
                return block;
            }
        }

        long start = _used;
        _used += wanted;
        Grow(_used);
        return (start, wanted);
    }

    private void Grow(long places)
    {
        if (places <= _neighbors.Length)
            return;
        if (places > Array.MaxLength)
            throw new ResourceLimitException($"The dynamic graph needs {places} places for arcs, the limit is {Array.MaxLength}.");
        int length = (int)Math.Min(Array.MaxLength, Math.Max(places, _neighbors.Length + _neighbors.LongLength / 2));
        Array.Resize(ref _neighbors, length);
        Array.Resize(ref _weights, length);
        Array.Resize(ref _resistances, length);
    }
}
