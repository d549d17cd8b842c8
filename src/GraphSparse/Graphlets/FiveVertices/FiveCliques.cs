using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>Cliques of five vertices, found at their lowest one. What a thread needs for it.</summary>
/// <remarks>The higher neighbours of u as rows of bits: for two of them that are joined the common bits, and for each of these the bits that are common to all three. A clique is met at each of the six pairs of its other
/// vertices, twice. O(4-cliques · ⌈√(2m) / 64⌉).</remarks>
internal sealed class FiveCliques(RankedGraph graph)
{
    private readonly TriangleWorker _triangles = new(graph);
    private ulong[] _bits = [];
    private ulong[] _common = [];
    private long[] _met = [];

    /// <summary>Cliques of each vertex that this thread has found.</summary>
    public long[] PerVertex { get; } = new long[graph.VertexCount];

    /// <summary>Adds those whose lowest vertex is u.</summary>
    [MethodImpl(Hot.Loop)]
    public void Add(int u)
    {
        ReadOnlySpan<int> row = graph.HigherRow(u);
        if (row.Length < 4)
            return;
        _triangles.Find(u);
        ReadOnlySpan<int> first = _triangles.First;
        ReadOnlySpan<int> second = _triangles.Second;
        if (first.Length < 6)
            return;
        int words = (row.Length + 63) >> 6;
        Prepare(row.Length, words, first, second);
        Span<long> met = _met.AsSpan(0, row.Length);
        long all = 0;
        for (int t = 0; t < first.Length; t++)
        {
            ref ulong a = ref _bits[first[t] * words];
            ref ulong b = ref _bits[second[t] * words];
            for (int k = 0; k < words; k++)
                _common[k] = Unsafe.Add(ref a, k) & Unsafe.Add(ref b, k);
            long found = 0;
            for (int k = 0; k < words; k++)
            {
                for (ulong left = _common[k]; left != 0; left &= left - 1)
                {
                    ref ulong c = ref _bits[((k << 6) + BitOperations.TrailingZeroCount(left)) * words];
                    for (int w = 0; w < words; w++)
                        found += BitOperations.PopCount(_common[w] & Unsafe.Add(ref c, w));
                }
            }

            all += found;
            met[first[t]] += found;
            met[second[t]] += found;
        }

        PerVertex[u] += all / 12;
        for (int i = 0; i < row.Length; i++)
            PerVertex[row[i]] += met[i] / 6; // at three of the pairs a vertex is one of the two
    }

    private void Prepare(int neighbors, int words, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        int length = neighbors * words;
        if (_bits.Length < length)
            _bits = new ulong[Math.Max(length, 2 * _bits.Length)];
        if (_common.Length < words)
            _common = new ulong[words];
        if (_met.Length < neighbors)
            _met = new long[Math.Max(neighbors, 2 * _met.Length)];
        _bits.AsSpan(0, length).Clear();
        _met.AsSpan(0, neighbors).Clear();
        for (int t = 0; t < first.Length; t++)
        {
            (int i, int j) = (first[t], second[t]);
            _bits[i * words + (j >> 6)] |= 1UL << j;
            _bits[j * words + (i >> 6)] |= 1UL << i;
        }
    }
}
