using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Eigenvectors, orthonormal columns and singular vectors are those of their definitions.</summary>
public class FactorizationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Eigenvectors_AreOrthonormal_AndStretchedByTheirValues(int k)
    {
        double[] matrix = Symmetric(k, seed: k);
        (double[] values, double[] vectors) = SymmetricEigen.Of(matrix, k);
        Assert.Equal(values.OrderDescending(), values);
        for (int r = 0; r < k; r++)
        {
            double[] v = vectors[(r * k)..((r + 1) * k)];
            for (int s = 0; s < k; s++)
                Assert.Equal(r == s ? 1 : 0, Enumerable.Range(0, k).Sum(i => v[i] * vectors[s * k + i]), 10);
            for (int i = 0; i < k; i++)
                Assert.Equal(values[r] * v[i], Enumerable.Range(0, k).Sum(j => matrix[i * k + j] * v[j]), 9);
            Assert.True(v[Array.IndexOf([.. v.Select(Math.Abs)], v.Max(Math.Abs))] > 0);
        }
    }

    [Fact]
    public void Eigenvalues_OfSimpleMatrices_AreThoseByHand()
    {
        Assert.Equal([3, 1], SymmetricEigen.Of([2, 1, 1, 2], 2).Values.Select(v => Math.Round(v, 12)));
        Assert.Equal([5, 0, 0, -2], SymmetricEigen.Of([0, 0, 0, 0, 0, 5, 0, 0, 0, 0, -2, 0, 0, 0, 0, 0], 4).Values);
        Assert.Empty(SymmetricEigen.Of([], 0).Values);
    }

    [Fact]
    public void OrthonormalColumns_SpanWhatThereWas_AndWhatSpansNothingIs0()
    {
        TallMatrix x = TallMatrix.Gaussian(5000, 6, 3, "tests", Parallelism.Sequential, default);
        for (int u = 0; u < x.Rows; u++)
            x.Row(u)[5] = x.Row(u)[0] + x.Row(u)[1]; // five columns' worth
        float[] before = x.ToArray();
        x.Orthonormalize(new Parallelism(3), default);
        float[] found = x.ToArray();
        double[] gram = x.Gram(Parallelism.Sequential, default);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
                Assert.Equal(i == j && i < 5 ? 1 : 0, gram[i * 6 + j], 5);
        }

        before.CopyTo(x.RowsOf(0, x.Rows));
        x.Orthonormalize(Parallelism.Sequential, default);
        Assert.Equal(x.ToArray(), found);
    }

    [Fact]
    public void Gaussians_HaveMean0_AndDeviation1()
    {
        float[] values = TallMatrix.Gaussian(20_000, 5, 1, "tests", new Parallelism(2), default).ToArray();
        Assert.Equal(0, values.Average(), 1);
        Assert.InRange(values.Average(v => (double)v * v), 0.97, 1.03);
        Assert.Equal(TallMatrix.Gaussian(20_000, 5, 1, "tests", Parallelism.Sequential, default).ToArray(), values);
    }

    /// <summary>With vectors as long as there are vertices nothing is left out: the square of E·Eᵀ is M·Mᵀ.</summary>
    [Theory]
    [InlineData(1, 0, 0, false)]
    [InlineData(2, 9, 10, false)]
    [InlineData(2, 9, 10, true)]
    [InlineData(3, 4, 4, false)]
    public void WholeFactors_AreThoseOfTheInformation(int hop, int i, int j, bool symmetric)
    {
        CsrGraph graph = Fixtures.Karate;
        int n = graph.VertexCount;
        var pair = new OrbitPair(hop, i, j);
        double[,] m = Information(graph, pair, symmetric);
        Embedding embedding = OrbitEmbedder.Embed(graph, new OrbitEmbeddingOptions { Matrices = [pair], Dimension = n, Symmetric = symmetric, PowerIterations = 4 });
        double[,] e = Product(Of(embedding), Transposed(Of(embedding)));
        AssertEqual(Product(m, Transposed(m)), Product(e, e), 0.02);
    }

    [Fact]
    public void Rows_ThatAreCountedAnew_GiveTheSameBytes_OnAnyNumberOfThreads()
    {
        CsrGraph graph = SampleGraphs.Random(600, 3000, directed: false, weighted: false, seed: 9);
        foreach (OrbitEmbeddingOptions options in new OrbitEmbeddingOptions[]
        {
            new() { Matrices = [new(2, 9, 10), new(1, 0, 0)], Dimension = 21 },
            new() { Matrices = [new(2, 9, 10)], Dimension = 8, Symmetric = true },
            new() { Matrices = [new(3, 4, 4)], Dimension = 8 },
        })
        {
            float[] kept = OrbitEmbedder.Embed(graph, options, parallelism: Parallelism.Sequential).ToArray();
            foreach (int threads in new[] { 2, 3, 8 })
                Assert.Equal(kept, OrbitEmbedder.Embed(graph, options, parallelism: new Parallelism(threads)).ToArray());
            Assert.Equal(kept, OrbitEmbedder.Embed(graph, options, mostEntries: 100, parallelism: new Parallelism(2)).ToArray());
            Assert.NotEqual(kept, OrbitEmbedder.Embed(graph, options, seed: 7).ToArray());
        }
    }

    [Fact]
    public void VerticesWithoutTheOrbit_HaveZeros_AndShortRanksASentence()
    {
        var builder = new GraphBuilder(6);
        builder.AddEdge(0, 1);
        builder.AddEdge(1, 2);
        builder.AddEdge(2, 0);
        builder.AddEdge(3, 4);
        Embedding embedding = OrbitEmbedder.Embed(builder.Build(), new OrbitEmbeddingOptions { Matrices = [new(1, 3, 3)], Dimension = 5 });
        Assert.All([3, 4, 5], u => Assert.All(embedding[u].ToArray(), v => Assert.Equal(0, v)));
        Assert.Contains(embedding[0].ToArray(), v => v != 0);
        Assert.Contains("2 columns of its 5 say nothing", Assert.Single(embedding.Notes), StringComparison.Ordinal);
        Assert.Equal(0, OrbitEmbedder.Embed(CsrGraph.Empty(0)).VertexCount);
        Assert.All(OrbitEmbedder.Embed(CsrGraph.Empty(3))[1].ToArray(), v => Assert.Equal(0, v));
        Assert.Throws<ArgumentException>(() => OrbitEmbedder.Embed(Acceleration.Inputs.Sinks));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrbitEmbedder.Embed(Fixtures.Karate, new() { Dimension = 0 }));
        Assert.Throws<ArgumentException>(() => OrbitEmbedder.Embed(Fixtures.Karate, new() { Matrices = [] }));
        Assert.Throws<ArgumentException>(() => OrbitEmbedder.Embed(Fixtures.Karate, new() { Matrices = [new(1, 0, 0), new(2, 1, 1)], Dimension = 1 }));
        Assert.Throws<ArgumentException>(() => OrbitEmbedder.Embed(Fixtures.Karate, new() { Matrices = [new(1, 0, 0), new(1, 0, 0)] }));
        Assert.Throws<ArgumentException>(() => OrbitEmbedder.Embed(Fixtures.Karate, new() { Matrices = [new(1, 1, 2), new(1, 2, 1)], Symmetric = true }));
    }

    /// <summary>ln max(1, vol / (b·T) · Σ P^r · D⁻¹), by dense products.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 1)]
    public void WalkInformation_IsThatOfDenseProducts(int window, double negatives)
    {
        CsrGraph graph = SampleGraphs.Random(70, 200, directed: false, weighted: false, seed: 4);
        int n = graph.VertexCount;
        var p = new double[n, n];
        for (int u = 0; u < n; u++)
        {
            foreach (int v in graph.Neighbors(u))
                p[u, v] = 1.0 / graph.Degree(u);
        }

        var power = (double[,])p.Clone();
        var sum = (double[,])p.Clone();
        for (int r = 2; r <= window; r++)
        {
            power = Product(power, p);
            for (int u = 0; u < n; u++)
            {
                for (int v = 0; v < n; v++)
                    sum[u, v] += power[u, v];
            }
        }

        var expected = new double[n, n];
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < n; v++)
                expected[u, v] = graph.Degree(v) == 0 ? 0 : Math.Log(Math.Max(1, graph.ArcCount / (negatives * window) * sum[u, v] / graph.Degree(v)));
        }

        AssertEqual(expected, Dense(new WalkInformation(graph, window, negatives, new Parallelism(2), default)), 1e-4);
    }

    private static double[,] Information(CsrGraph graph, OrbitPair pair, bool symmetric)
    {
        int n = graph.VertexCount;
        OrbitMatrices matrices = OrbitAdjacency.Count(graph);
        var x = new double[n, n];
        foreach (OrbitPair part in symmetric ? [pair, pair.Transposed] : new[] { pair })
        {
            CountMatrix matrix = matrices[part];
            for (int u = 0; u < n; u++)
            {
                for (int k = 0; k < matrix.Targets(u).Length; k++)
                    x[u, matrix.Targets(u)[k]] += matrix.Counts(u)[k];
            }
        }

        double[] rows = [.. Enumerable.Range(0, n).Select(u => Enumerable.Range(0, n).Sum(v => x[u, v]))];
        double[] columns = [.. Enumerable.Range(0, n).Select(v => Enumerable.Range(0, n).Sum(u => x[u, v]))];
        var m = new double[n, n];
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < n; v++)
                m[u, v] = x[u, v] == 0 ? 0 : Math.Max(0, Math.Log(x[u, v] * rows.Sum() / (rows[u] * columns[v])));
        }

        return m;
    }

    private static double[,] Dense(WalkInformation matrix)
    {
        var identity = new TallMatrix(matrix.Size, matrix.Size);
        for (int u = 0; u < matrix.Size; u++)
            identity.Row(u)[u] = 1;
        var product = new TallMatrix(matrix.Size, matrix.Size);
        matrix.Times(identity, product, default);
        var dense = new double[matrix.Size, matrix.Size];
        for (int u = 0; u < matrix.Size; u++)
        {
            for (int v = 0; v < matrix.Size; v++)
                dense[u, v] = product.Row(u)[v];
        }

        return dense;
    }

    private static double[,] Of(Embedding embedding)
    {
        var values = new double[embedding.VertexCount, embedding.Dimension];
        for (int u = 0; u < embedding.VertexCount; u++)
        {
            for (int j = 0; j < embedding.Dimension; j++)
                values[u, j] = embedding[u][j];
        }

        return values;
    }

    private static double[,] Transposed(double[,] x)
    {
        var t = new double[x.GetLength(1), x.GetLength(0)];
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int j = 0; j < x.GetLength(1); j++)
                t[j, i] = x[i, j];
        }

        return t;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                    product[i, j] += a[i, k] * b[k, j];
            }
        }

        return product;
    }

    private static void AssertEqual(double[,] expected, double[,] found, double tolerance)
    {
        for (int i = 0; i < expected.GetLength(0); i++)
        {
            for (int j = 0; j < expected.GetLength(1); j++)
                Assert.True(Math.Abs(expected[i, j] - found[i, j]) <= tolerance * (1 + Math.Abs(expected[i, j])), $"({i}, {j}): {found[i, j]}, not {expected[i, j]}");
        }
    }

    private static double[] Symmetric(int k, int seed)
    {
        var random = new Random(seed);
        var matrix = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j <= i; j++)
                matrix[i * k + j] = matrix[j * k + i] = random.NextDouble() - 0.5;
        }

        return matrix;
    }
}
