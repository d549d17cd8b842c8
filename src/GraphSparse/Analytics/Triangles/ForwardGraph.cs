using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>An undirected graph with each edge stored once, at its end of lower (degree, id): targets as ranks in that order, rows in the order of ids.</summary>
/// <remarks>By ranks the marks of hubs, which most arcs lead to, lie side by side. By ids a row is a part of the graph's row: nothing is sorted, and edges meet their places again without a table.
/// Rows hold at most √(2m) targets. 4 bytes per edge, 12 per vertex.</remarks>
internal sealed class ForwardGraph
{
    private readonly CsrGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _offsets;
    private readonly int[] _targets;

    public ForwardGraph(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_graph, _parallelism, _cancellationToken) = (graph, parallelism, cancellationToken);
        Ranks = Degrees.RankByDegree(graph);
        _offsets = new int[graph.VertexCount + 1];
        _targets = HugePages.Of(GC.AllocateUninitializedArray<int>((int)graph.EdgeCount));
        int[] ranges = graph.VertexRanges();
        parallelism.ForBounds(ranges, (_, first, last) => CountRows(first, last), cancellationToken);
        for (int u = 0; u < graph.VertexCount; u++)
            _offsets[u + 1] += _offsets[u];
        parallelism.ForBounds(ranges, (_, first, last) => FillRows(first, last), cancellationToken);
    }

    /// <summary>The rank of each vertex by (degree, id).</summary>
    public int[] Ranks { get; }

    /// <summary>The ranks of the higher neighbours of all vertices, row by row.</summary>
    public int[] Targets => _targets;

    /// <summary>The place where the row of a vertex begins, or that of the vertex before ends.</summary>
    public int Start(int u) => _offsets[u];

    /// <summary>Bounds of at most so many ranges of vertices with about equal numbers of paths v–u–w, v before w in the row of u, by v; as some of the rows show.</summary>
    public int[] Ranges(int most)
    {
        const int sampledArcs = 1 << 18;
        int n = _graph.VertexCount;
        if (most == 1)
            return n == 0 ? [0] : [0, n];
        var work = new long[n]; // by rank
        int step = 1 + _targets.Length / sampledArcs;
        for (int u = 0; u < n; u += step)
        {
            for (int place = _offsets[u]; place < _offsets[u + 1]; place++)
                work[_targets[place]] += (long)(_offsets[u + 1] - place) * step; // for the rows that are passed over
        }

        long total = work.Sum() + n + _graph.ArcCount;
        var bounds = new List<int> { 0 };
        long sum = 0;
        for (int v = 0; v < n; v++)
        {
            sum += work[Ranks[v]] + 1 + _graph.Degree(v); // a row is looked at whatever comes of it
            if (bounds.Count < most && sum >= (double)total * bounds.Count / most && v + 1 < n)
                bounds.Add(v + 1);
        }

        if (n > 0)
            bounds.Add(n);
        return [.. bounds];
    }

    /// <summary>For each range the place in each row from which targets are not before it.</summary>
    public int[][] PlacesAt(int[] bounds)
    {
        var places = new int[bounds.Length - 1][];
        for (int g = 0; g < places.Length; g++)
            places[g] = HugePages.Of(GC.AllocateUninitializedArray<int>(_graph.VertexCount));
        _parallelism.ForBounds(_graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> row = _graph.Neighbors(u);
                int place = _offsets[u];
                for (int g = 0; g < places.Length - 1; g++)
                {
                    places[g][u] = place;
                    if (row.IsEmpty || row[0] >= bounds[g + 1])
                        continue;
                    if (row[^1] < bounds[g + 1]) // the whole row, whose places are known
                    {
                        place = _offsets[u + 1];
                        row = [];
                        continue;
                    }

                    int before = row.BinarySearch(bounds[g + 1]);
                    before = before < 0 ? ~before : before;
                    place += CountHigher(row[..before], Ranks[u]);
                    row = row[before..];
                }

                places[^1][u] = place;
            }
        }, _cancellationToken);
        return places;
    }

    /// <summary>Adds the value at the place of its arc to each edge id.</summary>
    /// <param name="index">The edge ids.</param>
    /// <param name="byPlace">A value per place, and one more.</param>
    /// <param name="byEdge">A value per edge.</param>
    public void AddByEdge(EdgeIndex index, ushort[] byPlace, int[] byEdge)
    {
        int[] backward = HugePages.Of(GC.AllocateUninitializedArray<int>(byEdge.Length)); // per arc to a smaller id
        _parallelism.ForBounds(_graph.VertexRanges(), (_, first, last) => Spread(index, byPlace, byEdge, backward, first, last), _cancellationToken);
        index.ForEachMirror(new Meeting(_graph, index, backward, byEdge));
    }

    /// <summary>Gives each arc the value at its place, or 0 where the edge stands at its other end: arcs to larger ids are edges, those to smaller ones meet theirs later.</summary>
    [MethodImpl(Hot.Loop)]
    private void Spread(EdgeIndex index, ushort[] byPlace, int[] byEdge, int[] backward, int first, int last)
    {
        int[] ranks = Ranks;
        for (int u = first; u < last; u++)
        {
            int own = ranks[u];
            int place = _offsets[u];
            ReadOnlySpan<int> row = _graph.Neighbors(u);
            int larger = index.ForwardCount(u);
            Span<int> below = backward.AsSpan((int)(_graph.Offset(u) - index.FirstOf(u)), row.Length - larger);
            for (int k = 0; k < below.Length; k++)
            {
                int stands = ranks[row[k]] > own ? 1 : 0;
                below[k] = byPlace[place] & -stands;
                place += stands;
            }

            row = row[^larger..];
            Span<int> above = byEdge.AsSpan(index.FirstOf(u), larger);
            for (int k = 0; k < above.Length; k++)
            {
                int stands = ranks[row[k]] > own ? 1 : 0;
                above[k] += byPlace[place] & -stands;
                place += stands;
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private int CountHigher(ReadOnlySpan<int> row, int rank)
    {
        int[] ranks = Ranks;
        int count = 0;
        foreach (int v in row)
            count += ranks[v] > rank ? 1 : 0;
        return count;
    }

    [MethodImpl(Hot.Loop)]
    private void CountRows(int first, int last)
    {
        for (int u = first; u < last; u++)
            _offsets[u + 1] = CountHigher(_graph.Neighbors(u), Ranks[u]);
    }

    /// <summary>Without branches: what does not belong into the row is written over by what does.</summary>
    [MethodImpl(Hot.Loop)]
    private void FillRows(int first, int last)
    {
        int[] ranks = Ranks;
        for (int u = first; u < last; u++)
        {
            int own = ranks[u];
            Span<int> row = _targets.AsSpan(_offsets[u], _offsets[u + 1] - _offsets[u]);
            int place = 0;
            foreach (int v in _graph.Neighbors(u))
            {
                if (place == row.Length)
                    break;
                int target = ranks[v];
                row[place] = target;
                place += target > own ? 1 : 0;
            }
        }
    }

    /// <summary>Adds the values of arcs to smaller ids to their edges. State: the place of the next one of a row.</summary>
    private readonly struct Meeting(CsrGraph graph, EdgeIndex index, int[] backward, int[] byEdge) : IMirrorVisitor
    {
        public ulong Step => 1;

        public bool Reads => true;

        public ulong Start(int v) => (ulong)(graph.Offset(v) - index.FirstOf(v));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Prefetch(ulong state) => MemoryHints.Prefetch(ref backward[(int)state]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int edge, ref ulong state) => byEdge[edge] += backward[(int)state++];
    }
}
