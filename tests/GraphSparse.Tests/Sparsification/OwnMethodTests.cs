using GraphSparse.Metrics;
using GraphSparse.Sampling;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification;

/// <summary>Methods that a program brings itself stand beside those of the catalogs.</summary>
public class OwnMethodTests
{
    private static readonly CsrGraph Karate = Fixtures.Karate;

    [Fact]
    public void AnOwnScore_KeepsItsBestEdges_AsAnEntryOfACatalogDoes()
    {
        SparsifiedGraph direct = Sparsifier.Sparsify(Karate, new DegreeProduct(), keep: 0.25);
        double[] scores = new DegreeProduct().Score(Karate, new EdgeIndex(Karate), new ScoreContext(42, TieBreaking.Hash, Parallelism.Sequential));
        double least = scores.OrderDescending().ElementAt((int)direct.KeptEdgeCount - 1);
        Assert.Equal(20, direct.KeptEdgeCount); // round(0.25 · 78)
        for (int e = 0; e < scores.Length; e++)
            Assert.True(direct.EdgeMask.Span[e] ? scores[e] >= least : scores[e] <= least);
        Assert.Equal("DegreeProduct: 20 of 78 edges (0.2564)", direct.ToString());

        Catalog<SparsifierEntry> catalog = SparsifierCatalog.Default.With(new SparsifierEntry("degree-product", "edges between hubs", "degrees", _ => new DegreeProduct()));
        var options = new SparsifierOptions { Method = "degree-product", Keep = 0.25 };
        Assert.Equal(direct.EdgeMask.ToArray(), Sparsifier.Sparsify(Karate, options, catalog: catalog).EdgeMask.ToArray());
        Assert.True(Sparsifier.Sparsify(Karate, options with { EnsureConnected = true, Keep = 0.5 }, catalog: catalog).KeptEdgeCount == 39);
        Assert.Equal([0.1, 0.5], SparsifierSweep.Run(Karate, options, [0.1, 0.5], catalog: catalog).Select(s => s.Options.Keep!.Value));
        Assert.Contains("There is no sparsifier 'degree-product'", Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(Karate, options)).Message, StringComparison.Ordinal);
        Assert.Contains("SparsifierOptions.Stretch does not apply to degree-product",
            Assert.Throws<ArgumentException>(() => Sparsifier.Sparsify(Karate, options with { Stretch = 3 }, catalog: catalog)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOwnSelector_SelectsAndWeighs()
    {
        SparsifiedGraph sparse = Sparsifier.Sparsify(Karate, new EverySecondEdge());
        Assert.Equal(39, sparse.KeptEdgeCount);
        Assert.All(sparse.Graph.Edges(), e => Assert.Equal(2, e.Weight));
        Assert.Equal(39, sparse.Diagnostics["skipped"]);
    }

    [Fact]
    public void AnOwnSampler_TakesVertices_AsAnEntryOfACatalogDoes()
    {
        var options = new SamplerOptions { Fraction = 0.5 };
        SampledGraph direct = Sampler.Sample(Karate, new FirstVertices(), options);
        Assert.Equal(Enumerable.Range(0, 17), direct.Vertices!);
        Assert.Equal(Karate.Edges().Count(e => e.Source < 17 && e.Target < 17), direct.Graph.EdgeCount);
        Catalog<SamplerEntry> catalog = SamplerCatalog.Default.With(new SamplerEntry("first", SampleUnit.Vertices, "the first vertices", "", new FirstVertices().Sample));
        Assert.Equal(direct.Graph.Edges(), Sampler.Sample(Karate, options with { Method = "first" }, catalog: catalog).Graph.Edges());
        Assert.Contains("SamplerOptions.Weighted does not apply to first", Assert.Throws<ArgumentException>(() => Sampler.Sample(Karate, options with { Method = "first", Weighted = true }, catalog: catalog)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOwnMetric_IsMeasuredBesideTheOthers()
    {
        Catalog<MetricEntry> catalog = MetricCatalog.Default.With(new MetricEntry("edges", "edges of the other graph per edge of the original", 1, "says nothing of which",
            c => [new MetricValue("edges", c.Ratio, Estimate.Exact)]));
        ComparisonReport report = GraphComparer.Compare(Karate, Sparsifier.Sparsify(Karate, new DegreeProduct(), 0.5).Graph, ["components", "edges"], catalog: catalog);
        Assert.Equal(0.5, report["edges"]);
        Assert.Equal(["components", "components.original", "components.other", "edges"], report.Values.Select(v => v.Name));
        Assert.Contains("edges 0.5", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("'kappa' was not measured", Assert.Throws<KeyNotFoundException>(() => report["kappa"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitTheGraph_IsRefused()
    {
        Assert.Contains("gave 3 scores; the graph has 78 edges", Assert.Throws<InvalidOperationException>(() => Sparsifier.Sparsify(Karate, new Wrong(new double[3]), 0.5)).Message, StringComparison.Ordinal);
        var broken = new double[78];
        broken[5] = double.NaN;
        Assert.Contains("edge 5", Assert.Throws<InvalidOperationException>(() => Sparsifier.Sparsify(Karate, new Wrong(broken), 0.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsifier.Sparsify(Karate, new DegreeProduct(), 0));
        Assert.Contains("vertex 40 at place 1", Assert.Throws<InvalidOperationException>(() => Sampler.Sample(Karate, new WrongVertices([1, 40]))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Sampler.Sample(Karate, new WrongVertices([4, 4])));
    }

    [Fact]
    public void AnOwnMetric_IsRefused_WhereItsValuesAreNone()
    {
        foreach (MetricValue?[] values in new MetricValue?[][] { [], [null], [new MetricValue("own", double.NaN, Estimate.Exact)], [new MetricValue("", 1, Estimate.Exact)], [new MetricValue("own", 1, null!)] })
        {
            Catalog<MetricEntry> catalog = MetricCatalog.Default.With(new MetricEntry("own", "", 1, "", _ => values!));
            Assert.Contains("The metric own gave", Assert.Throws<InvalidOperationException>(() => GraphComparer.Compare(Karate, Karate, ["own"], catalog: catalog)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnOwnSampler_IsRefused_WhereEndsOfItsEdgesAreLeftOut()
    {
        var flags = new bool[78];
        flags[0] = true; // 0–1
        var entry = new SamplerEntry("own", SampleUnit.Edges, "", "", _ => SampleSelection.OfEdges(flags, [0, 5]));
        Assert.Contains("the vertex 1, one of its endpoints, is left out", Assert.Throws<InvalidOperationException>(() => Sampler.Sample(Karate, entry)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Sampler.Sample(Karate, new SamplerEntry("own", SampleUnit.Edges, "", "", _ => SampleSelection.OfEdges(flags, [0, 1, 5]))).Graph.VertexCount);
        Assert.Contains("gave no selection", Assert.Throws<InvalidOperationException>(() => Sampler.Sample(Karate, new SamplerEntry("own", SampleUnit.Edges, "", "", _ => null!))).Message, StringComparison.Ordinal);
        Assert.Contains("SamplerOptions.SeedCount is 35", Assert.Throws<ArgumentException>(() => Sampler.Sample(Karate, new SamplerOptions { Method = SamplerMethods.Bfs, SeedCount = 35 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_IsRefusedInASentence()
    {
        Assert.Contains("gave no scores", Assert.Throws<InvalidOperationException>(() => Sparsifier.Sparsify(Karate, new Wrong(null!), 0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("made no score", Assert.Throws<InvalidOperationException>(() => Sparsifier.Sparsify(Karate, new SparsifierEntry("own", "", "", _ => null!))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SparsifierEntry("own", "", "", _ => new DegreeProduct(), "Nonsense"));
        Assert.Throws<ArgumentException>(() => SparsifierCatalog.Default.With(new SparsifierEntry("all", "", "", _ => new DegreeProduct())));
        Assert.Throws<ArgumentException>(() => SparsifierCatalog.Default.With(new SparsifierEntry("a,b", "", "", _ => new DegreeProduct())));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsifier.Sparsify(Karate, new SparsifierOptions { TieBreaking = (TieBreaking)99 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphBuilder(3, new BuildOptions { Duplicates = (DuplicatePolicy)9 }));
    }

    [Fact]
    public void OptionsThatWouldBeIgnored_AreRefused()
    {
        Assert.Equal("SamplerOptions.Jump applies only with SamplerOptions.Method = jump-walk, not with bfs.",
            Assert.Throws<ArgumentException>(() => new SamplerOptions { Method = SamplerMethods.Bfs, Jump = 0.7 }.Validate()).Message);
        new SamplerOptions { Method = SamplerMethods.JumpWalk, Jump = 0.7 }.Validate();
        Assert.Equal(17, Sampler.Sample(Karate, new FirstVertices(), new SamplerOptions { Fraction = 0.5, Jump = 0.7 }).Graph.VertexCount); // an own method may read it
        Assert.Contains("WalkOptions.Restart applies only with WalkOptions.Method = restart", Assert.Throws<ArgumentException>(() =>
            GraphSparse.Walks.RandomWalker.Walk(Karate, new GraphSparse.Walks.WalkOptions { Restart = 0.6 })).Message, StringComparison.Ordinal);
    }

    private sealed class DegreeProduct : IEdgeScore
    {
        public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) =>
            [.. graph.Edges().Select(e => graph.Degree(e.Source) * (double)graph.Degree(e.Target))];
    }

    private sealed class EverySecondEdge : IEdgeSelector
    {
        public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
        {
            bool[] kept = [.. Enumerable.Range(0, index.EdgeCount).Select(e => e % 2 == 0)];
            return new SelectedEdges(kept, [.. graph.Edges().Select(e => 2 * e.Weight)], new Dictionary<string, double> { ["skipped"] = kept.Count(k => !k) });
        }
    }

    private sealed class FirstVertices : ISampler
    {
        public SampleSelection Sample(SampleContext context) => SampleSelection.OfVertices([.. Enumerable.Range(0, context.Target)]);
    }

    private sealed class Wrong(double[] scores) : IEdgeScore
    {
        public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) => scores;
    }

    private sealed class WrongVertices(int[] vertices) : ISampler
    {
        public SampleSelection Sample(SampleContext context) => SampleSelection.OfVertices(vertices);
    }
}
