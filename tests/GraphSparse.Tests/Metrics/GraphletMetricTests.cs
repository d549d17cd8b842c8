using GraphSparse.Metrics;
using GraphSparse.Tests.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Metrics;

/// <summary>The graphlet correlation distance is what its definition gives from counts found set by set.</summary>
public class GraphletMetricTests
{
    [Fact]
    public void Distance_IsThatOfTheDefinition()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (CsrGraph a, CsrGraph b) = (OrbitCounterTests.RandomGraph(seed), OrbitCounterTests.RandomGraph(seed + 1000));
            MetricValue[] values = [.. MetricCatalog.Default.Find("graphlets").Measure(new Comparison(a, b, 0, Parallelism.Sequential))];
            Assert.Equal(["graphlets", "graphlets.l1"], values.Select(v => v.Name));
            Assert.Equal(Distance(a, b), values[0].Value, 9);
            Assert.Equal(SharesOf(a).Zip(SharesOf(b), (x, y) => Math.Abs(x - y)).Sum(), values[1].Value, 9);
        }
    }

    [Fact]
    public void EqualGraphs_HaveNoDistance_AndAThinnedOneHas()
    {
        Assert.All(MetricCatalog.Default.Find("graphlets").Measure(new Comparison(Fixtures.Karate, Fixtures.Karate, 0, Parallelism.Sequential)), v => Assert.Equal(0, v.Value));
        CsrGraph empty = CsrGraph.Empty(34);
        Assert.All(MetricCatalog.Default.Find("graphlets").Measure(new Comparison(Fixtures.Karate, empty, 0, Parallelism.Sequential)), v => Assert.True(v.Value > 0.5, v.ToString()));
    }

    private static double Distance(CsrGraph a, CsrGraph b) => Math.Sqrt(CorrelationsOf(a).Zip(CorrelationsOf(b), (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>Spearman correlations by ranks that are counted one against all others.</summary>
    private static double[] CorrelationsOf(CsrGraph graph)
    {
        long[,] orbits = new BruteOrbits(graph).Orbits;
        int n = graph.VertexCount + 1;
        double[][] ranks = [.. new[] { 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11 }.Select(o =>
        {
            long[] counts = [.. Enumerable.Range(0, n - 1).Select(u => orbits[u, o]), 1];
            return counts.Select(c => counts.Count(d => d < c) + (counts.Count(d => d == c) - 1) / 2.0).ToArray();
        })];
        return [.. Enumerable.Range(0, 11).SelectMany(i => Enumerable.Range(i + 1, 10 - i).Select(j => Correlate(ranks[i], ranks[j])))];
    }

    private static double Correlate(double[] a, double[] b)
    {
        (double ma, double mb) = (a.Average(), b.Average());
        double covariance = a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum();
        double scale = Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
        return scale == 0 ? a.SequenceEqual(b) ? 1 : 0 : covariance / scale;
    }

    private static double[] SharesOf(CsrGraph graph)
    {
        double[] copies = [.. new BruteOrbits(graph).Graphlets.Skip(1).Select(g => (double)g)];
        return [.. copies.Select(c => copies.Sum() == 0 ? 0 : c / copies.Sum())];
    }
}
