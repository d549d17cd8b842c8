using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Spectral;

/// <summary>Laws of the spectral sparsifier, and its quality on meshes.</summary>
public class SpectralSparsifierTests
{
    public static TheoryData<string> Graphs => ["grid", "cube", "karate", "weights", "pieces", "hubs", "tree", "complete", "isolated", "empty", "single"];

    private static CsrGraph Graph(string name) => name switch
    {
        "grid" => ClassicGraphs.Grid(30, 20),
        "cube" => ClassicGraphs.Grid(9, 9, 9),
        "karate" => Fixtures.Karate,
        "weights" => ClassicGraphs.Conductances(300, 900, 3),
        "pieces" => ClassicGraphs.Union(ClassicGraphs.Grid(8, 8), ClassicGraphs.Union(ClassicGraphs.Complete(12), CsrGraph.Empty(3))),
        "hubs" => Fixtures.Random(500, 3000, 5),
        "tree" => ClassicGraphs.Conductances(200, 0, 3),
        "complete" => ClassicGraphs.Complete(40),
        "isolated" => CsrGraph.Empty(5),
        "single" => CsrGraph.Empty(1),
        _ => CsrGraph.Empty(0),
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Sparsifier_IsASubgraph_OfExactSize_WithTheComponents(string name)
    {
        CsrGraph graph = Graph(name);
        SpectralSparsifierResult result = SpectralSparsifier.Sparsify(graph);
        var weights = graph.Edges().ToDictionary(e => (e.Source, e.Target), e => e.Weight);
        Assert.All(result.Graph.Edges(), e => Assert.Equal(weights[(e.Source, e.Target)], e.Weight));
        Components components = ConnectedComponents.Find(graph);
        Assert.Equal(components.Labels, ConnectedComponents.Find(result.Graph).Labels);
        long forest = graph.VertexCount - components.Count;
        Assert.Equal(forest, result.ForestEdges);
        Assert.Equal(Math.Min(graph.EdgeCount, forest + (long)Math.Round(0.1 * graph.VertexCount, MidpointRounding.ToEven)), result.Graph.EdgeCount);
        Assert.True(ConditionNumber.Measure(graph, result.Graph).LambdaMin >= 1 - 1e-9);
    }

    [Theory]
    [InlineData("karate")]
    [InlineData("grid")]
    [InlineData("complete")]
    public void TraceOfATree_IsTheSumOfStretches(string name)
    {
        // tr(L_T⁺ L_G) = Σ w(e) R_T(e) over all edges of G.
        CsrGraph graph = Graph(name);
        var edges = new EdgeList(graph, default);
        (bool[] inForest, int[] roots) = EffectiveWeightForest.Build(graph, edges, new TieOrder(TieBreaking.Hash, 1), default);
        var forest = new RootedForest(graph.VertexCount, edges, inForest, roots);
        double stretch = Enumerable.Range(0, edges.Count).Sum(e => edges.Weight(e) * forest.Resistance(edges.Source[e], edges.Target[e]));
        double trace = DenseLaplacian.GeneralizedEigenvalues(graph, graph.KeepEdges(new EdgeIndex(graph), inForest)).Sum();
        Assert.Equal(1, trace / stretch, 1e-6);
    }

    [Fact]
    public void ForestResistance_IsThatOfThePath()
    {
        CsrGraph graph = ClassicGraphs.Conductances(80, 0, 6); // a tree, so resistance is that of the pseudo-inverse
        var edges = new EdgeList(graph, default);
        (bool[] inForest, int[] roots) = EffectiveWeightForest.Build(graph, edges, new TieOrder(TieBreaking.Hash, 1), default);
        var forest = new RootedForest(80, edges, inForest, roots);
        var inverse = DenseLaplacian.PseudoInverse(graph);
        for (int u = 0; u < 80; u += 3)
        {
            for (int v = 0; v < 80; v += 7)
                Assert.Equal(inverse[u, u] + inverse[v, v] - 2 * inverse[u, v], forest.Resistance(u, v), 1e-6 * (1 + forest.Resistance(u, v)));
        }
    }

    [Theory]
    [InlineData("cube", TieBreaking.Hash)]
    [InlineData("cube", TieBreaking.Id)]
    [InlineData("weights", TieBreaking.Hash)]
    [InlineData("pieces", TieBreaking.Hash)]
    [InlineData("hubs", TieBreaking.Id)]
    public void Forest_IsThatOfTheGraphAsItWasNumbered(string name, TieBreaking rule)
    {
        CsrGraph graph = Graph(name);
        var index = new EdgeIndex(graph);
        var ties = new TieOrder(rule, 9);
        (bool[] expected, int[] roots) = EffectiveWeightForest.Build(graph, new EdgeList(graph, default), ties, default);
        LocalityOrdering numbering = LocalityOrdering.BreadthFirst(graph, default);
        (CsrGraph copy, int[] originals) = numbering.Apply(graph, index, default);
        (bool[] inForest, int[] copyRoots) = EffectiveWeightForest.Build(copy, new EdgeList(copy, default), ties.ForCopy(originals), default, numbering.Places);
        Assert.Equal(roots, copyRoots.Select(r => numbering.Vertices[r]));
        Assert.All(Enumerable.Range(0, originals.Length), e => Assert.Equal(expected[originals[e]], inForest[e]));
    }

    [Fact]
    public void Time_IsToldByPhase()
    {
        SpectralSparsifierResult result = SpectralSparsifier.Sparsify(ClassicGraphs.Grid(40, 40), new SpectralSparsifierOptions { Kappa = 50 });
        Assert.Equal(["factor", "forest", "measure", "number", "select", "solve", "stretch"], result.Seconds.Keys.Order());
        Assert.All(result.Seconds.Values, seconds => Assert.True(seconds >= 0));
    }

    [Fact]
    public void MoreEdges_AreBetter()
    {
        CsrGraph graph = ClassicGraphs.Grid(60, 60);
        double[] kappas = [.. new[] { 0.0, 0.05, 0.1, 0.3 }.Select(d => ConditionNumber.Measure(graph, SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { OffTree = d }).Graph).Kappa)];
        Assert.True(kappas[0] > 3 * kappas[1] && kappas[1] > kappas[2] && kappas[2] > kappas[3], string.Join(" ", kappas));
    }

    [Theory]
    [InlineData(50.0)]
    [InlineData(10.0)]
    [InlineData(1.0)]
    public void KappaTarget_IsReached(double target)
    {
        CsrGraph graph = ClassicGraphs.Grid(40, 40);
        SpectralSparsifierResult result = SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { Kappa = target });
        Assert.True(ConditionNumber.Measure(graph, result.Graph).Kappa <= target * 1.001);
        Assert.True(result.Kappa <= target);
    }

    [Fact]
    public void Keep_IsExact_AndMustCoverTheForest()
    {
        CsrGraph graph = ClassicGraphs.Grid(30, 30);
        Assert.Equal((long)Math.Round(0.7 * graph.EdgeCount), SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { Keep = 0.7 }).Graph.EdgeCount);
        var error = Assert.Throws<ArgumentException>(() => SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { Keep = 0.3 }));
        Assert.Contains("899 edges", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void IsTheSameForAnyThreads(int threads)
    {
        CsrGraph graph = ClassicGraphs.Grid(120, 110);
        Assert.Equal(
            SpectralSparsifier.Sparsify(graph, seed: 4, parallelism: new Parallelism(1)).EdgeMask.ToArray(), SpectralSparsifier.Sparsify(graph, seed: 4, parallelism: new Parallelism(threads)).EdgeMask.ToArray());
    }

    [Fact]
    public void DenseSparsifiers_GoByIteration()
    {
        // Too much fill for elimination: the solver inside iterates, and the laws hold all the same.
        CsrGraph graph = Fixtures.Random(9000, 120_000, 2);
        SpectralSparsifierResult result = SpectralSparsifier.Sparsify(graph, new SpectralSparsifierOptions { Keep = 0.8, Rounds = 2 });
        Assert.Equal((long)Math.Round(0.8 * graph.EdgeCount), result.Graph.EdgeCount);
        Assert.InRange(ConditionNumber.Measure(graph, result.Graph, new ConditionNumberOptions { Tolerance = 1e-3 }).Kappa, 1, 20);
    }

    [NetworkTheory]
    [InlineData("fe_4elt2", 75)]
    [InlineData("4elt", 80)]
    [InlineData("delaunay_n15", 60)]
    public void Meshes_AreKeptWell(string name, double limit)
    {
        CsrGraph graph = GraphFiles.Network(name);
        double mean = Enumerable.Range(1, 3).Average(seed =>
            ConditionNumber.Measure(graph, SpectralSparsifier.Sparsify(graph, seed: (ulong)seed).Graph, new ConditionNumberOptions { Tolerance = 1e-3 }).Kappa);
        Assert.InRange(mean, 10, limit);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void UnitCubeGrid_IsKeptWell()
    {
        CsrGraph graph = ClassicGraphs.Grid(37, 37, 37);
        Assert.InRange(ConditionNumber.Measure(graph, SpectralSparsifier.Sparsify(graph).Graph, new ConditionNumberOptions { Tolerance = 1e-3 }).Kappa, 10, 250);
    }

    [Fact]
    public void Options_ThatDoNotApply_NameThoseThatDo()
    {
        var error = Assert.Throws<ArgumentException>(() => new SparsifierOptions { Method = "spectral", Epsilon = 0.5 }.Validate());
        Assert.Contains("SparsifierOptions.OffTree", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SparsifierOptions { Method = "spectral", Kappa = 50, OffTree = 0.1 }.Validate());
        Assert.Throws<ArgumentException>(() => new SparsifierOptions { Method = "random", Kappa = 50 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparsifierOptions { Method = "spectral", Kappa = 0.5 }.Validate());
    }
}
