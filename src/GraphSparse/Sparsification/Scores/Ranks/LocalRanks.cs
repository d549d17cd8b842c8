using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>Ranks among the edges of one vertex, the largest value first. Owns its buffers; not thread-safe.</summary>
internal sealed class LocalRanks
{
    /// <summary>From here on counting by digits is faster than comparing.</summary>
    private const int Long = 512;

    private double[] _values = [];
    private double[] _keys = [];
    private int[] _order = [];
    private ulong[] _words = [];

    /// <summary>Competition ranks: 1 + the number of strictly larger values, so that equal values share the best rank.</summary>
    public ReadOnlySpan<int> Competition(ReadOnlySpan<double> values, Span<int> ranks)
    {
        Sort(values);
        int rank = 1;
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0 && _keys[i] != _keys[i - 1])
                rank = i + 1;
            ranks[_order[i]] = rank;
        }

        return ranks;
    }

    /// <summary>Competition ranks of the edges of a vertex by values per edge id.</summary>
    public void Competition(double[] valuesByEdge, ReadOnlySpan<int> edges, Span<int> ranks) => Competition(Gather(valuesByEdge, edges), ranks);

    /// <summary>Ordinal ranks of the edges of a vertex by values per edge id.</summary>
    public void Ordinal(double[] valuesByEdge, ReadOnlySpan<int> edges, TieOrder ties, Span<int> ranks) => Ordinal(Gather(valuesByEdge, edges), edges, ties, ranks);

    private ReadOnlySpan<double> Gather(double[] valuesByEdge, ReadOnlySpan<int> edges)
    {
        if (_values.Length < edges.Length)
            _values = new double[Math.Max(edges.Length, 2 * _values.Length)];
        for (int k = 0; k < edges.Length; k++)
            _values[k] = valuesByEdge[edges[k]];
        return _values.AsSpan(0, edges.Length);
    }

    /// <summary>Ordinal ranks 1, 2, 3, …: equal values in the order of <paramref name="ties"/> over their edges.</summary>
    public ReadOnlySpan<int> Ordinal(ReadOnlySpan<double> values, ReadOnlySpan<int> edges, TieOrder ties, Span<int> ranks)
    {
        Sort(values);
        for (int from = 0; from < values.Length;)
        {
            int to = from + 1;
            while (to < values.Length && _keys[to] == _keys[from])
                to++;
            if (to - from > 1)
                SortTies(_order.AsSpan(from, to - from), edges, ties);
            from = to;
        }

        for (int i = 0; i < values.Length; i++)
            ranks[_order[i]] = i + 1;
        return ranks;
    }

    private static void SortTies(Span<int> places, ReadOnlySpan<int> edges, TieOrder ties)
    {
        var keys = new (ulong Hash, int Edge)[places.Length];
        for (int i = 0; i < places.Length; i++)
            keys[i] = (ties.Hash(edges[places[i]]), edges[places[i]]);
        keys.AsSpan().Sort(places);
    }

    /// <summary>Leaves the places in the order of falling values; the sort need not be stable, since ties are dealt with later.</summary>
    /// <remarks>A value rounded to 32 bits and its place make one word, and words sort in half the time of values with places. Values that round to the same are put in order after that.</remarks>
    [MethodImpl(Hot.Loop)]
    private void Sort(ReadOnlySpan<double> values)
    {
        if (_keys.Length < values.Length)
        {
            int room = Math.Max(values.Length, 2 * _keys.Length);
            (_keys, _order, _words) = (new double[room], new int[room], new ulong[room]);
        }

        Span<ulong> words = _words.AsSpan(0, values.Length);
        for (int i = 0; i < words.Length; i++)
            words[i] = ((ulong)FallingBits((float)values[i]) << 32) | (uint)i;
        if (words.Length < Long)
            words.Sort();
        else
            RadixSort.Sort(words, lowestBit: 32); // places ascend, and stay so among equal values
        for (int i = 0; i < words.Length; i++)
        {
            int place = (int)(uint)words[i];
            _order[i] = place;
            _keys[i] = -values[place];
        }

        for (int from = 0; from < words.Length;)
        {
            int to = from + 1;
            bool differ = false;
            for (; to < words.Length && words[to] >> 32 == words[from] >> 32; to++)
                differ |= _keys[to] != _keys[from];
            if (differ)
                _keys.AsSpan(from, to - from).Sort(_order.AsSpan(from, to - from));
            from = to;
        }
    }

    /// <summary>Bits that grow as the number falls.</summary>
    private static uint FallingBits(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value + 0f); // −0 and 0 are one value
        return unchecked((uint)(bits < 0 ? bits : ~bits ^ int.MinValue));
    }
}
