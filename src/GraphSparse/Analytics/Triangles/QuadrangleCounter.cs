using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Counts the quadrangles (cycles of four edges, with or without chords) on every edge of an undirected graph.</summary>
/// <remarks>
/// Source: Chiba and Nishizeki, "Arboricity and Subgraph Listing Algorithms", SIAM J. Comput. 14(1), 1985. Each quadrangle is met at its vertex of highest
/// (degree, id), from which paths of two edges through lower vertices are counted by their other end.
/// <para>Cost: O(Σ min(du, dv)); 16 bytes per arc, 8 per edge, 8 per vertex and thread, 8 per arc and thread where that is at most
/// <see cref="PrivateBytes"/>. Determinism: exact; counts are integers.</para>
/// </remarks>
internal static class QuadrangleCounter
{
    /// <summary>Up to this size every thread adds to counts of its own: additions that other threads must see cost ten times as much.</summary>
    internal const long PrivateBytes = 1L << 28;

    private const int Chunks = 256;

    /// <summary>Counts that threads hold beside the common ones.</summary>
    public static long PrivateCountBytes(long arcs, int threads, long privateBytes = PrivateBytes) =>
        threads > 1 && arcs * sizeof(long) * threads <= privateBytes ? arcs * sizeof(long) * threads : 0;

    /// <summary>Counts by edge id.</summary>
    public static long[] Count(CsrGraph graph, EdgeIndex index, Parallelism parallelism, long privateBytes = PrivateBytes, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        Require.ArcsInArray(graph, "The count of quadrangles");
        var ranked = new RankedGraph(graph, index);
        var perArc = new long[graph.ArcCount]; // of ranked rows, which are run through in order; an edge has the sum of its arcs
        int[] bounds = ranked.Bounds(Chunks);
        int done = 0;
        bool isPrivate = PrivateCountBytes(graph.ArcCount, parallelism.Degree, privateBytes) > 0;
        using var workers = new ThreadLocal<Worker>(
            () => new Worker(ranked, isPrivate ? new long[perArc.Length] : perArc, parallelism.Degree > 1 && !isPrivate), isPrivate);
        parallelism.ForBounds(bounds, (_, first, last) =>
        {
            for (int u = first; u < last; u++)
                workers.Value!.Run(u, cancellationToken);
            progress?.Report(new Progress("counting quadrangles", Interlocked.Increment(ref done), bounds.Length - 1));
        }, cancellationToken);
        foreach (Worker worker in isPrivate ? workers.Values : [])
        {
            for (int arc = 0; arc < perArc.Length; arc++)
                perArc[arc] += worker.PerArc[arc];
        }

        return ranked.ToEdges(perArc, index.EdgeCount);
    }

    /// <summary>The graph with vertices numbered by (degree, id) and rows in that order.</summary>
    private sealed class RankedGraph
    {
        private readonly long[] _offsets;
        private readonly int[] _neighbors;
        private readonly int[] _edges;

        public RankedGraph(CsrGraph graph, EdgeIndex index)
        {
            int n = graph.VertexCount;
            var keys = new ulong[n];
            var order = new int[n];
            for (int v = 0; v < n; v++)
                (keys[v], order[v]) = (((ulong)graph.Degree(v) << 32) | (uint)v, v);
            RadixSort.Sort(keys, order);
            var rank = new int[n];
            _offsets = new long[n + 1];
            for (int r = 0; r < n; r++)
            {
                rank[order[r]] = r;
                _offsets[r + 1] = _offsets[r] + graph.Degree(order[r]);
            }

            _neighbors = new int[graph.ArcCount];
            _edges = new int[graph.ArcCount];
            var filled = new int[n];
            foreach (int v in order) // ascending ranks, so that every row comes out sorted
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(v);
                ReadOnlySpan<int> edges = index.Of(v);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    int row = rank[neighbors[k]];
                    long at = _offsets[row] + filled[row]++;
                    (_neighbors[at], _edges[at]) = (rank[v], edges[k]);
                }
            }
        }

        public int VertexCount => _offsets.Length - 1;

        public ReadOnlySpan<int> Neighbors(int u) => _neighbors.AsSpan((int)_offsets[u], (int)(_offsets[u + 1] - _offsets[u]));

        public int FirstArc(int u) => (int)_offsets[u];

        /// <summary>Sums over both arcs of every edge.</summary>
        public long[] ToEdges(long[] perArc, long edgeCount)
        {
            var perEdge = new long[edgeCount];
            for (int arc = 0; arc < perArc.Length; arc++)
                perEdge[_edges[arc]] += perArc[arc];
            return perEdge;
        }

        /// <summary>Bounds of ranges with about equal numbers of paths of two edges downwards.</summary>
        public int[] Bounds(int chunks)
        {
            var work = new long[VertexCount + 1];
            for (int u = 0; u < VertexCount; u++)
            {
                work[u + 1] = work[u] + 1;
                foreach (int x in Neighbors(u))
                {
                    if (x > u)
                        break;
                    work[u + 1] += Neighbors(x).Length;
                }
            }

            var bounds = new List<int> { 0 };
            for (int u = 1; u <= VertexCount; u++)
            {
                if (u == VertexCount || work[u] - work[bounds[^1]] > work[^1] / chunks)
                    bounds.Add(u);
            }

            return [.. bounds];
        }
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Worker(RankedGraph graph, long[] perArc, bool isShared)
    {
        private readonly int[] _paths = new int[graph.VertexCount];
        private readonly int[] _reached = new int[graph.VertexCount];

        public long[] PerArc => perArc;

        public void Run(int u, CancellationToken cancellationToken)
        {
            ReadOnlySpan<int> row = graph.Neighbors(u);
            int lower = CountPaths(u, row, out int reached, cancellationToken);
            for (int k = 0; k < lower; k++)
            {
                long sum = isShared ? ShareAlong(u, row[k]) : AddAlong(u, row[k]);
                if (sum > 0)
                    Add(graph.FirstArc(u) + k, sum);
                if ((k & 0x3FF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
            }

            for (int i = 0; i < reached; i++)
                _paths[_reached[i]] = 0;
        }

        /// <summary>Counts the paths of two edges through lower vertices by their other end.</summary>
        [MethodImpl(Hot.Loop)]
        private int CountPaths(int u, ReadOnlySpan<int> row, out int reached, CancellationToken cancellationToken)
        {
            int lower = 0;
            reached = 0;
            while (lower < row.Length && row[lower] < u)
            {
                foreach (int w in graph.Neighbors(row[lower]))
                {
                    if (w >= u)
                        break;
                    if (_paths[w]++ == 0)
                        _reached[reached++] = w;
                }

                if ((++lower & 0x3FF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
            }

            return lower;
        }

        /// <summary>Every other path to the same end closes a quadrangle: adds them to the arcs of x below u, and returns their sum.</summary>
        [MethodImpl(Hot.Loop)]
        private long AddAlong(int u, int x)
        {
            ReadOnlySpan<int> others = graph.Neighbors(x);
            Span<long> counts = perArc.AsSpan(graph.FirstArc(x), others.Length);
            int[] paths = _paths;
            long sum = 0;
            for (int i = 0; i < others.Length && others[i] < u; i++)
            {
                int more = paths[others[i]] - 1;
                sum += more;
                counts[i] += more;
            }

            return sum;
        }

        /// <summary>The same where several threads add to one array.</summary>
        [MethodImpl(Hot.Loop)]
        private long ShareAlong(int u, int x)
        {
            ReadOnlySpan<int> others = graph.Neighbors(x);
            int firstArc = graph.FirstArc(x);
            long sum = 0;
            for (int i = 0; i < others.Length && others[i] < u; i++)
            {
                int more = _paths[others[i]] - 1;
                if (more == 0)
                    continue;
                sum += more;
                Interlocked.Add(ref perArc[firstArc + i], more);
            }

            return sum;
        }

        private void Add(int arc, long sum)
        {
            if (isShared)
                Interlocked.Add(ref perArc[arc], sum);
            else
                perArc[arc] += sum;
        }
    }
}
