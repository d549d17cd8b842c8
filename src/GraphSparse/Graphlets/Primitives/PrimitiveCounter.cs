using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>Counts triangles, 4-cliques and 4-cycles on edges: two looks at the triangles, one at the paths of two edges.</summary>
/// <remarks>Each thread adds to arrays of its own where that takes little memory, all of them to the same ones by atomic additions where not; integers come out the same.
/// O(m·α) for triangles and 4-cycles (α: arboricity), O(triangles · ⌈√(2m) / 64⌉) for cliques.</remarks>
internal sealed class PrimitiveCounter
{
    /// <summary>Arrays of all threads together are kept below this.</summary>
    public const long MostCopyBytes = 256L << 20;

    private readonly long _mostCopyBytes;
    private readonly RankedGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _triangleRanges;
    private readonly ConcurrentBag<TriangleWorker> _workers = [];

    public PrimitiveCounter(RankedGraph graph, long mostCopyBytes, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _mostCopyBytes = mostCopyBytes;
        (_graph, _parallelism, _cancellationToken) = (graph, parallelism, cancellationToken);
        _triangleRanges = RankedGraph.Ranges(TriangleWork(), Parts);
    }

    /// <summary>Counts on edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="needed">What is counted.</param>
    /// <param name="clock">Told how long each pass takes.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <param name="mostCopyBytes">Threads share their sums where those of each would take more.</param>
    public static EdgeArrays Count(
        RankedGraph graph, EdgeCounts needed, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken, long mostCopyBytes = MostCopyBytes)
    {
        var counter = new PrimitiveCounter(graph, mostCopyBytes, parallelism, cancellationToken);
        (int[] triangles, long[] cliques) = counter.CountTriangles(needed.HasFlag(EdgeCounts.Cliques));
        clock.End("cliques");
        (long[] higher, long[] lower, long[] degrees) = needed.HasFlag(EdgeCounts.Thirds) ? counter.SumTriangles(triangles) : ([], [], []);
        clock.End("triangles");
        long[] cycles = needed.HasFlag(EdgeCounts.Cycles) ? counter.CountCycles() : [];
        clock.End("cycles");
        return new EdgeArrays(triangles, cliques, higher, lower, degrees, cycles);
    }

    private int Parts => _parallelism.Degree == 1 ? 1 : 16 * _parallelism.Degree;

    /// <summary>Triangles and 4-cliques on edges; without cliques their array is empty.</summary>
    public (int[] Triangles, long[] Cliques) CountTriangles(bool withCliques)
    {
        int m = _graph.EdgeCount;
        int cliqueCount = withCliques ? m : 0;
        if (!Copies((sizeof(int) * (long)m) + (sizeof(long) * (long)cliqueCount)))
        {
            var triangles = new int[m];
            var cliques = new long[cliqueCount];
            Each((worker, u) => AddTriangles<AtomicAdder>(worker, u, triangles, cliques));
            return (triangles, cliques);
        }

        (int[] Triangles, long[] Cliques)[] sums = EachOwn(() => (new int[m], new long[cliqueCount]), (worker, u, own) => AddTriangles<PlainAdder>(worker, u, own.Item1, own.Item2));
        return (Sum([.. sums.Select(s => s.Triangles)]), Sum([.. sums.Select(s => s.Cliques)]));
    }

    /// <summary>Sums over the third vertices of the triangles of an edge: what <see cref="EdgePrimitives"/> calls beyond higher, beyond lower and third degrees.</summary>
    public (long[] BeyondHigher, long[] BeyondLower, long[] ThirdDegrees) SumTriangles(int[] triangles)
    {
        int m = _graph.EdgeCount;
        if (!Copies(3L * sizeof(long) * m))
        {
            (long[] higher, long[] lower, long[] degrees) = (new long[m], new long[m], new long[m]);
            Each((worker, u) => AddBeyond<AtomicAdder>(worker, u, triangles, higher, lower, degrees));
            return (higher, lower, degrees);
        }

        (long[] Higher, long[] Lower, long[] Degrees)[] sums = EachOwn(
            () => (new long[m], new long[m], new long[m]), (worker, u, own) => AddBeyond<PlainAdder>(worker, u, triangles, own.Item1, own.Item2, own.Item3));
        return (Sum([.. sums.Select(s => s.Higher)]), Sum([.. sums.Select(s => s.Lower)]), Sum([.. sums.Select(s => s.Degrees)]));
    }

    /// <summary>4-cycles through edges, each found at its highest vertex.</summary>
    public long[] CountCycles()
    {
        int[] ranges = RankedGraph.Ranges(CycleWork(), Parts);
        int m = _graph.EdgeCount;
        var free = new ConcurrentBag<(int[] Counts, long[] Cycles)>();
        bool copies = Copies((long)sizeof(long) * m);
        long[] shared = copies ? [] : new long[m];
        _parallelism.ForBounds(ranges, (_, first, last) =>
        {
            if (!free.TryTake(out (int[] Counts, long[] Cycles) own))
                own = (new int[_graph.VertexCount], copies ? new long[m] : shared);
            for (int u = first; u < last; u++)
            {
                if ((u & 0xFF) == 0)
                    _cancellationToken.ThrowIfCancellationRequested();
                if (copies)
                    AddCycles<PlainAdder>(u, own.Counts, own.Cycles);
                else
                    AddCycles<AtomicAdder>(u, own.Counts, own.Cycles);
            }

            free.Add(own);
        }, _cancellationToken);
        return copies ? Sum([.. free.Select(own => own.Cycles)]) : shared;
    }

    private bool Copies(long bytes) => _parallelism.Degree == 1 || bytes * _parallelism.Degree <= _mostCopyBytes;

    private void Each(Action<TriangleWorker, int> work) => EachOwn(() => 0, (worker, u, _) => work(worker, u));

    /// <summary>Finds the triangles above every vertex; each thread has something of its own to add to.</summary>
    private TOwn[] EachOwn<TOwn>(Func<TOwn> create, Action<TriangleWorker, int, TOwn> work)
    {
        var free = new ConcurrentBag<TOwn>();
        _parallelism.ForBounds(_triangleRanges, (_, first, last) =>
        {
            if (!_workers.TryTake(out TriangleWorker? worker))
                worker = new TriangleWorker(_graph);
            if (!free.TryTake(out TOwn? own))
                own = create();
            for (int u = first; u < last; u++)
            {
                if ((u & 0xFF) == 0)
                    _cancellationToken.ThrowIfCancellationRequested();
                worker.Find(u);
                if (worker.Count > 0)
                    work(worker, u, own);
            }

            free.Add(own);
            _workers.Add(worker);
        }, _cancellationToken);
        return free.IsEmpty ? [create()] : [.. free];
    }

    [MethodImpl(Hot.Loop)]
    private void AddTriangles<TAdder>(TriangleWorker worker, int u, int[] triangles, long[] cliques) where TAdder : struct, IEdgeAdder
    {
        int firstEdge = _graph.FirstEdges[u];
        int degree = _graph.HigherRow(u).Length;
        ReadOnlySpan<int> first = worker.First;
        ReadOnlySpan<int> second = worker.Second;
        ReadOnlySpan<int> edges = worker.Edges;
        Span<long> own = worker.Own(2 * degree);
        Span<long> ownCliques = own[degree..];
        for (int t = 0; t < first.Length; t++)
        {
            own[first[t]]++;
            own[second[t]]++;
            TAdder.Add(triangles, edges[t], 1);
        }

        if (degree >= 3 && cliques.Length > 0)
        {
            ReadOnlySpan<int> common = worker.CommonNeighbors(degree);
            for (int t = 0; t < first.Length; t++)
            {
                int c = common[t];
                if (c == 0)
                    continue;
                ownCliques[first[t]] += c;
                ownCliques[second[t]] += c;
                TAdder.Add(cliques, edges[t], c);
            }
        }

        for (int i = 0; i < degree; i++)
        {
            if (own[i] == 0)
                continue;
            TAdder.Add(triangles, firstEdge + i, (int)own[i]);
            if (ownCliques[i] != 0)
                TAdder.Add(cliques, firstEdge + i, ownCliques[i] / 2); // a clique was met at both of its other edges above u
        }
    }

    /// <summary>A triangle u, w, x has six sums of triangles, at both ends of each edge, and three of degrees.</summary>
    [MethodImpl(Hot.Loop)]
    private void AddBeyond<TAdder>(TriangleWorker worker, int u, int[] triangles, long[] beyondHigher, long[] beyondLower, long[] degrees) where TAdder : struct, IEdgeAdder
    {
        int firstEdge = _graph.FirstEdges[u];
        int degree = _graph.Degree(u);
        ReadOnlySpan<int> row = _graph.HigherRow(u);
        ReadOnlySpan<int> own = triangles.AsSpan(firstEdge, row.Length);
        ReadOnlySpan<int> first = worker.First;
        ReadOnlySpan<int> second = worker.Second;
        ReadOnlySpan<int> edges = worker.Edges;
        Span<long> sums = worker.Own(3 * row.Length);
        Span<long> higher = sums[..row.Length];
        Span<long> lower = sums.Slice(row.Length, row.Length);
        Span<long> thirds = sums[(2 * row.Length)..];
        for (int t = 0; t < first.Length; t++)
        {
            (int i, int j, int edge) = (first[t], second[t], edges[t]);
            int between = triangles[edge];
            higher[i] += between; // of u–w the triangles on w–x
            lower[i] += own[j]; // and those on u–x
            thirds[i] += _graph.Degree(row[j]);
            higher[j] += between;
            lower[j] += own[i];
            thirds[j] += _graph.Degree(row[i]);
            TAdder.Add(beyondHigher, edge, own[j]); // of w–x, w lower, those on x–u
            TAdder.Add(beyondLower, edge, own[i]);
            TAdder.Add(degrees, edge, degree);
        }

        for (int i = 0; i < row.Length; i++)
        {
            if (thirds[i] == 0)
                continue;
            TAdder.Add(beyondHigher, firstEdge + i, higher[i]);
            TAdder.Add(beyondLower, firstEdge + i, lower[i]);
            TAdder.Add(degrees, firstEdge + i, thirds[i]);
        }
    }

    /// <summary>Paths u–x–y with u the highest: two of them to the same y are a 4-cycle.</summary>
    [MethodImpl(Hot.Loop)]
    private void AddCycles<TAdder>(int u, int[] counts, long[] cycles) where TAdder : struct, IEdgeAdder
    {
        int[] neighbors = _graph.Neighbors;
        int[] edges = _graph.Edges;
        int[] offsets = _graph.Offsets;
        int begin = offsets[u];
        int end = _graph.Higher[u];
        if (end - begin < 2)
            return;
        for (int arc = begin; arc < end; arc++)
        {
            int x = neighbors[arc];
            for (int next = offsets[x]; next < offsets[x + 1] && neighbors[next] < u; next++)
                counts[neighbors[next]]++;
        }

        for (int arc = begin; arc < end; arc++)
        {
            int x = neighbors[arc];
            long own = 0;
            for (int next = offsets[x]; next < offsets[x + 1] && neighbors[next] < u; next++)
            {
                int others = counts[neighbors[next]] - 1;
                if (others == 0)
                    continue;
                own += others;
                TAdder.Add(cycles, edges[next], others);
            }

            if (own > 0)
                TAdder.Add(cycles, edges[arc], own);
        }

        for (int arc = begin; arc < end; arc++)
        {
            int x = neighbors[arc];
            for (int next = offsets[x]; next < offsets[x + 1] && neighbors[next] < u; next++)
                counts[neighbors[next]] = 0;
        }
    }

    private int[] Sum(int[][] parts) => Sum<int>(parts, static (sum, part) =>
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    });

    private long[] Sum(long[][] parts) => Sum<long>(parts, static (sum, part) =>
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    });

    private delegate void Addition<T>(Span<T> sum, ReadOnlySpan<T> part);

    private T[] Sum<T>(T[][] parts, Addition<T> add)
    {
        if (parts.Length == 0)
            return new T[_graph.EdgeCount];
        _parallelism.ForRanges(parts.Length > 1 ? parts[0].Length : 0, 1 << 16, (_, from, to) =>
        {
            for (int p = 1; p < parts.Length; p++)
                add(parts[0].AsSpan()[(int)from..(int)to], parts[p].AsSpan()[(int)from..(int)to]);
        }, _cancellationToken);
        return parts[0];
    }

    /// <summary>How much is looked at for the triangles above each vertex.</summary>
    private long[] TriangleWork()
    {
        var work = new long[_graph.VertexCount];
        for (int u = 0; u < work.Length; u++)
        {
            foreach (int w in _graph.HigherRow(u))
                work[u] += _graph.Offsets[w + 1] - _graph.Higher[w];
        }

        return work;
    }

    /// <summary>How much is looked at, at most, for the 4-cycles below each vertex.</summary>
    private long[] CycleWork()
    {
        var work = new long[_graph.VertexCount];
        for (int u = 0; u < work.Length; u++)
        {
            for (int arc = _graph.Offsets[u]; arc < _graph.Higher[u]; arc++)
                work[u] += _graph.Degree(_graph.Neighbors[arc]);
        }

        return work;
    }
}
