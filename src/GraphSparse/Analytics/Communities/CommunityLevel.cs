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
    public CommunityLevel Aggregate(int[] labels, int count, CommunitySumsPool pool, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        (int[] offsets, int[] members) = Group(labels, count, all);
        int[] bounds = Bounds(offsets, members);
        var parts = new AggregatedRows[bounds.Length - 1];
        var strength = new double[count];
        var starts = new long[count + 1];
        parallelism.ForBounds(bounds, (part, first, last) =>
        {
            CommunitySums sums = pool.Rent();
            parts[part] = new AggregatedRows(MostEntries(offsets, members, first, last));
            Fill(parts[part], labels, offsets, members, strength, starts, first, last, sums);
            pool.Return(sums);
        }, cancellationToken);
        for (int c = 0; c < count; c++)
            starts[c + 1] += starts[c];

        LargeArray<int> targets = LargeArray<int>.Allocate(starts[count]);
        LargeArray<double> weights = LargeArray<double>.Allocate(starts[count]);
        parallelism.ForBounds(bounds, (part, first, _) => parts[part].MoveTo(targets, weights, starts[first]), cancellationToken);
        return new CommunityLevel(new CsrGraph(new LargeArray<long>(starts), targets, weights, isDirected: false), strength, TwiceWeight);
    }

    private int MostEntries(int[] offsets, int[] members, int first, int last)
    {
        long most = 0;
        for (int c = first; c < last; c++)
        {
            long arcs = 0;
            foreach (int v in members.AsSpan(offsets[c], offsets[c + 1] - offsets[c]))
                arcs += Graph.Degree(v);
            most += Math.Min(arcs, offsets.Length);
        }

        return checked((int)most); // ranges of little work, or one community
    }

    [MethodImpl(Hot.Loop)]
    private void Fill(AggregatedRows rows, int[] labels, int[] offsets, int[] members, double[] strength, long[] starts, int first, int last, CommunitySums sums)
    {
        for (int c = first; c < last; c++)
        {
            foreach (int v in members.AsSpan(offsets[c], offsets[c + 1] - offsets[c]))
            {
                strength[c] += Strength[v];
                sums.Add(Graph, v, labels);
            }

            int before = rows.Count;
            foreach (int target in sums.SortedTouched(strength.Length))
            {
                double weight = sums.Take(target);
                if (target != c)
                    rows.Add(target, weight);
            }

            sums.Forget();
            starts[c + 1] = rows.Count - before;
        }
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
