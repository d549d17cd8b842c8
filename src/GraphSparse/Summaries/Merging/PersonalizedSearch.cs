namespace GraphSparse.Summaries;

/// <summary>Summaries by weights of pairs that fall with the distance from some vertices.</summary>
/// <remarks>Kang, Lee and Shin (ICDM 2022, PeGaSus): a vertex h edges from the nearest target counts α^−h, one that none reaches as twice the farthest, and a pair the product.</remarks>
internal static class PersonalizedSearch
{
    /// <summary>What each vertex counts.</summary>
    public static double[] Importance(CsrGraph graph, IReadOnlyList<int> targets, double decay)
    {
        var hops = new int[graph.VertexCount];
        Array.Fill(hops, -1);
        var queue = new Queue<int>();
        foreach (int target in targets)
        {
            if (hops[target] < 0)
                queue.Enqueue(target);
            hops[target] = 0;
        }

        int farthest = 0;
        while (queue.TryDequeue(out int v))
        {
            farthest = hops[v];
            foreach (int u in graph.Neighbors(v))
            {
                if (hops[u] >= 0)
                    continue;
                hops[u] = hops[v] + 1;
                queue.Enqueue(u);
            }
        }

        return Array.ConvertAll(hops, h => Math.Pow(decay, -(h < 0 ? 2 * farthest : h)));
    }

    /// <summary>The best summary of a partition within a budget by the weights of pairs.</summary>
    public static PersonalizedSummary Select(CsrGraph graph, ReadOnlySpan<int> superOf, double[] importance, PairWeights weights, double bits)
    {
        var partition = new Partition(superOf);
        Block[] blocks = BlockTable.Of(graph, partition);
        double[] gains = GainsOf(graph, partition, blocks, importance, weights);
        var ranked = new RankedBlocks();
        ranked.Rank(blocks, gains);
        Block[] kept = Summary.Keep(partition, ranked, bits, isWeighted: false);
        double gain = 0;
        for (int k = 0; k < kept.Length; k++)
            gain += ranked[k].Gain;
        double pairs = Math.Max(1, graph.VertexCount * (graph.VertexCount - 1.0));
        Summary summary = Summary.Build(partition, kept, isWeighted: false, graph.EdgeCount);
        double error = summary.Error.L1 == 0 ? 0 : Math.Max(0, weights.EdgeWeight - gain); // the difference of two sums, which rounding leaves above or below 0
        return new PersonalizedSummary(summary, 2 * error / pairs, 2 * weights.EdgeWeight / pairs);
    }

    /// <summary>Twice the weight of the edges less that of all pairs, for each block.</summary>
    private static double[] GainsOf(CsrGraph graph, Partition partition, Block[] blocks, double[] importance, PairWeights weights)
    {
        var places = new Dictionary<(int, int), int>(blocks.Length);
        for (int i = 0; i < blocks.Length; i++)
            places[(blocks[i].A, blocks[i].B)] = i;
        var masses = new double[partition.Count];
        var squares = new double[partition.Count];
        for (int v = 0; v < importance.Length; v++)
        {
            masses[partition.SuperOf[v]] += importance[v];
            squares[partition.SuperOf[v]] += importance[v] * importance[v];
        }

        var gains = new double[blocks.Length];
        foreach (Edge edge in graph.Edges())
        {
            (int a, int b) = (partition.SuperOf[edge.Source], partition.SuperOf[edge.Target]);
            gains[places[(Math.Min(a, b), Math.Max(a, b))]] += 2 * weights.Of(edge.Source, edge.Target);
        }

        for (int i = 0; i < blocks.Length; i++)
        {
            (int a, int b) = (blocks[i].A, blocks[i].B);
            gains[i] -= weights.Scale * (a == b ? (masses[a] * masses[a] - squares[a]) / 2 : masses[a] * masses[b]);
        }

        return gains;
    }
}
