using GraphSparse.Embeddings;
using GraphSparse.Tests.TestSupport;
using MathNet.Numerics.LinearAlgebra;

namespace GraphSparse.Tests.Embeddings;

/// <summary>FastRP is what its formula says, on the published example and on others.</summary>
public sealed class FastRpTests
{
    private static readonly CsrGraph Five = ClassicGraphs.Build(5, [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)]);

    [Theory]
    [InlineData(0, true, new[] { 0.0, 1, 1 }, 4.019076917, new[] { 0.412434, -0.898368, 0, 1.317906, -0.094809, -0.331832, -0.602053, 0.689758 })]
    [InlineData(-0.5, true, new[] { 0.0, 1, 1 }, 3.955137113, new[] { 0.400543, -0.954415, 0, 1.273937, -0.147164, -0.227774, -0.694870, 0.607077 })]
    [InlineData(-0.628, false, new[] { 1, 1, 7.81, 45.28 }, 497.021934189, new[] { 40.243881, -115.321959, 0, 125.351488, -18.662365, -41.058072, -77.568611, 58.813030 })]
    public void PublishedExample_HasItsValues(double strength, bool normalizes, double[] weights, double norm, double[] first)
    {
        Embedding embedding = FastRp.Embed(Five, new FastRpOptions { Dimension = 8, NormalizationStrength = strength, NormalizeIterations = normalizes, IterationWeights = weights, Scaling = EmbeddingScaling.None });
        for (int j = 0; j < 8; j++)
            Assert.Equal(first[j], embedding[0][j], 1e-5 * Math.Max(1, Math.Abs(first[j])));
        Assert.Equal(norm, Math.Sqrt(embedding.ToArray().Sum(v => (double)v * v)), 1e-5 * norm);
        if (strength == 0)
        {
            double[] last = [-0.243849, -0.821995, 0, 0.572647, -0.408248, -0.901445, -0.572647, 0.408248];
            for (int j = 0; j < 8; j++)
                Assert.Equal(last[j], embedding[4][j], 1e-5);
        }
    }

    [Theory]
    [InlineData(false, false, 128)]
    [InlineData(true, false, 37)]
    [InlineData(false, true, 7)]
    [InlineData(true, true, 300)]
    public void Vectors_AreThoseOfDenseMatrices(bool directed, bool weighted, int dimension)
    {
        CsrGraph graph = Fixtures.Random(60, 200, 4, directed, weighted);
        foreach (FastRpOptions options in new FastRpOptions[]
        {
            new() { Dimension = dimension, Scaling = EmbeddingScaling.None },
            new() { Dimension = dimension, Scaling = EmbeddingScaling.None, Sparsity = 0, NormalizationStrength = 0.3, SelfInfluence = 0.5 },
            new() { Dimension = dimension, Scaling = EmbeddingScaling.None, NormalizeIterations = false, NormalizationStrength = -1, IterationWeights = [0, 2, 0, 1, -1] },
        })
        {
            DenseOracle.AssertClose(DenseOracle.FastRp(graph, options, 9), DenseOracle.Of(FastRp.Embed(graph, options, seed: 9)), 1e-5);
        }
    }

    [Fact]
    public void Orientation_TurnsArcsRound()
    {
        CsrGraph graph = Fixtures.Random(40, 120, 2, directed: true, weighted: true);
        var options = new FastRpOptions { Dimension = 16 };
        Assert.Equal(FastRp.Embed(graph.Reverse(), options).ToArray(), FastRp.Embed(graph, options with { Orientation = ArcOrientation.In }).ToArray());
        Assert.Equal(FastRp.Embed(graph.Symmetrize(), options).ToArray(), FastRp.Embed(graph, options with { Orientation = ArcOrientation.Both }).ToArray());
        Assert.NotEqual(FastRp.Embed(graph, options).ToArray(), FastRp.Embed(graph, options with { Orientation = ArcOrientation.In }).ToArray());
    }

    [Fact]
    public void Columns_HaveMean0AndDeviation1_OverVerticesWithNeighbours_AndTheOthersAre0()
    {
        CsrGraph graph = ClassicGraphs.Build(50, Enumerable.Range(0, 40).Select(i => (i, (i * 7 + 1) % 40)).Where(e => e.i != e.Item2));
        Embedding embedding = FastRp.Embed(graph, new FastRpOptions { Dimension = 12 });
        Matrix<double> x = DenseOracle.Of(embedding);
        int[] linked = [.. Enumerable.Range(0, 50).Where(u => graph.Degree(u) > 0)];
        Assert.InRange(linked.Length, 30, 40);
        for (int j = 0; j < 12; j++)
        {
            Assert.Equal(0, linked.Average(u => x[u, j]), 5);
            Assert.Equal(1, linked.Average(u => x[u, j] * x[u, j]), 4);
        }

        Assert.All(Enumerable.Range(0, 50).Except(linked), u => Assert.True(embedding[u].IndexOfAnyExcept(0f) < 0));
        Assert.Equal(50 - linked.Length, embedding.CountZeroVectors());
        Assert.Equal(0, embedding.CountZeroColumns());
        Embedding kept = FastRp.Embed(graph, new FastRpOptions { Dimension = 12, KeepIsolated = true, Scaling = EmbeddingScaling.None });
        Assert.Equal(0, kept.CountZeroVectors());
        Assert.Contains(kept.Notes, note => note.EndsWith("keep random vectors of their own", StringComparison.Ordinal));
        Assert.True(kept[45].IndexOfAnyExcept(0f) >= 0);
    }

    [Fact]
    public void Features_FillTheLastColumns()
    {
        CsrGraph graph = ClassicGraphs.Complete(6);
        Embedding features = Embedding.From([1, 0, 1, 0, 0, 2, 0, 2, 1, 1, 0, 0], 2);
        var options = new FastRpOptions { Dimension = 10, PropertyRatio = 0.4, IterationWeights = [1], NormalizationStrength = 0, NormalizeIterations = false, Scaling = EmbeddingScaling.None };
        Embedding embedding = FastRp.Embed(graph, options, features);
        var own = new CounterRandom(42, CounterRandom.Projection);
        var ofFeatures = new CounterRandom(42, CounterRandom.Features);
        for (int u = 0; u < 6; u++)
        {
            for (int j = 0; j < 10; j++)
            {
                double expected = Enumerable.Range(0, 6).Where(v => v != u).Average(v => j < 6
                    ? own.Sign((ulong)(v * 6 + j), 1 / 6.0) * Math.Sqrt(3)
                    : Enumerable.Range(0, 2).Sum(f => features[v][f] * ofFeatures.Sign((ulong)(f * 4 + j - 6), 1 / 6.0) * Math.Sqrt(3)));
                Assert.Equal(expected, embedding[u][j], 5);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Bytes_AreThoseOfThreeThreads(int threads)
    {
        CsrGraph graph = Fixtures.Random(3000, 20_000, 8, weighted: true);
        Assert.Equal(FastRp.Embed(graph, parallelism: new Parallelism(3)).ToArray(), FastRp.Embed(graph, parallelism: new Parallelism(threads)).ToArray());
    }

    [Fact]
    public void WrongOptions_AreRefusedInWords()
    {
        Assert.Contains("1 to 16", Message(new() { IterationWeights = [] }), StringComparison.Ordinal);
        Assert.Contains("all 0", Message(new() { IterationWeights = [0, 0] }), StringComparison.Ordinal);
        Assert.Contains("finite", Message(new() { IterationWeights = [double.NaN] }), StringComparison.Ordinal);
        Assert.Contains("Dimension is 0", Message(new() { Dimension = 0 }), StringComparison.Ordinal);
        Assert.Contains("Sparsity is 0.5", Message(new() { Sparsity = 0.5 }), StringComparison.Ordinal);
        Assert.Contains("no features", Message(new() { PropertyRatio = 0.5 }), StringComparison.Ordinal);
        Assert.Contains("features of 1 vertices", Assert.Throws<ArgumentException>(() => FastRp.Embed(Five, null, Embedding.From([1], 1))).Message, StringComparison.Ordinal);
        Assert.Contains("Vertex 3 has the feature NaN", Assert.Throws<ArgumentException>(() => FastRp.Embed(Five, null, Embedding.From([1, 1, 1, float.NaN, 1], 1))).Message, StringComparison.Ordinal);

        static string Message(FastRpOptions options) => Assert.ThrowsAny<ArgumentException>(() => FastRp.Embed(Five, options)).Message;
    }

    [Fact]
    public void NegativeWeights_AreRefused_WithTheEdge()
    {
        CsrGraph graph = ClassicGraphs.Scaled(Fixtures.Random(10, 20, 1, weighted: true), -1);
        Assert.Contains("finite and not negative, and edge", Assert.Throws<InvalidWeightException>(() => FastRp.Embed(graph)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidWeightException>(() => WhitenedIteration.Embed(graph));
        Assert.Throws<InvalidWeightException>(() => Prone.Embed(graph));
    }
}
