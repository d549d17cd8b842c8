namespace GraphSparse.Sampling;

/// <summary>Places stubs of degree classes as edges between classes, under the caps of a simple graph, as many as walks find.</summary>
/// <remarks>
/// An alternating walk begins at a class with a stub left over, adds an edge, takes one away, adds one, …, and ends by adding one at a class with a stub left over: one edge
/// more, all other classes as before (the walks of b-matching; Edmonds, Can. J. Math. 17, 1965). Walks are searched breadth first over (class, whether an edge is to be added or taken
/// away). A walk that would use one cell more often than it has room is passed over, so that in rare cases less than the most is placed; the number that any
/// placement must leave, by a maximum flow on the two-sided copy of the classes, is reported beside.
/// <para>Cost: O(classes²) per walk, two integers per pair of classes. Determinism: exact.</para>
/// </remarks>
internal sealed class StubMatching
{
    private readonly int _count;
    private readonly int[] _placed; // both halves; the diagonal counts each edge once
    private readonly int[] _room;

    public StubMatching(DegreeClasses classes, long[] vertices)
    {
        _count = classes.Count;
        _placed = new int[(long)_count * _count];
        _room = new int[_placed.Length];
        LeftOver = [.. vertices.Select((n, a) => n * classes.Degrees[a])];
        for (int a = 0; a < _count; a++)
        {
            for (int b = 0; b < _count; b++) // more room than an int holds is never used up
                _room[a * _count + b] = (int)Math.Min(a == b ? vertices[a] * (vertices[a] - 1) / 2 : vertices[a] * vertices[b], int.MaxValue / 2);
        }
    }

    /// <summary>Stubs of each class that are not placed.</summary>
    public long[] LeftOver { get; }

    /// <summary>Edges between two classes, or within one.</summary>
    public long Placed(int a, int b) => _placed[a * _count + b];

    /// <summary>Edges for which there is still room.</summary>
    public long Room(int a, int b) => _room[a * _count + b];

    /// <summary>Places up to so many edges, as stubs and room allow; says how many.</summary>
    public long Place(int a, int b, long edges)
    {
        long most = a == b ? LeftOver[a] / 2 : Math.Min(LeftOver[a], LeftOver[b]);
        long placed = Math.Min(edges, Math.Min(most, Room(a, b)));
        Change(a, b, (int)placed);
        LeftOver[a] -= placed;
        LeftOver[b] -= placed;
        return placed;
    }

    /// <summary>Places the rest, first directly and then along walks; says how many edges any placement must leave out.</summary>
    public long Complete(CancellationToken cancellationToken)
    {
        for (int a = _count - 1; a >= 0; a--)
        {
            for (int b = _count - 1; b >= 0 && LeftOver[a] > 0; b--)
                Place(a, b, long.MaxValue);
        }

        var isHopeless = new bool[_count];
        for (int a = _count - 1; a >= 0; a--)
        {
            while (LeftOver[a] > 0 && !isHopeless[a])
            {
                cancellationToken.ThrowIfCancellationRequested();
                isHopeless[a] = !Augment(a);
            }
        }

        return LeftOver.All(left => left == 0) ? 0 : LeastLeftOver(cancellationToken);
    }

    private void Change(int a, int b, int by)
    {
        _placed[a * _count + b] += by;
        _room[a * _count + b] -= by;
        if (a == b)
            return;
        _placed[b * _count + a] += by;
        _room[b * _count + a] -= by;
    }

    /// <summary>Searches walks from a class, the shortest first, until one fits.</summary>
    private bool Augment(int from)
    {
        // State 2c: an edge is to be added at c; state 2c + 1: one is to be taken away.
        var cameFrom = new int[2 * _count];
        Array.Fill(cameFrom, -1);
        var queue = new Queue<int>([2 * from]);
        cameFrom[2 * from] = 2 * from;
        while (queue.TryDequeue(out int state))
        {
            int a = state / 2;
            bool adds = (state & 1) == 0;
            for (int b = 0; b < _count; b++)
            {
                int next = 2 * b + (adds ? 1 : 0);
                if ((adds ? _room : _placed)[a * _count + b] <= 0)
                    continue;
                if (adds && LeftOver[b] > (b == from ? 1 : 0) && TryWalk(cameFrom, state, b))
                    return true;
                if (cameFrom[next] >= 0)
                    continue;
                cameFrom[next] = state;
                queue.Enqueue(next);
            }
        }

        return false;
    }

    /// <summary>Makes the changes of a walk, or none where a cell is used more often than it allows.</summary>
    private bool TryWalk(int[] cameFrom, int last, int end)
    {
        var steps = new List<(int A, int B, int By)> { (last / 2, end, 1) };
        int state = last;
        for (; cameFrom[state] != state; state = cameFrom[state])
            steps.Add((cameFrom[state] / 2, state / 2, (state & 1) == 1 ? 1 : -1));
        int made = 0;
        for (; made < steps.Count; made++)
        {
            (int a, int b, int by) = steps[made];
            if ((by > 0 ? _room : _placed)[a * _count + b] <= 0)
                break;
            Change(a, b, by);
        }

        if (made == steps.Count)
        {
            LeftOver[state / 2]--;
            LeftOver[end]--;
            return true;
        }

        while (--made >= 0)
            Change(steps[made].A, steps[made].B, -steps[made].By);
        return false;
    }

    /// <summary>Every placement is a flow of twice its edges on the two-sided copy, where an edge within a class may run either way.</summary>
    private long LeastLeftOver(CancellationToken cancellationToken)
    {
        var placed = new int[_placed.Length];
        var room = new int[_room.Length];
        for (int a = 0; a < _count; a++)
        {
            for (int b = 0; b < _count; b++)
            {
                int times = a == b ? 2 : 1;
                placed[a * _count + b] = times * _placed[a * _count + b];
                room[a * _count + b] = (int)Math.Min((long)times * _room[a * _count + b], int.MaxValue / 2);
            }
        }

        long[] rows = [.. LeftOver];
        long[] columns = [.. LeftOver];
        new ResidualFlow(_count, _count, room, placed, rows, columns).Run(cancellationToken);
        return (rows.Sum() + 1) / 2;
    }
}
