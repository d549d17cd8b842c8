namespace GraphSparse.Sparsification;

/// <summary>Ranks among the edges of one vertex, the largest value first. Owns its buffers; not thread-safe.</summary>
internal sealed class LocalRanks
{
    private double[] _keys = [];
    private int[] _order = [];

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
    private void Sort(ReadOnlySpan<double> values)
    {
        if (_keys.Length < values.Length)
        {
            _keys = new double[values.Length];
            _order = new int[values.Length];
        }

        for (int i = 0; i < values.Length; i++)
        {
            _keys[i] = -values[i];
            _order[i] = i;
        }

        _keys.AsSpan(0, values.Length).Sort(_order.AsSpan(0, values.Length));
    }
}
