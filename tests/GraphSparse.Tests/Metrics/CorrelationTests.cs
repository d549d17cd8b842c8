using GraphSparse.Metrics;

namespace GraphSparse.Tests.Metrics;

/// <summary>Correlations and standard errors against formulas and SciPy.</summary>
public class CorrelationTests
{
    private static readonly double[] A = [0.1, 2.5, -3, 7.25, 7.25, 1000];
    private static readonly double[] B = [5, -1, 0.5, 0.5, 12, 9];

    [Fact]
    public void Correlations_AreThoseOfSciPy()
    {
        Assert.Equal(0.437492972646138, Correlation.Pearson(A, B), 14); // scipy.stats.pearsonr(A, B)[0]
        Assert.Equal(0.4852941176470589, Correlation.Spearman(A, B), 14); // scipy.stats.spearmanr(A, B)[0]
    }

    [Fact]
    public void Pearson_IsOne_ToTheLastDigit_ForEqualValues()
    {
        for (int n = 0; n < 200; n++)
        {
            double[] values = [.. Enumerable.Range(0, n).Select(i => Math.Log(1 + i * 7919 % 211))];
            Assert.Equal(1, Correlation.Pearson(values, [.. values]));
        }
    }

    [Fact]
    public void Pearson_StaysInItsRange_WhereRoundingLeavesIt()
    {
        // The running sums of these give 1.0000000000000002, and the standard error would be the less than nothing of (1 - r²) / √(n - 1).
        double[] values = [0, 1, 4];
        Assert.Equal(1, Correlation.Pearson(values, Array.ConvertAll(values, v => v * 57 / 10.0)));
        Assert.Equal(-1, Correlation.Pearson(values, Array.ConvertAll(values, v => -v * 57 / 10.0)));
    }

    [Fact]
    public void Pearson_OfWhatDoesNotVary_AsksWhetherBothAreEqual()
    {
        double[] constant = [.. Enumerable.Repeat(0.1, 10)]; // ten of them sum to less than 1: a mean from that sum is not 0.1
        double[] near = [.. constant.Select((c, i) => c + i * 1e-12)];
        Assert.Equal(0, Correlation.Pearson(constant, [.. Enumerable.Range(0, 10).Select(i => i * 0.3)]));
        Assert.Equal(0, Correlation.Pearson(constant, [.. Enumerable.Repeat(0.2, 10)]));
        Assert.Equal(1, Correlation.Pearson(constant, near));
        Assert.Equal(1, Correlation.Pearson([], []));
    }

    [Fact]
    public void StandardErrors_AreByHand()
    {
        Assert.Equal(Math.Sqrt(5.0 / 3) / 2, Estimate.Mean([1, 2, 3, 4]).StandardError!.Value, 14);
        Assert.Equal(3, Estimate.Mean([7, 1]).StandardError!.Value, 14);
        Assert.Equal(Estimate.Sampled(1, 0), Estimate.Mean([7]));
        Assert.Equal(Estimate.Sampled(0, 0), Estimate.Mean([]));
    }
}
