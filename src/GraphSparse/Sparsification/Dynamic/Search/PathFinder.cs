namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What a bounded search found.</summary>
internal enum PathVerdict
{
    /// <summary>A path shorter than the limit.</summary>
    Near,

    /// <summary>No path is shorter than the limit.</summary>
    Far,

    /// <summary>There is no path at all; only searches without a limit say so.</summary>
    Apart,

    /// <summary>The search was given up.</summary>
    Capped,
}

/// <summary>Bidirectional Dijkstra over resistances, bounded by a distance and by the vertices it may settle.</summary>
/// <remarks>
/// Whether a path shorter than the limit exists is known as soon as the two searches meet on one, or once their radii add up to the limit,
/// long before the shortest path is. The side that has looked at fewer arcs goes on, so that the cost of finding nothing is that of the smaller side.
/// <para>Cost: at most <see cref="VisitCap"/> vertices and 16 times as many arcs unless uncapped; the table of reached vertices is local to the search,
/// so neither time nor memory depends on n, and nothing is allocated once it has its size. Not thread-safe: one per thread.</para>
/// </remarks>
internal sealed class PathFinder
{
    /// <summary>Vertices that a capped search settles at most.</summary>
    public const int VisitCap = 4096;

    private const int ArcsPerVisit = 16;

    private readonly ReachedVertices _reached = new();
    private readonly Side _forward = new();
    private readonly Side _backward = new();
    private int _meeting;

    /// <summary>Length of the path found, where one was.</summary>
    public double Length { get; private set; }

    /// <summary>Vertices that the last search settled.</summary>
    public int Settled { get; private set; }

    /// <summary>Looks for a path shorter than <paramref name="limit"/>; which of them is found does not matter.</summary>
    public PathVerdict Search(DynamicAdjacency graph, int source, int target, double limit) =>
        Search(graph, source, target, limit, isShortest: false, VisitCap);

    /// <summary>Finds the shortest path, first with a cap, then without; false where there is none.</summary>
    public bool FindShortest(DynamicAdjacency graph, int source, int target, List<int> path)
    {
        PathVerdict verdict = Search(graph, source, target, double.PositiveInfinity, isShortest: true, VisitCap);
        if (verdict == PathVerdict.Capped)
            verdict = Search(graph, source, target, double.PositiveInfinity, isShortest: true, int.MaxValue);
        if (verdict != PathVerdict.Near)
            return false;
        CopyPath(path);
        return true;
    }

    /// <summary>Finds the shortest path of those below the limit; false where there is none or the search was given up.</summary>
    public bool FindShortest(DynamicAdjacency graph, int source, int target, double limit, List<int> path)
    {
        if (Search(graph, source, target, limit, isShortest: true, VisitCap) != PathVerdict.Near)
            return false;
        CopyPath(path);
        return true;
    }

    private PathVerdict Search(DynamicAdjacency graph, int source, int target, double limit, bool isShortest, int visitCap)
    {
        _reached.Clear();
        _forward.Start(_reached, source, 0);
        _backward.Start(_reached, target, 1);
        Length = double.PositiveInfinity;
        long arcCap = visitCap == int.MaxValue ? long.MaxValue : (long)visitCap * ArcsPerVisit;
        Settled = 0;
        while (true)
        {
            double radius = _forward.Radius(_reached) + _backward.Radius(_reached);
            if (radius >= Math.Min(limit, Length))
                break;
            if (Settled == visitCap || _forward.Arcs + _backward.Arcs > arcCap)
                return Length < limit ? PathVerdict.Near : PathVerdict.Capped;
            Settled++;
            (Side side, int other) = _forward.Arcs <= _backward.Arcs ? (_forward, 1) : (_backward, 0);
            Settle(graph, side, other, limit);
            if (!isShortest && Length < limit)
                return PathVerdict.Near;
        }

        return Length < limit ? PathVerdict.Near : double.IsPositiveInfinity(limit) ? PathVerdict.Apart : PathVerdict.Far;
    }

    private void Settle(DynamicAdjacency graph, Side side, int other, double limit)
    {
        int own = 1 - other;
        (double distance, int local) = side.Pop();
        int vertex = _reached.Vertex(local);
        ReadOnlySpan<int> neighbors = graph.Neighbors(vertex);
        ReadOnlySpan<float> resistances = graph.Resistances(vertex);
        side.Arcs += neighbors.Length + 1;
        for (int k = 0; k < neighbors.Length; k++)
        {
            double length = distance + resistances[k];
            if (length >= limit)
                continue;
            int reached = _reached.Local(neighbors[k]);
            ref ReachedVertex found = ref _reached[reached];
            if (length >= found.Distance(own))
                continue;
            found.Set(own, length, local);
            side.Push(length, reached);
            double through = length + found.Distance(other);
            if (through < Length)
            {
                Length = through;
                _meeting = reached;
            }
        }
    }

    private void CopyPath(List<int> path)
    {
        path.Clear();
        for (int at = _meeting; at >= 0; at = _reached[at].Parent(0))
            path.Add(_reached.Vertex(at));
        path.Reverse();
        for (int at = _reached[_meeting].Parent(1); at >= 0; at = _reached[at].Parent(1))
            path.Add(_reached.Vertex(at));
    }

    /// <summary>One of the two searches: its heap of reached vertices, least distance first.</summary>
    private sealed class Side
    {
        private (double Distance, int Local)[] _heap = new (double, int)[64];
        private int _count;
        private int _own;

        /// <summary>Arcs looked at.</summary>
        public long Arcs { get; set; }

        public void Start(ReachedVertices reached, int vertex, int own)
        {
            _count = 0;
            _own = own;
            Arcs = 0;
            int local = reached.Local(vertex);
            reached[local].Set(own, 0, -1);
            Push(0, local);
        }

        /// <summary>No vertex that is not settled is nearer; infinite where all are settled.</summary>
        public double Radius(ReachedVertices reached)
        {
            while (_count > 0 && _heap[0].Distance > reached[_heap[0].Local].Distance(_own))
                Pop(); // was reached again on a shorter way
            return _count == 0 ? double.PositiveInfinity : _heap[0].Distance;
        }

        public void Push(double distance, int local)
        {
            if (_count == _heap.Length)
                Array.Resize(ref _heap, 2 * _count);
            int at = _count++;
            while (at > 0 && _heap[(at - 1) / 2].Distance > distance)
            {
                _heap[at] = _heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }

            _heap[at] = (distance, local);
        }

        public (double Distance, int Local) Pop()
        {
            (double, int) top = _heap[0];
            (double Distance, int Local) last = _heap[--_count];
            int at = 0;
            for (int child = 1; child < _count; child = 2 * at + 1)
            {
                if (child + 1 < _count && _heap[child + 1].Distance < _heap[child].Distance)
                    child++;
                if (_heap[child].Distance >= last.Distance)
                    break;
                _heap[at] = _heap[child];
                at = child;
            }

            _heap[at] = last;
            return top;
        }
    }
}
