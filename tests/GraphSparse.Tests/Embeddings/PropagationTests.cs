using GraphSparse.Embeddings;
using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Whitening, whitened iteration, the filter and ProNE against the same in double precision by whole matrices.</summary>
public sealed class PropagationTests
{
    /// <summary>Whitened vectors are known up to a turn, which their products with one another do not see.</summary>
    [Theory]
    [InlineData(3, 1, 0.0, false)]
    [InlineData(2, 8, 0.2, false)]
    [InlineData(4, 2, 0.5, true)]
    public void WhitenedIteration_IsThatOfDenseMatrices(int rounds, int steps, double selfShare, bool weighted)
    {
        CsrGraph graph = Fixtures.Random(80, 400, 3, weighted: weighted);
        var options = new WhitenedIterationOptions { Dimension = 10, Rounds = rounds, Steps = steps, SelfShare = selfShare };
        Matrix<double> p = DenseOracle.Transitions(DenseOracle.Adjacency(graph));
        var random = new CounterRandom(5, CounterRandom.Projection);
        Matrix<double> x = Matrix<double>.Build.Dense(80, 10, (u, j) => 2 * random.Uniform((ulong)(u * 10 + j)) - 1);
        for (int step = 1; step <= rounds * steps; step++)
        {
            x = DenseOracle.UnitRows((p * x * (1 - selfShare)) + (x * selfShare));
            if (step % steps == 0)
                x = Whiten(x);
        }

        Matrix<double> found = DenseOracle.Of(WhitenedIteration.Embed(graph, options, 5));
        DenseOracle.AssertClose(x * x.Transpose(), found * found.Transpose(), 2e-3);
    }

    [Fact]
    public void WhitenedColumns_AreUncorrelated_AndIsolatedVerticesAre0()
    {
        CsrGraph graph = ClassicGraphs.Union(Fixtures.Random(500, 2500, 3), CsrGraph.Empty(20));
        Embedding embedding = WhitenedIteration.Embed(graph, new WhitenedIterationOptions { Dimension = 24 });
        int[] linked = [.. Enumerable.Range(0, 520).Where(u => graph.Degree(u) > 0)];
        Assert.All(Enumerable.Range(0, 520).Except(linked), u => Assert.True(embedding[u].IndexOfAnyExcept(0f) < 0));
        for (int i = 0; i < 24; i++)
        {
            Assert.Equal(0, linked.Average(u => embedding[u][i]), 4);
            for (int j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, linked.Average(u => (double)embedding[u][i] * embedding[u][j]), 3);
        }
    }

    [Fact]
    public void FewVertices_HaveFewDirections_AndNothingIsNaN()
    {
        foreach (CsrGraph graph in new[] { Fixtures.Karate, ClassicGraphs.Complete(5), ClassicGraphs.Star(6), ClassicGraphs.Path(2), CsrGraph.Empty(3), CsrGraph.Empty(0) })
        {
            foreach (Embedding embedding in new[] { WhitenedIteration.Embed(graph), FastRp.Embed(graph), Prone.Embed(graph) })
            {
                Assert.Equal(128, embedding.Dimension);
                Assert.All(embedding.ToArray(), value => Assert.True(float.IsFinite(value)));
            }
        }

        Assert.InRange(WhitenedIteration.Embed(Fixtures.Karate).CountZeroColumns(), 128 - 33, 127);
        Assert.InRange(Prone.Embed(Fixtures.Karate).CountZeroColumns(), 94, 127);
    }

    /// <summary>There are no more directions than vertices, so longer vectors are the same with columns of 0, and take no longer.</summary>
    [Fact]
    public void VectorsLongerThanThereAreVertices_AreFilledWith0()
    {
        Embedding fits = WhitenedIteration.Embed(Fixtures.Karate, new() { Dimension = 34 });
        Embedding wide = WhitenedIteration.Embed(Fixtures.Karate, new() { Dimension = 4096 });
        for (int u = 0; u < 34; u++)
            Assert.Equal(fits[u].ToArray(), wide[u][..34].ToArray());
        Assert.Equal(4096 - 34 + fits.CountZeroColumns(), wide.CountZeroColumns());
        Assert.Equal(4096, Prone.Embed(Fixtures.Karate, new() { Dimension = 4096 }).Dimension);
    }

    [Fact]
    public void Whitening_KeepsTheLargestVariance()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 200 * 6).Select(k => (float)((random.NextDouble() - 0.5) * (k % 6 + 1)))];
        Embedding kept = Whitening.Apply(Embedding.From(values, 6), 2, 0);
        Matrix<double> x = Matrix<double>.Build.Dense(200, 6, (u, j) => values[u * 6 + j]);
        x = Matrix<double>.Build.Dense(200, 6, (u, j) => x[u, j] - x.Column(j).Average());
        double[] variances = [.. (x.Transpose() * x / 200).Evd().EigenValues.Select(v => v.Real).OrderDescending()];
        for (int j = 0; j < 2; j++)
            Assert.Equal(variances[j], Enumerable.Range(0, 200).Average(u => (double)kept[u][j] * kept[u][j]), 4);
        Embedding whole = Whitening.Apply(Embedding.From(values, 6), 6);
        Assert.Equal(1, Enumerable.Range(0, 200).Average(u => (double)whole[u][5] * whole[u][5]), 4);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(10, false)]
    public void Propagation_IsThatOfDenseMatrices(int order, bool weighted)
    {
        CsrGraph graph = Fixtures.Random(70, 300, 6, weighted: weighted);
        float[] values = [.. Enumerable.Range(0, 70 * 9).Select(k => (float)Math.Sin(k * k + 1))];
        Matrix<double> x = Matrix<double>.Build.Dense(70, 9, (u, j) => values[u * 9 + j]);
        Matrix<double> one = Matrix<double>.Build.DenseIdentity(70);
        Matrix<double> a1 = DenseOracle.Adjacency(graph) + one;
        Matrix<double> m = one - DenseOracle.Transitions(a1) - (one * 0.2);
        Matrix<double> t0 = x;
        Matrix<double> t1 = (0.5 * (m * (m * x))) - x;
        Matrix<double> c = (Bessel.I(0, 0.5) * t0) - (2 * Bessel.I(1, 0.5) * t1);
        for (int i = 2; i < order; i++)
        {
            Matrix<double> t2 = (m * (m * t1)) - (2 * t1) - t0;
            c += (i % 2 == 0 ? 2 : -2) * Bessel.I(i, 0.5) * t2;
            (t0, t1) = (t1, t2);
        }

        Matrix<double> y = a1 * (x - c);
        Svd<double> svd = y.Svd();
        Matrix<double> u = svd.U.SubMatrix(0, 70, 0, 9);
        Matrix<double> expected = DenseOracle.UnitRows(u * Matrix<double>.Build.DenseOfDiagonalVector(svd.S.PointwiseSqrt()));
        Matrix<double> found = DenseOracle.Of(SpectralPropagation.Apply(graph, Embedding.From(values, 9), new SpectralPropagationOptions { Order = order }));
        DenseOracle.AssertClose(expected * expected.Transpose(), found * found.Transpose(), 1e-4);
    }

    [Fact]
    public void PropagationOfOrderOne_ChangesNothing()
    {
        Embedding embedding = FastRp.Embed(Fixtures.Karate);
        Assert.Same(embedding, SpectralPropagation.Apply(Fixtures.Karate, embedding, new SpectralPropagationOptions { Order = 1 }));
    }

    [Theory]
    [InlineData(0, 1.0634833707)]
    [InlineData(1, 0.2578943054)]
    [InlineData(2, 0.0319061492)]
    [InlineData(3, 0.0026451120)]
    [InlineData(4, 0.0001648055)]
    public void Bessel_HasItsValues(int order, double expected) => Assert.Equal(expected, Bessel.I(order, 0.5), 10);

    /// <summary>With vectors as long as there are vertices nothing is left out: E·Eᵀ is the root of F·Fᵀ.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ProneWithoutFilter_IsTheWholeFactorisation(bool weighted)
    {
        CsrGraph graph = Fixtures.Random(30, 150, 2, weighted: weighted);
        Matrix<double> a = DenseOracle.Adjacency(graph);
        Matrix<double> transitions = DenseOracle.Transitions(a);
        double[] shares = [.. transitions.ColumnSums().Select(s => Math.Pow(s, 0.75))];
        Matrix<double> f = Matrix<double>.Build.Dense(30, 30, (u, v) => a[u, v] == 0 ? 0 : Math.Log(transitions[u, v]) - Math.Log(shares[v] / shares.Sum()));
        Svd<double> svd = f.Svd();
        Matrix<double> expected = DenseOracle.UnitRows(svd.U * Matrix<double>.Build.DenseOfDiagonalVector(svd.S.PointwiseSqrt()));
        Matrix<double> found = DenseOracle.Of(Prone.Embed(graph, new ProneOptions { Dimension = 30, Propagation = new() { Order = 1 } }));
        DenseOracle.AssertClose(expected * expected.Transpose(), found * found.Transpose(), 2e-3);
    }

    [Fact]
    public void Prone_IsItsTwoStages()
    {
        CsrGraph graph = Fixtures.Random(300, 1500, 2);
        Embedding first = Prone.Embed(graph, new ProneOptions { Dimension = 20, Propagation = new() { Order = 1 } });
        Assert.Equal(SpectralPropagation.Apply(graph, first).ToArray(), Prone.Embed(graph, new ProneOptions { Dimension = 20 }).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Bytes_AreThoseOfThreeThreads(int threads)
    {
        CsrGraph graph = Fixtures.Random(9000, 40_000, 8, weighted: true);
        Assert.Equal(
            WhitenedIteration.Embed(graph, new() { Dimension = 32 }, parallelism: new Parallelism(3)).ToArray(),
            WhitenedIteration.Embed(graph, new() { Dimension = 32 }, parallelism: new Parallelism(threads)).ToArray());
        Assert.Equal(
            Prone.Embed(graph, new() { Dimension = 32 }, parallelism: new Parallelism(3)).ToArray(),
            Prone.Embed(graph, new() { Dimension = 32 }, parallelism: new Parallelism(threads)).ToArray());
    }

    /// <summary>With vertices in an order that new numbers do not change, rows are those of the old numbers, byte for byte.</summary>
    [Fact]
    public void RenumberedVertices_HaveTheSameVectors()
    {
        CsrGraph graph = Fixtures.Random(400, 2000, 8, weighted: true);
        int[] numbers = Fixtures.Permutation(400, 3);
        CsrGraph renumbered = graph.Relabel(numbers);
        GraphAssert.Same(Fixtures.Relabel(graph, numbers), renumbered);
        foreach (Func<CsrGraph, Embedding> embed in new Func<CsrGraph, Embedding>[] { g => FastRp.Embed(g), g => WhitenedIteration.Embed(g), g => Prone.Embed(g) })
        {
            Embedding before = embed(graph);
            Embedding after = OrderedEmbedding.Embed(renumbered, numbers, embed);
            for (int u = 0; u < 400; u++)
                Assert.Equal(before[u].ToArray(), after[numbers[u]].ToArray());
        }

        Assert.Throws<ArgumentException>(() => graph.Relabel(new int[400]));
        Assert.Throws<ArgumentException>(() => graph.Relabel([0]));
    }

    /// <summary>Weights times a power of two change nothing but rounding, far beyond single precision.</summary>
    [Theory]
    [InlineData(1e60)]
    [InlineData(1e-60)]
    public void WeightsOfAnySize_GiveFiniteVectors(double factor)
    {
        CsrGraph graph = Fixtures.Random(100, 500, 8, weighted: true);
        CsrGraph scaled = ClassicGraphs.Scaled(graph, factor);
        var whitened = new WhitenedIterationOptions { Dimension = 6, Rounds = 2, Steps = 2 };
        Matrix<double> expected = DenseOracle.Of(WhitenedIteration.Embed(graph, whitened));
        Matrix<double> found = DenseOracle.Of(WhitenedIteration.Embed(scaled, whitened));
        DenseOracle.AssertClose(expected * expected.Transpose(), found * found.Transpose(), 1e-3);
        foreach (Embedding embedding in new[] { FastRp.Embed(scaled), Prone.Embed(scaled, new() { Dimension = 8 }), SpectralPropagation.Apply(scaled, FastRp.Embed(scaled, new() { Dimension = 8 })) })
        {
            Assert.All(embedding.ToArray(), value => Assert.True(float.IsFinite(value)));
            Assert.True(Enumerable.Range(0, 100).All(u => embedding[u].IndexOfAnyExcept(0f) >= 0));
        }
    }

    [Fact]
    public void DirectedRelabel_KeepsArcs()
    {
        CsrGraph graph = Fixtures.Random(50, 300, 8, directed: true, weighted: true);
        int[] numbers = Fixtures.Permutation(50, 3);
        CsrGraph renumbered = graph.Relabel(numbers);
        Assert.Equal(graph.ArcCount, renumbered.ArcCount);
        Assert.All(graph.Edges(), e => Assert.True(renumbered.HasArc(numbers[e.Source], numbers[e.Target])));
    }

    private static Matrix<double> Whiten(Matrix<double> x)
    {
        Matrix<double> centered = Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (u, j) => x[u, j] - x.Column(j).Average());
        Evd<double> evd = (centered.Transpose() * centered / x.RowCount).Evd(Symmetricity.Symmetric);
        return centered * evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(evd.EigenValues.Map(v => 1 / Math.Sqrt(v.Real)));
    }
}
