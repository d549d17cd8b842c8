using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Breadth-first search from one vertex after another, on the same arrays and one thread.</summary>
internal sealed class SequentialBreadthFirstSearch
{
    private readonly CsrGraph _graph;
    private readonly int[] _queue;
    private int _reached;

    public SequentialBreadthFirstSearch(CsrGraph graph)
    {
        _graph = graph;
        _queue = new int[graph.VertexCount];
        Distances = new int[graph.VertexCount];
        Array.Fill(Distances, -1);
    }

    /// <summary>Edges from the last source, −1 where there is no path.</summary>
    public int[] Distances { get; }

    /// <summary>The vertices reached, by distance, the source first.</summary>
    public ReadOnlySpan<int> Order => _queue.AsSpan(0, _reached);

    /// <summary>The largest distance.</summary>
    public int Depth => _reached == 0 ? 0 : Distances[_queue[_reached - 1]];

    public void From(int source, CancellationToken cancellationToken)
    {
        foreach (int v in Order)
            Distances[v] = -1;
        Distances[source] = 0;
        _queue[0] = source;
        _reached = 1;
        for (int head = 0; head < _reached; head = Advance(head, Math.Min(_reached, head + 4096)))
            cancellationToken.ThrowIfCancellationRequested();
    }

    [MethodImpl(Hot.Loop)]
    private int Advance(int head, int end)
    {
        int[] distances = Distances;
        int[] queue = _queue;
        int reached = _reached;
        for (; head < end; head++)
        {
            int u = queue[head];
            int next = distances[u] + 1;
            foreach (int v in _graph.Neighbors(u))
            {
                if (distances[v] >= 0)
                    continue;
                distances[v] = next;
                queue[reached++] = v;
            }
        }

        _reached = reached;
        return head;
    }
}
