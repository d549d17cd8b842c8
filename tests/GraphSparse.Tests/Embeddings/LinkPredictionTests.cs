using GraphSparse.Embeddings;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Edges that are held out leave components whole, and rankings are scored by their definitions.</summary>
public sealed class LinkPredictionTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void HeldOutEdges_LeaveComponentsWhole(double share)
    {
        CsrGraph graph = ClassicGraphs.Union(Fixtures.Random(200, 700, 2), ClassicGraphs.Path(9));
        LinkSplit split = LinkSplit.Draw(graph, share, 5);
        Assert.Equal((long)Math.Round(share * graph.EdgeCount), split.HeldOut.Count);
        Assert.Equal(split.HeldOut.Count, split.Others.Count);
        Assert.Equal(graph.EdgeCount - split.HeldOut.Count, split.Training.EdgeCount);
        Assert.All(split.HeldOut, e => Assert.True(graph.HasArc(e.Source, e.Target) && !split.Training.HasArc(e.Source, e.Target)));
        Assert.All(split.Others, e => Assert.False(e.Source == e.Target || graph.HasArc(e.Source, e.Target)));
        Assert.Equal(split.Others.Count, split.Others.Distinct().Count());
        Assert.Equal(Components(graph), Components(split.Training));
        Assert.NotEqual(split.HeldOut, LinkSplit.Draw(graph, share, 6).HeldOut);

        static int Components(CsrGraph g) => GraphSparse.Analytics.ConnectedComponents.Find(g).Count;
    }

    [Fact]
    public void ATree_HasNoEdgeToHoldOut_AndACliqueNoOtherPairs()
    {
        Assert.Contains("No edge can be held out", Assert.Throws<ArgumentException>(() => LinkSplit.Draw(ClassicGraphs.Path(20))).Message, StringComparison.Ordinal);
        Assert.Contains("hold out fewer", Assert.Throws<ArgumentException>(() => LinkSplit.Draw(ClassicGraphs.Complete(6))).Message, StringComparison.Ordinal);
        Assert.Contains("0-3 is no edge", Assert.Throws<ArgumentException>(() => LinkSplit.Of(ClassicGraphs.Path(5), [new(0, 3, 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => LinkSplit.Of(ClassicGraphs.Path(5), [new(0, 1, 1), new(1, 0, 1)])).Message, StringComparison.Ordinal);
        LinkSplit few = LinkSplit.Draw(ClassicGraphs.Cycle(20), 0.5);
        Assert.Equal((1, 10), (few.HeldOut.Count, few.Wanted));
    }

    [Fact]
    public void Rankings_AreScoredByTheirDefinitions()
    {
        double[] edges = [0.9, 0.8, 0.5, 0.5, 0.1];
        double[] others = [0.85, 0.5, 0.3, 0.1, 0.0];
        RankingScores scores = LinkPrediction.Rank(edges, others);
        double auc = edges.Average(e => others.Average(o => e > o ? 1 : e == o ? 0.5 : 0));
        Assert.Equal(auc, scores.Auc, 12);
        double precision = edges.Average(e => edges.Count(x => x >= e) / (double)(edges.Count(x => x >= e) + others.Count(x => x >= e)));
        Assert.Equal(precision, scores.AveragePrecision, 12);
    }

    [Fact]
    public void VectorsOfBlocks_TellEdgesFromOtherPairs()
    {
        var random = new Random(4);
        CsrGraph graph = ClassicGraphs.Build(120, from u in Enumerable.Range(0, 120) from v in Enumerable.Range(u + 1, 119 - u) where random.NextDouble() < (u / 30 == v / 30 ? 0.4 : 0.01) select (u, v));
        LinkSplit split = LinkSplit.Draw(graph, 0.1, 1);
        LinkScores scores = LinkPrediction.Evaluate(WhitenedIteration.Embed(split.Training, new() { Dimension = 8 }), split);
        Assert.InRange(scores.Vectors.Auc, 0.8, 1);
        Assert.InRange(scores.Vectors.AveragePrecision, 0.7, 1);
        Assert.InRange(scores.DegreeProduct.Auc, 0.3, 0.7);
        Assert.Throws<ArgumentException>(() => LinkPrediction.Evaluate(Embedding.From([1, 2], 1), split));
    }
}
