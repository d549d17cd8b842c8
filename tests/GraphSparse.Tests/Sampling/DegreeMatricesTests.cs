using GraphSparse.Sampling;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sampling;

public class DegreeMatricesTests
{
    private const string Small = "0-1 0-2 1-2 2-0 2-3 3-0";

    [Fact]
    public void FromGraph_IsByHand_OnSixArcs()
    {
        DegreeMatrices matrices = DegreeMatrices.FromGraph(Fixtures.FromText(Small, directed: true));
        Assert.Equal([new(1, 1, 2), new(2, 2, 2)], matrices.Joint);
        Assert.Equal([new(1, 2, 2), new(2, 1, 2), new(2, 2, 2)], matrices.Correlation);
        matrices.Validate();
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 5)]
    [InlineData(10, 7)]
    [InlineData(3, 2)]
    public void Rescale_IsExact_OnCopiesOfOneGraph(int copies, int kept)
    {
        DegreeMatrices one = DegreeMatrices.FromGraph(Fixtures.FromText(Small, directed: true));
        RescaledMatrices rescaled = DegreeMatrices.FromGraph(Copies(copies)).Rescale(kept / (double)copies);
        Assert.Equal(one.Joint.Select(c => c with { Count = kept * c.Count }), rescaled.Matrices.Joint);
        Assert.Equal(one.Correlation.Select(c => c with { Count = kept * c.Count }), rescaled.Matrices.Correlation);
        Assert.Equal((0, 0.0, 0.0, 0L), (rescaled.Report.VerticesAdjusted, rescaled.Report.JointDistance, rescaled.Report.CorrelationDistance, rescaled.Report.UnplacedStubs));
    }

    [Fact]
    public void Validate_NamesTheCell_WhereOnlyALoopWouldDo()
    {
        var error = Assert.Throws<NotRealizableException>(() => new DegreeMatrices([new(1, 1, 1)], [new(1, 1, 1)]).Validate());
        Assert.Equal((1, 1, 1L, 0L), (error.FirstDegree, error.SecondDegree, error.Needed, error.Cap));
    }

    [Fact]
    public void Validate_TakesAStar()
    {
        var star = new DegreeMatrices([new(0, 2, 1), new(1, 0, 2)], [new(2, 1, 2)]);
        star.Validate();
        CsrGraph graph = DigraphRealizer.Realize(star).Graph;
        Assert.Equal(2, graph.EdgeCount);
        Assert.Equal(star.Joint, DegreeMatrices.FromGraph(graph).Joint);
    }

    [Fact]
    public void Validate_ComparesTheSums_BeforeItLooksAtC()
    {
        var error = Assert.Throws<NotRealizableException>(() => new DegreeMatrices([new(0, 3, 1), new(1, 0, 2)], [new(9, 9, 5)]).Validate());
        Assert.Contains("add up", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_RefusesWhatIsNoMatrix()
    {
        Assert.Throws<ArgumentException>(() => new DegreeMatrices([new(1, 1, -1)], []));
        Assert.Throws<ArgumentException>(() => new DegreeMatrices([new(1, 1, 1), new(1, 1, 2)], []));
        Assert.Throws<ArgumentException>(() => DegreeMatrices.FromGraph(Fixtures.Karate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void Rescale_RefusesFractionsOutsideTheRange(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DegreeMatrices.FromGraph(Copies(2)).Rescale(fraction));

    [Fact]
    public void Rescale_RoundsEveryCellAndEveryMarginToANeighbour_AndKeepsDistancesWithinTheirBounds()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            CsrGraph graph = Fixtures.Random(80 + 7 * (int)seed, 900, seed, directed: true);
            DegreeMatrices original = DegreeMatrices.FromGraph(graph);
            double fraction = seed % 3 == 0 ? 0.5 : 0.3 + 0.6 * new KeyedRandom(seed, "tests").NextDouble(0);
            RescaledMatrices rescaled = original.Rescale(fraction, seed);
            RescaleReport report = rescaled.Report;
            Assert.Equal(rescaled.Matrices.ArcsIn, rescaled.Matrices.ArcsOut);
            Assert.Equal(rescaled.Matrices.ArcsIn - report.UnplacedStubs, rescaled.Matrices.ArcCount);
            Assert.True(Math.Abs(report.Vertices - report.TargetVertices) < 1 + report.VerticesAdjusted);
            Assert.True(report.JointDistance <= report.JointBound + 1e-12);
            if (report.UnplacedStubs == 0 && report.ArcsInNewCells == 0)
                Assert.True(report.CorrelationDistance <= report.CorrelationBound + 1e-9, $"{report.CorrelationDistance} > {report.CorrelationBound}");
            if (report.VerticesAdjusted == 0)
            {
                foreach (Func<DegreeCell, int> degree in new Func<DegreeCell, int>[] { c => c.First, c => c.Second })
                {
                    Dictionary<int, long> after = rescaled.Matrices.Joint.GroupBy(degree).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
                    foreach (IGrouping<int, DegreeCell> line in original.Joint.GroupBy(degree))
                        Assert.True(Math.Abs(after.GetValueOrDefault(line.Key) - fraction * line.Sum(c => c.Count)) < 1 + 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Rescale_IsTheIdentity_AtOne()
    {
        DegreeMatrices original = DegreeMatrices.FromGraph(Fixtures.Random(500, 4000, 3, directed: true));
        RescaledMatrices rescaled = original.Rescale(1);
        Assert.Equal(original.Joint, rescaled.Matrices.Joint);
        Assert.Equal(original.Correlation, rescaled.Matrices.Correlation);
    }

    [Fact]
    public void Rescale_LeavesOutAsFewArcsAsAMaximumFlowSays()
    {
        int infeasible = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = Fixtures.Random(30 + 3 * (int)seed, 500, seed, directed: true);
            RescaledMatrices rescaled = DegreeMatrices.FromGraph(graph).Rescale(0.25, seed);
            var flow = MatrixFlowOracle.MaximumArcs(rescaled.Matrices);
            Assert.Equal(rescaled.Matrices.ArcsIn - flow, rescaled.Report.UnplacedStubs);
            infeasible += rescaled.Report.UnplacedStubs > 0 ? 1 : 0;
        }

        Assert.InRange(infeasible, 3, 40);
    }

    [Fact]
    public void Rescale_FailsWithNumbers_WhereAskedTo()
    {
        CsrGraph complete = Fixtures.FromText(string.Join(' ', Enumerable.Range(0, 6).SelectMany(u => Enumerable.Range(0, 6).Where(v => v != u).Select(v => $"{u}-{v}"))), directed: true);
        var error = Assert.Throws<NotRealizableException>(() => DegreeMatrices.FromGraph(complete).Rescale(0.5, policy: UnplacedEdgePolicy.Fail));
        Assert.Equal((15L, 6L), (error.Needed, error.Cap)); // three vertices of degree 5, and six pairs among them
    }

    [Fact]
    public void Rescale_BalancesByCombinations_WhereNoSingleVertexHelps()
    {
        // Slopes are +2 and −3 only, so a difference of 1 needs several vertices.
        var original = new DegreeMatrices([new(2, 0, 300), new(0, 3, 200)], [new(3, 2, 600)]);
        for (int percent = 1; percent < 100; percent++)
        {
            RescaledMatrices rescaled = original.Rescale(percent / 100.0 + 0.003);
            Assert.Equal(rescaled.Matrices.ArcsIn, rescaled.Matrices.ArcsOut);
            Assert.InRange(rescaled.Report.VerticesAdjusted, 0, 6);
        }
    }

    private static CsrGraph Copies(int copies)
    {
        var builder = new GraphBuilder(4 * copies, new BuildOptions { Directed = true });
        for (int copy = 0; copy < copies; copy++)
        {
            foreach (Edge edge in Fixtures.FromText(Small, directed: true).Edges())
                builder.AddEdge(4 * copy + edge.Source, 4 * copy + edge.Target);
        }

        return builder.Build();
    }
}
