using MathNet.Numerics.Distributions;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Pearson's test of counts against probabilities, added up over independent experiments.</summary>
internal sealed class ChiSquare
{
    private double _statistic;
    private int _freedom;

    /// <summary>Counts that were taken into the sum.</summary>
    public long Total { get; private set; }

    /// <summary>Adds an experiment; counts of impossible outcomes must be 0. Skips it where an expectation is below 5, since the test is no good there.</summary>
    public void Add(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        long total = counts.Sum();
        double weight = weights.Sum();
        var cells = counts.Zip(weights, (c, w) => (Count: c, Expected: total * w / weight)).ToList();
        Assert.All(cells.Where(c => c.Expected == 0), c => Assert.Equal(0, c.Count));
        cells.RemoveAll(c => c.Expected == 0);
        if (cells.Count < 2 || cells.Any(c => c.Expected < 5))
            return;
        _statistic += cells.Sum(c => Math.Pow(c.Count - c.Expected, 2) / c.Expected);
        _freedom += cells.Count - 1;
        Total += total;
    }

    /// <summary>Fails above the quantile that a right program exceeds once in a million seeds.</summary>
    public void AssertPlausible()
    {
        Assert.True(_freedom > 0);
        double limit = ChiSquared.InvCDF(_freedom, 1 - 1e-6);
        Assert.True(_statistic < limit, $"chi-square {_statistic} with {_freedom} degrees of freedom; the limit is {limit}");
    }
}
