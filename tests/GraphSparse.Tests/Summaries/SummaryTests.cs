using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Sizes and errors of summaries are those by hand, and those of looking at every pair.</summary>
public class SummaryTests
{
    /// <summary>Groups, the blocks that become superedges, then bits and errors with weights and without.</summary>
    [Theory]
    [InlineData("toy", "0 1 1 0 1", "0-1", 2, 9.321928, 5.333333, 1.914854, 7, 4, 2)]
    [InlineData("K3,3", "0 0 0 1 1 1", "0-1", 2, 11.169925, 0, 0, 8, 0, 0)]
    [InlineData("K4", "0 0 0 0", "0-0", 1, 2.584963, 0, 0, 0, 0, 0)]
    [InlineData("P4", "0 1 0 1", "0-1", 2, 7.584963, 3, 1.224745, 6, 2, 1.414214)]
    [InlineData("two K4", "0 0 0 0 1 1 1 1", "0-0 1-1", 2, 17.169925, 2, 1.414214, 12, 2, 1.414214)]
    [InlineData("star", "0 1 1 1 1 1", "0-1", 2, 10.321928, 0, 0, 8, 0, 0)]
    [InlineData("C4", "0 1 0 1", "0-1", 2, 8, 0, 0, 6, 0, 0)]
    public void Sizes_AndErrors_AreThoseByHand(string name, string groups, string kept, int supervertices, double bits, double l1, double l2, double plainBits, double plainL1, double plainL2)
    {
        CsrGraph graph = Named(name);
        var partition = new Partition([.. groups.Split(' ').Select(int.Parse)]);
        Block[] blocks = BlockTable.Of(graph, partition);
        HashSet<string> wanted = [.. kept.Split(' ')];
        foreach (bool isWeighted in new[] { true, false })
        {
            Block[] superedges = [.. blocks.Where(b => wanted.Contains($"{b.A}-{b.B}"))];
            Summary summary = Summary.Build(partition, superedges, isWeighted, graph.EdgeCount);
            Assert.Equal(supervertices, summary.SupervertexCount);
            Assert.Equal(isWeighted ? bits : plainBits, summary.Bits, 1e-5);
            Assert.Equal(isWeighted ? l1 : plainL1, summary.Error.L1, 1e-5);
            Assert.Equal(isWeighted ? l2 : plainL2, summary.Error.L2, 1e-5);
        }
    }

    [Fact]
    public void Graphs_HaveTheirBits()
    {
        Assert.Equal(27.863137, SummaryBits.OfGraph(5, 6), 6);
        Assert.Equal(78, SummaryBits.OfGraph(8, 13), 9);
        Assert.Equal(102, SummaryBits.OfSummary(8, 8, 13, 1), 9);
        Assert.Equal(0, SummaryBits.OfSummary(0, 0, 0, 1));
    }

    [Fact]
    public void Errors_AreThoseOfEveryPair_ForRandomPartitions()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int n = 2 + random.Next(40);
            CsrGraph graph = SampleGraphs.Random(n, random.Next(3 * n), directed: false, weighted: false, seed);
            int[] groups = [.. Enumerable.Range(0, n).Select(_ => random.Next(1 + n / 3))];
            foreach (bool isWeighted in new[] { true, false })
            {
                foreach (SummaryNorm norm in new[] { SummaryNorm.One, SummaryNorm.Two })
                {
                    double bits = random.NextDouble() * SummaryBits.OfGraph(n, graph.EdgeCount);
                    Summary summary = Summary.Of(graph, groups, bits, norm, isWeighted);
                    (double l1, double l2) = ByPairs(graph, summary);
                    Assert.Equal(l1, summary.Error.L1, 6);
                    Assert.Equal(l2, summary.Error.L2, 6);
                    Assert.True(summary.Bits <= bits + 1e-6, $"{summary.Bits} of {bits}");
                    Assert.True(summary.Error.L1 <= 2 * graph.EdgeCount + 1e-9 || norm == SummaryNorm.Two);
                    Assert.Equal(n, summary.Sizes.ToArray().Sum());
                    Assert.Equal(summary.Superedges.ToArray().OrderBy(e => e.A).ThenBy(e => e.B), summary.Superedges.ToArray());
                }
            }
        }
    }

    /// <summary>No set of as many superedges is better, and no larger one fits.</summary>
    [Fact]
    public void Selection_IsTheBest_OfAllSetsOfBlocks()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = SampleGraphs.Random(9, 14, directed: false, weighted: false, seed);
            var partition = new Partition([.. Enumerable.Range(0, 9).Select(v => v / 3)]);
            Block[] blocks = BlockTable.Of(graph, partition);
            double bits = 6 + 3 * (seed % 12);
            var ranked = new RankedBlocks();
            ranked.Rank(blocks, SummaryNorm.One, isWeighted: false);
            Selection selection = FinalSelection.Select(ranked, 9, partition.Count, bits, isWeighted: false);
            Block[] chosen = Summary.Keep(partition, ranked, bits, isWeighted: false);
            double error = ErrorWith(chosen).L1;
            Assert.Equal(error, 2 * (graph.EdgeCount - selection.Gain), 9);
            for (int set = 0; set < 1 << blocks.Length; set++)
            {
                Block[] kept = [.. blocks.Where((_, i) => (set >> i & 1) == 1)];
                if (kept.Length == selection.Superedges)
                    Assert.True(error <= ErrorWith(kept).L1 + 1e-9);
            }

            Assert.Equal(selection.Bits, Summary.Build(partition, chosen, false, graph.EdgeCount).Bits, 9);

            SummaryError ErrorWith(Block[] kept) => Summary.Build(partition, kept, false, graph.EdgeCount).Error;
        }
    }

    [Fact]
    public void MoreBits_AreNeverWorse_AndNoneAreEnough()
    {
        CsrGraph graph = Fixtures.Karate;
        int[] groups = [.. Enumerable.Range(0, 34).Select(v => v % 9)];
        double before = double.PositiveInfinity;
        for (int step = 0; step <= 40; step++)
        {
            Summary summary = Summary.Of(graph, groups, step * 20);
            Assert.True(summary.Error.L1 <= before);
            before = summary.Error.L1;
        }

        Summary nothing = Summary.Of(graph, groups, 0);
        Assert.Equal((1, 0, 0.0, 2.0 * 78), (nothing.SupervertexCount, nothing.Superedges.Length, nothing.Bits, nothing.Error.L1));
        Assert.Equal(0, Summary.Of(CsrGraph.Empty(0), [], 5).SupervertexCount);
        Assert.Equal(0, Summary.Of(CsrGraph.Empty(1), [0], 5).Error.Re1);
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Summary.Of(Fixtures.Karate, [0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Summary.Of(CsrGraph.Empty(1), [0], double.NaN));
        Assert.Throws<ArgumentException>(() => Summary.Of(Acceleration.Inputs.Sinks, new int[Acceleration.Inputs.Sinks.VertexCount], 1));
    }

    internal static (double L1, double L2) ByPairs(CsrGraph graph, Summary summary)
    {
        int n = graph.VertexCount;
        double l1 = 0;
        double squares = 0;
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < n; v++)
            {
                if (u == v)
                    continue;
                (int a, int b) = (Math.Min(summary.Membership[u], summary.Membership[v]), Math.Max(summary.Membership[u], summary.Membership[v]));
                double said = 0;
                foreach (Superedge edge in summary.Superedges.ToArray().Where(e => e.A == a && e.B == b))
                    said = summary.IsWeighted ? edge.Edges / (a == b ? summary.Sizes[a] * (summary.Sizes[a] - 1) / 2.0 : (double)summary.Sizes[a] * summary.Sizes[b]) : 1;
                double difference = Math.Abs((graph.Neighbors(u).BinarySearch(v) >= 0 ? 1 : 0) - said);
                l1 += difference;
                squares += difference * difference;
            }
        }

        return (l1, Math.Sqrt(squares));
    }

    internal static CsrGraph Named(string name)
    {
        (int n, string edges) = name switch
        {
            "toy" => (5, "0-2 0-4 1-3 2-3 2-4 3-4"),
            "K3,3" => (6, "0-3 0-4 0-5 1-3 1-4 1-5 2-3 2-4 2-5"),
            "K4" => (4, "0-1 0-2 0-3 1-2 1-3 2-3"),
            "P4" => (4, "0-1 1-2 2-3"),
            "two K4" => (8, "0-1 0-2 0-3 1-2 1-3 2-3 4-5 4-6 4-7 5-6 5-7 6-7 3-4"),
            "star" => (6, "0-1 0-2 0-3 0-4 0-5"),
            _ => (4, "0-1 1-2 2-3 3-0"),
        };
        var builder = new GraphBuilder(n);
        foreach (int[] edge in edges.Split(' ').Select(e => e.Split('-').Select(int.Parse).ToArray()))
            builder.AddEdge(edge[0], edge[1]);
        return builder.Build();
    }
}
