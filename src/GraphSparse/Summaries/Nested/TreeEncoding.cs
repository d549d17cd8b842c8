namespace GraphSparse.Summaries;

/// <summary>The fewest signed superedges between supervertices of a tree that make up a graph, where each pair is looked at from the top down.</summary>
/// <remarks>
/// A pair of supervertices takes over the value of the pair above it, 0 or 1, and a superedge turns it. A pair without edges, or with all of them, needs no pairs below; every other is split along its larger supervertex. So the
/// fewest superedges below a pair for either value follow from those of the pairs that it is split into: O(1) for each pair that is looked at, of which there are at most edges times depth.
/// </remarks>
internal sealed class TreeEncoding
{
    private readonly SupervertexTree _tree;
    private readonly int[] _uses;
    private readonly List<SignedSuperedge>[] _found;

    private TreeEncoding(SupervertexTree tree, int ranges)
    {
        (_tree, _uses, _found) = (tree, new int[tree.Count], new List<SignedSuperedge>[ranges]);
    }

    /// <summary>Number of superedges of each supervertex; one with itself counts once.</summary>
    public IReadOnlyList<int> Uses => _uses;

    /// <summary>Number of superedges.</summary>
    public int Count { get; private set; }

    /// <summary>The superedges.</summary>
    public SignedSuperedge[] Superedges => [.. _found.SelectMany(list => list)];

    /// <summary>Finds them.</summary>
    public static TreeEncoding Of(CsrGraph graph, SupervertexTree tree, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] tops = tree.Order();
        var topAt = new int[graph.VertexCount]; // by place
        for (int i = 0; i < tops.Length; i++)
            topAt.AsSpan(tree.Start(tops[i]), tree.Size(tops[i])).Fill(i);
        var pairs = new ulong[graph.EdgeCount];
        var edges = new PlacePair[graph.EdgeCount];
        int next = 0;
        foreach (Edge edge in graph.Edges())
        {
            (int u, int v) = (tree.Position(edge.Source), tree.Position(edge.Target));
            edges[next] = new PlacePair(Math.Min(u, v), Math.Max(u, v));
            pairs[next] = ((ulong)(uint)topAt[edges[next].U] << 32) | (uint)topAt[edges[next].V];
            next++;
        }

        Array.Sort(pairs, edges);
        var starts = new List<int>();
        for (int i = 0; i < pairs.Length; i++)
        {
            if (i == 0 || pairs[i] != pairs[i - 1])
                starts.Add(i);
        }

        starts.Add(pairs.Length);
        const int grain = 64;
        var encoding = new TreeEncoding(tree, (starts.Count - 1 + grain - 1) / grain);
        parallelism.ForRanges(starts.Count - 1, grain, (_, first, last) =>
        {
            var found = new List<SignedSuperedge>();
            for (int i = (int)first; i < last; i++)
            {
                ulong pair = pairs[starts[i]];
                NestedBlock block = encoding.Solve(tops[(int)(pair >> 32)], tops[(int)(uint)pair], edges.AsMemory(starts[i], starts[i + 1] - starts[i]));
                encoding.Collect(block, value: 0, found);
            }

            encoding._found[first / grain] = found;
        }, cancellationToken);
        encoding.Count = encoding._found.Sum(list => list.Count);
        return encoding;
    }

    /// <summary>The fewest superedges of a pair and those below it.</summary>
    private NestedBlock Solve(int a, int b, Memory<PlacePair> edges)
    {
        long pairs = a == b ? (long)_tree.Size(a) * (_tree.Size(a) - 1) / 2 : (long)_tree.Size(a) * _tree.Size(b);
        if (edges.Length == pairs)
            return new NestedBlock(a, b, [], Splits: b, Missing: 0);
        bool splitsA = a != b && _tree.Children(a).Count > 0 && (_tree.Children(b).Count == 0 || _tree.Size(a) >= _tree.Size(b));
        int split = splitsA ? a : b;
        List<int> children = _tree.Children(split);
        var keys = new ulong[edges.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            (int u, int v) = edges.Span[i];
            keys[i] = a == b ? ((ulong)(uint)ChildAt(children, u) << 32) | (uint)ChildAt(children, v) : (ulong)(uint)ChildAt(children, splitsA ? u : v);
        }

        keys.AsSpan().Sort(edges.Span);
        var below = new List<NestedBlock>();
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];)
                to++;
            int second = children[(int)(uint)keys[from]];
            int first = a == b ? children[(int)(keys[from] >> 32)] : splitsA ? second : a;
            below.Add(Solve(first, splitsA ? b : second, edges[from..to]));
        }

        long all = children.Count;
        if (a == b)
            all = all * (all - 1) / 2 + children.Count(child => _tree.Size(child) > 1);
        return new NestedBlock(a, b, below, split, all - below.Count);
    }

    /// <summary>Notes the superedges of a pair and those below it, where the pair above has a value.</summary>
    private void Collect(NestedBlock block, int value, List<SignedSuperedge> found)
    {
        if (block.IsTurnedAt(value))
        {
            value = 1 - value;
            Add(block.A, block.B, value == 1 ? 1 : -1, found);
        }

        foreach (NestedBlock below in block.Below)
            Collect(below, value, found);
        if (value == 1 && block.Missing > 0)
            RemoveMissing(block, found);
    }

    /// <summary>Notes that pairs without edges below one of value 1 are none.</summary>
    private void RemoveMissing(NestedBlock block, List<SignedSuperedge> found)
    {
        var there = new HashSet<(int, int)>();
        foreach (NestedBlock below in block.Below)
            there.Add((below.A, below.B));
        List<int> children = _tree.Children(block.Splits);
        for (int i = 0; i < children.Count; i++)
        {
            if (block.A != block.B)
                AddUnlessThere(block.Splits == block.A ? (children[i], block.B) : (block.A, children[i]));
            for (int j = i; block.A == block.B && j < children.Count; j++)
            {
                if (i != j || _tree.Size(children[i]) > 1)
                    AddUnlessThere((children[i], children[j]));
            }
        }

        void AddUnlessThere((int A, int B) pair)
        {
            if (!there.Contains(pair))
                Add(pair.A, pair.B, -1, found);
        }
    }

    private void Add(int a, int b, int sign, List<SignedSuperedge> found)
    {
        found.Add(new SignedSuperedge(a, b, sign));
        Interlocked.Increment(ref _uses[a]);
        if (a != b)
            Interlocked.Increment(ref _uses[b]);
    }

    /// <summary>Which child has the vertex at a place.</summary>
    private int ChildAt(List<int> children, int place)
    {
        (int low, int high) = (0, children.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _tree.Start(children[middle]) <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>An edge by the places of its vertices, the smaller first.</summary>
    private readonly record struct PlacePair(int U, int V);

    /// <summary>A pair of supervertices with edges.</summary>
    /// <param name="A">The first.</param>
    /// <param name="B">The second, or the same.</param>
    /// <param name="Below">The pairs with edges that it is split into; none where all pairs of vertices are edges.</param>
    /// <param name="Splits">The supervertex that is split.</param>
    /// <param name="Missing">Number of pairs without edges that it is split into.</param>
    private sealed record NestedBlock(int A, int B, List<NestedBlock> Below, int Splits, long Missing)
    {
        private readonly long _belowZero = Below.Count == 0 ? 1 : Below.Sum(static b => b.Zero); // without pairs below, value 0 is wrong and has to be turned
        private readonly long _belowOne = Below.Count == 0 ? 0 : Below.Sum(static b => b.One) + Missing;

        /// <summary>Fewest superedges where the pair above has value 0.</summary>
        public long Zero => Below.Count == 0 ? 1 : Math.Min(_belowZero, 1 + _belowOne);

        /// <summary>Fewest superedges where the pair above has value 1.</summary>
        public long One => Below.Count == 0 ? 0 : Math.Min(_belowOne, 1 + _belowZero);

        /// <summary>Whether the pair has a superedge where the one above has a value.</summary>
        public bool IsTurnedAt(int value) => Below.Count == 0 ? value == 0 : value == 0 ? 1 + _belowOne < _belowZero : 1 + _belowZero < _belowOne;
    }
}
