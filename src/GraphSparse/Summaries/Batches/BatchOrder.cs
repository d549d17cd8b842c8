using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Groups of vertices in an order in which those with similar neighbours are near each other.</summary>
/// <remarks>By the smallest hash of a group's neighbours, then by that of another hash: two groups are next to each other about with the probability that is the Jaccard index of their rows. One pass over the graph's rows in order; 36 bytes per vertex.</remarks>
/// <param name="graph">Undirected.</param>
/// <param name="groupOf">The group of each vertex: the smallest of it.</param>
/// <param name="random">Hashes.</param>
internal sealed class BatchOrder(CsrGraph graph, int[] groupOf, KeyedRandom random)
{
    private readonly int[] _vertices = [.. Enumerable.Range(0, groupOf.Length)];
    private readonly uint[] _hashes = new uint[groupOf.Length];
    private readonly uint[] _smallest = new uint[groupOf.Length];
    private readonly ulong[] _shingles = new ulong[groupOf.Length];
    private readonly int[] _order = new int[groupOf.Length];

    /// <summary>The groups that have neighbours, in order; valid until the next order, and may be changed.</summary>
    /// <param name="pass">Another pass has other hashes; in every second one a group is its own neighbour, so that groups with edges between them meet.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    public Memory<int> Order(int pass, Parallelism parallelism, CancellationToken cancellationToken)
    {
        Array.Fill(_shingles, ulong.MaxValue);
        for (int column = 0; column < 2; column++)
        {
            Shingle(2L * pass + column, isClosed: pass % 2 == 1, parallelism, cancellationToken);
            int shift = 32 * (1 - column);
            for (int v = 0; v < groupOf.Length; v++)
            {
                ref ulong shingle = ref _shingles[groupOf[v]];
                if (graph.Degree(v) > 0 && _smallest[v] < (uint)(shingle >> shift))
                    shingle = (shingle & ~((ulong)uint.MaxValue << shift)) | ((ulong)_smallest[v] << shift);
            }
        }

        int count = 0;
        for (int v = 0; v < groupOf.Length; v++)
        {
            if (groupOf[v] == v && _shingles[v] != ulong.MaxValue)
                (_order[count], _shingles[count++]) = (v, _shingles[v]); // places before v are done with
        }

        RadixSort.Sort(_shingles.AsSpan(0, count), _order.AsSpan(0, count));
        return _order.AsMemory(0, count);
    }

    /// <summary>The smallest hash of the groups of each vertex's neighbours.</summary>
    private void Shingle(long key, bool isClosed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        parallelism.ForRanges(_hashes.Length, 16384, (_, first, last) =>
            random.NextWords(key, _vertices.AsSpan((int)first, (int)(last - first)), _hashes.AsSpan((int)first)), cancellationToken);
        parallelism.ForBounds(graph.VertexRanges(), [MethodImpl(Hot.Loop)] (_, first, last) =>
        {
            for (int v = first; v < last; v++)
            {
                uint least = isClosed ? _hashes[groupOf[v]] : uint.MaxValue;
                foreach (int x in graph.Neighbors(v))
                    least = Math.Min(least, _hashes[groupOf[x]]);
                _smallest[v] = least;
            }
        }, cancellationToken);
    }
}
