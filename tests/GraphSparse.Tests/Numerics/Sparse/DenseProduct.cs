using GraphSparse.Numerics;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>The oracle of sparse products: three loops over every place, with null where there is no entry.</summary>
internal static class DenseProduct
{
    /// <summary>Terms of a place are added in ascending order of the inner index, from the first term.</summary>
    public static T?[,] Multiply<T, TSemiring>(T?[,] a, T?[,] b, SparsityPattern? mask = null, bool complement = false)
        where T : unmanaged where TSemiring : struct, ISemiring<T>
    {
        var product = new T?[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                if (mask is not null && mask.Columns(i).Contains(j) == complement)
                    continue;
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    if (a[i, k] is { } x && b[k, j] is { } y)
                        product[i, j] = product[i, j] is { } sum ? TSemiring.Add(sum, TSemiring.Multiply(x, y)) : TSemiring.Multiply(x, y);
                }
            }
        }

        return product;
    }

    /// <summary>Every place of a sparse matrix; entries of a pattern are <paramref name="one"/>.</summary>
    public static T?[,] Of<T>(SparseMatrix<T> matrix, T one = default) where T : unmanaged
    {
        var dense = new T?[matrix.RowCount, matrix.ColumnCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            ReadOnlySpan<int> columns = matrix.Row(row).Columns;
            for (int e = 0; e < columns.Length; e++)
                dense[row, columns[e]] = matrix.IsPattern ? one : matrix.Row(row).Values[e];
        }

        return dense;
    }

    /// <summary>The sparse matrix of the places that are not null.</summary>
    public static SparseMatrix<T> ToSparse<T>(T?[,] dense) where T : unmanaged
    {
        var entries = new List<SparseEntry<T>>();
        for (int i = 0; i < dense.GetLength(0); i++)
        {
            for (int j = 0; j < dense.GetLength(1); j++)
            {
                if (dense[i, j] is { } value)
                    entries.Add(new SparseEntry<T>(i, j, value));
            }
        }

        return SparseMatrix.FromEntries<T>(dense.GetLength(0), dense.GetLength(1), [.. entries]);
    }

    /// <summary>Fails where two matrices differ in a byte, and where a row is not ascending.</summary>
    public static void AssertSame<T>(SparseMatrix<T> expected, SparseMatrix<T> actual) where T : unmanaged
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount, expected.EntryCount, expected.IsPattern), (actual.RowCount, actual.ColumnCount, actual.EntryCount, actual.IsPattern));
        for (int row = 0; row < expected.RowCount; row++)
        {
            Assert.True(expected.Columns(row).SequenceEqual(actual.Columns(row)), $"columns of row {row}");
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected.Values(row)).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(actual.Values(row))), $"values of row {row}");
            for (int e = 1; e < actual.Columns(row).Length; e++)
                Assert.True(actual.Columns(row)[e - 1] < actual.Columns(row)[e], $"row {row} is not ascending");
        }
    }
}
