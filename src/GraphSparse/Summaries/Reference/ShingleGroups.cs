namespace GraphSparse.Summaries;

/// <summary>Groups of supervertices whose members have the same smallest hashes among themselves and their neighbours, in which SSumM looks for pairs.</summary>
/// <remarks>Lee et al. (KDD 2020), section 4.2: supervertices are sorted by the hashes of several permutations; runs that are too long are cut by the next hash, and at last into slices.</remarks>
internal static class ShingleGroups
{
    /// <summary>Disjoint groups of at least two supervertices.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="superOf">The supervertex of each vertex.</param>
    /// <param name="random">Hashes.</param>
    /// <param name="iteration">Another iteration has other hashes.</param>
    /// <param name="columns">Number of hashes.</param>
    /// <param name="most">Most members of a group.</param>
    public static List<int[]> Of(CsrGraph graph, ReadOnlySpan<int> superOf, KeyedRandom random, int iteration, int columns, int most)
    {
        int n = graph.VertexCount;
        var shingles = new ulong[columns][];
        int[] numbers = [.. superOf.ToArray().Distinct().Order()];
        var hashes = new ulong[n];
        for (int column = 0; column < columns; column++)
        {
            for (int v = 0; v < n; v++)
                hashes[v] = random.NextUInt64(((long)iteration << 16) + column, v);
            ulong[] least = shingles[column] = new ulong[n];
            Array.Fill(least, ulong.MaxValue);
            for (int v = 0; v < n; v++)
            {
                ulong own = hashes[v];
                foreach (int u in graph.Neighbors(v))
                    own = Math.Min(own, hashes[u]);
                least[superOf[v]] = Math.Min(least[superOf[v]], own);
            }
        }

        Array.Sort(numbers, (a, b) =>
        {
            foreach (ulong[] column in shingles)
            {
                if (column[a] != column[b])
                    return column[a].CompareTo(column[b]);
            }

            return a.CompareTo(b);
        });
        var groups = new List<int[]>();
        Cut(numbers, 0);
        return groups;

        void Cut(int[] run, int column)
        {
            if (column > 0 && run.Length <= most)
            {
                if (run.Length > 1)
                    groups.Add(run);
                return;
            }

            if (column == columns)
            {
                foreach (int[] slice in run.Chunk(most))
                {
                    if (slice.Length > 1)
                        groups.Add(slice);
                }

                return;
            }

            for (int from = 0, to; from < run.Length; from = to)
            {
                for (to = from + 1; to < run.Length && shingles[column][run[to]] == shingles[column][run[from]];)
                    to++;
                Cut(run[from..to], column + 1);
            }
        }
    }
}
