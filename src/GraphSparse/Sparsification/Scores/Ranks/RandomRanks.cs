using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>A random order of the neighbours of a vertex: ranks 1, 2, 3, … by random words, equal words by place. Owns its buffers; not thread-safe.</summary>
/// <remarks>Words are spread evenly, so as many buckets as there are neighbours hold about one each, and sorting a bucket is nothing. O(d).</remarks>
internal sealed class RandomRanks(KeyedRandom random)
{
    private const int Short = 24;

    private uint[] _words = [];
    private ulong[] _sorted = [];
    private int[] _starts = [];

    /// <summary>Ranks the neighbours of a vertex by the words of (vertex, neighbour).</summary>
    [MethodImpl(Hot.Loop)]
    public void Rank(int u, ReadOnlySpan<int> neighbors, Span<int> ranks)
    {
        int degree = neighbors.Length;
        if (_words.Length < degree)
        {
            int room = Math.Max(degree, 2 * _words.Length);
            (_words, _sorted, _starts) = (new uint[room], new ulong[room], new int[(int)BitOperations.RoundUpToPowerOf2((uint)room) + 1]);
        }

        Span<uint> words = _words.AsSpan(0, degree);
        random.NextWords(u, neighbors, words);
        if (degree <= Short)
            Compare(words, ranks[..degree]);
        else
            Distribute(words, ranks[..degree]);
    }

    [MethodImpl(Hot.Loop)]
    private static void Compare(ReadOnlySpan<uint> words, Span<int> ranks)
    {
        for (int k = 0; k < words.Length; k++)
        {
            int before = 1;
            for (int j = 0; j < words.Length; j++)
                before += words[j] < words[k] || (words[j] == words[k] && j < k) ? 1 : 0;
            ranks[k] = before;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Distribute(ReadOnlySpan<uint> words, Span<int> ranks)
    {
        int bits = BitOperations.Log2((uint)words.Length);
        int shift = 32 - bits;
        Span<int> starts = _starts.AsSpan(0, (1 << bits) + 1);
        starts.Clear();
        foreach (uint word in words)
            starts[(int)(word >> shift) + 1]++;
        for (int bucket = 1; bucket < starts.Length; bucket++)
            starts[bucket] += starts[bucket - 1];
        Span<ulong> sorted = _sorted.AsSpan(0, words.Length);
        for (int k = 0; k < words.Length; k++)
            sorted[starts[(int)(words[k] >> shift)]++] = ((ulong)words[k] << 32) | (uint)k;

        // Buckets are in order; within them, and so everywhere, an entry is near its place.
        for (int i = 1; i < sorted.Length; i++)
        {
            ulong entry = sorted[i];
            int place = i;
            for (; place > 0 && sorted[place - 1] > entry; place--)
                sorted[place] = sorted[place - 1];
            sorted[place] = entry;
        }

        for (int i = 0; i < sorted.Length; i++)
            ranks[(int)(uint)sorted[i]] = i + 1;
    }
}
