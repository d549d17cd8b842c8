namespace GraphSparse.Sparsification.Spectral;

/// <summary>Samples edges by leverage w·R and divides the weights of those kept by their probabilities.</summary>
/// <remarks>
/// Source: Spielman and Srivastava, "Graph Sparsification by Effective Resistances", SIAM J. Comput. 40(6), 2011. Deviations: one coin per edge instead of
/// draws with replacement; a spanning forest is always kept, with its weights, since sampling at few edges per
/// vertex tears graphs apart. With a number of edges instead of ε, probabilities are scaled to that sum, and exactly so many
/// edges are taken (order sampling; Rosén, "Asymptotic Theory for Order Sampling", J. Stat. Plan. Inference 62(2), 1997).
/// <para>Σ w·R = n − components, so ε with the constants of the theorem removes nothing from graphs with few edges per vertex: the
/// method is for dense ones. Determinism: the coin of an edge is a pure function of seed and edge id.</para>
/// </remarks>
internal sealed class EffectiveResistanceSelector : IEdgeSelector
{
    private const string Name = "effective-resistance";

    /// <summary>The constant of the sampling rate p = C · w·R · ln n / ε².</summary>
    private const double Oversampling = 4;

    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        return options.OffTree is null && options.Epsilon is null ? options with { Keep = options.Keep ?? ScoreFilter.DefaultKeep } : options;
    }

    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        Numerics.Conductances.Require(graph, Name);
        EffectiveResistances resistances = EffectiveResistance.Compute(graph, null, context.Seed, context.Parallelism, context.Progress, context.CancellationToken);
        var edges = new EdgeList(graph, context.CancellationToken);
        var perEdge = (double[])resistances.PerEdge.Clone();
        EffectiveResistance.Bound(edges, perEdge, graph.VertexCount); // no leverage is 0, so that no weight is divided by 0
        (bool[] kept, int[] roots) = EffectiveWeightForest.Build(graph, edges, context.TieOrder, context.CancellationToken);
        long forestEdges = graph.VertexCount - roots.Length;
        var leverage = new double[edges.Count];
        for (int e = 0; e < leverage.Length; e++)
            leverage[e] = kept[e] ? double.PositiveInfinity : Math.Min(1, edges.Weight(e) * perEdge[e]); // of the forest: kept for certain

        var coin = new KeyedRandom(context.Seed, "sparsify.effective-resistance");
        double rate;
        if (options.Epsilon is { } epsilon)
        {
            rate = Oversampling * Math.Log(Math.Max(2, graph.VertexCount)) / (epsilon * epsilon);
            for (int e = 0; e < kept.Length; e++)
                kept[e] = coin.NextDouble(e) < rate * leverage[e];
        }
        else
        {
            long count = Count(options, graph, forestEdges);
            rate = Rate(leverage, count);
            Order(kept, leverage, rate, count, coin, context);
        }

        double[]? weights = null;
        if (!options.KeepWeights)
        {
            weights = new double[kept.Length];
            for (int e = 0; e < weights.Length; e++)
                weights[e] = edges.Weight(e) / Math.Min(1, rate * leverage[e]);
        }

        return new SelectedEdges(kept, weights, new Dictionary<string, double> { ["forestEdges"] = forestEdges, ["projections"] = resistances.Projections });
    }

    private static long Count(SparsifierOptions options, CsrGraph graph, long forestEdges)
    {
        if (options.OffTree is { } offTree)
            return (long)Math.Min(graph.EdgeCount, forestEdges + Math.Round(offTree * graph.VertexCount, MidpointRounding.ToEven));
        long count = TopSelection.CountFor(options.Keep ?? ScoreFilter.DefaultKeep, graph.EdgeCount);
        if (count >= forestEdges)
            return count;
        throw new ArgumentException(
            $"{Name} keeps the components of the graph, which takes {forestEdges} edges, {forestEdges / (double)graph.EdgeCount:0.####} of all; {options.Keep} asks for {count}.");
    }

    /// <summary>The rate q with Σ min(1, q · leverage) = count, by bisection.</summary>
    private static double Rate(double[] leverage, long count)
    {
        if (count >= leverage.Length)
            return double.PositiveInfinity;
        double low = 0;
        double high = 1;
        while (Expected(high) < count && high < 1e300)
            high *= 2;
        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return high;
            if (Expected(middle) < count)
                low = middle;
            else
                high = middle;
        }

        double Expected(double rate)
        {
            double sum = 0;
            foreach (double value in leverage)
                sum += Math.Min(1, rate * value);
            return sum;
        }
    }

    /// <summary>Takes exactly so many edges with about the given probabilities: those with the smallest odds ratio of coin and probability.</summary>
    private static void Order(bool[] kept, double[] leverage, double rate, long count, KeyedRandom coin, ScoreContext context)
    {
        var score = new double[leverage.Length];
        for (int e = 0; e < score.Length; e++)
        {
            double p = Math.Min(1, rate * leverage[e]);
            double u = coin.NextDouble(e);
            score[e] = p >= 1 ? double.PositiveInfinity : p / (1 - p) * ((1 - u) / Math.Max(u, double.Epsilon));
        }

        TopSelection.Top(score, count, context.TieOrder, context.Parallelism, context.CancellationToken).CopyTo(kept, 0);
    }
}
