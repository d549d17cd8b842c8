using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>One level of community detection: a graph whose vertices are communities of the level below, with what lies inside them.</summary>
/// <param name="Graph">Undirected, weights not negative.</param>
/// <param name="Strength">For each vertex its weighted degree in the first level, all arcs inside it included.</param>
/// <param name="TwiceWeight">Sum of the strengths, the same in all levels.</param>
internal sealed record CommunityLevel(CsrGraph Graph, double[] Strength, double TwiceWeight)
{
    public int Count => Graph.VertexCount;

    /// <summary>The first level.</summary>
    public static CommunityLevel Of(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var strength = new double[graph.VertexCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                if (!graph.IsWeighted)
                {
                    strength[u] = graph.Degree(u);
                    continue;
                }

                foreach (double weight in graph.Weights(u))
                    strength[u] += weight;
            }
        }, cancellationToken);
        double twice = 0;
        foreach (double s in strength)
            twice += s;
        return new CommunityLevel(graph, strength, twice);
    }

    /// <summary>The vertices of each community, one community after the other, each in the given order.</summary>
    public static (int[] Offsets, int[] Members) Group(int[] labels, int count, ReadOnlySpan<int> order)
    {
        var offsets = new int[count + 1];
        foreach (int label in labels)
            offsets[label + 1]++;
        for (int c = 0; c < count; c++)
            offsets[c + 1] += offsets[c];
        var members = new int[labels.Length];
        int[] next = offsets[..count];
        foreach (int v in order)
            members[next[labels[v]]++] = v;
        return (offsets, members);
    }

    /// <summary>Numbers labels 0, 1, … by their first appearance, in place; returns how many there are.</summary>
    public static int Renumber(int[] labels)
    {
        var number = new int[labels.Length];
        int count = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            ref int known = ref number[labels[v]];
            if (known == 0)
                known = ++count;
            labels[v] = known - 1;
        }

        return count;
    }

    /// <summary>The level whose vertices are the communities 0..count−1 of this one.</summary>
    public CommunityLevel Aggregate(int[] labels, int count, ScratchPool scratches, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        (int[] offsets, int[] members) = Group(labels, count, all);
        int[] bounds = Bounds(offsets, members);
        var rows = new (List<int> Targets, List<double> Weights, int[] Ends)[bounds.Length - 1];
        var strength = new double[count];
        parallelism.ForBounds(bounds, (chunk, first, last) =>
        {
            Scratch scratch = scratches.Rent();
            rows[chunk] = Rows(labels, offsets, members, strength, first, last, scratch);
            scratches.Return(scratch);
        }, cancellationToken);

        var starts = new long[count + 1];
        long arcs = 0;
        for (int chunk = 0; chunk < rows.Length; chunk++)
        {
            for (int c = bounds[chunk]; c < bounds[chunk + 1]; c++)
                starts[c + 1] = arcs + rows[chunk].Ends[c - bounds[chunk]];
            arcs += rows[chunk].Targets.Count;
        }

        var targets = new int[arcs];
        var weights = new double[arcs];
        parallelism.ForBounds(bounds, (chunk, first, _) =>
        {
            rows[chunk].Targets.CopyTo(targets, (int)starts[first]);
            rows[chunk].Weights.CopyTo(weights, (int)starts[first]);
        }, cancellationToken);
        return new CommunityLevel(new CsrGraph(starts, targets, weights, isDirected: false), strength, TwiceWeight);
    }

    [MethodImpl(Hot.Loop)]
    private (List<int> Targets, List<double> Weights, int[] Ends) Rows(
        int[] labels, int[] offsets, int[] members, double[] strength, int first, int last, Scratch scratch)
    {
        var targets = new List<int>();
        var weights = new List<double>();
        var ends = new int[last - first];
        for (int c = first; c < last; c++)
        {
            foreach (int v in members.AsSpan(offsets[c], offsets[c + 1] - offsets[c]))
            {
                strength[c] += Strength[v];
                ReadOnlySpan<int> neighbors = Graph.Neighbors(v);
                ReadOnlySpan<double> row = Graph.Weights(v);
                for (int k = 0; k < neighbors.Length; k++)
                    scratch.Add(labels[neighbors[k]], row[k]);
            }

            scratch.Touched.Sort();
            foreach (int target in scratch.Touched)
            {
                if (target == c)
                    continue;
                targets.Add(target);
                weights.Add(scratch[target]);
            }

            scratch.Clear();
            ends[c - first] = targets.Count;
        }

        return (targets, weights, ends);
    }

    /// <summary>Ranges of communities with about equal work.</summary>
    private int[] Bounds(int[] offsets, int[] members)
    {
        const long work = 32_768;
        var bounds = new List<int> { 0 };
        long sum = 0;
        for (int c = 0; c + 1 < offsets.Length; c++)
        {
            foreach (int v in members.AsSpan(offsets[c], offsets[c + 1] - offsets[c]))
                sum += Graph.Degree(v) + 1;
            if (sum >= work || c + 2 == offsets.Length)
            {
                bounds.Add(c + 1);
                sum = 0;
            }
        }

        return [.. bounds];
    }
}

/// <summary>Sums of weight by community, cleared at the cost of what was touched.</summary>
internal sealed class Scratch(int size)
{
    private readonly double[] _sums = new double[size];
    private readonly bool[] _isTouched = new bool[size];
    private int[] _touched = new int[64];
    private int _count;

    public Span<int> Touched => _touched.AsSpan(0, _count);

    public double this[int community] => _sums[community];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int community, double weight)
    {
        if (!_isTouched[community])
            Touch(community);
        _sums[community] += weight;
    }

    public void Clear()
    {
        foreach (int community in Touched)
        {
            _sums[community] = 0;
            _isTouched[community] = false;
        }

        _count = 0;
    }

    private void Touch(int community)
    {
        if (_count == _touched.Length)
            Array.Resize(ref _touched, 2 * _count);
        _touched[_count++] = community;
        _isTouched[community] = true;
    }
}

/// <summary>Scratches that threads take turns with.</summary>
internal sealed class ScratchPool(int size)
{
    private readonly System.Collections.Concurrent.ConcurrentBag<Scratch> _free = [];

    public Scratch Rent() => _free.TryTake(out Scratch? scratch) ? scratch : new Scratch(size);

    public void Return(Scratch scratch) => _free.Add(scratch);
}
