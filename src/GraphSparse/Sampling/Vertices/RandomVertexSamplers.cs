using GraphSparse.Analytics;
using GraphSparse.Sparsification;

namespace GraphSparse.Sampling;

/// <summary>Samplers that give each vertex or edge a random key and take the first: no state, no order of threads.</summary>
/// <remarks>Without replacement and in proportion to weights w by the keys −ln U / w (exponential clocks; Efraimidis and Spirakis, Inf. Process.
/// Lett. 97(5), 2006). O(n) or O(m).</remarks>
internal static class RandomVertexSamplers
{
    public static SampleSelection RandomNode(SampleContext context) => Vertices(context, _ => 1);

    /// <summary>Vertices without edges come last.</summary>
    public static SampleSelection RandomDegreeNode(SampleContext context)
    {
        int[] degrees = Degrees.Total(context.Graph);
        return Vertices(context, v => degrees[v]);
    }

    public static SampleSelection RandomPageRankNode(SampleContext context)
    {
        double[] ranks = PageRank.Compute(context.Graph, null, context.Parallelism, context.Progress, context.CancellationToken).Ranks;
        return Vertices(context, v => ranks[v]);
    }

    /// <summary>Random edges until their ends are enough; then all edges among the ends. Vertices without edges are never reached.</summary>
    public static SampleSelection Ties(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        (int[] sources, int[] targets) = Subgraph.EndsInOrder(graph);
        int[] order = KeyedChoice.Permutation(context.Random("edges"), sources.Length);
        context.CancellationToken.ThrowIfCancellationRequested();
        var taken = new bool[graph.VertexCount];
        int count = 0;
        for (int i = 0; i < order.Length && count < context.Target; i++)
        {
            Take(sources[order[i]]);
            Take(targets[order[i]]); // of the last edge perhaps only the source, so that the size is exact
        }

        return SampleSelection.OfVertices(Subgraph.Flagged(taken));

        void Take(int v)
        {
            if (taken[v] || count == context.Target)
                return;
            taken[v] = true;
            count++;
        }
    }

    private static SampleSelection Vertices(SampleContext context, Func<int, double> weight)
    {
        KeyedRandom random = context.Random("vertices");
        var scores = new double[context.Graph.VertexCount];
        context.Parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) =>
        {
            for (long v = start; v < end; v++)
                scores[v] = Clock(random, v, weight((int)v));
        }, context.CancellationToken);
        bool[] taken = TopSelection.Top(scores, context.Target, new TieOrder(TieBreaking.Hash, context.Seed), context.Parallelism, context.CancellationToken);
        return SampleSelection.OfVertices(Subgraph.Flagged(taken));
    }

    /// <summary>Minus the time at which an exponential clock of this rate rings; −∞ where it never does.</summary>
    internal static double Clock(KeyedRandom random, long key, double rate) => rate > 0 ? Math.Log(1 - random.NextDouble(key)) / rate : double.NegativeInfinity;
}
