using GraphSparse.Sparsification;

namespace GraphSparse.Tests.Sparsification;

public class TopSelectionTests
{
    [Theory]
    [InlineData(0.5, 5, 2)]
    [InlineData(0.5, 7, 4)]
    [InlineData(0.3, 10, 3)]
    [InlineData(1, 9, 9)]
    [InlineData(0.001, 10, 0)]
    public void CountFor_RoundsHalvesToEven(double fraction, long edges, long expected) =>
        Assert.Equal(expected, TopSelection.CountFor(fraction, edges));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.0001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void CountFor_RefusesFractionsOutsideTheRange(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TopSelection.CountFor(fraction, 10));

    [Fact]
    public void Top_EqualsASort_OnRandomScoresWithManyTies()
    {
        double[] values = [double.NegativeInfinity, -3, -0.0, 0.0, 1e-300, 0.25, 0.5, 1, 1e300, double.PositiveInfinity];
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new KeyedRandom(seed, "tests");
            double[] scores = [.. Enumerable.Range(0, 60).Select(e => seed % 2 == 0 ? values[random.NextUInt64(e) % 10] : random.NextDouble(e) - 0.5)];
            foreach (TieBreaking rule in Enum.GetValues<TieBreaking>())
            {
                var ties = new TieOrder(rule, seed);
                int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(e => scores[e] + 0.0).ThenBy(ties.Hash).ThenBy(e => e)];
                for (int count = 0; count <= scores.Length; count += 7)
                {
                    bool[] selected = TopSelection.Top(scores, count, ties);
                    Assert.Equal(order.Take(count).Order(), Enumerable.Range(0, scores.Length).Where(e => selected[e]));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Top_EqualsASort_WhereThreadsShareTheEdges(int threads)
    {
        const int edges = 900_001; // parts of 2^18 edges and more
        var random = new KeyedRandom(3, "tests");
        double[] distinct = [.. Enumerable.Range(0, edges).Select(e => random.NextDouble(e))];
        double[] tied = [.. distinct.Select(s => Math.Floor(s * 5))];
        double[] values = [double.NegativeInfinity, -3, -0.0, 0.0, 1e-300, 0.25, 0.5, 1, 1e300, double.PositiveInfinity];
        double[] extreme = [.. distinct.Select(s => values[(int)(s * 10)])];
        double[] close = [.. distinct.Select(s => 1 + Math.Floor(s * 3000) * 1e-15)]; // told apart by the last digits alone
        foreach (double[] scores in new[] { distinct, tied, extreme, close, new double[edges] })
        {
            var ties = new TieOrder(TieBreaking.Hash, 9);
            int[] order = [.. Enumerable.Range(0, edges).OrderByDescending(e => scores[e] + 0.0).ThenBy(ties.Hash).ThenBy(e => e)];
            foreach (int count in new[] { 1, edges / 3, edges - 1 })
            {
                bool[] selected = TopSelection.Top(scores, count, ties, new Parallelism(threads));
                Assert.Equal(count, selected.Count(s => s));
                Assert.True(Array.TrueForAll(order[..count], e => selected[e]));
            }
        }
    }

    [Fact]
    public void Top_RefusesNaN() =>
        Assert.Throws<InvalidOperationException>(() => TopSelection.Top([1, double.NaN, 2], 1, new TieOrder(TieBreaking.Id, 0)));

    [Fact]
    public void Top_SpreadsTiesOverAllEdges_WhenHashed()
    {
        bool[] selected = TopSelection.Top(new double[10_000], 5000, new TieOrder(TieBreaking.Hash, 7));
        int firstHalf = selected.Take(5000).Count(s => s);
        Assert.InRange(firstHalf, 2300, 2700); // hypergeometric, standard deviation 25: eight of them each way
    }
}
