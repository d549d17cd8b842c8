using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>After any changes the summary is the graph, and its size the one that counting anew gives.</summary>
public class SummaryStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Streams_GiveTheGraph(int seed)
    {
        var random = new Random(seed);
        int n = 10 + 20 * seed;
        CsrGraph start = SampleGraphs.Random(n, seed % 2 == 0 ? 0 : 3 * n, directed: false, weighted: false, seed);
        var stream = new SummaryStream(start, seed: (ulong)seed);
        var edges = start.Edges().Select(e => (e.Source, e.Target)).ToHashSet();
        Assert.Equal(stream.Snapshot().RelativeSize, stream.RelativeSize, 1e-12);
        for (int step = 0; step < 600; step++)
        {
            (int u, int v) = (random.Next(n), random.Next(n));
            if (u == v)
                continue;
            (int, int) pair = (Math.Min(u, v), Math.Max(u, v));
            if (edges.Contains(pair) && random.Next(2) == 0)
            {
                edges.Remove(pair);
                stream.Apply(EdgeUpdate.Delete(u, v));
            }
            else
            {
                edges.Add(pair);
                stream.Apply(EdgeUpdate.Insert(u, v));
            }

            if (step % 20 != 0)
                continue;
            CorrectedSummary snapshot = stream.Snapshot();
            Assert.Equal(edges.Order(), snapshot.ToGraph().Edges().Select(e => (e.Source, e.Target)));
            Assert.Equal(snapshot.Summary.Superedges.Length + snapshot.Added.Length + snapshot.Removed.Length, stream.SuperedgesAndCorrections);
            Assert.Equal(edges.Count, stream.EdgeCount);
        }

        foreach ((int u, int v) in edges)
            stream.Apply(EdgeUpdate.Delete(u, v));
        Assert.Equal((0, 0), (stream.EdgeCount, stream.SuperedgesAndCorrections));
    }

    [Fact]
    public void FourCycle_MovesAsByHand()
    {
        var blocks = new ChangingBlocks(4);
        blocks.Start([0, 1, 2, 1]);
        foreach ((int u, int v) in new[] { (0, 1), (1, 2), (2, 3), (0, 3) })
            blocks.Change(u, v, 1);
        Assert.Equal(2, blocks.Cost);
        Assert.True(blocks.TryMove(0, 2, [1, 3]));
        Assert.Equal(1, blocks.Cost);
        Assert.Equal([2, 1, 2, 1], blocks.SuperOf.ToArray());
        Assert.False(blocks.TryMove(0, blocks.Free, [1, 3]));
    }

    /// <summary>A stream finds the groups of a graph that arrives edge by edge.</summary>
    [Fact]
    public void Insertions_AreSummarized()
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 8, size: 25, within: 1, between: 0, seed: 1);
        Edge[] edges = [.. graph.Edges()];
        new Random(1).Shuffle(edges);
        var stream = new SummaryStream(CsrGraph.Empty(graph.VertexCount));
        var again = new SummaryStream(CsrGraph.Empty(graph.VertexCount));
        foreach (Edge edge in edges)
        {
            stream.Apply(EdgeUpdate.Insert(edge.Source, edge.Target));
            again.Apply(EdgeUpdate.Insert(edge.Source, edge.Target));
        }

        Assert.True(stream.RelativeSize < 0.1, $"{stream.RelativeSize}");
        SummarizerTests.AssertSame(stream.Snapshot().Summary, again.Snapshot().Summary);
    }

    [Fact]
    public void WrongChanges_ChangeNothing()
    {
        var stream = new SummaryStream(Fixtures.Karate);
        long before = stream.SuperedgesAndCorrections;
        Assert.Throws<InvalidUpdateException>(() => stream.Apply(EdgeUpdate.Delete(0, 33)));
        Assert.Throws<InvalidUpdateException>(() => stream.Apply(EdgeUpdate.Insert(3, 3)));
        Assert.Throws<InvalidUpdateException>(() => stream.Apply(EdgeUpdate.Insert(0, 34)));
        stream.Apply(EdgeUpdate.Insert(0, 1)); // is there already
        Assert.Equal((before, 78), (stream.SuperedgesAndCorrections, stream.EdgeCount));
        Assert.Throws<ArgumentException>(() => new SummaryStream(Acceleration.Inputs.Sinks));
        Assert.ThrowsAny<ArgumentException>(() => new SummaryStream(Fixtures.Karate, new SummaryStreamOptions { Draws = -1 }));
    }
}
