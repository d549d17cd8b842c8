using GraphSparse.Numerics;

namespace GraphSparse.Tests.Numerics;

/// <summary>Products of tall matrices in registers are those of plain loops.</summary>
public sealed class TallMatrixTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(63, 17)]
    [InlineData(130, 32)]
    [InlineData(5000, 45)]
    public void Gram_IsThatOfPlainLoops(int rows, int columns)
    {
        TallMatrix x = TallMatrix.Gaussian(rows, columns, 1, "tests", Parallelism.Sequential, default);
        double[] gram = x.Gram(new Parallelism(3), default);
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double expected = Enumerable.Range(0, rows).Sum(u => (double)x.Row(u)[i] * x.Row(u)[j]);
                Assert.Equal(expected, gram[i * columns + j], 1e-9 * rows);
            }
        }

        Assert.Equal(gram, x.Gram(Parallelism.Sequential, default));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 5, 9)]
    [InlineData(100, 40, 33)]
    [InlineData(2100, 130, 128)]
    public void Product_IsThatOfFusedLoops_BitByBit(int rows, int k, int columns)
    {
        TallMatrix x = TallMatrix.Gaussian(rows, k, 1, "tests", Parallelism.Sequential, default);
        double[] right = [.. Enumerable.Range(0, k * columns).Select(i => Math.Sin(i))];
        double[] shift = [.. Enumerable.Range(0, columns).Select(i => Math.Cos(i))];
        var y = new TallMatrix(rows, columns + 2);
        x.TimesInto(right, columns, y, 1, new Parallelism(3), default, shift: shift);
        for (int u = 0; u < rows; u += 7)
        {
            Assert.Equal(0, y.Row(u)[0]);
            for (int j = 0; j < columns; j++)
            {
                float sum = (float)shift[j];
                for (int i = 0; i < k; i++)
                    sum = MathF.FusedMultiplyAdd(x.Row(u)[i], (float)right[i * columns + j], sum);
                Assert.Equal(sum, y.Row(u)[j + 1]);
            }
        }
    }

    [Fact]
    public void RegistersOfBothWidths_GiveTheSameBits()
    {
        // What the processor here does not use is used by others: the loop is the same, so are its sums.
        float[] a = [.. Enumerable.Range(0, 16).Select(i => (float)Math.Sin(i))];
        float[] b = [.. Enumerable.Range(0, 16).Select(i => (float)Math.Cos(i))];
        var wide = new float[16];
        var narrow = new float[16];
        Lanes512<float>.MultiplyAdd(Lanes512<float>.Load(ref a[0]), Lanes512<float>.Load(ref b[0]), Lanes512<float>.All(0.1f)).Store(ref wide[0]);
        for (int i = 0; i < 16; i += 8)
            Lanes256<float>.MultiplyAdd(Lanes256<float>.Load(ref a[i]), Lanes256<float>.Load(ref b[i]), Lanes256<float>.All(0.1f)).Store(ref narrow[i]);
        Assert.Equal(wide, narrow);
        Assert.Equal(wide, a.Select((v, i) => MathF.FusedMultiplyAdd(v, b[i], 0.1f)));
    }

    [Fact]
    public void CholeskyInverse_TurnsTheMatrixIntoOne_AndRefusesDependentColumns()
    {
        TallMatrix x = TallMatrix.Gaussian(300, 12, 4, "tests", Parallelism.Sequential, default);
        double[] gram = x.Gram(Parallelism.Sequential, default);
        double[] inverse = Cholesky.InverseOf(gram, 12)!;
        for (int i = 0; i < 12; i++)
        {
            for (int j = 0; j < 12; j++)
            {
                double sum = 0;
                for (int a = 0; a < 12; a++)
                {
                    for (int b = 0; b < 12; b++)
                        sum += inverse[a * 12 + i] * gram[a * 12 + b] * inverse[b * 12 + j];
                }

                Assert.Equal(i == j ? 1 : 0, sum, 9);
                Assert.True(i <= j || inverse[i * 12 + j] == 0);
            }
        }

        for (int u = 0; u < x.Rows; u++)
            x.Row(u)[11] = x.Row(u)[0];
        Assert.Null(Cholesky.InverseOf(x.Gram(Parallelism.Sequential, default), 12));
    }
}
