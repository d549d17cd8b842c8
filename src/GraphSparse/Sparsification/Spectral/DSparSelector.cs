namespace GraphSparse.Sparsification;

/// <summary>Samples edges in proportion to w · (1/s_u + 1/s_v), s the strength of a vertex, and divides the weights of those kept by their probabilities.</summary>
/// <remarks>
/// Source: Liu, Zhou, Jiang, Chen, Tang, Hu and Chen, "DSpar: An Embarrassingly Simple Strategy for Efficient GNN Training and Inference via Degree-Based
/// Sparsification", TMLR 2023. By Lovász (1993) the effective resistance of an edge lies between half of 1/s_u + 1/s_v and that sum over the spectral gap, so
/// the sum stands for it on graphs that mix fast, without solving anything. Deviation: exactly round(keep · m) edges by order sampling (Rosén, J. Stat. Plan.
/// Inference 62(2), 1997) instead of draws with replacement. Nothing is done to keep the graph connected.
/// <para>Undirected graphs, weights &gt; 0. Cost: O(m log m). Determinism: exact, a function of seed, edge id and strengths.</para>
/// </remarks>
public sealed class DSparSelector : IEdgeSelector
{
    private const string Name = "d-spar";

    /// <inheritdoc/>
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Keep = options.Keep ?? ScoreFilter.DefaultKeep };
    }

    /// <inheritdoc/>
    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        Require.Undirected(graph, Name);
        Require.Positive(graph, Name, AnyWeights.Hint);
        Edge[] edges = [.. graph.Edges()];
        var strengths = new double[graph.VertexCount];
        foreach (Edge edge in edges)
        {
            strengths[edge.Source] += edge.Weight;
            strengths[edge.Target] += edge.Weight;
        }

        double[] sizes = Array.ConvertAll(edges, e => e.Weight / strengths[e.Source] + e.Weight / strengths[e.Target]);
        long count = TopSelection.CountFor(options.Keep ?? ScoreFilter.DefaultKeep, edges.Length);
        double[] probabilities = InclusionProbabilities(sizes, count);
        context.CancellationToken.ThrowIfCancellationRequested();
        var coin = new KeyedRandom(context.Seed, "sparsify.d-spar");
        var scores = new double[edges.Length];
        for (int e = 0; e < scores.Length; e++)
        {
            double odds = probabilities[e] / (1 - probabilities[e]); // ∞ where the edge is certain
            scores[e] = Math.Log(odds) - Math.Log(coin.NextDouble(e) is var u && u > 0 ? u / (1 - u) : double.Epsilon);
        }

        bool[] kept = TopSelection.Top(scores, count, context.TieOrder, context.Parallelism, context.CancellationToken);
        double[]? weights = options.KeepWeights || count == 0 ? null : [.. edges.Select((e, i) => e.Weight / probabilities[i])];
        return new SelectedEdges(kept, weights, new Dictionary<string, double> { ["certainEdges"] = probabilities.Count(p => p >= 1) });
    }

    /// <summary>min(1, q · size) with q such that they add up to the count.</summary>
    internal static double[] InclusionProbabilities(double[] sizes, long count)
    {
        double[] falling = [.. sizes.OrderDescending()];
        var rest = new double[falling.Length + 1]; // sums of the sizes from each place on
        for (int i = falling.Length - 1; i >= 0; i--)
            rest[i] = rest[i + 1] + falling[i];
        int certain = 0;
        while (certain < count && falling[certain] * (count - certain) >= rest[certain])
            certain++;
        double rate = certain == count ? double.PositiveInfinity : (count - certain) / rest[certain];
        double least = certain == 0 ? double.PositiveInfinity : falling[certain - 1];
        return Array.ConvertAll(sizes, size => size >= least ? 1 : count == certain ? 0 : Math.Min(1, rate * size));
    }
}
