using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Embeddings;

/// <summary>Copies of the rows that one walk touches: trained in place of the rows themselves, then how they changed.</summary>
/// <remarks>A row has a slot from the moment it is first asked for. Changes lie in the order of shards, so that each part of the vertices is added to by one thread.</remarks>
internal sealed unsafe class RowCopies
{
    /// <summary>Parts of the vertices.</summary>
    public const int Shards = 16;

    private const int Ahead = 4; // rows that are fetched before they are copied

    private readonly SkipGramVectors _vectors;
    private readonly int _width;
    private readonly int[] _table; // hashed by row: slot + 1
    private readonly int[] _rowOf;
    private readonly int[] _order;
    private readonly int[] _starts = new int[Shards + 1];
    private readonly float* _values;
    private int _count;

    /// <summary>Copies in memory of the caller's.</summary>
    /// <param name="vectors">Rows.</param>
    /// <param name="most">Rows that may be copied.</param>
    /// <param name="values">Room for them, at a multiple of 64 bytes.</param>
    public RowCopies(SkipGramVectors vectors, int most, float* values)
    {
        _values = values;
        (_vectors, _width) = (vectors, vectors.Width);
        _table = new int[TableLength(most)];
        _rowOf = new int[most];
        _order = new int[most];
    }

    /// <summary>The copies, slot by slot.</summary>
    public float* First => _values;

    /// <summary>Bytes that copies of so many rows take.</summary>
    public static long EstimateMemoryBytes(long most, int width) => most * (width * (long)sizeof(float) + 2 * sizeof(int)) + TableLength((int)most) * sizeof(int);

    /// <summary>Forgets all copies.</summary>
    public void Clear()
    {
        _count = 0;
        _table.AsSpan().Clear();
        _starts.AsSpan().Clear();
    }

    /// <summary>The slot of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotOf(int row)
    {
        int mask = _table.Length - 1;
        int at = (int)unchecked((uint)row * 2654435769u >> 7) & mask;
        for (; _table[at] != 0; at = (at + 1) & mask)
        {
            if (_rowOf[_table[at] - 1] == row)
                return _table[at] - 1;
        }

        _rowOf[_count] = row;
        _table[at] = _count + 1;
        return _count++;
    }

    /// <summary>Copies the rows of all slots, each multiplied by a factor.</summary>
    [MethodImpl(Hot.Loop)]
    public void CopyRows(float factor)
    {
        for (int s = 0; s < Math.Min(Ahead, _count); s++)
            _vectors.Prefetch(_rowOf[s]);
        for (int s = 0; s < _count; s++)
        {
            if (s + Ahead < _count)
                _vectors.Prefetch(_rowOf[s + Ahead]);
            PaddedRows.Scale(_vectors.Row(_rowOf[s]), factor, Copy(s));
        }
    }

    /// <summary>Copies become their differences from the rows, and are ordered by shard.</summary>
    [MethodImpl(Hot.Loop)]
    public void ToChanges()
    {
        for (int s = 0; s < _count; s++)
        {
            _starts[ShardOf(_rowOf[s]) + 1]++;
            PaddedRows.AddScaled(Copy(s), -1f, _vectors.Row(_rowOf[s]));
        }

        Span<int> ends = stackalloc int[Shards];
        for (int i = 0; i < Shards; i++)
        {
            _starts[i + 1] += _starts[i];
            ends[i] = _starts[i];
        }

        for (int s = 0; s < _count; s++)
            _order[ends[ShardOf(_rowOf[s])]++] = s;
    }

    /// <summary>Counts the changes of one part.</summary>
    public void CountIn(int shard)
    {
        for (int i = _starts[shard]; i < _starts[shard + 1]; i++)
            _vectors.Count(_rowOf[_order[i]]);
    }

    /// <summary>Asks for the memory of the changes of one part.</summary>
    public void PrefetchIn(int shard)
    {
        for (int i = _starts[shard]; i < _starts[shard + 1]; i++)
        {
            float* change = _values + (long)_order[i] * _width;
            for (int j = 0; j < _width; j += GradientStep.Padding)
                MemoryHints.Prefetch(ref change[j]);
        }
    }

    /// <summary>Adds the changes of one part.</summary>
    [MethodImpl(Hot.Loop)]
    public void AddIn(int shard)
    {
        int end = _starts[shard + 1];
        for (int i = _starts[shard]; i < end; i++)
        {
            if (i + Ahead < end)
                _vectors.Prefetch(_rowOf[_order[i + Ahead]]);
            _vectors.Add(_rowOf[_order[i]], Copy(_order[i]));
        }
    }

    /// <summary>Forgets the counts of one part.</summary>
    public void ForgetIn(int shard)
    {
        for (int i = _starts[shard]; i < _starts[shard + 1]; i++)
            _vectors.Forget(_rowOf[_order[i]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Copy(int slot) => new(_values + (long)slot * _width, _width);

    /// <summary>Counters of sixteen vertices, two each, share a line of memory: these are one thread's.</summary>
    private static int ShardOf(int row) => (row >> 5) % Shards;

    private static int TableLength(int most) => checked((int)BitOperations.RoundUpToPowerOf2((uint)(2 * most)));
}
