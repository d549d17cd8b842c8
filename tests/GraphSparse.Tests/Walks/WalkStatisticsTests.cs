using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

/// <summary>Every step of every kind has the probabilities of its definition, at all vertices of a graph with hubs. False alarms: 1e-6 a test; seeds are fixed.</summary>
public class WalkStatisticsTests
{
    [Theory]
    [InlineData(WalkMethod.Uniform, false, 1, 1)]
    [InlineData(WalkMethod.Weighted, true, 1, 1)]
    [InlineData(WalkMethod.NonBacktracking, false, 1, 1)]
    [InlineData(WalkMethod.Node2vec, false, 0.5, 2)]
    [InlineData(WalkMethod.Node2vec, false, 4, 0.25)]
    [InlineData(WalkMethod.Node2vec, true, 0.5, 2)]
    [InlineData(WalkMethod.Restart, false, 1, 1)]
    [InlineData(WalkMethod.Node2vec, false, 0.5, 2, Node2vecSampling.Folded)]
    [InlineData(WalkMethod.Node2vec, false, 0.1, 0.5, Node2vecSampling.Folded)]
    public void Steps_HaveTheProbabilitiesOfTheDefinition(WalkMethod kind, bool weighted, double p, double q, Node2vecSampling stream = Node2vecSampling.Rejection)
    {
        CsrGraph graph = Fixtures.Random(300, 1000, 23, weighted: weighted);
        var options = new WalkOptions { Method = kind, P = p, Q = q, PerVertex = 100, Node2vecSampling = stream };
        var seen = new Dictionary<(int Before, int Here), long[]>();
        WalkTotals totals = RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                Tally(graph, options, batch.Walk(i), seen);
        }, seed: 6);
        var test = new ChiSquare();
        foreach (((int before, int here), long[] counts) in seen)
            test.Add(counts, Weights(graph, options, before, here));
        test.AssertPlausible();
        Assert.True(test.Total > totals.Steps * 0.7, $"only {test.Total} of {totals.Steps} steps were tested");
    }

    /// <summary>Counts per situation: each neighbour, and last the end of the walk.</summary>
    private static void Tally(CsrGraph graph, WalkOptions options, ReadOnlySpan<int> walk, Dictionary<(int, int), long[]> seen)
    {
        bool isSecondOrder = options.Method is WalkMethod.NonBacktracking or WalkMethod.Node2vec;
        for (int k = 0; k < walk.Length && k < options.Length; k++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(walk[k]);
            (int, int) situation = (isSecondOrder && k > 0 ? walk[k - 1] : -1, walk[k]);
            if (!seen.TryGetValue(situation, out long[]? counts))
                seen[situation] = counts = new long[neighbors.Length + 1];
            counts[k + 1 < walk.Length ? neighbors.BinarySearch(walk[k + 1]) : neighbors.Length]++;
        }
    }

    private static double[] Weights(CsrGraph graph, WalkOptions options, int before, int here)
    {
        int[] neighbors = graph.Neighbors(here).ToArray();
        double[] weights = [.. neighbors.Select((next, k) => (graph.IsWeighted ? graph.Weights(here)[k] : 1.0) * Bias(next)), 0];
        if (neighbors.Length == 0)
            weights[^1] = 1;
        else if (options.Method == WalkMethod.Restart)
            weights[^1] = weights.Sum() * options.Restart / (1 - options.Restart);
        return weights;

        double Bias(int next) => options.Method switch
        {
            _ when before < 0 => 1,
            WalkMethod.NonBacktracking => next != before || neighbors.Length == 1 ? 1 : 0,
            WalkMethod.Node2vec => next == before ? 1 / options.P : graph.Neighbors(before).Contains(next) ? 1 : 1 / options.Q,
            _ => 1,
        };
    }
}
