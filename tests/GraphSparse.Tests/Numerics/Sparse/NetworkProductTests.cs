using System.Globalization;
using System.Runtime.InteropServices;
using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>Products of real networks have known sizes, and are what SciPy gives.</summary>
public class NetworkProductTests
{
    [NetworkTheory]
    [InlineData("PPI-Homo-sapiens", 6_045_898, 2_730_314)]
    [InlineData("ProNE-dblp", 3_591_934, 2_303_412)]
    public void Squares_HaveKnownSizes(string name, long flops, long entries)
    {
        SparseMatrix<long> a = SparseMatrix.PatternOf<long>(Networks.Read(name));
        Assert.Equal(flops, SparseProduct.EstimateFlops(a, a));
        foreach (ProductPhases phases in (ProductPhases[])[ProductPhases.One, ProductPhases.Two])
        {
            SparseMatrix<long> square = SparseProduct.Multiply<long, PlusPair<long>>(a, a, new SparseProductOptions { Phases = phases });
            Assert.Equal(entries, square.EntryCount);
            Assert.Equal(flops, Enumerable.Range(0, square.RowCount).Sum(row => Sum(square.Values(row))));
            for (int row = 0; row < a.RowCount; row += 97)
                Assert.Equal(a.Columns(row).Length, At(square, row, row));
        }
    }

    [SciPyTheory]
    [InlineData("PPI-Homo-sapiens")]
    [InlineData("ProNE-dblp")]
    [InlineData("ca-GrQc")]
    [InlineData("openflights")]
    public void Squares_AreWhatSciPyGives(string name)
    {
        CsrGraph graph = Networks.Read(name);
        using var folder = new TemporaryFolder();
        (long[] offsets, int[] columns) = (new long[graph.VertexCount + 1], new int[graph.ArcCount]);
        var random = new KeyedRandom(1, "tests.products");
        double[] values = [.. Enumerable.Range(0, columns.Length).Select(e => random.NextDouble(e) - 0.5)];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            graph.Neighbors(u).CopyTo(columns.AsSpan((int)graph.Offset(u)));
            offsets[u + 1] = graph.Offset(u + 1);
        }

        Write("offsets", MemoryMarshal.AsBytes(offsets.AsSpan()));
        Write("columns", MemoryMarshal.AsBytes(columns.AsSpan()));
        Write("values", MemoryMarshal.AsBytes(values.AsSpan()));
        SparseMatrix<double> a = SparseMatrix.FromRows(graph.VertexCount, offsets, columns, values);
        string said = SciPy.Output("""
            import sys, numpy as np, scipy.sparse as sp
            at = sys.argv[1] + "/"
            a = sp.csr_matrix((np.fromfile(at + "values"), np.fromfile(at + "columns", np.int32), np.fromfile(at + "offsets", np.int64)))
            a.resize(int(sys.argv[2]), int(sys.argv[2]))
            c = a @ a
            c.sort_indices()
            c.indptr.astype(np.int64).tofile(at + "product.offsets")
            c.indices.astype(np.int32).tofile(at + "product.columns")
            c.data.tofile(at + "product.values")
            print(c.nnz)
            """, folder.FullName, graph.VertexCount.ToString(CultureInfo.InvariantCulture));
        SparseMatrix<double> expected = SparseMatrix.FromRows(graph.VertexCount, Read<long>("product.offsets"), Read<int>("product.columns"), Read<double>("product.values"));
        Assert.Equal(expected.EntryCount.ToString(CultureInfo.InvariantCulture), said.Trim());
        DenseProduct.AssertSame(expected, SparseProduct.Multiply(a, a)); // SciPy adds terms in the same order

        void Write(string file, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(folder[file], bytes.ToArray());
        T[] Read<T>(string file) where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(folder[file])).ToArray();
    }

    [NetworkFact]
    public void MaskedSquare_CountsTriangles_OfANetwork()
    {
        CsrGraph graph = Networks.Read("PPI-Homo-sapiens");
        SparseMatrix<long> lower = MaskedProductTests.Lower(graph);
        SparseMatrix<long> counts = SparseProduct.Multiply<long, PlusPair<long>>(lower, lower, new SparseProductOptions { Mask = lower });
        Assert.Equal(GraphSparse.Analytics.ClusteringCoefficient.Compute(graph).Triangles, Enumerable.Range(0, counts.RowCount).Sum(row => Sum(counts.Values(row))));
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
            sum += value;
        return sum;
    }

    private static long At(SparseMatrix<long> matrix, int row, int column) => matrix.Values(row)[matrix.Columns(row).BinarySearch(column)];
}
