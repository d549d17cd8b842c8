using System.Runtime.CompilerServices;

namespace GraphSparse.Sampling;

/// <summary>Edges of an undirected graph under construction, and the degree class of its vertices, which are numbered by class.</summary>
internal sealed class ClassEdges
{
    private const int Rounds = 2;
    private readonly DegreeClasses _classes;
    private readonly int[] _firstOf; // first vertex of each class
    private readonly int[] _classOf; // −1 where a vertex has degree 0
    private int[] _sources;
    private int[] _targets;

    /// <summary>Deals the edges of every cell.</summary>
    public ClassEdges(JointDegreeMatrix matrices, CancellationToken cancellationToken)
    {
        VertexCount = (int)matrices.VertexCount;
        _sources = new int[matrices.EdgeCount];
        _targets = new int[matrices.EdgeCount];
        _classes = DegreeClasses.Of(matrices.Histogram.Keys);
        _firstOf = new int[_classes.Count + 1];
        _classOf = new int[VertexCount];
        for (int c = 0; c < _classes.Count; c++)
        {
            int size = (int)matrices.Histogram[_classes.Degrees[c]];
            _firstOf[c + 1] = _firstOf[c] + size;
            _classOf.AsSpan(_firstOf[c], size).Fill(c);
        }

        _classOf.AsSpan(_firstOf[^1]).Fill(-1);
        var pointers = new int[_classes.Count];
        foreach (DegreeCell cell in matrices.Correlation)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int a = _classes.IndexOf(cell.First);
            int b = _classes.IndexOf(cell.Second);
            if (a == b)
                DealWithin(a, (int)cell.Count, pointers);
            else
                DealBetween(a, b, (int)cell.Count, pointers);
        }
    }

    public int VertexCount { get; }

    /// <summary>Edges; the first of the arrays count.</summary>
    public int Count { get; private set; }

    public int[] Sources => _sources;

    public int[] Targets => _targets;

    /// <summary>Exchanges ends of edges with an end of the same degree: about swaps · m attempts. Degrees and the joint degree matrix stay.</summary>
    public (long Attempts, long Accepted) Exchange(int swaps, ulong seed, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        if (swaps == 0 || Count < 2)
            return (0, 0);
        (long attempts, long accepted) = (0, 0);
        var present = new ArcSet();
        for (int round = 0; round < Rounds; round++)
        {
            progress?.Report(new Progress("exchanging ends", round, Rounds));
            var random = new KeyedRandom(seed, $"sample.jdm.exchanges.{round}");
            (int[] order, int[] start) = ByClass();
            for (int c = 0; c < _classes.Count; c++)
            {
                Span<int> group = order.AsSpan(start[c], start[c + 1] - start[c]);
                long tries = (long)group.Length * swaps * (round + 1) / (2 * Rounds) - (long)group.Length * swaps * round / (2 * Rounds); // an edge is in two groups
                attempts += tries;
                accepted += ExchangeWithin(c, group, tries, present, random, cancellationToken);
            }
        }

        return (attempts, accepted);
    }

    /// <summary>Joins random pairs of vertices that are not joined yet, as far as there are any.</summary>
    public void Spill(long edges, KeyedRandom random, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(edges, (long)VertexCount * (VertexCount - 1) / 2 - Count);
        var present = new ArcSet();
        present.Reset(checked(Count + wanted));
        for (int e = 0; e < Count; e++)
            AddTo(present, _sources[e], _targets[e]);
        Array.Resize(ref _sources, Count + wanted);
        Array.Resize(ref _targets, Count + wanted);
        for (long draw = 0; wanted > 0; draw++)
        {
            if ((draw & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int u = KeyedChoice.Below(random, VertexCount, draw, 0);
            int v = KeyedChoice.Below(random, VertexCount, draw, 1);
            if (u == v || IsIn(present, u, v))
                continue;
            AddTo(present, u, v);
            Add(u, v);
            wanted--;
        }
    }

    /// <summary>The t-th edge leads from the t-th entry of the repeated vertices of one class to vertex number pointer + t of the other.</summary>
    private void DealBetween(int a, int b, int count, int[] pointers)
    {
        int sizeA = _firstOf[a + 1] - _firstOf[a];
        int sizeB = _firstOf[b + 1] - _firstOf[b];
        int target = pointers[b];
        for (int k = 0; k < sizeA; k++)
        {
            int u = _firstOf[a] + (pointers[a] + k) % sizeA;
            int edges = count / sizeA + (k < count % sizeA ? 1 : 0);
            for (int c = 0; c < edges; c++)
            {
                Add(u, _firstOf[b] + target);
                target = target + 1 == sizeB ? 0 : target + 1;
            }
        }

        pointers[a] = (pointers[a] + count % sizeA) % sizeA;
        pointers[b] = target;
    }

    /// <summary>Degrees within the class differ by one at most: those with one more come first, and each vertex in turn is joined to the next ones, which then go to the end of the queue.</summary>
    private void DealWithin(int a, int count, int[] pointers)
    {
        int size = _firstOf[a + 1] - _firstOf[a];
        long stubs = 2L * count;
        var queue = new Queue<(int Vertex, int Left)>();
        for (int k = 0; k < size; k++)
            queue.Enqueue((_firstOf[a] + (pointers[a] + k) % size, (int)(stubs / size) + (k < stubs % size ? 1 : 0)));
        pointers[a] = (int)((pointers[a] + stubs % size) % size);
        while (queue.TryDequeue(out (int Vertex, int Left) first) && first.Left > 0)
        {
            for (int i = 0; i < first.Left; i++)
            {
                (int v, int left) = queue.Dequeue();
                Add(first.Vertex, v);
                queue.Enqueue((v, left - 1));
            }
        }
    }

    private void Add(int u, int v)
    {
        (_sources[Count], _targets[Count]) = (u, v);
        Count++;
    }

    /// <summary>The edges at each class, those within a class once.</summary>
    private (int[] Order, int[] Start) ByClass()
    {
        var start = new int[_classes.Count + 1];
        for (int e = 0; e < Count; e++)
        {
            (int a, int b) = (_classOf[_sources[e]], _classOf[_targets[e]]);
            start[a + 1]++;
            start[b + 1] += a == b ? 0 : 1;
        }

        for (int c = 0; c < _classes.Count; c++)
            start[c + 1] += start[c];
        int[] next = [.. start];
        var order = new int[start[^1]];
        for (int e = 0; e < Count; e++)
        {
            (int a, int b) = (_classOf[_sources[e]], _classOf[_targets[e]]);
            order[next[a]++] = e;
            if (a != b)
                order[next[b]++] = e;
        }

        return (order, start);
    }

    /// <summary>Edges (u, v) and (x, y) with u and x of the class become (u, y) and (x, v). Every edge of a vertex of the class is in the group, so it says what is present.</summary>
    [MethodImpl(Hot.Loop)]
    private long ExchangeWithin(int c, Span<int> group, long tries, ArcSet present, KeyedRandom random, CancellationToken cancellationToken)
    {
        if (group.Length < 2 || _firstOf[c + 1] - _firstOf[c] < 2)
            return 0;
        present.Reset(group.Length);
        foreach (int e in group)
            AddTo(present, _sources[e], _targets[e]);
        long accepted = 0;
        for (long attempt = 0; attempt < tries; attempt++)
        {
            if ((attempt & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ulong bits = random.NextUInt64(attempt, c);
            int i = group[(int)(((bits >> 32) * (uint)group.Length) >> 32)];
            int j = group[(int)(((bits & uint.MaxValue) * (uint)group.Length) >> 32)];
            (int u, int v) = Turned(i, c, (bits & 1) == 1);
            (int x, int y) = Turned(j, c, (bits & 2) == 2);
            if (u == x || v == y || u == y || x == v || IsIn(present, u, y) || IsIn(present, x, v))
                continue;
            RemoveFrom(present, u, v);
            RemoveFrom(present, x, y);
            AddTo(present, u, y);
            AddTo(present, x, v);
            (_sources[i], _targets[i]) = (x, v); // so that each edge stays in its pair of classes, and the groups stay what they are
            (_sources[j], _targets[j]) = (u, y);
            accepted++;
        }

        return accepted;
    }

    /// <summary>An edge with its end of the class first; one within the class either way.</summary>
    private (int, int) Turned(int edge, int c, bool turn)
    {
        (int u, int v) = (_sources[edge], _targets[edge]);
        if (_classOf[u] != c || (turn && _classOf[v] == c))
            return (v, u);
        return (u, v);
    }

    private static bool IsIn(ArcSet present, int u, int v) => present.Contains(Math.Min(u, v), Math.Max(u, v));

    private static void AddTo(ArcSet present, int u, int v) => present.Add(Math.Min(u, v), Math.Max(u, v));

    private static void RemoveFrom(ArcSet present, int u, int v) => present.Remove(Math.Min(u, v), Math.Max(u, v));
}
