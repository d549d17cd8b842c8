using GraphSparse.Analytics;
using GraphSparse.Sparsification;

namespace GraphSparse.Sampling;

/// <summary>Samplers that draw edges one by one, as keys per edge: without replacement in proportion to a rate (exponential clocks).</summary>
/// <remarks>Drawing with replacement until enough distinct edges are found takes the edges in the same order as clocks of these rates ring, so that nothing
/// is drawn twice (Efraimidis and Spirakis, Inf. Process. Lett. 97(5), 2006). O(m). Determinism: exact.</remarks>
internal static class RandomEdgeSamplers
{
    /// <summary>Uniform edges.</summary>
    /// <remarks>Of 64-bit keys only those below a bound that suffices but once in 10⁹ times are collected; the smallest of them are the smallest of all.</remarks>
    public static SampleSelection RandomEdge(SampleContext context)
    {
        KeyedRandom random = context.Random("edges");
        int edges = checked((int)context.Graph.EdgeCount);
        double share = edges == 0 ? 1 : (context.Target + 6 * Math.Sqrt(context.Target) + 32) / edges;
        ulong bound = share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);
        (ulong[] keys, int[] candidates) = Below(context, random, edges, bound);
        if (candidates.Length < context.Target)
            (keys, candidates) = Below(context, random, edges, ulong.MaxValue);
        RadixSort.Sort(keys, candidates);
        var taken = new bool[edges];
        foreach (int edge in candidates.AsSpan(0, context.Target))
            taken[edge] = true;
        return SampleSelection.OfEdges(taken);
    }

    /// <summary>A uniform vertex, then an edge of it, uniform or in proportion to weight, until enough are found.</summary>
    public static SampleSelection RandomNodeEdge(SampleContext context) => ByRates(context, share: 1);

    /// <summary>With a probability as <see cref="RandomNodeEdge"/>, else a uniform edge, until enough are found.</summary>
    public static SampleSelection HybridNodeEdge(SampleContext context) => ByRates(context, context.Options.NodeShare);

    /// <summary>The share of draws that go by vertices, the others being uniform.</summary>
    private static SampleSelection ByRates(SampleContext context, double share)
    {
        CsrGraph graph = context.Graph;
        double[] strengths = Strengths(context);
        double perVertex = share / Math.Max(1, strengths.Count(s => s > 0));
        double perEdge = (1 - share) / Math.Max(1, graph.EdgeCount);
        KeyedRandom random = context.Random("edges");
        var scores = new double[graph.EdgeCount];
        int edge = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (!graph.IsDirected && v < u)
                    continue;
                double weight = context.Options.Weighted ? graph.Weights(u)[k] : 1;
                scores[edge] = RandomVertexSamplers.Clock(random, edge, perVertex * (weight / strengths[u] + weight / strengths[v]) + perEdge);
                edge++;
            }
        }

        return SampleSelection.OfEdges(TopSelection.Top(scores, context.Target, new TieOrder(TieBreaking.Hash, context.Seed), context.Parallelism, context.CancellationToken));
    }

    /// <summary>Degrees, in and out, or sums of weights.</summary>
    private static double[] Strengths(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        if (!context.Options.Weighted || !graph.IsWeighted)
            return Array.ConvertAll(Degrees.Total(graph), d => (double)d);
        var strengths = new double[graph.VertexCount];
        foreach (Edge edge in graph.Edges())
        {
            strengths[edge.Source] += edge.Weight;
            strengths[edge.Target] += edge.Weight;
        }

        return strengths;
    }

    /// <summary>The edges whose keys are at most the bound, ascending, with their keys.</summary>
    private static (ulong[] Keys, int[] Edges) Below(SampleContext context, KeyedRandom random, int edges, ulong bound)
    {
        const int grain = 1 << 15;
        var found = new (List<ulong> Keys, List<int> Edges)[(edges + grain - 1) / grain];
        context.Parallelism.ForRanges(edges, grain, (chunk, start, end) =>
        {
            (List<ulong> keys, List<int> ids) = found[chunk] = ([], []);
            for (int edge = (int)start; edge < end; edge++)
            {
                ulong key = random.NextUInt64(edge);
                if (key > bound)
                    continue;
                keys.Add(key);
                ids.Add(edge);
            }
        }, context.CancellationToken);
        return ([.. found.SelectMany(f => f.Keys)], [.. found.SelectMany(f => f.Edges)]);
    }
}
