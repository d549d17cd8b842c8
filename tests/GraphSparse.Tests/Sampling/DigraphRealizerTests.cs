using GraphSparse.Sampling;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sampling;

public class DigraphRealizerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public void Realize_HasExactlyTheMatrices_WhateverTheNumberOfSwaps(int swaps)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            int n = 12 + 11 * (int)(seed % 13);
            DegreeMatrices wanted = DegreeMatrices.FromGraph(Fixtures.Random(n, n * (int)(2 + seed % 9), seed, directed: true));
            RealizedGraph realized = DigraphRealizer.Realize(wanted, new RealizationOptions { Swaps = swaps }, seed);
            DegreeMatrices got = DegreeMatrices.FromGraph(realized.Graph);
            Assert.Equal(0, realized.LoopsDropped);
            Assert.Equal(wanted.Joint, got.Joint);
            Assert.Equal(wanted.Correlation, got.Correlation);
        }
    }

    [Fact]
    public void Realize_TakesCompleteGraphs_WhereOnlyLoopsAreFree()
    {
        foreach (int n in new[] { 2, 3, 4, 7, 20, 60 })
        {
            var complete = new DegreeMatrices([new(n - 1, n - 1, n)], [new(n - 1, n - 1, (long)n * (n - 1))]);
            RealizedGraph realized = DigraphRealizer.Realize(complete);
            Assert.Equal((long)n * (n - 1), realized.Graph.EdgeCount);
        }
    }

    [Fact]
    public void Realize_GivesTheSameGraph_ForEveryNumberOfThreads()
    {
        DegreeMatrices matrices = DegreeMatrices.FromGraph(Fixtures.Random(5000, 40_000, 2, directed: true));
        CsrGraph one = DigraphRealizer.Realize(matrices, parallelism: new Parallelism(1)).Graph;
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one.Edges(), DigraphRealizer.Realize(matrices, parallelism: new Parallelism(threads)).Graph.Edges());
        Assert.NotEqual(one.Edges(), DigraphRealizer.Realize(matrices, seed: 43).Graph.Edges());
    }

    [Theory]
    [InlineData(UnplacedEdgePolicy.Discard)]
    [InlineData(UnplacedEdgePolicy.Redistribute)]
    public void Sample_KeepsDegreesUpToTheStatedShortfall(UnplacedEdgePolicy policy)
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            CsrGraph graph = Fixtures.Random(40 + 10 * (int)seed, 700, seed, directed: true);
            JdmSample sample = Jdm.Sample(graph, 0.2 + 0.02 * seed, policy, seed: seed);
            Assert.Equal(0, sample.Realized.LoopsDropped);
            long missing = policy == UnplacedEdgePolicy.Discard ? sample.Report.UnplacedStubs : 0;
            long pairs = sample.Report.Vertices * (sample.Report.Vertices - 1);
            Assert.Equal(Math.Min(pairs, sample.Report.Stubs - missing), sample.Graph.EdgeCount);
            if (sample.Report.UnplacedStubs == 0)
            {
                DegreeMatrices wanted = DegreeMatrices.FromGraph(graph).Rescale(0.2 + 0.02 * seed, seed).Matrices;
                Assert.Equal(wanted.Joint, DegreeMatrices.FromGraph(sample.Graph).Joint);
                Assert.Equal(wanted.Correlation, DegreeMatrices.FromGraph(sample.Graph).Correlation);
            }
        }
    }

    [Theory]
    [InlineData(true, UnplacedEdgePolicy.Discard)]
    [InlineData(true, UnplacedEdgePolicy.Redistribute)]
    [InlineData(false, UnplacedEdgePolicy.Discard)]
    [InlineData(false, UnplacedEdgePolicy.Redistribute)]
    public void Report_IsOfTheGraphThatWasMade_WhereArcsHadNoPlace(bool directed, UnplacedEdgePolicy policy)
    {
        CsrGraph complete = ClassicGraphs.Complete(40);
        CsrGraph graph = directed ? Digraph(complete) : complete;
        JdmSample sample = Jdm.Sample(graph, 0.5, policy);
        Assert.InRange(sample.Report.UnplacedStubs, 1, long.MaxValue);
        Assert.Equal(19, Enumerable.Range(0, sample.Graph.VertexCount).Max(v => sample.Graph.Neighbors(v).Length)); // 39 before: no degree is in both
        Assert.Equal((1, 1, 1), (sample.Report.JointDistance, sample.Report.CorrelationDistance, sample.Report.OutDegreeDistance));

        static CsrGraph Digraph(CsrGraph graph)
        {
            var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = true });
            foreach (Edge edge in graph.Edges())
            {
                builder.AddEdge(edge.Source, edge.Target);
                builder.AddEdge(edge.Target, edge.Source);
            }

            return builder.Build();
        }
    }

    [Fact]
    public void Sample_TakesDegenerateGraphs()
    {
        Assert.Equal(0, Jdm.Sample(CsrGraph.Empty(0, true), 0.5).Graph.VertexCount);
        Assert.Equal(500, Jdm.Sample(CsrGraph.Empty(1000, true), 0.5).Graph.VertexCount);
        CsrGraph star = Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 2000).Select(v => $"0-{v}")), directed: true);
        Assert.Contains("Take fraction 1", Assert.Throws<ArgumentException>(() => Jdm.Sample(star, 0.5)).Message, StringComparison.Ordinal); // half a hub
        Assert.Equal(2000, Jdm.Sample(star, 1).Graph.EdgeCount);
        Assert.Equal(star.EdgeCount, Jdm.Sample(star, 1).Graph.EdgeCount);
    }

    /// <summary>The acceptance table: KS and total variation within 20 % of the reference, nothing unplaced where the reference places all.</summary>
    [NetworkTheory]
    [InlineData(1.0, 0.0, 0.0, 0.0, 0.0, 0)]
    [InlineData(0.75, 0.0009, 0.0007, 0.051, 0.148, 0)]
    [InlineData(0.5, 0.0022, 0.0013, 0.086, 0.243, 0)]
    [InlineData(0.3, 0.0027, 0.0016, 0.138, 0.529, 312)]
    [InlineData(0.1, 0.023, 0.007, 0.221, 0.801, 819)]
    public void Sample_MeetsTheReference_OnWikiVote(double fraction, double ksIn, double ksOut, double joint, double correlation, int unplaced)
    {
        CsrGraph graph = Networks.Read("wiki-Vote", directed: true);
        JdmSample sample = Jdm.Sample(graph, fraction);
        RescaleReport report = sample.Report;
        Assert.True(report.InDegreeDistance <= 1.2 * ksIn + 5e-4, $"KS in {report.InDegreeDistance}");
        Assert.True(report.OutDegreeDistance <= 1.2 * ksOut + 5e-4, $"KS out {report.OutDegreeDistance}");
        Assert.True(report.JointDistance <= 1.2 * joint, $"joint {report.JointDistance}");
        Assert.True(report.CorrelationDistance <= 1.2 * correlation, $"correlation {report.CorrelationDistance}");
        Assert.True(report.UnplacedStubs <= 1.2 * unplaced, $"unplaced {report.UnplacedStubs}");
        Assert.Equal(0, sample.Realized.LoopsDropped);
    }
}
