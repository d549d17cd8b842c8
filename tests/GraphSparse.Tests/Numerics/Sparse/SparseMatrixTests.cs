using FsCheck;
using FsCheck.Fluent;
using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>Sparse matrices are made of graphs, rows and entries, and transposed.</summary>
public class SparseMatrixTests
{
    [Fact]
    public void FromGraph_IsTheGraphsOwnMemory()
    {
        CsrGraph graph = Fixtures.Random(50, 200, 3, directed: true, weighted: true);
        SparseMatrix<double> matrix = SparseMatrix.FromGraph(graph);
        Assert.Equal((50, 50, graph.ArcCount, false), (matrix.RowCount, matrix.ColumnCount, matrix.EntryCount, matrix.IsPattern));
        for (int u = 0; u < 50; u++)
        {
            Assert.True(graph.Neighbors(u) == matrix.Columns(u)); // the same span, not equal ones
            Assert.True(graph.Weights(u) == matrix.Row(u).Values);
        }

        SparseMatrix<int> pattern = SparseMatrix.PatternOf<int>(graph);
        Assert.True(pattern.IsPattern);
        Assert.True(pattern.Columns(7) == graph.Neighbors(7));
        Assert.True(pattern.Row(7).Values.IsEmpty);
        Assert.True(SparseMatrix.FromGraph(Fixtures.Karate).IsPattern);
        Assert.True(matrix.AsPattern<float>().Columns(7) == graph.Neighbors(7));
        Assert.Equal("50 x 50, " + graph.ArcCount + " entries", matrix.ToString());
        Assert.Equal(51 * 8 + 12 * graph.ArcCount, matrix.MemoryBytes);
    }

    [Fact]
    public void FromEntries_SortsThem()
    {
        SparseMatrix<int> matrix = SparseMatrix.FromEntries<int>(3, 4, [new(2, 1, 5), new(0, 3, 1), new(2, 0, 4), new(0, 0, 0)]);
        Assert.Equal([0, 3], matrix.Columns(0).ToArray());
        Assert.Equal([0, 1], matrix.Values(0).ToArray());
        Assert.True(matrix.Columns(1).IsEmpty);
        Assert.Equal([4, 5], matrix.Values(2).ToArray());
        Assert.Equal([0L, 2, 2, 4], Enumerable.Range(0, 4).Select(matrix.Offset));
    }

    [Fact]
    public void FromEntries_AddsInTheirOrder_OrRefuses()
    {
        SparseEntry<double>[] entries = [new(1, 1, 1e16), new(0, 1, 2), new(1, 1, 1), new(1, 1, -1e16), new(0, 0, 3)];
        SparseMatrix<double> matrix = SparseMatrix.FromEntries<double, PlusTimes<double>>(2, 2, entries);
        Assert.Equal(3, matrix.EntryCount);
        Assert.Equal([1e16 + 1 - 1e16], matrix.Values(1).ToArray());
        Assert.Equal([0L, 2, 3], Enumerable.Range(0, 3).Select(matrix.Offset));
        Assert.Contains("(1, 1)", Assert.Throws<ArgumentException>(() => SparseMatrix.FromEntries<double>(2, 2, entries)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 3)]
    public void FromEntries_NamesAnEntryOutside(int row, int column) =>
        Assert.Contains($"({row}, {column})", Assert.Throws<ArgumentException>(() => SparseMatrix.FromEntries<float>(2, 3, [new(row, column, 1)])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new long[] { 0, 2 }, new[] { 1, 0 }, "row 0")]
    [InlineData(new long[] { 0, 1, 3 }, new[] { 0, 1, 1 }, "row 1")]
    [InlineData(new long[] { 0, 1 }, new[] { 3 }, "row 0")]
    [InlineData(new long[] { 0, 1 }, new[] { -1 }, "row 0")]
    [InlineData(new long[] { 0, 2, 1, 2 }, new[] { 0, 1 }, "row 1")]
    [InlineData(new long[] { 0, 9, 2 }, new[] { 0, 1 }, "row 0")]
    [InlineData(new long[] { 1, 2 }, new[] { 0, 1 }, "begin with 0")]
    [InlineData(new long[] { 0, 1 }, new[] { 0, 1 }, "end at 1")]
    [InlineData(new long[0], new int[0], "begin with 0")]
    public void FromRows_NamesWhatIsWrong(long[] offsets, int[] columns, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => SparseMatrix.FromRows<double>(3, offsets, columns, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(30, 20)]
    [InlineData(2000, 700)] // enough entries for a range per thread
    public void Transpose_MovesEveryEntry_AndTwiceIsTheSame(int rows, int columns)
    {
        SparseMatrix<double> matrix = RandomMatrices.Doubles(rows, columns, 60, seed: 1);
        SparseMatrix<double> transposed = matrix.Transpose(new Parallelism(1));
        double?[,] expected = DenseProduct.Of(matrix);
        double?[,] actual = DenseProduct.Of(transposed);
        Assert.Equal((columns, rows), (transposed.RowCount, transposed.ColumnCount));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                Assert.Equal(expected[i, j], actual[j, i]);
        }

        foreach (int threads in (int[])[2, 3, 8])
            DenseProduct.AssertSame(transposed, matrix.Transpose(new Parallelism(threads)));
        DenseProduct.AssertSame(matrix, transposed.Transpose());
        DenseProduct.AssertSame(matrix.AsPattern<long>(), matrix.AsPattern<long>().Transpose().Transpose());
    }

    [Fact]
    public void Transpose_OfAnUndirectedGraph_IsItself()
    {
        SparseMatrix<double> matrix = SparseMatrix.FromGraph(Fixtures.Random(300, 3000, 7, weighted: true));
        DenseProduct.AssertSame(matrix, matrix.Transpose());
    }

    [Fact]
    public void Transpose_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => RandomMatrices.Doubles(10, 10, 3, seed: 1).Transpose(cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void TransposedProduct_IsTheProductOfTransposes() => Prop.ForAll(Gen.Choose(0, 1 << 20).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        (int rows, int inner, int columns) = (random.Next(30), random.Next(30), random.Next(30));
        SparseMatrix<long> a = RandomMatrices.Create(rows, inner, 4, seed, r => r.NextInt64(-9, 10));
        SparseMatrix<long> b = RandomMatrices.Create(inner, columns, 4, seed + 1, r => r.NextInt64(-9, 10));
        DenseProduct.AssertSame(SparseProduct.Multiply(a, b).Transpose(), SparseProduct.Multiply(b.Transpose(), a.Transpose()));
    }).Check(Repeatable.Cases(200));
}
