using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Graphlets;

/// <summary>Finds the triangles above a vertex: two of its higher neighbours that are joined. What a thread needs for it.</summary>
/// <remarks>The higher neighbours of u are numbered from 0; a triangle is two of these numbers and the edge between them. Of the row of a higher neighbour those that close a triangle are found
/// without branches, which no processor could foresee.</remarks>
internal sealed class TriangleWorker(RankedGraph graph)
{
    private readonly int[] _marks = new int[graph.VertexCount]; // the number of a higher neighbour, from 1
    private int[] _hits = [];
    private int[] _first = new int[64];
    private int[] _second = new int[64];
    private int[] _edges = new int[64];
    private int[] _common = [];
    private ulong[] _bits = [];
    private long[] _own = [];

    /// <summary>Triangles of the vertex.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers of the lower ones of the two neighbours.</summary>
    public ReadOnlySpan<int> First => _first.AsSpan(0, Count);

    /// <summary>Numbers of the higher ones.</summary>
    public ReadOnlySpan<int> Second => _second.AsSpan(0, Count);

    /// <summary>The edges between them.</summary>
    public ReadOnlySpan<int> Edges => _edges.AsSpan(0, Count);

    /// <summary>Places for a sum at each higher neighbour, all 0.</summary>
    public Span<long> Own(int count)
    {
        if (_own.Length < count)
            _own = new long[Math.Max(count, 2 * _own.Length)];
        Span<long> own = _own.AsSpan(0, count);
        own.Clear();
        return own;
    }

    /// <summary>Finds the triangles above u.</summary>
    [MethodImpl(Hot.Loop)]
    public void Find(int u)
    {
        ReadOnlySpan<int> row = graph.HigherRow(u);
        Count = 0;
        if (row.Length < 2)
            return;
        if (_hits.Length <= row.Length)
            _hits = new int[Math.Max(row.Length + 1, 2 * _hits.Length)];
        for (int i = 0; i < row.Length; i++)
            _marks[row[i]] = i + 1;
        for (int i = 0; i < row.Length; i++)
        {
            int w = row[i];
            ReadOnlySpan<int> beyond = graph.HigherRow(w);
            if (_hits.Length <= beyond.Length)
                _hits = new int[Math.Max(beyond.Length + 1, 2 * _hits.Length)];
            int found = Hits(beyond, _marks, _hits);
            Reserve(Count + found);
            int firstEdge = graph.FirstEdges[w];
            for (int h = 0; h < found; h++)
            {
                int place = _hits[h];
                _first[Count + h] = i;
                _second[Count + h] = _marks[beyond[place]] - 1;
                _edges[Count + h] = firstEdge + place;
            }

            Count += found;
        }

        foreach (int w in row)
            _marks[w] = 0;
    }

    /// <summary>For each triangle found the vertices above u that are joined to all three of its vertices.</summary>
    /// <param name="neighbors">How many higher neighbours u has.</param>
    /// <returns>A number for each triangle.</returns>
    [MethodImpl(Hot.Loop)]
    public ReadOnlySpan<int> CommonNeighbors(int neighbors)
    {
        if (_common.Length < Count)
            _common = new int[_first.Length];
        Span<int> common = _common.AsSpan(0, Count);
        int words = (neighbors + 63) >> 6;
        int length = neighbors * words;
        if (_bits.Length < length)
            _bits = new ulong[Math.Max(length, 2 * _bits.Length)];
        Span<ulong> bits = _bits.AsSpan(0, length);
        bits.Clear();
        for (int t = 0; t < Count; t++)
        {
            (int i, int j) = (_first[t], _second[t]);
            bits[i * words + (j >> 6)] |= 1UL << j;
            bits[j * words + (i >> 6)] |= 1UL << i;
        }

        for (int t = 0; t < Count; t++)
        {
            ref ulong a = ref bits[_first[t] * words];
            ref ulong b = ref bits[_second[t] * words];
            int sum = 0;
            for (int k = 0; k < words; k++)
                sum += BitOperations.PopCount(Unsafe.Add(ref a, k) & Unsafe.Add(ref b, k));
            common[t] = sum;
        }

        return common;
    }

    /// <summary>The places of marked vertices in a row.</summary>
    [MethodImpl(Hot.Loop)]
    private static int Hits(ReadOnlySpan<int> row, int[] marks, int[] hits)
    {
        ref int mark = ref MemoryMarshal.GetArrayDataReference(marks); // a row holds ranks, and there is a mark for each
        ref int hit = ref MemoryMarshal.GetArrayDataReference(hits); // one more than the row has
        int found = 0;
        for (int k = 0; k < row.Length; k++)
        {
            Unsafe.Add(ref hit, found) = k;
            found += Unsafe.Add(ref mark, row[k]) != 0 ? 1 : 0;
        }

        return found;
    }

    private void Reserve(int count)
    {
        if (_first.Length >= count)
            return;
        int length = Math.Max(count, 2 * _first.Length);
        Array.Resize(ref _first, length);
        Array.Resize(ref _second, length);
        Array.Resize(ref _edges, length);
    }
}
