using GraphSparse.Analytics;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Spanners by clusters keep their promise; sampling by degrees is unbiased; every method ends soon on hard shapes.</summary>
public class ClusterSpannerTests
{
    [Theory]
    [InlineData(3, false)]
    [InlineData(5, false)]
    [InlineData(7, false)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    public void BaswanaSen_StretchesNoEdgeFurther(int stretch, bool weighted)
    {
        for (ulong seed = 0; seed < 8; seed++)
        {
            CsrGraph graph = Fixtures.Random(120, 2500, seed, weighted: weighted);
            SparsifiedGraph spanner = Spanner(graph, stretch, seed);
            for (int u = 0; u < graph.VertexCount; u++)
            {
                double[] distance = DijkstraOf(spanner.Graph, u);
                foreach (Edge edge in graph.Edges().Where(e => e.Source == u))
                    Assert.True(distance[edge.Target] <= stretch * edge.Weight + 1e-9, $"{edge} is {distance[edge.Target]} apart");
            }

            Assert.True(spanner.Graph.EdgeCount < graph.EdgeCount);
        }
    }

    [Fact]
    public void BaswanaSen_HasAboutAsManyEdgesAsProven()
    {
        CsrGraph graph = ClassicGraphs.Complete(400);
        foreach (int k in new[] { 2, 3, 4 })
        {
            double mean = Enumerable.Range(0, 10).Average(seed => (double)Spanner(graph, 2 * k - 1, (ulong)seed).Graph.EdgeCount);
            Assert.InRange(mean, 399, 2.0 * k * Math.Pow(400, 1 + 1.0 / k));
        }
    }

    [Fact]
    public void Spanner_IsGreedy_UpToTwoMillionEdges()
    {
        CsrGraph graph = Fixtures.Random(100, 1000, 1);
        bool[] auto = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanner" }).EdgeMask.ToArray();
        Assert.Equal(Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "spanner", Construction = SpannerConstruction.Greedy }).EdgeMask.ToArray(), auto);
        Assert.NotEqual(Spanner(graph, 3, 42).EdgeMask.ToArray(), auto);
    }

    [Fact]
    public void DSpar_IsUnbiased_AndExactInSize()
    {
        CsrGraph graph = Fixtures.Random(60, 400, 2, weighted: true);
        double total = graph.Edges().Sum(e => e.Weight);
        var options = new SparsifierOptions { Method = "d-spar", Keep = 0.4 };
        var sums = new List<double>();
        for (ulong seed = 0; seed < 400; seed++)
        {
            SparsifiedGraph sparse = Sparsifier.Sparsify(graph, options, seed, parallelism: Parallelism.Sequential);
            Assert.Equal(TopSelection.CountFor(0.4, graph.EdgeCount), sparse.Graph.EdgeCount);
            sums.Add(sparse.Graph.Edges().Sum(e => e.Weight));
        }

        double mean = sums.Average();
        double error = Math.Sqrt(sums.Sum(s => (s - mean) * (s - mean)) / sums.Count / sums.Count);
        Assert.InRange(mean, total - 5 * error - 0.01 * total, total + 5 * error + 0.01 * total); // order sampling meets its probabilities nearly
        Assert.Equal(graph.Edges(), Sparsifier.Sparsify(graph, options with { Keep = 1 }).Graph.Edges());
    }

    [Fact]
    public void DSpar_ProbabilitiesAddUpToTheCount()
    {
        double[] sizes = [5, 1, 1, 0.5, 0.25, 0.25];
        double[] probabilities = DSparSelector.InclusionProbabilities(sizes, 4);
        Assert.Equal([1, 1, 1, 0.5, 0.25, 0.25], probabilities); // rates 3 / 3 after the first: 1, 1, then 1 among 0.5, 0.25, 0.25
        Assert.Equal(2, DSparSelector.InclusionProbabilities(sizes, 2).Sum(), 12);
    }

    public static TheoryData<string> Undirected => [.. SparsifierCatalog.Default.Select(e => e.Name).Where(m => m is not ("disparity" or "spectral" or "effective-resistance"))];

    [Theory]
    [MemberData(nameof(Undirected))]
    [Trait("Speed", "Slow")]
    public void Sparsify_EndsSoon_OnHardShapes(string method)
    {
        foreach (CsrGraph graph in HardGraphs.All.Append(ClassicGraphs.Bipartite(1000, 1000)))
        {
            double? keep = method == "spanner" ? null : method == "spanning-forest" ? 1 : 0.3;
            SparsifiedGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = keep });
            if (keep is { } fraction)
                Assert.Equal(TopSelection.CountFor(fraction, graph.EdgeCount), sparse.Graph.EdgeCount);
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Spectral_EndsSoon_WhereAllEdgesMeetAtTwoHubs()
    {
        SparsifiedGraph sparse = Sparsifier.Sparsify(HardGraphs.TwoHubs, new SparsifierOptions { Method = "spectral", Keep = 0.6 });
        Assert.Equal(TopSelection.CountFor(0.6, HardGraphs.TwoHubs.EdgeCount), sparse.Graph.EdgeCount);
        Assert.Equal(1, GraphSparse.Analytics.ConnectedComponents.Find(sparse.Graph).Count);
    }

    private static SparsifiedGraph Spanner(CsrGraph graph, int stretch, ulong seed) => Sparsifier.Sparsify(
        graph, new SparsifierOptions { Method = "spanner", Stretch = stretch, Construction = SpannerConstruction.BaswanaSen }, seed, WeightSense.Length);

    private static double[] DijkstraOf(CsrGraph graph, int source) => ShortestPaths.Find(graph, source, new ShortestPathOptions { Length = EdgeLength.Weight }).Distances;
}
