using GraphSparse.Metrics;
using GraphSparse.Sparsification;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Spectral;

/// <summary>Effective resistances against closed forms, laws and a dense pseudo-inverse.</summary>
public class EffectiveResistanceTests
{
    private static double[] Exact(CsrGraph graph) => EffectiveResistance.Compute(graph).PerEdge;

    public static TheoryData<string, double> ClosedForms => new()
    {
        { "path", 1 }, { "star", 1 }, { "cycle", 1.0 * 11 / 12 }, { "complete", 2.0 / 9 }, { "bipartite", (3 + 5 - 1) / 15.0 }, { "hypercube", 7.0 / 12 },
    };

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void ClosedForm_Holds(string name, double expected)
    {
        CsrGraph graph = name switch
        {
            "path" => ClassicGraphs.Path(9),
            "star" => ClassicGraphs.Star(7),
            "cycle" => ClassicGraphs.Cycle(12),
            "complete" => ClassicGraphs.Complete(9),
            "bipartite" => ClassicGraphs.Bipartite(3, 5),
            _ => ClassicGraphs.Hypercube(3),
        };
        Assert.All(Exact(graph), r => Assert.Equal(expected, r, 1e-12));
    }

    [Fact]
    public void InnerEdgesOfALargeGrid_AreNearOneHalf()
    {
        CsrGraph grid = ClassicGraphs.Grid(41, 41);
        double[] resistances = Exact(grid);
        int middle = grid.Edges().Select((e, id) => (e, id)).First(p => p.e.Source == 20 * 41 + 20).id;
        Assert.Equal(0.5, resistances[middle], 0.002);
    }

    [Fact]
    public void SeriesAndParallel_Add()
    {
        // 2 Ω and 3 Ω in a row, beside 5 Ω: 2.5 Ω between the ends.
        double[] r = Exact(Fixtures.FromText("0-1:0.5 1-2:0.33333333333333333 0-2:0.2"));
        Assert.Equal(2.5, r[1], 1e-12); // edges in order: 0-1, 0-2, 1-2
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AgreesWithThePseudoInverse_AndFoster(ulong seed)
    {
        CsrGraph graph = ClassicGraphs.Conductances(120, 200, seed);
        var inverse = DenseLaplacian.PseudoInverse(graph);
        double[] r = Exact(graph);
        double sum = 0;
        int id = 0;
        foreach (Edge e in graph.Edges())
        {
            double expected = inverse[e.Source, e.Source] + inverse[e.Target, e.Target] - 2 * inverse[e.Source, e.Target];
            Assert.Equal(1, r[id] / expected, 1e-6);
            sum += e.Weight * r[id++];
        }

        Assert.Equal(119, sum, 1e-8);
    }

    [Fact]
    public void Karate_HasThePublishedValues()
    {
        double[] r = Exact(Fixtures.Karate);
        Edge[] edges = [.. Fixtures.Karate.Edges()];
        double Of(int u, int v) => r[Array.FindIndex(edges, e => e.Source == u && e.Target == v)];
        Assert.Equal(33, r.Sum(), 1e-9);
        Assert.Equal(0.142215, Of(32, 33), 5e-7);
        Assert.Equal(0.142215, r.Min(), 5e-7);
        Assert.Equal(0.193065, Of(0, 1), 5e-7);
        Assert.Equal(0.348997, Of(0, 31), 5e-7);
        Assert.Equal(1, r.Max(), 1e-12);
    }

    [Fact]
    public void MoreConductance_NeverRaisesAResistance()
    {
        CsrGraph graph = ClassicGraphs.Conductances(50, 60, 3);
        Edge[] edges = [.. graph.Edges()];
        double[] before = Exact(graph);
        var builder = new GraphBuilder(50);
        for (int e = 0; e < edges.Length; e++)
            builder.AddEdge(edges[e].Source, edges[e].Target, edges[e].Weight * (e % 3 == 0 ? 2 : 1));
        double[] after = Exact(builder.Build());
        for (int e = 0; e < edges.Length; e++)
            Assert.True(after[e] <= before[e] * (1 + 1e-12));
    }

    [Fact]
    public void Projections_AreCloseAndUnbiased()
    {
        CsrGraph graph = ClassicGraphs.Grid(30, 30);
        double[] exact = Exact(graph);
        EffectiveResistances estimate = EffectiveResistance.Compute(graph, new EffectiveResistanceOptions { ExactBelow = 0, Projections = 400 });
        Assert.False(estimate.IsExact);
        double[] ratio = [.. estimate.PerEdge.Zip(exact, (a, b) => a / b)];
        Assert.Equal(1, ratio.Average(), 0.02);
        Assert.Equal(Math.Sqrt(2.0 / 400), Math.Sqrt(ratio.Average(x => (x - 1) * (x - 1))), 0.02); // the error that theory gives
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void IsTheSameForAnyThreads(int threads)
    {
        CsrGraph graph = ClassicGraphs.Grid(60, 50);
        double[] one = EffectiveResistance.Compute(graph, parallelism: new Parallelism(1)).PerEdge;
        Assert.Equal(one, EffectiveResistance.Compute(graph, parallelism: new Parallelism(threads)).PerEdge);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    public void Sampling_KeepsExactlySoMany_AndEveryComponent(double keep)
    {
        CsrGraph graph = ClassicGraphs.Complete(60);
        SparsifiedGraph sparse = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "effective-resistance", Keep = keep });
        Assert.Equal((long)Math.Round(keep * graph.EdgeCount, MidpointRounding.ToEven), sparse.Graph.EdgeCount);
        Assert.NotEqual(double.PositiveInfinity, ConditionNumber.Measure(graph, sparse.Graph).Kappa);
    }

    [Fact]
    public void Sampling_IsUnbiased()
    {
        // The total weight of 200 samples is that of the graph on average.
        CsrGraph graph = ClassicGraphs.Complete(40);
        double mean = Enumerable.Range(0, 200).Average(seed =>
            Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "effective-resistance", Keep = 0.4 }, (ulong)seed).Graph.Edges().Sum(e => e.Weight));
        Assert.Equal(1, mean / graph.EdgeCount, 0.01);
    }

    [Fact]
    public void Epsilon_RemovesNothingFromAMesh_AndMuchFromACompleteGraph()
    {
        CsrGraph mesh = ClassicGraphs.Grid(20, 20);
        Assert.Equal(mesh.EdgeCount, Sparsifier.Sparsify(mesh, new SparsifierOptions { Method = "effective-resistance", Epsilon = 0.5 }).Graph.EdgeCount);
        CsrGraph dense = ClassicGraphs.Complete(400);
        SparsifiedGraph sparse = Sparsifier.Sparsify(dense, new SparsifierOptions { Method = "effective-resistance", Epsilon = 1 });
        Assert.InRange(sparse.RetainedFraction, 0.05, 0.2);
        ConditionNumberResult result = ConditionNumber.Measure(dense, sparse.Graph);
        Assert.InRange(result.LambdaMin, 0.5, 1);
        Assert.InRange(result.LambdaMax, 1, 2);
    }

    [Fact]
    public void KeepWeights_LeavesThem()
    {
        SparsifiedGraph sparse = Sparsifier.Sparsify(ClassicGraphs.Complete(40), new SparsifierOptions { Method = "effective-resistance", Keep = 0.3, KeepWeights = true });
        Assert.All(sparse.Graph.Edges(), e => Assert.Equal(1, e.Weight));
    }
}
