using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Finds supervertices whose rows have the same smallest hash: with probability j for two rows of Jaccard index j, whatever the degree of what they share.</summary>
/// <remarks>Even columns hash the neighbours alone and find pairs without edges between them; odd columns hash the supervertex too and find pairs with edges.</remarks>
internal static class ShingleCandidates
{
    /// <summary>Gives each supervertex the next one with the same shingle as a candidate, while there is room.</summary>
    /// <param name="rows">Supervertices.</param>
    /// <param name="candidates">Are added to.</param>
    /// <param name="columns">Number of hashes.</param>
    /// <param name="random">Hashes.</param>
    /// <param name="round">Another round has other hashes.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    public static void Add(SupervertexRows rows, CandidateLists candidates, int columns, KeyedRandom random, int round, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] vertices = [.. Enumerable.Range(0, rows.VertexCount)];
        var hashes = new uint[vertices.Length];
        var keys = new ulong[vertices.Length];
        for (int column = 0; column < columns; column++)
        {
            long key = ((long)round << 32) | (uint)column;
            parallelism.ForRanges(hashes.Length, 16384, (_, first, last) =>
                random.NextWords(key, vertices.AsSpan((int)first, (int)(last - first)), hashes.AsSpan((int)first)), cancellationToken);
            bool isClosed = column % 2 == 1;
            parallelism.ForRanges(keys.Length, 4096, [MethodImpl(Hot.Loop)] (_, first, last) =>
            {
                for (int a = (int)first; a < last; a++)
                    keys[a] = rows.Degree(a) == 0 ? ulong.MaxValue : ((ulong)ShingleOf(rows.Neighbors(a), hashes, isClosed ? hashes[a] : uint.MaxValue) << 32) | (uint)a;
            }, cancellationToken);
            RadixSort.Sort(keys, 32);
            for (int i = 1; i < keys.Length && keys[i] != ulong.MaxValue; i++)
            {
                if (keys[i] >> 32 == keys[i - 1] >> 32)
                    candidates.Add((int)(uint)keys[i - 1], (int)(uint)keys[i]);
            }
        }
    }

    private static uint ShingleOf(ReadOnlySpan<int> row, uint[] hashes, uint least)
    {
        foreach (int x in row)
            least = Math.Min(least, hashes[x]);
        return least;
    }
}
