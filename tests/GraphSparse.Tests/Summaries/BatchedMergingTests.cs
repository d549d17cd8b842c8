using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>A search by batches keeps to the budget as one in memory does, on any number of threads, and is not much worse.</summary>
public class BatchedMergingTests
{
    [Theory]
    [InlineData(SummaryNorm.One, SummaryWeights.Off)]
    [InlineData(SummaryNorm.One, SummaryWeights.On)]
    [InlineData(SummaryNorm.Two, SummaryWeights.Auto)]
    public void Budgets_AreKept_AndMoreBitsAreNeverWorse(SummaryNorm norm, SummaryWeights weights)
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 30, size: 20, within: 0.7, between: 0.04, seed: 4);
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        double before = double.MaxValue;
        for (int step = 0; step <= 10; step++)
        {
            Summary summary = Summarizer.Summarize(graph, new SummaryOptions { Ratio = step / 10.0, Norm = norm, Weights = weights, MaxBlocks = (int)graph.EdgeCount - 1 });
            Assert.True(summary.Passes > 0);
            Assert.True(summary.Bits <= step / 10.0 * full + 1e-6);
            double error = norm == SummaryNorm.One ? summary.Error.L1 : summary.Error.L2;
            Assert.True(error <= before + 1e-9, $"step {step}: {error} after {before}");
            var counted = SummaryError.Between(graph, summary);
            Assert.Equal(counted.L1, summary.Error.L1, 6);
            Assert.Equal(counted.L2, summary.Error.L2, 6);
            before = error;
        }
    }

    [Fact]
    public void Threads_DoNotChangeIt_AndSeveralBudgetsAreAsOneByOne()
    {
        CsrGraph graph = SampleGraphs.Random(3000, 40_000, directed: false, weighted: false, 5);
        double full = SummaryBits.OfGraph(3000, graph.EdgeCount);
        var options = new SummaryOptions { MaxBlocks = 20_000 };
        Summary[] expected = Summarizer.Summarize(graph, [0.15 * full, 0.5 * full], options, parallelism: Parallelism.Sequential);
        Assert.True(expected[0].Passes > 3);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Summary[] actual = Summarizer.Summarize(graph, [0.15 * full, 0.5 * full], options, parallelism: new Parallelism(threads));
            for (int i = 0; i < 2; i++)
                SummarizerTests.AssertSame(expected[i], actual[i]);
        }

        SummarizerTests.AssertSame(expected[1], Summarizer.Summarize(graph, options with { Ratio = 0.5 }));
    }

    /// <summary>With no more superedges than blocks in memory, and an error near that of the search that has everything in memory.</summary>
    [Fact]
    public void Errors_AreNearThoseOfASearchInMemory()
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 60, size: 40, within: 0.6, between: 0.004, seed: 2);
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        foreach (double ratio in new[] { 0.02, 0.1, 0.4 })
        {
            double inMemory = Summarizer.Summarize(graph, new SummaryOptions { Ratio = ratio }).Error.L1;
            foreach (double share in ratio < 0.4 ? new[] { 0.9, 0.3 } : [0.9])
            {
                Summary summary = Summarizer.Summarize(graph, new SummaryOptions { Ratio = ratio, MaxBlocks = (int)(share * graph.EdgeCount) });
                Assert.True(summary.Error.L1 <= 1.2 * inMemory, $"{summary.Error.L1} and {inMemory} in memory: ratio {ratio}, {share} of the edges");
            }
        }

        Summary few = Summarizer.Summarize(graph, [full], new SummaryOptions { MaxBlocks = 500 })[0];
        Assert.Equal(500, few.Superedges.Length);
    }

    /// <summary>Disjoint cliques and a star are found whatever the batches.</summary>
    [Fact]
    public void Cliques_AreFound()
    {
        var builder = new GraphBuilder();
        for (int clique = 0; clique < 400; clique++)
        {
            for (int i = 0; i < 10; i++)
            {
                for (int j = 0; j < i; j++)
                    builder.AddEdge(i * 400 + clique, j * 400 + clique);
            }
        }

        CsrGraph graph = builder.Build();
        Summary summary = Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.5, MaxBlocks = 2000 });
        Assert.Equal(0, summary.Error.L1);
        Assert.InRange(summary.SupervertexCount, 400, 410);
    }

    [Fact]
    public void RowsOfABatch_AreMergedAsAmongAllRows()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            CsrGraph graph = SampleGraphs.Random(80, 100 + 60 * seed, directed: false, weighted: false, seed);
            var random = new Random(seed);
            int[] groupOf = [.. Enumerable.Range(0, 80).Select(v => v % 50)];
            int[] sizes = [.. Enumerable.Range(0, 80).Select(v => v < 30 ? 2 : v < 50 ? 1 : 0)];
            int[] batch = [.. Enumerable.Range(0, 50).Where(_ => random.Next(2) == 0)];
            SupervertexRows some = new BatchRows(new GroupedRows(graph, groupOf, 80), sizes).Of(batch, new Parallelism(2), CancellationToken.None);
            var all = new SupervertexRows(graph, groupOf, Parallelism.Sequential, CancellationToken.None);
            Assert.Equal(batch.Length, some.RowCount);
            for (int step = 0; 2 * step + 1 < batch.Length; step++)
            {
                some.Merge([(2 * step, 2 * step + 1)], Parallelism.Sequential, CancellationToken.None);
                all.Merge([(batch[2 * step], batch[2 * step + 1])], Parallelism.Sequential, CancellationToken.None);
                for (int i = 0; i < batch.Length; i++)
                {
                    Assert.Equal((all.Sizes[batch[i]], all.Loops[batch[i]]), (some.Sizes[i], some.Loops[i]));
                    Assert.Equal(all.Edges(batch[i]).ToArray().Order(), some.Edges(i).ToArray().Order());
                }
            }

            Assert.Equal(batch.Length - batch.Length / 2, some.Count);
        }
    }

    /// <summary>Of a hub and its leaves in two groups, more arcs than are gathered at a time.</summary>
    [Fact]
    public void LongRows_AreAddedUp()
    {
        const int leaves = 200_000;
        var builder = new GraphBuilder();
        for (int v = 1; v <= leaves; v++)
            builder.AddEdge(0, v);
        for (int v = 1; v < 1000; v++)
            builder.AddEdge(v, v + 1);
        CsrGraph graph = builder.Build();
        int[] groupOf = [.. Enumerable.Range(0, leaves + 1).Select(v => v == 0 ? 0 : 1 + v % 2)];
        var rows = new GroupedRows(graph, groupOf, 3);
        Assert.Equal([Entry(1, leaves / 2), Entry(2, leaves / 2)], rows.Row(0, new RowScratch(), out int within).ToArray());
        Assert.Equal(0, within);
        Assert.Equal([Entry(0, leaves / 2), Entry(2, 999)], rows.Row(1, new RowScratch(), out within).ToArray());
        Assert.Equal(0, within);
        rows = new GroupedRows(graph, [.. groupOf.Select(g => Math.Min(g, 1))], 2);
        Assert.Equal([Entry(0, leaves)], rows.Row(1, new RowScratch(), out within).ToArray());
        Assert.Equal(999, within);

        static ulong Entry(int group, int edges) => ((ulong)group << 32) | (uint)edges;
    }

    [Fact]
    public void BestBlocks_AreTheFirstOfTheLargestGains()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            Block[] blocks = [.. Enumerable.Range(0, random.Next(300)).Select(i => new Block(i, i + 1, random.Next(1, 8), random.Next(8, 12)))];
            int most = random.Next(1, 60);
            var best = new BestBlocks(SummaryNorm.One, isWeighted: false, most);
            for (int time = 0; time < 2; time++)
            {
                foreach (Block block in blocks)
                    best.Add(block);
                Block[] expected = [.. blocks.Where(b => 2 * b.Edges > b.Pairs).OrderByDescending(b => 2 * b.Edges - b.Pairs).Take(most).OrderBy(b => b.A)];
                Assert.Equal(expected, best.Take().ToArray());
            }
        }
    }

    /// <summary>k superedges among s supervertices fit so many bits at best where s is as small as it can be.</summary>
    [Fact]
    public void NoSummary_HasMoreSuperedgesThanTheMost()
    {
        for (double bits = 0; bits < 1e7; bits = 1.7 * bits + 3)
        {
            long most = SummaryBits.MostSuperedges(bits);
            for (int s = 2; s < 4000; s++)
            {
                double fitting = Math.Min(s * (s + 1.0) / 2, Math.Floor(bits / (2 * Math.Log2(s))));
                Assert.True(fitting <= most, $"{fitting} among {s} in {bits} bits, and {most}");
            }
        }
    }

    [Fact]
    public void SmallMemory_LimitsBlocks()
    {
        var size = new GraphSize(1_000_000, 20_000_000, false, false, true);
        var options = new SummaryOptions { Ratio = 0.2 };
        Assert.Null(SummaryMemory.Within(long.MaxValue / 2, size, options).MaxBlocks);
        int before = int.MaxValue;
        foreach (long bytes in new[] { 1_000L << 20, 800L << 20, 600L << 20, 400L << 20 })
        {
            SummaryOptions within = SummaryMemory.Within(bytes, size, options);
            Assert.InRange(SummaryMemory.Search(size, 2, within), bytes / 2, bytes);
            Assert.Equal(within, SummaryMemory.Within(bytes + (1 << 20), size, options)); // a little more or less decides nothing
            Assert.True(within.MaxBlocks < before);
            before = within.MaxBlocks!.Value;
        }

        Assert.True(SummaryMemory.LeastSearch(size, 2, options) < 400L << 20);
        var small = new GraphSize(4000, 90_000, false, false, true);
        Assert.Equal(SummaryMemory.Search(small, 2, options), SummaryMemory.LeastSearch(small, 2, options)); // all rows take less than batches
        foreach (int? blocks in new int?[] { null, 1, 1000, 50_000 })
        {
            SummaryOptions given = options with { MaxBlocks = blocks };
            long least = SummaryMemory.LeastSearch(size, 8, given);
            Assert.InRange(SummaryMemory.Search(size, 8, SummaryMemory.Within(least, size, given)), 1, least);
        }

        Assert.Null(SummaryMemory.Within(1, size, options with { Algorithm = SummaryAlgorithm.Reference }).MaxBlocks);
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 1, MaxBlocks = 0 }));
        Assert.Throws<ArgumentException>(() => Summarizer.Summarize(Fixtures.Karate, new SummaryOptions { Ratio = 1, MaxBlocks = 10, Algorithm = SummaryAlgorithm.Reference }));
    }
}
