using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Finds the supervertices that share the most neighbours with each one, by the Jaccard index of their rows.</summary>
/// <remarks>Shared neighbours with long rows are not looked at: the limit is chosen so that the work is a fixed multiple of the number of entries in all rows. <see cref="ShingleCandidates"/> finds what is missed.</remarks>
internal static class TwoHopCandidates
{
    /// <summary>Paths of two steps that are followed, for each entry of a row.</summary>
    private const int PathsPerEntry = 128;

    /// <summary>Replaces the candidates of every supervertex.</summary>
    public static void Find(SupervertexRows rows, CandidateLists candidates, int count, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int longest = LongestMiddle(rows);
        int n = rows.RowCount;
        var finders = new ConcurrentBag<Finder>(); // each has a counter for every vertex
        parallelism.ForRanges(n, 1024, (_, first, last) =>
        {
            if (!finders.TryTake(out Finder? finder))
                finder = new Finder(rows, longest, count);
            for (int a = (int)first; a < last; a++)
            {
                if (a % 256 == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                if (rows.Sizes[a] > 0)
                    candidates.Set(a, finder.Find(a));
            }

            finders.Add(finder);
        }, cancellationToken);
    }

    /// <summary>Length of the longest row whose supervertex is looked at as a shared neighbour.</summary>
    private static int LongestMiddle(SupervertexRows rows)
    {
        var entriesOf = new SortedDictionary<int, long>();
        long entries = 0;
        for (int a = 0; a < rows.RowCount; a++)
        {
            int degree = rows.Degree(a);
            entriesOf[degree] = entriesOf.GetValueOrDefault(degree) + degree;
            entries += degree;
        }

        long paths = 0;
        int longest = 1;
        foreach ((int degree, long sum) in entriesOf)
        {
            paths += sum * degree;
            if (paths > PathsPerEntry * entries)
                break;
            longest = degree;
        }

        return longest;
    }

    private sealed class Finder(SupervertexRows rows, int longest, int count)
    {
        private readonly ushort[] _shared = new ushort[rows.VertexCount];
        private readonly float[] _similarities = new float[count];
        private readonly int[] _best = new int[count];
        private int[] _seen = new int[256];
        private int _seenCount;
        private int _bestCount;

        public ReadOnlySpan<int> Find(int a)
        {
            _seenCount = 0;
            foreach (int x in rows.Neighbors(a))
            {
                if (rows.Degree(x) <= longest)
                    See(rows.Neighbors(x));
            }

            if (rows.Loops[a] > 0) // a is then its own neighbour, and shares itself with its neighbours
                See(rows.Neighbors(a));
            Rank(a);
            return _best.AsSpan(0, _bestCount);
        }

        [MethodImpl(Hot.Loop)]
        private void See(ReadOnlySpan<int> row)
        {
            if (_seenCount + row.Length > _seen.Length)
                Array.Resize(ref _seen, 2 * (_seenCount + row.Length));
            ushort[] shared = _shared;
            int[] seen = _seen;
            int next = _seenCount;
            foreach (int b in row)
            {
                if (shared[b]++ == 0)
                    seen[next++] = b;
            }

            _seenCount = next;
        }

        [MethodImpl(Hot.Loop)]
        private void Rank(int a)
        {
            _bestCount = 0;
            int degree = rows.Degree(a);
            for (int i = 0; i < _seenCount; i++)
            {
                int b = _seen[i];
                int shared = _shared[b];
                _shared[b] = 0;
                if (b == a || b >= rows.RowCount)
                    continue;
                int other = rows.Degree(b);
                float similarity = (float)shared / (degree + other - Math.Min(shared, Math.Min(degree, other)));
                if (_bestCount < count || similarity >= _similarities[count - 1])
                    Insert(similarity, b);
            }
        }

        /// <summary>Keeps the best in order; of equal ones those of smaller number.</summary>
        private void Insert(float similarity, int other)
        {
            int at = _bestCount;
            while (at > 0 && (_similarities[at - 1] < similarity || (_similarities[at - 1] == similarity && _best[at - 1] > other)))
                at--;
            if (at == count)
                return;
            _bestCount = Math.Min(count, _bestCount + 1);
            for (int i = _bestCount - 1; i > at; i--)
                (_similarities[i], _best[i]) = (_similarities[i - 1], _best[i - 1]);
            (_similarities[at], _best[at]) = (similarity, other);
        }
    }
}
