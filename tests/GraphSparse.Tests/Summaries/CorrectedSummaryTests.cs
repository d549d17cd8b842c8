using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Summaries with corrections are the graph, or wrong about each vertex only as far as allowed.</summary>
public class CorrectedSummaryTests
{
    [Fact]
    public void Corrections_AreThoseByHand()
    {
        CorrectedSummary toy = CorrectionSearch.Of(SummaryTests.Named("toy"), [0, 1, 1, 0, 1]);
        Assert.Equal([new Superedge(0, 1, 5)], toy.Summary.Superedges.ToArray());
        Assert.Equal([new VertexPair(0, 1)], toy.Removed.ToArray());
        Assert.Equal([new VertexPair(2, 4)], toy.Added.ToArray());
        Assert.Equal(0.5, toy.RelativeSize);
        Assert.Equal(0.5 + 5.0 / 6, toy.RelativeSizeWithMembership);
        Assert.Equal(3.0 / 13, CorrectionSearch.Of(SummaryTests.Named("two K4"), [0, 0, 0, 0, 1, 1, 1, 1]).RelativeSize);
    }

    [Fact]
    public void Graphs_AreReadBackFromTheirSummaries()
    {
        for (int seed = 0; seed < 25; seed++)
        {
            CsrGraph graph = SampleGraphs.Random(1 + 7 * seed, 30 * seed, directed: false, weighted: false, seed);
            CorrectedSummary summary = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = seed % 3 });
            Assert.Equal(graph.Edges(), summary.ToGraph().Edges());
            Assert.Equal(graph.VertexCount, summary.ToGraph().VertexCount);
            Assert.True(summary.RelativeSize <= 1, $"{summary.RelativeSize}");
        }
    }

    [Fact]
    public void Threads_DoNotChangeIt_AndRefinementsAreNeverWorse()
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 10, size: 30, within: 0.7, between: 0.02, seed: 4);
        CorrectedSummary before = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = 0 });
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            CorrectedSummary after = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = 3 }, parallelism: new Parallelism(threads));
            CorrectedSummary again = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = 3 });
            SummarizerTests.AssertSame(again.Summary, after.Summary);
            Assert.Equal(again.Added.ToArray(), after.Added.ToArray());
            Assert.Equal(again.Removed.ToArray(), after.Removed.ToArray());
            Assert.True(after.RelativeSize + after.RelativeSizeWithMembership <= before.RelativeSize + before.RelativeSizeWithMembership + 1e-12);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void WrongNeighbors_StayWithinTheBound(double bound)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            CsrGraph graph = SummarizerTests.BlockModel(blocks: 6, size: 4 + 2 * seed, within: 0.8, between: 0.05, seed);
            CorrectedSummary summary = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { ErrorBound = bound, Refinements = 1 });
            CsrGraph other = summary.ToGraph();
            for (int v = 0; v < graph.VertexCount; v++)
            {
                int wrong = graph.Neighbors(v).ToArray().Except(other.Neighbors(v).ToArray()).Count() + other.Neighbors(v).ToArray().Except(graph.Neighbors(v).ToArray()).Count();
                Assert.True(wrong <= bound * graph.Degree(v), $"vertex {v}: {wrong} of {graph.Degree(v)}");
            }

            CorrectedSummary exact = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = 1 });
            Assert.True(bound < 0.3 ? summary.RelativeSize <= exact.RelativeSize : summary.RelativeSize < exact.RelativeSize);
        }
    }

    /// <summary>Every vertex of a random graph ten times over.</summary>
    [Fact]
    public void Twins_AreFound()
    {
        CsrGraph seed = SampleGraphs.Random(20, 60, directed: false, weighted: false, 7);
        var builder = new GraphBuilder(200);
        foreach (Edge edge in seed.Edges())
        {
            for (int i = 0; i < 100; i++)
                builder.AddEdge(10 * edge.Source + i / 10, 10 * edge.Target + i % 10);
        }

        CorrectedSummary summary = Summarizer.SummarizeExactly(builder.Build());
        Assert.Equal(0, summary.Added.Length + summary.Removed.Length);
        Assert.True(summary.Summary.Superedges.Length <= seed.EdgeCount);
    }

    [Fact]
    public void Stars_AreOneSuperedge()
    {
        var builder = new GraphBuilder(2000);
        for (int leaf = 1; leaf < 2000; leaf++)
            builder.AddEdge(0, leaf);
        CorrectedSummary summary = Summarizer.SummarizeExactly(builder.Build(), new ExactSummaryOptions { Refinements = 2 });
        Assert.Equal((2, 1, 0, 0), (summary.Summary.SupervertexCount, summary.Summary.Superedges.Length, summary.Added.Length, summary.Removed.Length));
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        foreach (ExactSummaryOptions options in new ExactSummaryOptions[] { new() { ErrorBound = 1 }, new() { ErrorBound = double.NaN }, new() { Candidates = 2 }, new() { Refinements = -1 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.SummarizeExactly(Fixtures.Karate, options));
        Assert.Throws<ArgumentException>(() => Summarizer.SummarizeExactly(Acceleration.Inputs.Sinks));
    }
}
