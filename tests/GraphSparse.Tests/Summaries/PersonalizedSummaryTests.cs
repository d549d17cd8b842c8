using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Weights of pairs are those by hand; summaries by them are better where they were asked to be.</summary>
public class PersonalizedSummaryTests
{
    [Fact]
    public void Weights_AreThoseByHand()
    {
        CsrGraph path = Fixtures.FromText("0-1 1-2");
        double[] importance = PersonalizedSearch.Importance(path, [0], 2);
        Assert.Equal([1, 0.5, 0.25], importance);
        var weights = new PairWeights(path, importance);
        Assert.Equal(3.428571, weights.Scale, 1e-6);
        Assert.Equal(1.714286, weights.Of(0, 1), 1e-6);
        Assert.Equal(0.428571, weights.Of(1, 2), 1e-6);
        Assert.Equal(0.857143, weights.Of(0, 2), 1e-6);
        Assert.Equal(6, 2 * (weights.Of(0, 1) + weights.Of(1, 2) + weights.Of(0, 2)), 1e-9);
        Assert.Equal([1, 0.5, 0.25, 1.0 / 16], PersonalizedSearch.Importance(Fixtures.FromText("0-1 1-2", vertexCount: 4), [0], 2)); // none reaches 3
    }

    [Fact]
    public void EqualWeights_GiveTheOrdinarySummary()
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 8, size: 15, within: 0.8, between: 0.05, seed: 2);
        double bits = 0.3 * SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        PersonalizedSummary personalized = Summarizer.Personalize(graph, bits, new PersonalizedOptions { Targets = [3], Decay = 1 });
        Summary ordinary = Summarizer.Summarize(graph, new SummaryOptions { Bits = bits });
        Assert.Equal(ordinary.Error.Re1, personalized.Error, 1e-9);
        Assert.Equal(personalized.Summary.Error.Re1, personalized.Error, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Errors_AreThoseOfEveryPair_AndSmallerAroundTargets(int threads)
    {
        CsrGraph graph = SampleGraphs.Random(300, 1500, directed: false, weighted: false, 9);
        double bits = 0.25 * SummaryBits.OfGraph(300, graph.EdgeCount);
        int[] targets = [5, 17];
        PersonalizedSummary personalized = Summarizer.Personalize(graph, bits, new PersonalizedOptions { Targets = targets, Decay = 3 }, parallelism: new Parallelism(threads));
        Assert.True(personalized.Summary.Bits <= bits + 1e-6);
        Assert.True(personalized.Error <= personalized.ErrorWithoutSuperedges);
        var weights = new PairWeights(graph, PersonalizedSearch.Importance(graph, targets, 3));
        Assert.Equal(ByPairs(graph, personalized.Summary, weights), personalized.Error, 1e-9);
        Summary ordinary = Summarizer.Summarize(graph, new SummaryOptions { Bits = bits });
        Assert.True(personalized.Error < 0.8 * ByPairs(graph, ordinary, weights), $"{personalized.Error} and {ByPairs(graph, ordinary, weights)}");
        SummarizerTests.AssertSame(personalized.Summary, Summarizer.Personalize(graph, bits, new PersonalizedOptions { Targets = targets, Decay = 3 }, parallelism: new Parallelism(8)).Summary);
    }

    /// <summary>Weights in whole units add up to a little more than those of the pairs.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void RegularGraphs_AreSummarized(int kind)
    {
        const int n = 500;
        var builder = new GraphBuilder(n);
        for (int v = 1; v < n; v++)
        {
            for (int u = kind == 0 ? 0 : kind == 1 ? v - 1 : Math.Max(0, v - 60); u < (kind == 0 ? 1 : v); u++)
                builder.AddEdge(u, v);
        }

        CsrGraph graph = builder.Build();
        foreach (double decay in new[] { 1.25, 7 })
        {
            PersonalizedSummary summary = Summarizer.Personalize(graph, 0.3 * SummaryBits.OfGraph(n, graph.EdgeCount), new PersonalizedOptions { Targets = [0, 3], Decay = decay });
            Assert.InRange(summary.Error, -1e-9, summary.ErrorWithoutSuperedges);
        }
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        foreach (PersonalizedOptions options in new PersonalizedOptions[] { new() { Targets = [] }, new() { Targets = [34] }, new() { Targets = [0], Decay = 0.5 }, new() { Targets = [0], Candidates = 1 } })
            Assert.ThrowsAny<ArgumentException>(() => Summarizer.Personalize(Fixtures.Karate, 100, options));
        Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Personalize(Fixtures.Karate, -1, new PersonalizedOptions { Targets = [0] }));
    }

    private static double ByPairs(CsrGraph graph, Summary summary, PairWeights weights)
    {
        var queries = new SummaryQueries(summary);
        double sum = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            for (int v = 0; v < graph.VertexCount; v++)
            {
                if (u != v)
                    sum += weights.Of(u, v) * Math.Abs((graph.Neighbors(u).BinarySearch(v) >= 0 ? 1 : 0) - queries.EdgeValue(u, v));
            }
        }

        return sum / graph.VertexCount / (graph.VertexCount - 1);
    }
}
