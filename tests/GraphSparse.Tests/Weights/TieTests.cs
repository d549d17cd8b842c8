using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Weights;

/// <summary>What exact arithmetic makes equal is tied, and ties stand in the order of the vertices.</summary>
public class TieTests
{
    [Theory]
    [InlineData(4, 8, true)]
    [InlineData(7, 7, true)]
    [InlineData(9, 5, true)]
    [InlineData(3, 11, true)]
    public void Betweenness_OfATorus_IsOneValue(int width, int height, bool wrap)
    {
        CsrGraph torus = Grid(width, height, wrap);
        foreach (int threads in new[] { 1, 3 })
            Assert.Equal(Enumerable.Range(0, width * height), Ranking.Descending(BetweennessCentrality.Compute(torus, null, parallelism: new Parallelism(threads)).Values));
    }

    [Fact]
    public void Betweenness_OfAHypercube_IsOneValue()
    {
        var cube = new List<(int, int, double)>();
        for (int v = 0; v < 64; v++)
        {
            for (int bit = 0; bit < 6; bit++)
                cube.Add((Math.Min(v, v ^ (1 << bit)), Math.Max(v, v ^ (1 << bit)), 1));
        }

        Assert.Equal(Enumerable.Range(0, 64), Ranking.Descending(BetweennessCentrality.Compute(Lattices.Build(64, cube)).Values));
    }

    [Fact]
    public void Ranking_OfAGrid_TiesWhatAReflectionMakesEqual()
    {
        CsrGraph grid = Grid(7, 5, wrap: false);
        double[][] measures =
        [
            BetweennessCentrality.Compute(grid).Values, ClosenessCentrality.Compute(grid).Values, KatzCentrality.Compute(grid).Values,
            PageRank.Compute(grid, new PageRankOptions { Tolerance = 1e-13 }).Ranks,
        ];
        foreach (double[] values in measures)
        {
            double[] ranks = Ranking.Means(values);
            for (int v = 0; v < ranks.Length; v++)
            {
                Assert.Equal(ranks[v], ranks[v / 7 * 7 + 6 - v % 7]);
                Assert.Equal(ranks[v], ranks[(4 - v / 7) * 7 + v % 7]);
            }
        }
    }

    [Fact]
    public void Betweenness_CountsPaths_WhoseDecimalLengthsTie()
    {
        // 0.1 + 0.2 is 0.30000000000000004: from 0 to 2 there are two shortest paths, and half of them leads through 1.
        CsrGraph graph = Fixtures.FromText("0-1:0.1 1-2:0.2 0-2:0.3");
        Assert.Equal([0, 0.5, 0], BetweennessCentrality.Compute(graph, new BetweennessOptions { Length = EdgeLength.Weight }).Values);
        Assert.Equal([-1, 0, 0], ShortestPaths.Find(graph, 0, new ShortestPathOptions { Length = EdgeLength.Weight }).Parents);
        // Lengths that differ by more than rounding do not tie.
        CsrGraph longer = Fixtures.FromText("0-1:0.1 1-2:0.2 0-2:0.2999999999");
        Assert.Equal([0.0, 0, 0], BetweennessCentrality.Compute(longer, new BetweennessOptions { Length = EdgeLength.Weight }).Values);
    }

    [Fact]
    public void Betweenness_IsTheFigureOfTheIssue_OnADirectedGraphOfDecimalLengths()
    {
        CsrGraph graph = Fixtures.FromText("0-3:1 1-0:2 1-2:10 1-3:1 2-0:3.999 2-1:0.155 2-3:10 3-0:1 3-1:0.5 3-2:2.474", directed: true);
        Assert.Equal(4, BetweennessCentrality.Compute(graph, new BetweennessOptions { Length = EdgeLength.Weight }).Values[3]);
    }

    [Fact]
    public void Ranking_OrdersInfinities_AndKeepsDistinctValuesApart()
    {
        Assert.Equal([1, 0, 2], Ranking.Descending([1, double.PositiveInfinity, 1 - 1e-9]));
        Assert.Equal([0, 1], Ranking.Descending([1 - 1e-15, 1]));
        Assert.Equal([0, 1], Ranking.Descending([0, 1e-17]).Order());
        Assert.Equal([1, 0.0], Ranking.Means([2, 1]));
    }

    [Fact]
    public void Spearman_TiesVerticesOfEqualValue()
    {
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3 3-4");
        CsrGraph star = Fixtures.FromText("2-0 2-1 2-3 2-4");
        IReadOnlyList<MetricValue> values = GraphComparer.Compare(path, star, ["katz"]).Values;
        // Ranks of the path 0.5 2.5 4 2.5 0.5, of the star 1.5 but for the middle.
        // About their mean of 2: products sum to 5, squares to 9 and 5.
        Assert.Equal(5 / Math.Sqrt(45), values.Single(v => v.Name == "katz.spearman").Value, 12);
    }

    private static CsrGraph Grid(int width, int height, bool wrap)
    {
        var edges = new List<(int, int, double)>();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (wrap || x + 1 < width)
                    edges.Add((y * width + x, y * width + (x + 1) % width, 1));
                if (wrap || y + 1 < height)
                    edges.Add((y * width + x, (y + 1) % height * width + x, 1));
            }
        }

        return Lattices.Build(width * height, edges);
    }
}
