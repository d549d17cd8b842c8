using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>One search of <see cref="BreadthFirstSearch"/>.</summary>
/// <remarks>A vertex has its distance in the upper half of a number and its parent in the lower one: the least number is the smallest parent at the least distance, so one place in memory
/// and one comparison decide, and threads may write in any order.</remarks>
internal sealed class DirectionOptimizingSearch : IDisposable
{
    /// <summary>Beamer's α and β, his measured values.</summary>
    private const int TurnWhenArcsExceed = 15;
    private const int ReturnWhenVerticesBelow = 18;

    private const int Grain = 512;
    private const long Unreached = long.MaxValue;

    private readonly CsrGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly IProgress<Progress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly long[] _states;
    private readonly int[] _queue;
    private int _tail;

    public DirectionOptimizingSearch(CsrGraph graph, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        (_graph, _parallelism, _progress, _cancellationToken) = (graph, parallelism, progress, cancellationToken);
        _states = ArrayPool<long>.Shared.Rent(graph.VertexCount);
        _queue = ArrayPool<int>.Shared.Rent(graph.VertexCount);
        _states.AsSpan(0, graph.VertexCount).Fill(Unreached);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(_states);
        ArrayPool<int>.Shared.Return(_queue);
    }

    public BreadthFirstTree From(int source)
    {
        _states[source] = State(0, -1);
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
                _progress?.Report(new Progress("breadth-first search", reached, _graph.VertexCount));
            }

            if (!_graph.IsDirected && frontierArcs > unexplored / TurnWhenArcsExceed && frontierArcs > Parallelism.InlineBelow)
            {
                (int found, long arcs, int levels) = PullLevels(head, level);
                reached += found;
                unexplored -= arcs;
                level += levels;
                head = 0;
                frontierArcs = ArcsOf(0, _tail);
                continue;
            }

            int end = _tail;
            if (frontierArcs <= Parallelism.InlineBelow || _parallelism.Degree == 1)
                Push(head, end, level);
            else
                PushInParallel(head, end, level);
            frontierArcs = ArcsOf(end, _tail);
            unexplored -= frontierArcs;
            reached += _tail - end;
            head = end;
            level++;
        }

        return Tree(source, reached, Math.Max(0, level - 1));
    }

    private static long State(int distance, int parent) => ((long)distance << 32) | (uint)parent;

    /// <summary>One level from the frontier, on one thread.</summary>
    [MethodImpl(Hot.Loop)]
    private void Push(int head, int end, int level)
    {
        long[] states = _states;
        int[] queue = _queue;
        int tail = _tail;
        for (int i = head; i < end; i++)
        {
            int u = queue[i];
            long mine = State(level + 1, u);
            foreach (int v in _graph.Neighbors(u))
            {
                long state = states[v];
                if (mine >= state)
                    continue;
                states[v] = mine;
                if (state == Unreached)
                    queue[tail++] = v;
            }
        }

        _tail = tail;
    }

    private void PushInParallel(int head, int end, int level) => _parallelism.ForRanges(end - head, Grain, (_, from, to) =>
    {
        var found = new List<int>();
        PushRange(head + (int)from, head + (int)to, level, found);
        int place = Interlocked.Add(ref _tail, found.Count) - found.Count;
        found.CopyTo(_queue, place);
    }, _cancellationToken);

    [MethodImpl(Hot.Loop)]
    private void PushRange(int from, int to, int level, List<int> found)
    {
        long[] states = _states;
        for (int i = from; i < to; i++)
        {
            int u = _queue[i];
            long mine = State(level + 1, u);
            foreach (int v in _graph.Neighbors(u))
            {
                long state = Volatile.Read(ref states[v]);
                while (mine < state)
                {
                    long now = Interlocked.CompareExchange(ref states[v], mine, state);
                    if (now == state)
                    {
                        if (state == Unreached)
                            found.Add(v);
                        break;
                    }

                    state = now;
                }
            }
        }
    }

    /// <summary>Levels from the vertices not yet reached, while they are wide; the last of them is the queue then.</summary>
    private (int Found, long Arcs, int Levels) PullLevels(int head, int level)
    {
        int words = (_graph.VertexCount + 63) >> 6;
        var frontier = new ulong[words];
        var next = new ulong[words];
        for (int i = head; i < _tail; i++)
            frontier[_queue[i] >> 6] |= 1UL << _queue[i];
        int all = 0;
        long allArcs = 0;
        int levels = 0;
        int width;
        do
        {
            (width, long arcs) = Pull(frontier, next, level + levels++);
            all += width;
            allArcs += arcs;
            (frontier, next) = (next, frontier);
            Array.Clear(next);
        }
        while (width > _graph.VertexCount / ReturnWhenVerticesBelow);

        _tail = 0;
        for (int word = 0; word < words; word++)
        {
            for (ulong bits = frontier[word]; bits != 0; bits &= bits - 1)
                _queue[_tail++] = (word << 6) | BitOperations.TrailingZeroCount(bits);
        }

        return (all, allArcs, levels);
    }

    /// <summary>One level; neighbours are ascending, so the first parent is the smallest.</summary>
    private (int Width, long Arcs) Pull(ulong[] frontier, ulong[] next, int level)
    {
        int width = 0;
        long arcs = 0;
        _parallelism.ForBounds(_graph.VertexRanges(), (_, first, last) =>
        {
            (int found, long foundArcs) = PullRange(frontier, next, first, last, level);
            Interlocked.Add(ref width, found);
            Interlocked.Add(ref arcs, foundArcs);
        }, _cancellationToken);
        return (width, arcs);
    }

    [MethodImpl(Hot.Loop)]
    private (int Found, long Arcs) PullRange(ulong[] frontier, ulong[] next, int first, int last, int level)
    {
        long[] states = _states;
        int found = 0;
        long arcs = 0;
        for (int start = first; start < last;)
        {
            int end = (int)Math.Min(last, (start & ~63) + 64L);
            ulong reached = 0;
            for (int v = start; v < end; v++)
            {
                if (states[v] != Unreached)
                    continue;
                ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
                foreach (int u in neighbors)
                {
                    if ((frontier[u >> 6] >> u & 1) == 0)
                        continue;
                    states[v] = State(level + 1, u);
                    reached |= 1UL << v;
                    arcs += neighbors.Length;
                    break;
                }
            }

            if (reached != 0)
            {
                found += BitOperations.PopCount(reached);
                Interlocked.Or(ref next[start >> 6], reached); // the ends of a word may be in two ranges
            }

            start = end;
        }

        return (found, arcs);
    }

    /// <summary>Arcs of the vertices in a part of the queue.</summary>
    [MethodImpl(Hot.Loop)]
    private long ArcsOf(int from, int to)
    {
        long arcs = 0;
        foreach (int v in _queue.AsSpan(from, to - from))
            arcs += _graph.Degree(v);
        return arcs;
    }

    private BreadthFirstTree Tree(int source, int reached, int depth)
    {
        int[] distances = GC.AllocateUninitializedArray<int>(_graph.VertexCount);
        int[] parents = GC.AllocateUninitializedArray<int>(_graph.VertexCount);
        Parallelism parallelism = _graph.VertexCount < Parallelism.InlineBelow ? Parallelism.Sequential : _parallelism;
        parallelism.ForRanges(_graph.VertexCount, 1 << 15, [MethodImpl(Hot.Loop)] (_, from, to) =>
        {
            for (int v = (int)from; v < to; v++)
            {
                long state = _states[v];
                (distances[v], parents[v]) = (state == Unreached ? -1 : (int)(state >> 32), (int)state);
            }
        }, _cancellationToken);
        return new BreadthFirstTree(source, distances, parents, reached, depth);
    }
}
