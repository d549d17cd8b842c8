using GraphSparse.Analytics;
using GraphSparse.Sparsification;

namespace GraphSparse.Sampling;

/// <summary>Samplers that give each vertex or edge a random key and take the first: no state, no order of threads.</summary>
/// <remarks>Without replacement and in proportion to weights w by the keys −ln U / w (exponential clocks; Efraimidis and Spirakis, Inf. Process.
/// Lett. 97(5), 2006). O(n) or O(m).</remarks>
internal static class KeyedSamplers
{
    public static SampleChoice RandomNode(SampleContext context) => Vertices(context, _ => 1);

    /// <summary>Vertices without edges come last.</summary>
    public static SampleChoice RandomDegreeNode(SampleContext context)
    {
        int[] degrees = Degrees.Total(context.Graph);
        return Vertices(context, v => degrees[v]);
    }

    public static SampleChoice RandomPageRankNode(SampleContext context)
    {
        double[] ranks = PageRank.Compute(context.Graph, null, context.Parallelism, context.CancellationToken).Ranks;
        return Vertices(context, v => ranks[v]);
    }

    public static SampleChoice RandomEdge(SampleContext context)
    {
        KeyedRandom random = context.Random("edges");
        var scores = new double[context.Graph.EdgeCount];
        context.Parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) =>
        {
            for (long edge = start; edge < end; edge++)
                scores[edge] = random.NextDouble(edge);
        }, context.CancellationToken);
        return new SampleChoice(null, EdgeSelection.Top(scores, context.Target, TieOrderOf(context), context.CancellationToken), 0);
    }

    /// <summary>A uniform vertex, then a uniform edge of it, until enough are found: without replacement, in proportion to 1/du + 1/dv.</summary>
    public static SampleChoice RandomNodeEdge(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        int[] degrees = Degrees.Total(graph);
        KeyedRandom random = context.Random("edges");
        var scores = new double[graph.EdgeCount];
        int edge = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            foreach (int v in graph.Neighbors(u))
            {
                if (!graph.IsDirected && v < u)
                    continue;
                scores[edge] = Clock(random, edge, 1.0 / degrees[u] + 1.0 / degrees[v]);
                edge++;
            }
        }

        return new SampleChoice(null, EdgeSelection.Top(scores, context.Target, TieOrderOf(context), context.CancellationToken), 0);
    }

    /// <summary>Random edges until their ends are enough; then all edges among the ends. Vertices without edges are never reached.</summary>
    public static SampleChoice Ties(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        KeyedRandom random = context.Random("edges");
        var keys = new ulong[graph.EdgeCount];
        var order = new int[keys.Length];
        var sources = new int[keys.Length];
        var targets = new int[keys.Length];
        int edge = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (!graph.IsDirected && v < u)
                    continue;
                (keys[edge], order[edge], sources[edge], targets[edge]) = (random.NextUInt64(edge), edge, u, v);
                edge++;
            }
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        RadixSort.Sort(keys, order);
        var taken = new bool[graph.VertexCount];
        int count = 0;
        for (int i = 0; i < order.Length && count < context.Target; i++)
        {
            Take(sources[order[i]]);
            Take(targets[order[i]]); // of the last edge perhaps only the source, so that the size is exact
        }

        return new SampleChoice(Subgraph.Flagged(taken), null, 0);

        void Take(int v)
        {
            if (taken[v] || count == context.Target)
                return;
            taken[v] = true;
            count++;
        }
    }

    private static SampleChoice Vertices(SampleContext context, Func<int, double> weight)
    {
        KeyedRandom random = context.Random("vertices");
        var scores = new double[context.Graph.VertexCount];
        context.Parallelism.ForRanges(scores.Length, 1 << 15, (_, start, end) =>
        {
            for (long v = start; v < end; v++)
                scores[v] = Clock(random, v, weight((int)v));
        }, context.CancellationToken);
        bool[] taken = EdgeSelection.Top(scores, context.Target, TieOrderOf(context), context.CancellationToken);
        return new SampleChoice(Subgraph.Flagged(taken), null, 0);
    }

    /// <summary>Minus the time at which an exponential clock of this rate rings; −∞ where it never does.</summary>
    private static double Clock(KeyedRandom random, long key, double rate) => rate > 0 ? Math.Log(1 - random.NextDouble(key)) / rate : double.NegativeInfinity;

    private static TieOrder TieOrderOf(SampleContext context) => new(TieRule.Hashed, context.Seed);
}
