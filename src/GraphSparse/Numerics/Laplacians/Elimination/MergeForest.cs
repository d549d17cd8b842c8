namespace GraphSparse.Numerics;

/// <summary>Which vertices follow which in an order of elimination: those that were merged into a vertex, or go together with it.</summary>
/// <remarks>12 bytes per vertex; O(1) for each that follows.</remarks>
internal sealed class MergeForest
{
    private const int None = -1;

    private readonly int[] _head; // the followers of a vertex, as a list
    private readonly int[] _tail;
    private readonly int[] _next;

    public MergeForest(int vertices)
    {
        _head = new int[vertices];
        _tail = new int[vertices];
        _next = new int[vertices];
        Array.Fill(_head, None);
        Array.Fill(_tail, None);
    }

    /// <summary>Lets a vertex, with all that follows it, follow another one, after those that do so already.</summary>
    public void Follow(int leader, int v)
    {
        if (_tail[leader] == None)
            _head[leader] = v;
        else
            _next[_tail[leader]] = v;
        _next[v] = None;
        _tail[leader] = v;
    }

    /// <summary>Writes each leader, then what follows it, and so on down.</summary>
    /// <returns>How many vertices were written.</returns>
    public int Flatten(ReadOnlySpan<int> leaders, int[] order)
    {
        int place = 0;
        var open = new Stack<int>();
        foreach (int leader in leaders)
        {
            open.Push(leader);
            while (open.TryPop(out int v))
            {
                order[place++] = v;
                for (int follower = _head[v]; follower != None; follower = _next[follower])
                    open.Push(follower);
            }
        }

        return place;
    }
}
