namespace GraphSparse.Graphlets;

/// <summary>Sums over the rows of an adjacency matrix that were computed.</summary>
/// <typeparam name="TKey">Names a matrix: <see cref="OrbitPair"/>, or the number of a graphlet.</typeparam>
/// <param name="Matrix">Which.</param>
/// <param name="NonZeros">Entries that are not 0.</param>
/// <param name="Sum">Sum of all.</param>
/// <param name="Largest">The largest.</param>
public sealed record AdjacencyTotals<TKey>(TKey Matrix, long NonZeros, UInt128 Sum, long Largest) where TKey : struct
{
    /// <summary>Both together.</summary>
    internal AdjacencyTotals<TKey> And(AdjacencyTotals<TKey> other) => new(Matrix, NonZeros + other.NonZeros, Sum + other.Sum, Math.Max(Largest, other.Largest));

    /// <summary>The totals of some rows, of each matrix that has any.</summary>
    internal static Dictionary<TKey, AdjacencyTotals<TKey>> Of(AdjacencyRows<TKey> rows)
    {
        var totals = new Dictionary<TKey, AdjacencyTotals<TKey>>();
        foreach (AdjacencyRow<TKey> row in rows.Rows)
        {
            UInt128 sum = 0;
            long largest = 0;
            foreach (long count in rows.CountsOf(row))
            {
                sum += (ulong)count;
                largest = Math.Max(largest, count);
            }

            var own = new AdjacencyTotals<TKey>(row.Matrix, row.Length, sum, largest);
            totals[row.Matrix] = totals.TryGetValue(row.Matrix, out AdjacencyTotals<TKey>? before) ? before.And(own) : own;
        }

        return totals;
    }
}
