using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics;

/// <summary>Sums of rows in registers are those of plain loops, bit by bit, for every number of columns.</summary>
public sealed class NeighborSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(331)]
    public void Sums_AreThoseOfPlainLoops(int columns)
    {
        TallMatrix x = TallMatrix.Gaussian(40, columns, 1, "tests", Parallelism.Sequential, default);
        int[] targets = [.. Enumerable.Range(0, 25).Select(k => k * 7 % 40)];
        double[] wide = [.. targets.Select(k => Math.Sin(k))];
        float[] narrow = [.. wide.Select(w => (float)w)];
        var plain = new float[columns];
        var scaled = new float[columns];
        foreach ((int target, float factor) in targets.Zip(narrow))
        {
            for (int j = 0; j < columns; j++)
            {
                plain[j] += x.Row(target)[j];
                scaled[j] += factor * x.Row(target)[j];
            }
        }

        var found = new float[columns];
        NeighborSums.Sum(targets, ref x.First, found);
        Assert.Equal(plain, found);
        NeighborSums.Sum(targets, narrow, ref x.First, found);
        Assert.Equal(scaled, found);
        NeighborSums.Sum(targets, wide, 1, ref x.First, found);
        Assert.Equal(scaled, found);
        NeighborSums.Sum(targets, Array.ConvertAll(wide, w => w * 1e200), 1e-200, ref x.First, found);
        for (int j = 0; j < columns; j++)
            Assert.Equal(scaled[j], found[j], 1e-5);
        NeighborSums.Sum([], ref x.First, found);
        Assert.All(found, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Ranges_CoverAllRows()
    {
        CsrGraph graph = Fixtures.Random(20_000, 60_000, 3);
        int[] bounds = RowRanges.Of(graph);
        Assert.Equal((0, 20_000), (bounds[0], bounds[^1]));
        Assert.True(bounds.Zip(bounds.Skip(1)).All(b => b.First < b.Second));
        Assert.InRange(bounds.Length, 10, 30);
        Assert.Equal([0], RowRanges.Of(CsrGraph.Empty(0)));
    }
}
