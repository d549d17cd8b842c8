using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>Products are what three loops over every place give, for every accumulator, semiring, shape and number of phases.</summary>
public class SparseProductTests
{
    public static TheoryData<int, int, int, double> Shapes => new()
    {
        { 0, 0, 0, 1 }, { 0, 5, 3, 1 }, { 5, 0, 3, 1 }, { 5, 3, 0, 1 }, { 1, 1, 1, 1 }, { 1, 60, 90, 5 }, { 60, 90, 1, 5 }, { 90, 1, 60, 1 },
        { 40, 30, 50, 2 }, { 30, 40, 63, 8 }, { 33, 64, 64, 12 }, { 25, 80, 65, 20 }, { 60, 60, 4100, 6 }, { 20, 200, 300, 100 }, { 12, 300, 9000, 9 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Multiply_IsTheSumOverK_Bitwise(int rows, int inner, int columns, double usual)
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(rows, inner, usual, seed: 1);
        SparseMatrix<double> b = RandomMatrices.Doubles(inner, columns, usual, seed: 2);
        SparseMatrix<double> expected = DenseProduct.ToSparse(DenseProduct.Multiply<double, PlusTimes<double>>(DenseProduct.Of(a), DenseProduct.Of(b)));
        foreach (SparseProductOptions options in EveryWay())
            DenseProduct.AssertSame(expected, SparseProduct.Multiply(a, b, options, new Parallelism(2)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Semirings_AgreeWithTheirDefinition(int rows, int inner, int columns, double usual)
    {
        Agree<float, PlusTimes<float>>(r => (float)r.NextDouble() - 0.5f, 1);
        Agree<long, PlusTimes<long>>(r => r.NextInt64(-5, 6), 1);
        Agree<int, PlusTimes<int>>(r => r.Next(), 1); // wraps around
        Agree<long, PlusPair<long>>(r => r.NextInt64(), 1);
        Agree<int, PlusPair<int>>(r => r.Next(), 1);
        Agree<bool, OrAnd>(r => r.Next(3) > 0, true);
        Agree<double, MinPlus<double>>(r => r.Next(20) == 0 ? double.NaN : r.NextDouble() * 9, 0);
        Agree<ulong, LeftWord>(r => (ulong)r.NextInt64(), 1);

        void Agree<T, TSemiring>(Func<Random, T> value, T one) where T : unmanaged where TSemiring : struct, ISemiring<T>
        {
            SparseMatrix<T> a = RandomMatrices.Create(rows, inner, usual, 3, value);
            SparseMatrix<T> b = RandomMatrices.Create(inner, columns, usual, 4, value);
            foreach ((SparseMatrix<T> left, SparseMatrix<T> right) in new[] { (a, b), (a.AsPattern<T>(), b), (a, b.AsPattern<T>()), (a.AsPattern<T>(), b.AsPattern<T>()) })
            {
                SparseMatrix<T> expected = DenseProduct.ToSparse(DenseProduct.Multiply<T, TSemiring>(DenseProduct.Of(left, one), DenseProduct.Of(right, one)));
                foreach (SparseProductOptions options in EveryWay())
                    DenseProduct.AssertSame(expected, SparseProduct.Multiply<T, TSemiring>(left, right, options, new Parallelism(2)));
            }
        }
    }

    [Fact]
    public void Multiply_KeepsZerosNanAndInfinity()
    {
        SparseMatrix<double> a = SparseMatrix.FromEntries<double>(1, 3, [new(0, 0, 1), new(0, 1, double.PositiveInfinity), new(0, 2, -1)]);
        SparseMatrix<double> b = SparseMatrix.FromEntries<double>(3, 5,
            [new(0, 0, 1), new(2, 0, 1), new(1, 1, 0), new(1, 2, 2), new(0, 3, double.NaN), new(2, 3, 1), new(2, 4, 0)]);
        SparseMatrix<double> product = SparseProduct.Multiply(a, b);
        Assert.Equal([0, double.NaN, double.PositiveInfinity, double.NaN, -0.0], product.Values(0).ToArray());
        Assert.True(double.IsNegative(product.Values(0)[4])); // −1 · 0, and nothing is added to it
    }

    [Fact]
    public void Multiply_OfAWideMatrix_TakesEveryAccumulator()
    {
        const int columns = 16_000_000; // where merging, a table and a place for each column all have rows that they suit
        var random = new Random(6);
        var entries = new List<SparseEntry<double>>();
        for (int row = 0; row < 50; row++)
        {
            int length = row == 0 ? 2000 : row < 10 ? 300 : 10;
            entries.AddRange(Enumerable.Range(0, length).Select(_ => random.Next(columns)).Distinct().Select(column => new SparseEntry<double>(row, column, random.NextDouble() - 0.5)));
        }

        SparseMatrix<double> b = SparseMatrix.FromEntries<double>(50, columns, [.. entries]);
        SparseMatrix<double> a = RandomMatrices.Doubles(60, 50, 5, seed: 5);
        long[] terms = [.. Enumerable.Range(0, 60).Select(row => a.Columns(row).ToArray().Sum(k => (long)b.Columns(k).Length))];
        ProductAccumulator[] chosen = [.. terms.Where(t => t > 0).Select(t => ProductAccumulators.Choose(t, columns, sizeof(double))).Distinct().Order()];
        Assert.Equal(Enum.GetValues<ProductAccumulator>(), chosen);
        SparseMatrix<double> dense = SparseProduct.Multiply(a, b, new SparseProductOptions { Accumulator = ProductAccumulator.Dense });
        foreach (SparseProductOptions options in EveryWay())
            DenseProduct.AssertSame(dense, SparseProduct.Multiply(a, b, options));
        Assert.Equal(terms.Sum(), SparseProduct.EstimateFlops(a, b));
    }

    [Fact]
    public void Multiply_GivesTheSameBytes_ForEveryNumberOfThreads()
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(3000, 2000, 15, seed: 7); // some hundred chunks
        SparseMatrix<double> b = RandomMatrices.Doubles(2000, 2500, 10, seed: 8);
        foreach (ProductPhases phases in (ProductPhases[])[ProductPhases.One, ProductPhases.Two])
        {
            var options = new SparseProductOptions { Phases = phases };
            SparseMatrix<double> expected = SparseProduct.Multiply(a, b, options, Parallelism.Sequential);
            foreach (int threads in (int[])[2, 3, 8])
                DenseProduct.AssertSame(expected, SparseProduct.Multiply(a, b, options, new Parallelism(threads)));
        }
    }

    [Fact]
    public void Multiply_RefusesSizesThatDoNotMatch()
    {
        SparseMatrix<int> a = SparseMatrix.FromEntries<int>(2, 3, []);
        string message = Assert.Throws<ArgumentException>(() => SparseProduct.Multiply(a, a)).Message;
        Assert.Contains("3 columns", message, StringComparison.Ordinal);
        Assert.Contains("2 rows", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SparseProduct.EstimateFlops(a, a));
        Assert.Throws<ArgumentException>(() => SparseProduct.EstimateMemoryBytes<int>(a, a));
        Assert.Contains("Mask is 2 x 3", Assert.Throws<ArgumentException>(() => SparseProduct.Multiply(a, a.Transpose(), new SparseProductOptions { Mask = a })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SparseProduct.Multiply(a, a.Transpose(), new SparseProductOptions { ComplementMask = true }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseProduct.Multiply(a, a.Transpose(), new SparseProductOptions { Phases = (ProductPhases)9 }));
    }

    [Fact]
    public void Multiply_StaysInTheBudget_OrRefuses()
    {
        SparseMatrix<double> a = SparseMatrix.FromEntries<double>(1000, 3, [.. Enumerable.Range(0, 3000).Select(e => new SparseEntry<double>(e / 3, e % 3, e))]);
        SparseMatrix<double> b = RandomMatrices.Doubles(3, 20_000, 20_000, seed: 9);
        long bytes = SparseProduct.EstimateMemoryBytes<double>(a, b, parallelism: new Parallelism(2));
        SparseMatrix<double> product = SparseProduct.Multiply(a, b, parallelism: new Parallelism(2), budget: new MemoryBudget(bytes));
        Assert.InRange(bytes, product.MemoryBytes, 8 * product.MemoryBytes);
        SparseMatrix<double> counted = SparseProduct.Multiply(a, b, parallelism: new Parallelism(2), budget: new MemoryBudget(bytes - 1)); // counts first
        DenseProduct.AssertSame(product, counted);
        var refused = Assert.Throws<ResourceLimitException>(() => SparseProduct.Multiply(a, b, budget: new MemoryBudget(product.MemoryBytes / 2)));
        Assert.True(refused.IsOfBudget);
        Assert.Throws<ResourceLimitException>(() => SparseProduct.Multiply(a, b, new SparseProductOptions { Phases = ProductPhases.One }, new Parallelism(2), new MemoryBudget(bytes - 1)));
    }

    [Theory]
    [InlineData(ProductPhases.One, 1)]
    [InlineData(ProductPhases.One, 4)]
    [InlineData(ProductPhases.Two, 4)]
    public void Multiply_Stops_InTheMiddle(ProductPhases phases, int threads)
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(4000, 2000, 25, seed: 10);
        SparseMatrix<double> b = RandomMatrices.Doubles(2000, 2500, 10, seed: 11);
        using var source = new CancellationTokenSource();
        var progress = new Immediately(() => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() =>
            SparseProduct.Multiply(a, b, new SparseProductOptions { Phases = phases }, new Parallelism(threads), progress: progress, cancellationToken: source.Token));
        Assert.InRange(progress.Last.Done, 1, progress.Last.Total - 1);
    }

    [Fact]
    public void Multiply_ThrowsTheErrorOfASemiring_AndWakesThreadsThatWait()
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(4000, 2000, 25, seed: 10);
        SparseMatrix<double> b = RandomMatrices.Doubles(2000, 2500, 10, seed: 11);
        Assert.Throws<InvalidOperationException>(() => SparseProduct.Multiply<double, Failing>(a, b, parallelism: new Parallelism(8)));
    }

    [Fact]
    public void Multiply_TakesAGraph()
    {
        SparseMatrix<double> a = SparseMatrix.FromGraph(Fixtures.Karate);
        SparseMatrix<double> product = SparseProduct.Multiply(a, a);
        for (int u = 0; u < 34; u++)
            Assert.Equal(Fixtures.Karate.Degree(u), DenseProduct.Of(product)[u, u]);
    }

    /// <summary>Every accumulator, in one phase and in two.</summary>
    private static IEnumerable<SparseProductOptions> EveryWay() =>
        from phases in (ProductPhases[])[ProductPhases.Auto, ProductPhases.Two]
        from accumulator in (ProductAccumulator?[])[null, .. Enum.GetValues<ProductAccumulator>().Cast<ProductAccumulator?>()]
        select new SparseProductOptions { Phases = phases, Accumulator = accumulator };

    /// <summary>Keeps the first term: an addition that is not commutative shows the order of terms.</summary>
    private readonly struct LeftWord : ISemiring<ulong>
    {
        public static ulong Zero => 0;

        public static ulong One => 1;

        public static ulong Add(ulong left, ulong right) => left != 0 ? left : right;

        public static ulong Multiply(ulong left, ulong right) => left * 3 ^ right;
    }

    private readonly struct Failing : ISemiring<double>
    {
        public static double Zero => 0;

        public static double One => 1;

        public static double Add(double left, double right) => left > 1.2 ? throw new InvalidOperationException("as it should") : left + right;

        public static double Multiply(double left, double right) => left + right;
    }

    private sealed class Immediately(Action action) : IProgress<Progress>
    {
        public Progress Last { get; private set; }

        public void Report(Progress value)
        {
            Last = value;
            action();
        }
    }
}
