using GraphSparse.Analytics;
using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>With a mask, products have the entries of the whole product that the mask has, or those that it lacks.</summary>
public class MaskedProductTests
{
    [Theory]
    [MemberData(nameof(SparseProductTests.Shapes), MemberType = typeof(SparseProductTests))]
    public void Mask_TakesEntriesOfTheProduct_Bitwise(int rows, int inner, int columns, double usual)
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(rows, inner, usual, seed: 1);
        SparseMatrix<double> b = RandomMatrices.Doubles(inner, columns, usual, seed: 2);
        foreach (double density in (double[])[0.5, usual, 10 * usual])
        {
            SparseMatrix<bool> mask = RandomMatrices.Create(rows, columns, density, 3, _ => true);
            foreach (bool complement in (bool[])[false, true])
            {
                SparseMatrix<double> expected = DenseProduct.ToSparse(DenseProduct.Multiply<double, PlusTimes<double>>(DenseProduct.Of(a), DenseProduct.Of(b), mask, complement));
                foreach (ProductPhases phases in (ProductPhases[])[ProductPhases.One, ProductPhases.Two])
                    DenseProduct.AssertSame(expected, SparseProduct.Multiply(a, b, new SparseProductOptions { Mask = mask, ComplementMask = complement, Phases = phases }, new Parallelism(2)));
            }
        }
    }

    [Fact]
    public void Mask_OfFewEntries_SearchesLongRows()
    {
        SparseMatrix<long> a = RandomMatrices.Create(50, 60, 20, 1, r => r.NextInt64(9));
        SparseMatrix<long> b = RandomMatrices.Create(60, 5000, 2000, 2, r => r.NextInt64(9));
        SparseMatrix<long> mask = RandomMatrices.Create(50, 5000, 4, 3, r => 0L);
        SparseMatrix<long> expected = DenseProduct.ToSparse(DenseProduct.Multiply<long, PlusTimes<long>>(DenseProduct.Of(a), DenseProduct.Of(b), mask));
        DenseProduct.AssertSame(expected, SparseProduct.Multiply(a, b, new SparseProductOptions { Mask = mask }));
        DenseProduct.AssertSame(SparseProduct.Multiply<long, PlusPair<long>>(a, b, new SparseProductOptions { Mask = mask }),
            SparseProduct.Multiply<long, PlusPair<long>>(a.AsPattern<long>(), b.AsPattern<long>(), new SparseProductOptions { Mask = mask }));
    }

    [Fact]
    public void Mask_AndComplement_TogetherAreTheProduct_ForEveryNumberOfThreads()
    {
        SparseMatrix<double> a = RandomMatrices.Doubles(2500, 2000, 15, seed: 7);
        SparseMatrix<double> b = RandomMatrices.Doubles(2000, 2500, 10, seed: 8);
        SparseMatrix<double> mask = RandomMatrices.Doubles(2500, 2500, 200, seed: 9);
        SparseProductOptions[] both = [new() { Mask = mask }, new() { Mask = mask, ComplementMask = true }];
        SparseMatrix<double>[] parts = [.. both.Select(options => SparseProduct.Multiply(a, b, options, Parallelism.Sequential))];
        SparseMatrix<double> whole = SparseProduct.Multiply(a, b);
        Assert.Equal(whole.EntryCount, parts.Sum(part => part.EntryCount));
        var entries = new List<SparseEntry<double>>();
        foreach (SparseMatrix<double> part in parts)
        {
            for (int row = 0; row < part.RowCount; row++)
            {
                for (int e = 0; e < part.Columns(row).Length; e++)
                    entries.Add(new SparseEntry<double>(row, part.Columns(row)[e], part.Values(row)[e]));
            }
        }

        DenseProduct.AssertSame(whole, SparseMatrix.FromEntries<double>(2500, 2500, [.. entries]));
        foreach (int threads in (int[])[2, 3, 8])
        {
            for (int i = 0; i < both.Length; i++)
                DenseProduct.AssertSame(parts[i], SparseProduct.Multiply(a, b, both[i], new Parallelism(threads)));
        }
    }

    [Theory]
    [InlineData(34, 0)]
    [InlineData(500, 4000)]
    [InlineData(3000, 40_000)]
    public void Mask_CountsTriangles(int vertices, int edges)
    {
        CsrGraph graph = edges == 0 ? Fixtures.Karate : Fixtures.Random(vertices, edges, 5);
        SparseMatrix<long> lower = Lower(graph);
        SparseMatrix<long> counts = SparseProduct.Multiply<long, PlusPair<long>>(lower, lower, new SparseProductOptions { Mask = lower });
        long triangles = Enumerable.Range(0, counts.RowCount).Sum(row => counts.Values(row).ToArray().Sum());
        Assert.Equal(ClusteringCoefficient.Compute(graph).Triangles, triangles);
    }

    /// <summary>The entries below the diagonal, as a pattern.</summary>
    internal static SparseMatrix<long> Lower(CsrGraph graph)
    {
        var offsets = new long[graph.VertexCount + 1];
        var columns = new List<int>();
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (v < u)
                    columns.Add(v);
            }

            offsets[u + 1] = columns.Count;
        }

        return SparseMatrix.FromRows<long>(graph.VertexCount, offsets, [.. columns], null);
    }
}
