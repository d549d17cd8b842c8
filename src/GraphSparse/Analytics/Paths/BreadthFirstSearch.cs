using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Distances in edges from one vertex.</summary>
/// <param name="Source">Where the search began.</param>
/// <param name="Distances">Edges on a shortest path from the source; −1 where there is none.</param>
/// <param name="Parents">The smallest vertex that comes before on a shortest path; −1 for the source and where there is no path.</param>
/// <param name="Reached">Vertices with a path, the source included.</param>
/// <param name="Depth">The largest distance.</param>
public sealed record BreadthFirstTree(int Source, int[] Distances, int[] Parents, int Reached, int Depth);

/// <summary>Breadth-first search that turns round where most vertices would be met again.</summary>
/// <remarks>
/// Source: Beamer, Asanović and Patterson, "Direction-Optimizing Breadth-First Search", SC 2012. Where the frontier's arcs outweigh
/// those not yet explored, unreached vertices look for a parent among their neighbours instead. Directed graphs follow arcs from
/// source to target, and always from the frontier, since in-neighbours are not stored.
/// <para>Cost: O(n + m), 12 bytes per vertex. Determinism: exact; distances and smallest parents do not depend on the order of visits.</para>
/// </remarks>
public static class BreadthFirstSearch
{
    /// <summary>Beamer's α and β, his measured values.</summary>
    private const int TurnWhenArcsExceed = 15;
    private const int ReturnWhenVerticesBelow = 18;

    private const int Grain = 512;

    /// <summary>Searches from one vertex.</summary>
    /// <param name="graph">Any graph; weights are ignored.</param>
    /// <param name="source">A vertex.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices reached, level by level.</param>
    /// <param name="cancellationToken">Looked at in every level and many times a second.</param>
    public static BreadthFirstTree Search(CsrGraph graph, int source, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(source, 0, graph.VertexCount - 1);
        return new Run(graph, parallelism ?? Parallelism.AllCores, progress, cancellationToken).From(source);
    }

    private sealed class Run
    {
        private readonly CsrGraph _graph;
        private readonly Parallelism _parallelism;
        private readonly IProgress<Progress>? _progress;
        private readonly CancellationToken _cancellationToken;
        private readonly int[] _distances;
        private readonly int[] _parents;
        private readonly int[] _queue;
        private int _tail;

        public Run(CsrGraph graph, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
        {
            (_graph, _parallelism, _progress, _cancellationToken) = (graph, parallelism, progress, cancellationToken);
            _distances = GC.AllocateUninitializedArray<int>(graph.VertexCount);
            _parents = GC.AllocateUninitializedArray<int>(graph.VertexCount);
            _queue = GC.AllocateUninitializedArray<int>(graph.VertexCount);
            Array.Fill(_distances, -1);
            Array.Fill(_parents, -1);
        }

        public BreadthFirstTree From(int source)
        {
            _distances[source] = 0;
            _queue[0] = source;
            _tail = 1;
            int head = 0;
            int reached = 1;
            long unexplored = _graph.ArcCount - _graph.Degree(source);
            long frontierArcs = _graph.Degree(source);
            int level = 0;
            while (head < _tail)
            {
                if ((level & 0xFF) == 0 || frontierArcs > Grain)
                {
                    _cancellationToken.ThrowIfCancellationRequested();
                    _progress?.Report(new Progress("breadth-first search", _tail, _graph.VertexCount));
                }

                if (!_graph.IsDirected && frontierArcs > unexplored / TurnWhenArcsExceed && frontierArcs > Parallelism.InlineBelow)
                {
                    int width;
                    do
                    {
                        (width, long arcs) = Pull(level++);
                        unexplored -= arcs;
                        reached += width;
                    }
                    while (width > _graph.VertexCount / ReturnWhenVerticesBelow);
                    (head, _tail) = (0, 0);
                    frontierArcs = width == 0 ? 0 : Collect(level);
                    continue;
                }

                int end = _tail;
                if (frontierArcs <= Parallelism.InlineBelow || _parallelism.Degree == 1)
                    frontierArcs = Push(head, end, level);
                else
                    frontierArcs = PushInParallel(head, end, level);
                unexplored -= frontierArcs;
                reached += _tail - end;
                head = end;
                level++;
            }

            return new BreadthFirstTree(source, _distances, _parents, reached, Math.Max(0, level - 1));
        }

        /// <summary>One level from the frontier, on one thread; returns the arcs of what was reached.</summary>
        [MethodImpl(Hot.Loop)]
        private long Push(int head, int end, int level)
        {
            long arcs = 0;
            for (int i = head; i < end; i++)
            {
                int u = _queue[i];
                foreach (int v in _graph.Neighbors(u))
                {
                    int distance = _distances[v];
                    if (distance == -1)
                    {
                        _distances[v] = level + 1;
                        _parents[v] = u;
                        _queue[_tail++] = v;
                        arcs += _graph.Degree(v);
                    }
                    else if (distance == level + 1 && u < _parents[v])
                    {
                        _parents[v] = u;
                    }
                }
            }

            return arcs;
        }

        private long PushInParallel(int head, int end, int level)
        {
            long total = 0;
            _parallelism.ForRanges(end - head, Grain, (_, from, to) =>
            {
                var found = new List<int>();
                long arcs = 0;
                for (long i = head + from; i < head + to; i++)
                {
                    int u = _queue[i];
                    foreach (int v in _graph.Neighbors(u))
                    {
                        int distance = Volatile.Read(ref _distances[v]);
                        if (distance == -1)
                            distance = Interlocked.CompareExchange(ref _distances[v], level + 1, -1);
                        if (distance == -1)
                        {
                            found.Add(v);
                            arcs += _graph.Degree(v);
                        }

                        if (distance == -1 || distance == level + 1)
                            LowerParent(v, u);
                    }
                }

                int place = Interlocked.Add(ref _tail, found.Count) - found.Count;
                found.CopyTo(_queue, place);
                Interlocked.Add(ref total, arcs);
            }, _cancellationToken);
            return total;
        }

        private void LowerParent(int v, int u)
        {
            int parent = Volatile.Read(ref _parents[v]);
            while (parent == -1 || u < parent)
            {
                int before = Interlocked.CompareExchange(ref _parents[v], u, parent);
                if (before == parent)
                    return;
                parent = before;
            }
        }

        /// <summary>One level from the vertices not yet reached; neighbours are ascending, so the first parent is the smallest.</summary>
        private (int Width, long Arcs) Pull(int level)
        {
            int width = 0;
            long arcs = 0;
            _parallelism.ForBounds(_graph.VertexRanges(), (_, first, last) =>
            {
                (int found, long foundArcs) = PullRange(first, last, level);
                Interlocked.Add(ref width, found);
                Interlocked.Add(ref arcs, foundArcs);
            }, _cancellationToken);
            return (width, arcs);
        }

        [MethodImpl(Hot.Loop)]
        private (int Found, long Arcs) PullRange(int first, int last, int level)
        {
            int found = 0;
            long arcs = 0;
            for (int v = first; v < last; v++)
            {
                if (_distances[v] != -1)
                    continue;
                ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
                foreach (int u in neighbors)
                {
                    // Other ranges turn −1 into level + 1 meanwhile; neither is the level looked for.
                    if (_distances[u] == level)
                    {
                        _distances[v] = level + 1;
                        _parents[v] = u;
                        found++;
                        arcs += neighbors.Length;
                        break;
                    }
                }
            }

            return (found, arcs);
        }

        /// <summary>Puts the vertices of a level into the queue; returns their arcs.</summary>
        [MethodImpl(Hot.Loop)]
        private long Collect(int level)
        {
            long arcs = 0;
            for (int v = 0; v < _distances.Length; v++)
            {
                if (_distances[v] != level)
                    continue;
                _queue[_tail++] = v;
                arcs += _graph.Degree(v);
            }

            return arcs;
        }
    }
}
