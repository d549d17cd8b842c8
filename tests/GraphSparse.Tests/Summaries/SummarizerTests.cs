using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Summaries keep to their budgets, come near the best that there are, and find what was planted.</summary>
public class SummarizerTests
{
    [Theory]
    [InlineData("K3,3", 0.4)]
    [InlineData("K3,3", 0.6)]
    [InlineData("star", 0.4)]
    [InlineData("star", 0.6)]
    [InlineData("C4", 0.4)]
    [InlineData("C4", 0.6)]
    [InlineData("K4", 0)]
    public void GraphsOfTwins_AreExact(string name, double ratio)
    {
        Summary summary = Summarizer.Summarize(SummaryTests.Named(name), new SummaryOptions { Ratio = ratio });
        Assert.Equal(0, summary.Error.L1);
    }

    /// <summary>The best of all partitions and superedges, on all small graphs that were drawn.</summary>
    [Fact]
    public void SmallGraphs_AreNearTheOptimum()
    {
        int near = 0;
        int cases = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            int n = 3 + seed % 4;
            CsrGraph graph = SampleGraphs.Random(n, n + seed % 6, directed: false, weighted: false, seed);
            foreach (double ratio in new[] { 0.2, 0.4, 0.6, 0.8, 1.0 })
            {
                double bits = ratio * SummaryBits.OfGraph(n, graph.EdgeCount);
                double optimum = AllPartitions(n).Min(p => BestError(graph, p, bits));
                double error = Summarizer.Summarize(graph, new SummaryOptions { Ratio = ratio }).Error.L1;
                Assert.True(error >= optimum - 1e-9, $"{error} is below the optimum, {optimum}: seed {seed}, ratio {ratio}");
                cases++;
                near += error <= Math.Max(1.5 * optimum, optimum + 2) ? 1 : 0;
            }
        }

        Assert.True(near >= 0.9 * cases, $"{near} of {cases}");
    }

    [Theory]
    [InlineData(SummaryNorm.One, SummaryWeights.Off)]
    [InlineData(SummaryNorm.One, SummaryWeights.On)]
    [InlineData(SummaryNorm.Two, SummaryWeights.Off)]
    [InlineData(SummaryNorm.Two, SummaryWeights.On)]
    [InlineData(SummaryNorm.Two, SummaryWeights.Auto)]
    public void Budgets_AreKept_AndMoreBitsAreNeverWorse(SummaryNorm norm, SummaryWeights weights)
    {
        CsrGraph graph = Fixtures.Karate;
        double full = SummaryBits.OfGraph(34, 78);
        double before = Error(new SummaryError(2 * 78, Math.Sqrt(2 * 78), 34));
        for (int step = 0; step <= 24; step++)
        {
            var options = new SummaryOptions { Ratio = step / 20.0, Norm = norm, Weights = weights };
            Summary summary = Summarizer.Summarize(graph, options);
            Assert.True(summary.Bits <= step / 20.0 * full + 1e-6);
            Assert.True(Error(summary.Error) <= before + 1e-12, $"step {step}: {Error(summary.Error)} after {before}");
            (double l1, double l2) = SummaryTests.ByPairs(graph, summary);
            Assert.Equal(l1, summary.Error.L1, 6);
            Assert.Equal(l2, summary.Error.L2, 6);
            Assert.Equal(weights switch { SummaryWeights.On => true, SummaryWeights.Off => false, _ => summary.IsWeighted }, summary.IsWeighted);
            before = Error(summary.Error);
        }

        double Error(SummaryError error) => norm == SummaryNorm.One ? error.Re1 : error.Re2;
    }

    /// <summary>With room for the identity partition the error is 0, and no bits are taken that are not needed.</summary>
    [Fact]
    public void EnoughBits_AreLossless()
    {
        double full = SummaryBits.OfGraph(34, 78);
        Summary summary = Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 3 });
        Assert.Equal(0, summary.Error.L1);
        Assert.True(summary.Bits < full + 34 * Math.Log2(34), $"{summary.Bits}");
        Assert.Equal(summary.Bits, Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 30 }).Bits);
    }

    [Fact]
    public void Threads_DoNotChangeIt_AndSeveralBudgetsAreAsOneByOne()
    {
        CsrGraph graph = SampleGraphs.Random(3000, 12_000, directed: false, weighted: false, 5);
        double full = SummaryBits.OfGraph(3000, graph.EdgeCount);
        Summary[] expected = Summarizer.Summarize(graph, [0.15 * full, 0.5 * full], new SummaryOptions(), parallelism: Parallelism.Sequential);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Summary[] actual = Summarizer.Summarize(graph, [0.15 * full, 0.5 * full], new SummaryOptions(), parallelism: new Parallelism(threads));
            for (int i = 0; i < 2; i++)
                AssertSame(expected[i], actual[i]);
        }

        AssertSame(expected[1], Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.5 }));
    }

    /// <summary>SSumM as published keeps to the budget, too, and is not better.</summary>
    [Theory]
    [InlineData(SummaryWeights.Off)]
    [InlineData(SummaryWeights.On)]
    public void TheReference_KeepsToTheBudget_AndIsNotBetter(SummaryWeights weights)
    {
        CsrGraph graph = BlockModel(blocks: 12, size: 20, within: 0.8, between: 0.03, seed: 1);
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        foreach (double ratio in new[] { 0.1, 0.3, 0.6 })
        {
            var options = new SummaryOptions { Ratio = ratio, Weights = weights, Algorithm = SummaryAlgorithm.Reference };
            Summary reference = Summarizer.Summarize(graph, options);
            Assert.True(reference.Bits <= ratio * full * (1 + 1e-9));
            Assert.InRange(reference.Error.L1, Summarizer.Summarize(graph, options with { Algorithm = SummaryAlgorithm.Annealing }).Error.L1, 2.0 * graph.EdgeCount);
            AssertSame(reference, Summarizer.Summarize(graph, options, parallelism: new Parallelism(3)));
        }
    }

    [Fact]
    public void PlantedBlocks_AreFound()
    {
        CsrGraph graph = BlockModel(blocks: 20, size: 50, within: 0.9, between: 0.01, seed: 3);
        int[] planted = [.. Enumerable.Range(0, 1000).Select(v => v / 50)];
        Summary expected = Summary.Of(graph, planted, 0.05 * SummaryBits.OfGraph(1000, graph.EdgeCount));
        Summary summary = Summarizer.Summarize(graph, new SummaryOptions { Bits = expected.Bits });
        double index = AdjustedRand(planted, summary.Membership.ToArray());
        Assert.True(index >= 0.95, $"adjusted Rand index {index}");

        // with six times the bits there are better groups than those planted, which fit the noise
        Assert.True(Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.05 }).Error.L1 < expected.Error.L1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CliquesAndMultipartiteGraphs_AreExact(bool isMultipartite)
    {
        var builder = new GraphBuilder(60);
        for (int u = 0; u < 60; u++)
        {
            for (int v = u + 1; v < 60; v++)
            {
                if (u % 5 == v % 5 != isMultipartite)
                    builder.AddEdge(u, v);
            }
        }

        Summary summary = Summarizer.Summarize(builder.Build(), new SummaryOptions { Bits = 60 * Math.Log2(5) + 10 * 2 * Math.Log2(5) + 1e-3 });
        Assert.Equal(0, summary.Error.L1);
        Assert.Equal(5, summary.SupervertexCount);
        for (int v = 0; v < 60; v++)
            Assert.Equal(v % 5, summary.Membership[v]);
    }

    [Fact]
    public void Hubs_AndLeaves_AreNoTrouble()
    {
        var builder = new GraphBuilder(20_003);
        for (int leaf = 3; leaf < 20_003; leaf++)
            builder.AddEdge(leaf % 3, leaf);
        Summary summary = Summarizer.Summarize(builder.Build(), new SummaryOptions { Ratio = 0.15 });
        Assert.Equal(0, summary.Error.L1);
        Assert.Equal(6, summary.SupervertexCount);
    }

    [Fact]
    public void EmptyAndSmallGraphs_AreSummarized()
    {
        foreach (int n in new[] { 0, 1, 2, 7 })
        {
            Summary summary = Summarizer.Summarize(CsrGraph.Empty(n), new SummaryOptions { Ratio = 0.5 });
            Assert.Equal((n == 0 ? 0 : 1, 0, 0.0, 0.0), (summary.SupervertexCount, summary.Superedges.Length, summary.Bits, summary.Error.L1));
        }
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions()));
        Assert.Throws<ArgumentException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 1, Bits = 1 }));
        foreach (double wrong in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = wrong }));
            Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Summarize(Fixtures.Karate, [wrong], new SummaryOptions()));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 1, Candidates = 3 }));
        Assert.Throws<ArgumentException>(() => Summarizer.Summarize(Acceleration.Inputs.Sinks, new SummaryOptions { Ratio = 1 }));
        Assert.Throws<OperationCanceledException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 1 }, cancellationToken: new CancellationToken(true)));
    }

    internal static void AssertSame(Summary expected, Summary actual)
    {
        Assert.Equal(expected.Membership.ToArray(), actual.Membership.ToArray());
        Assert.Equal(expected.Superedges.ToArray(), actual.Superedges.ToArray());
        Assert.Equal((expected.Bits, expected.Error), (actual.Bits, actual.Error));
    }

    internal static CsrGraph BlockModel(int blocks, int size, double within, double between, int seed)
    {
        var random = new Random(seed);
        var builder = new GraphBuilder(blocks * size);
        for (int u = 0; u < blocks * size; u++)
        {
            for (int v = u + 1; v < blocks * size; v++)
            {
                if (random.NextDouble() < (u / size == v / size ? within : between))
                    builder.AddEdge(u, v);
            }
        }

        return builder.Build();
    }

    private static double AdjustedRand(int[] a, int[] b)
    {
        double together = Pairs(a.Zip(b).GroupBy(p => p).Select(g => g.Count()));
        double inA = Pairs(a.GroupBy(p => p).Select(g => g.Count()));
        double inB = Pairs(b.GroupBy(p => p).Select(g => g.Count()));
        double expected = inA * inB / Pairs([a.Length]);
        return (together - expected) / ((inA + inB) / 2 - expected);

        static double Pairs(IEnumerable<int> counts) => counts.Sum(c => c * (c - 1.0) / 2);
    }

    private static IEnumerable<int[]> AllPartitions(int n)
    {
        var groups = new int[n];
        return From(1, 0);

        IEnumerable<int[]> From(int v, int largest)
        {
            if (v == n)
            {
                yield return (int[])groups.Clone();
                yield break;
            }

            for (int g = 0; g <= largest + 1; g++)
            {
                groups[v] = g;
                foreach (int[] all in From(v + 1, Math.Max(largest, g)))
                    yield return all;
            }
        }
    }

    /// <summary>The smallest error with any number of the best superedges that fits, without making supervertices one.</summary>
    private static double BestError(CsrGraph graph, int[] groups, double bits)
    {
        var partition = new Partition(groups);
        double[] gains = [.. BlockTable.Of(graph, partition).Select(b => 2.0 * b.Edges - b.Pairs).Where(g => g > 0).OrderDescending()];
        double best = double.PositiveInfinity;
        for (int k = 0; k <= gains.Length; k++)
        {
            if (SummaryBits.OfSummary(groups.Length, partition.Count, k, 1) <= bits + 1e-9)
                best = Math.Min(best, 2 * (graph.EdgeCount - gains[..k].Sum()));
        }

        return best;
    }
}
