namespace GraphSparse.Sparsification;

/// <summary>Sorts edges by (score descending, tie hash ascending, edge id ascending), the order in which <see cref="TopSelection"/> selects.</summary>
internal static class ScoreOrder
{
    /// <summary>The given edges in their order.</summary>
    /// <param name="edges">Edge ids, ascending.</param>
    /// <param name="scores">The score of each of them; NaN is refused.</param>
    /// <param name="ties">Order among equal scores.</param>
    public static int[] Descending(int[] edges, double[] scores, TieOrder ties)
    {
        var keys = new ulong[edges.Length];
        for (int i = 0; i < edges.Length; i++)
            keys[i] = TopSelection.DescendingKey(scores[i], edges[i]);
        var order = (int[])edges.Clone();
        RadixSort.Sort(keys, order);

        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (end < order.Length && keys[end] == keys[first])
                end++;
            if (end - first > 1)
                SortTies(order.AsSpan(first, end - first), ties);
            first = end;
        }

        return order;
    }

    private static void SortTies(Span<int> tied, TieOrder ties)
    {
        var keyed = new (ulong Hash, int Edge)[tied.Length];
        for (int i = 0; i < tied.Length; i++)
            keyed[i] = (ties.Hash(tied[i]), tied[i]);
        keyed.AsSpan().Sort((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Edge.CompareTo(b.Edge));
        for (int i = 0; i < tied.Length; i++)
            tied[i] = keyed[i].Edge;
    }
}
