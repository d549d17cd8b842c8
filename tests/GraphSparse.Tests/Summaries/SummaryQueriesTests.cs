using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Answers from summaries are those of the matrix that they stand for.</summary>
public class SummaryQueriesTests
{
    public static IEnumerable<object[]> Cases() => from seed in Enumerable.Range(0, 12) from isWeighted in new[] { false, true } select new object[] { seed, isWeighted };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_AreThoseOfTheMatrix(int seed, bool isWeighted)
    {
        (Summary summary, double[,] matrix) = Make(seed, isWeighted);
        var queries = new SummaryQueries(summary);
        int n = summary.VertexCount;
        double[] degrees = [.. Enumerable.Range(0, n).Select(u => Row(matrix, u).Sum())];
        AssertNear(degrees, queries.Degrees());
        AssertNear(PageRank(matrix, degrees), queries.PageRank());
        Assert.Equal(Triangles(matrix, null), queries.Triangles(), 1e-9);
        AssertNear([.. Enumerable.Range(0, n).Select(u => Triangles(matrix, u))], queries.TrianglesOfVertices());
        int[][] hops = AllHops(matrix);
        Assert.Equal(Components(hops), queries.Components());
        for (int u = 0; u < n; u++)
        {
            Assert.Equal(degrees[u], queries.Degree(u), 1e-12);
            Assert.Equal(hops[u], queries.Hops(u));
            AssertNear(Restarting(matrix, degrees, u, 0.2), queries.RandomWalkWithRestart(u, 0.2));
            var row = new double[n];
            foreach (SummaryNeighbor neighbor in queries.Neighbors(u))
                row[neighbor.Vertex] = neighbor.Value;
            AssertNear(Row(matrix, u), row);
            for (int v = 0; v < n; v++)
                Assert.Equal(matrix[u, v], queries.EdgeValue(u, v), 1e-12);
        }
    }

    /// <summary>Numbers by hand: section 14 of the study of summaries that this is held to.</summary>
    [Fact]
    public void SmallSummaries_AnswerAsByHand()
    {
        CsrGraph toy = SummaryTests.Named("toy");
        var partition = new Partition([0, 1, 1, 0, 1]);
        Block[] blocks = BlockTable.Of(toy, partition);
        var both = new SummaryQueries(Summary.Build(partition, [.. blocks.Where(b => b.A != b.B || b.A == 1)], true, 6));
        Assert.Equal(1.425926, both.Triangles(), 1e-6);
        var cross = new SummaryQueries(Summary.Build(partition, [.. blocks.Where(b => b.A != b.B)], true, 6));
        Assert.Equal(0, cross.Triangles());
        double[] expected = [2.5, 5.0 / 3, 5.0 / 3, 2.5, 5.0 / 3];
        AssertNear(expected, cross.Degrees());

        var path = new Partition([0, 1, 0, 1]);
        var hops = new SummaryQueries(Summary.Build(path, [.. BlockTable.Of(SummaryTests.Named("P4"), path)], false, 3));
        Assert.Equal([0, 1, 2, 1], hops.Hops(0));
    }

    [Fact]
    public void VerticesThatAreNotThere_AreRefused()
    {
        var queries = new SummaryQueries(Summary.Of(Fixtures.Karate, new int[34], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => queries.Degree(34));
        Assert.Throws<ArgumentOutOfRangeException>(() => queries.Neighbors(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => queries.EdgeValue(0, 99));
        Assert.Throws<ArgumentOutOfRangeException>(() => queries.PageRank(damping: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => queries.RandomWalkWithRestart(0, restart: 0));
    }

    private static (Summary Summary, double[,] Matrix) Make(int seed, bool isWeighted)
    {
        var random = new Random(seed);
        int n = 6 + seed * 2;
        CsrGraph graph = SampleGraphs.Random(n, 3 * n, directed: false, weighted: false, seed);
        Summary summary = Summary.Of(graph, [.. Enumerable.Range(0, n).Select(_ => random.Next(n / 2))], seed % 3 == 0 ? 40 : 1000, isWeighted ? SummaryNorm.Two : SummaryNorm.One, isWeighted);
        var matrix = new double[n, n];
        foreach (Superedge edge in summary.Superedges)
        {
            double pairs = edge.A == edge.B ? summary.Sizes[edge.A] * (summary.Sizes[edge.A] - 1) / 2.0 : (double)summary.Sizes[edge.A] * summary.Sizes[edge.B];
            for (int u = 0; u < n; u++)
            {
                for (int v = 0; v < n; v++)
                {
                    (int a, int b) = (summary.Membership[u], summary.Membership[v]);
                    if (u != v && ((a == edge.A && b == edge.B) || (a == edge.B && b == edge.A)))
                        matrix[u, v] = isWeighted ? edge.Edges / pairs : 1;
                }
            }
        }

        return (summary, matrix);
    }

    private static double[] Row(double[,] matrix, int u) => [.. Enumerable.Range(0, matrix.GetLength(0)).Select(v => matrix[u, v])];

    private static double[] PageRank(double[,] matrix, double[] degrees)
    {
        int n = degrees.Length;
        double[] values = [.. degrees.Select(_ => 1.0 / n)];
        for (int iteration = 0; iteration < 500; iteration++)
        {
            double lost = Enumerable.Range(0, n).Sum(u => degrees[u] > 0 ? 0 : values[u]);
            double[] before = values;
            values = [.. Enumerable.Range(0, n).Select(v => (0.15 + 0.85 * lost) / n + 0.85 * Enumerable.Range(0, n).Sum(u => degrees[u] > 0 ? before[u] * matrix[u, v] / degrees[u] : 0))];
        }

        return values;
    }

    private static double[] Restarting(double[,] matrix, double[] degrees, int start, double restart)
    {
        int n = degrees.Length;
        double[] values = [.. degrees.Select((_, u) => u == start ? 1.0 : 0)];
        for (int iteration = 0; iteration < 400; iteration++)
        {
            double lost = Enumerable.Range(0, n).Sum(u => degrees[u] > 0 ? 0 : values[u]);
            double[] before = values;
            values = [.. Enumerable.Range(0, n).Select(v => (v == start ? restart + (1 - restart) * lost : 0) + (1 - restart) * Enumerable.Range(0, n).Sum(u => degrees[u] > 0 ? before[u] * matrix[u, v] / degrees[u] : 0))];
        }

        return values;
    }

    private static double Triangles(double[,] matrix, int? of)
    {
        int n = matrix.GetLength(0);
        double sum = 0;
        for (int u = 0; u < n; u++)
        {
            for (int v = u + 1; v < n; v++)
            {
                for (int w = v + 1; w < n; w++)
                {
                    if (of is null || of == u || of == v || of == w)
                        sum += matrix[u, v] * matrix[v, w] * matrix[u, w];
                }
            }
        }

        return sum;
    }

    private static int[][] AllHops(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        return [.. Enumerable.Range(0, n).Select(start =>
        {
            var hops = new int[n];
            Array.Fill(hops, -1);
            hops[start] = 0;
            for (int level = 0; level < n; level++)
            {
                for (int u = 0; u < n; u++)
                {
                    for (int v = 0; v < n && hops[u] == level; v++)
                    {
                        if (matrix[u, v] > 0 && hops[v] < 0)
                            hops[v] = level + 1;
                    }
                }
            }

            return hops;
        })];
    }

    private static int[] Components(int[][] hops)
    {
        var numbers = new Dictionary<int, int>();
        return [.. hops.Select(row => Array.FindIndex(row, h => h >= 0)).Select(first => numbers.TryGetValue(first, out int number) ? number : numbers[first] = numbers.Count)];
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-9);
    }
}
