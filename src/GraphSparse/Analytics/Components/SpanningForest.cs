namespace GraphSparse.Analytics;

/// <summary>Which spanning forest to take.</summary>
public enum ForestKind
{
    /// <summary>The edges that a breadth-first search from the smallest vertex of each component follows, each vertex from its smallest parent.</summary>
    BreadthFirst,

    /// <summary>A forest of largest total weight; of equal edges the one with the smaller edge id.</summary>
    MaximumWeight,

    /// <summary>A forest of smallest total weight; of equal edges the one with the smaller edge id.</summary>
    MinimumWeight,
}

/// <summary>Parameters of <see cref="SpanningForest"/>; immutable, vary with <c>with</c>.</summary>
public sealed record SpanningForestOptions
{
    /// <summary>By breadth-first search.</summary>
    public static SpanningForestOptions Default { get; } = new();

    /// <summary>Which forest. Default by breadth-first search.</summary>
    public ForestKind Kind { get; init; } = ForestKind.BreadthFirst;
}

/// <summary>A tree for every component.</summary>
/// <param name="EdgeIds">Edge ids of the forest, ascending: n less the number of components.</param>
/// <param name="TotalWeight">Sum of their weights, in that order.</param>
/// <param name="Options">What was asked for.</param>
public sealed record SpanningForestResult(int[] EdgeIds, double TotalWeight, SpanningForestOptions Options);

/// <summary>Finds spanning forests of undirected graphs.</summary>
/// <remarks>
/// Source: Kruskal, "On the shortest spanning subtree of a graph", Proc. AMS 7(1), 1956, for forests by weight.
/// <para>Cost: O(n + m) by breadth-first search, O(m log m) by weight; 20 bytes per edge. One thread. Determinism: exact.</para>
/// </remarks>
public static class SpanningForest
{
    /// <summary>Finds a forest.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="options">Which forest, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Vertices or edges looked at.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static SpanningForestResult Find(CsrGraph graph, EdgeIndex index, SpanningForestOptions? options = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        Require.Undirected(graph, "A spanning forest");
        options ??= SpanningForestOptions.Default;
        double[] weights = new double[index.EdgeCount];
        (int U, int V)[] ends = new (int, int)[index.EdgeCount];
        int next = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (neighbors[k] < u)
                    continue;
                ends[next] = (u, neighbors[k]);
                weights[next++] = graph.Weights(u)[k];
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        int[] edges = options.Kind == ForestKind.BreadthFirst
            ? ByLevels(graph, index, progress, cancellationToken)
            : ByWeight(graph.VertexCount, ends, weights, options.Kind == ForestKind.MaximumWeight, progress, cancellationToken);
        Array.Sort(edges);
        return new SpanningForestResult(edges, edges.Sum(e => weights[e]), options);
    }

    private static int[] ByLevels(CsrGraph graph, EdgeIndex index, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var distances = new int[n];
        var parents = new int[n];
        var edges = new int[n]; // the edge to the parent
        Array.Fill(distances, -1);
        var queue = new int[n];
        var forest = new List<int>(n);
        for (int root = 0; root < n; root++)
        {
            if (distances[root] >= 0)
                continue;
            int tail = 1;
            (queue[0], distances[root]) = (root, 0);
            for (int head = 0; head < tail; head++)
            {
                if ((head & 0xFFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new Progress("finding a spanning forest", forest.Count, n));
                }

                int u = queue[head];
                if (u != root)
                    forest.Add(edges[u]);
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    int v = neighbors[k];
                    if (distances[v] < 0)
                    {
                        distances[v] = distances[u] + 1;
                        queue[tail++] = v;
                    }
                    else if (distances[v] != distances[u] + 1 || parents[v] < u)
                    {
                        continue;
                    }

                    parents[v] = u;
                    edges[v] = index.Of(u)[k];
                }
            }
        }

        return [.. forest];
    }

    private static int[] ByWeight(int n, (int U, int V)[] ends, double[] weights, bool heaviestFirst, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        double[] keys = [.. weights.Select(w => heaviestFirst ? -w : w)];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
                to++;
            Array.Sort(order, from, to - from); // the sort above leaves equal keys in any order
            from = to;
        }

        var trees = new DisjointSets(n);
        var forest = new List<int>(n);
        for (int i = 0; i < order.Length; i++)
        {
            if ((i & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new Progress("finding a spanning forest", i, order.Length));
            }

            if (trees.TryUnion(ends[order[i]].U, ends[order[i]].V))
                forest.Add(order[i]);
        }

        return [.. forest];
    }
}
