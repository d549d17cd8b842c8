using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Estimates lie about the exact counts as far as their errors say.</summary>
public class GraphletEstimatorTests
{
    [Fact]
    public void LocalEdge_CountsWhatTheWholeGraphSays()
    {
        foreach (CsrGraph graph in Enumerable.Range(0, 60).Select(OrbitCounterTests.RandomGraph).Append(Acceleration.Inputs.Skewed))
        {
            OrbitMatrices matrices = OrbitAdjacency.Count(graph, new() { Matrices = [.. OrbitPair.Stored.Where(p => p.Hop == 1)] });
            var local = new LocalEdge(graph);
            for (int u = 0; u < graph.VertexCount; u += 1 + u / 20)
            {
                foreach (int v in graph.Neighbors(u))
                {
                    ArcOrbits counts = local.Count(u, v);
                    foreach (OrbitPair pair in OrbitPair.Stored.Where(p => p.Hop == 1))
                        Assert.Equal(Entry(matrices[pair], u, v), counts[pair.I, pair.J]);
                }
            }
        }
    }

    [Fact]
    public void Errors_AreAsLargeAsTheySay()
    {
        CsrGraph graph = Fixtures.Karate;
        double[] exact = [.. OrbitCounter.Count(graph).Graphlets.All.Select(g => (double)g)];
        var deviations = new List<double>();
        for (ulong seed = 0; seed < 40; seed++)
        {
            GraphletEstimates estimates = GraphletEstimator.Estimate(graph, 1e-9, mostSamples: 4096, seed);
            Assert.Equal(exact[0], estimates.Values[0]);
            for (int k = 1; k < 8; k++)
                deviations.Add((estimates.Values[k] - exact[k]) / estimates.StandardErrors[k]);
        }

        // Of 280 deviations 1.96 errors hold about 95 %, and the mean is about 0; graphlets of one sample are not independent.
        Assert.InRange(deviations.Count(d => Math.Abs(d) < 1.96) / (double)deviations.Count, 0.88, 0.995);
        Assert.InRange(deviations.Average(), -0.3, 0.3);
    }

    [Fact]
    public void TheSample_GrowsUntilTheErrorIsSmall_AndIsTheSameOnAnyThreads()
    {
        CsrGraph graph = Acceleration.Inputs.Skewed;
        GraphletEstimates rough = GraphletEstimator.Estimate(graph, 0.3, parallelism: Parallelism.Sequential);
        GraphletEstimates fine = GraphletEstimator.Estimate(graph, 0.02, parallelism: Parallelism.Sequential);
        Assert.True(rough.RelativeError <= 0.3 && fine.RelativeError <= 0.02 && fine.Samples > rough.Samples, $"{rough.RelativeError} {rough.Samples}, {fine.RelativeError} {fine.Samples}");
        foreach (int degree in new[] { 2, 3, 8 })
            Assert.Equal(fine.Values, GraphletEstimator.Estimate(graph, 0.02, parallelism: new Parallelism(degree)).Values);
        Assert.NotEqual(rough.Values, GraphletEstimator.Estimate(graph, 0.3, seed: 7).Values);
    }

    [Fact]
    public void WithoutEdges_NothingIsFound()
    {
        Assert.Equal(0, GraphletEstimator.Estimate(CsrGraph.Empty(3)).Values.Sum());
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphletEstimator.Estimate(Fixtures.Karate, 0));
        Assert.Throws<ArgumentException>(() => GraphletEstimator.Estimate(Acceleration.Inputs.Sinks));
    }

    private static long Entry(CountMatrix matrix, int u, int v) => matrix.Targets(u).BinarySearch(v) is >= 0 and int place ? matrix.Counts(u)[place] : 0;
}
