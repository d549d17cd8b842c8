using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Nested clusters of a graph whose vertices are near one another in resistance.</summary>
/// <remarks>
/// Source: Aghdaei and Feng, "inGRASS: Incremental Graph Spectral Sparsification via Low-Resistance-Diameter Decomposition", DAC 2024. Level by level: resistances of
/// edges are estimated from a random vector smoothed by 300 steps of the normalized adjacency, looked at every 20 steps; edges that
/// share no cluster are contracted in the order of that estimate plus the diameters of the clusters at their ends; until a hundredth of the vertices is left.
/// Deviation: the vectors are freed of their means and taken as they are, each weighed by its own energy, where the paper makes them orthonormal.
/// <para>Cost: O(300 · m) on the first level and less on each further one. Determinism: a function of graph and seed.</para>
/// </remarks>
internal sealed class ResistanceClusters
{
    private const int SmoothingSteps = 300;
    private const int LookEvery = 20;
    private const double LastShare = 0.01;

    private readonly List<int[]> _levels = []; // vertex → cluster, from fine to coarse
    private readonly List<int> _largest = [];  // vertices of the largest cluster

    /// <summary>Builds the levels of a graph.</summary>
    public ResistanceClusters(CsrGraph graph, ulong seed, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        int[] cluster = [.. Enumerable.Range(0, n)];
        var diameter = new double[n];
        CsrGraph current = graph;
        var ties = new TieOrder(TieBreaking.Hash, seed);
        while (current.EdgeCount > 0 && current.VertexCount > Math.Max(1, LastShare * n))
        {
            var edges = new EdgeList(current, cancellationToken);
            double[] resistance = Estimate(current, edges, new KeyedRandom(seed, "dynamic.clusters"), _levels.Count, cancellationToken);
            (int[] map, int count, diameter) = Contract(current.VertexCount, edges, resistance, diameter, ties);
            for (int v = 0; v < n; v++)
                cluster[v] = map[cluster[v]];
            Record(cluster, count);
            current = Quotient(edges, map, count);
        }
    }

    /// <summary>Number of levels.</summary>
    public int LevelCount => _levels.Count;

    /// <summary>The cluster of each vertex on a level; level 0 is the finest.</summary>
    public int[] Level(int level) => _levels[level];

    /// <summary>The coarsest level whose largest cluster has fewer than so many vertices; −1 where none has.</summary>
    public int CoarsestBelow(double vertices)
    {
        int found = -1;
        for (int level = 0; level < _levels.Count; level++)
        {
            if (_largest[level] < vertices)
                found = level;
        }

        return found;
    }

    private void Record(int[] cluster, int count)
    {
        var sizes = new int[count];
        foreach (int c in cluster)
            sizes[c]++;
        _levels.Add((int[])cluster.Clone());
        _largest.Add(sizes.Max());
    }

    /// <summary>Σ over the vectors of (x_u − x_v)² / (energy of the vector), for every edge.</summary>
    private static double[] Estimate(CsrGraph graph, EdgeList edges, KeyedRandom random, int level, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var scale = new double[n]; // 1 / √ of the weighted degree
        for (int u = 0; u < n; u++)
        {
            double sum = 0;
            foreach (double weight in graph.Weights(u))
                sum += weight;
            scale[u] = sum > 0 ? 1 / Math.Sqrt(sum) : 0;
        }

        var x = new double[n];
        var next = new double[n];
        for (int u = 0; u < n; u++)
            x[u] = random.NextDouble(u, level) - 0.5;
        var estimate = new double[edges.Count];
        for (int step = 1; step <= SmoothingSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int u = 0; u < n; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<double> weights = graph.Weights(u);
                double sum = 0;
                for (int k = 0; k < neighbors.Length; k++)
                    sum += weights[k] * scale[neighbors[k]] * x[neighbors[k]];
                next[u] = (x[u] + scale[u] * sum) / 2; // half a step: signs that alternate die out too
            }

            (x, next) = (next, x);
            if (step % LookEvery == 0)
                Look(edges, x, scale, estimate);
        }

        return estimate;
    }

    private static void Look(EdgeList edges, double[] x, double[] scale, double[] estimate)
    {
        double Difference(int e) => x[edges.Source[e]] * scale[edges.Source[e]] - x[edges.Target[e]] * scale[edges.Target[e]];
        double energy = 0;
        for (int e = 0; e < edges.Count; e++)
            energy += edges.Weight(e) * Difference(e) * Difference(e);
        if (!(energy > 0))
            return;
        for (int e = 0; e < edges.Count; e++)
            estimate[e] += Difference(e) * Difference(e) / energy;
    }

    /// <summary>Contracts edges without a common end, those of least resistance and diameter first.</summary>
    private static (int[] Map, int Count, double[] Diameter) Contract(int n, EdgeList edges, double[] resistance, double[] diameter, TieOrder ties)
    {
        var ids = new int[edges.Count];
        var scores = new double[edges.Count];
        for (int e = 0; e < ids.Length; e++)
        {
            ids[e] = e;
            scores[e] = -(resistance[e] + diameter[edges.Source[e]] + diameter[edges.Target[e]]);
        }

        var map = new int[n];
        Array.Fill(map, -1);
        var diameters = new List<double>();
        foreach (int e in ScoreOrder.Descending(ids, scores, ties))
        {
            int u = edges.Source[e];
            int v = edges.Target[e];
            if (map[u] >= 0 || map[v] >= 0)
                continue;
            map[u] = map[v] = diameters.Count;
            diameters.Add(resistance[e] + diameter[u] + diameter[v]);
        }

        for (int u = 0; u < n; u++)
        {
            if (map[u] >= 0)
                continue;
            map[u] = diameters.Count;
            diameters.Add(diameter[u]);
        }

        return (map, diameters.Count, [.. diameters]);
    }

    private static CsrGraph Quotient(EdgeList edges, int[] map, int count)
    {
        var builder = new GraphBuilder(count, new BuildOptions { Duplicates = DuplicatePolicy.Sum });
        for (int e = 0; e < edges.Count; e++)
        {
            int a = map[edges.Source[e]];
            int b = map[edges.Target[e]];
            if (a != b)
                builder.AddEdge(Math.Min(a, b), Math.Max(a, b), edges.Weight(e));
        }

        return builder.Build();
    }
}
