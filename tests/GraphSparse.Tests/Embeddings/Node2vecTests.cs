using GraphSparse.Embeddings;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>node2vec is the same on any number of threads, and says of vertices what their neighbourhoods say.</summary>
public class Node2vecTests
{
    private static readonly Node2vecOptions Small = new() { Dimension = 20, Length = 20, PerVertex = 3 };

    public static TheoryData<string> Kinds => ["uniform", "weighted", "second order", "directed", "subsampled"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bytes_AreThoseOfOneThread(string kind)
    {
        CsrGraph graph = Fixtures.Random(900, 4000, seed: 4, directed: kind == "directed", weighted: kind == "weighted");
        Node2vecOptions options = kind switch
        {
            "second order" => Small with { P = 0.5, Q = 2 },
            "subsampled" => Small with { Subsampling = 1e-3, Negatives = 2, Dimension = 16 },
            _ => Small,
        };
        float[] one = Node2vec.Embed(graph, options, parallelism: Parallelism.Sequential).ToArray();
        Assert.DoesNotContain(one, v => !float.IsFinite(v));
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Node2vec.Embed(graph, options, parallelism: new Parallelism(threads)).ToArray());
        Assert.NotEqual(one, Node2vec.Embed(graph, options, seed: 7).ToArray());
        Assert.True(SkipGramTrainer.WalksOfBatch(graph.VertexCount, options) > 8); // so that threads had work at once
    }

    [Fact]
    public void TwoCliques_LieApart()
    {
        const int size = 12;
        var builder = new GraphBuilder(2 * size);
        for (int u = 0; u < 2 * size; u++)
        {
            for (int v = 0; v < u; v++)
            {
                if (u / size == v / size)
                    builder.AddEdge(u, v);
            }
        }

        builder.AddEdge(0, size);
        Embedding embedding = Node2vec.Embed(builder.Build(), new() { Dimension = 16, Length = 40, Window = 5 });
        var within = new List<double>();
        var across = new List<double>();
        for (int u = 0; u < 2 * size; u++)
        {
            for (int v = 0; v < u; v++)
                (u / size == v / size ? within : across).Add(Cosine(embedding[u], embedding[v]));
        }

        Assert.True(within.Average() > across.Average() + 0.5, $"{within.Average()} within, {across.Average()} across");
        Assert.True(within.Order().Skip(within.Count / 10).First() > across.Order().Skip(across.Count / 2).First());
    }

    [Fact]
    public void Factions_ArePredicted()
    {
        int[] ofHi = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];
        VertexLabels labels = VertexLabels.From(34, Enumerable.Range(0, 34).Select(u => (u, ofHi.Contains(u) ? "Mr. Hi" : "Officer")));
        Embedding embedding = Node2vec.Embed(Fixtures.Karate, new() { Dimension = 16 });
        Assert.True(LabelPrediction.Evaluate(embedding, labels, new() { Costs = [0.1] }).MicroF1 > 0.85);
    }

    [Fact]
    public void VerticesInNoPair_Have0_AndANote()
    {
        Embedding embedding = Node2vec.Embed(Fixtures.FromText("0-1 1-2 2-0 2-3", vertexCount: 6), Small);
        Assert.All([4, 5], u => Assert.All(embedding[u].ToArray(), v => Assert.Equal(0, v)));
        Assert.All([0, 1, 2, 3], u => Assert.Contains(embedding[u].ToArray(), v => v != 0));
        Assert.Equal(2, embedding.CountZeroVectors());
        Assert.Equal(0, Node2vec.Embed(CsrGraph.Empty(0)).VertexCount);
        Assert.All(Node2vec.Embed(CsrGraph.Empty(3), Small).ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Sinks_AreContexts()
    {
        Embedding embedding = Node2vec.Embed(Fixtures.FromText("0-2 1-2", vertexCount: 4, directed: true), Small);
        Assert.All([0, 1, 2], u => Assert.Contains(embedding[u].ToArray(), v => v != 0));
        Assert.All(embedding[3].ToArray(), v => Assert.Equal(0, v));
    }

    /// <summary>The hub is in every walk of a batch; changes that were all added whole would grow without bound.</summary>
    [Fact]
    public void Hubs_StayBounded()
    {
        var builder = new GraphBuilder(3000);
        for (int v = 1; v < 3000; v++)
            builder.AddEdge(0, v);
        Embedding embedding = Node2vec.Embed(builder.Build(), new() { Dimension = 16, Length = 20, LearningRate = 0.1 });
        Assert.InRange(embedding.ToArray().Max(Math.Abs), 0.01f, 10f);
    }

    [Theory]
    [InlineData("Dimension", 0)]
    [InlineData("Length", 0)]
    [InlineData("PerVertex", 0)]
    [InlineData("P", 0)]
    [InlineData("Q", double.NaN)]
    [InlineData("Window", 0)]
    [InlineData("Window", 101)]
    [InlineData("Negatives", 0)]
    [InlineData("NegativePower", 5)]
    [InlineData("Epochs", 0)]
    [InlineData("LearningRate", 0)]
    [InlineData("LearningRate", 1.5)]
    [InlineData("Decay", -0.1)]
    [InlineData("Subsampling", double.NaN)]
    public void OptionsOutOfRange_AreRefusedByName(string name, double value)
    {
        Node2vecOptions options = name switch
        {
            "Dimension" => Small with { Dimension = (int)value },
            "Length" => Small with { Length = (int)value },
            "PerVertex" => Small with { PerVertex = (int)value },
            "P" => Small with { P = value },
            "Q" => Small with { Q = value },
            "Window" => Small with { Window = (int)value },
            "Negatives" => Small with { Negatives = (int)value },
            "NegativePower" => Small with { NegativePower = value },
            "Epochs" => Small with { Epochs = (int)value },
            "LearningRate" => Small with { LearningRate = value },
            "Decay" => Small with { Decay = value },
            _ => Small with { Subsampling = value },
        };
        Assert.StartsWith($"{name} is ", Assert.Throws<ArgumentOutOfRangeException>(() => Node2vec.Embed(Fixtures.Karate, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeWalked_IsRefused()
    {
        Assert.Contains("Node2vecOptions.Epochs is 1000", Assert.Throws<ArgumentException>(() => (Small with { PerVertex = 1 << 30, Epochs = 1000 }).Validate()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidWeightException>(() => Node2vec.Embed(Fixtures.FromText("0-1:1 1-2:-1"), Small));
        Assert.Throws<ArgumentException>(() => Node2vec.Embed(Fixtures.Karate, Small with { P = 1e-4, Q = 1e9 }));
    }

    [Fact]
    public void Cancellation_StopsTheWork()
    {
        using var source = new CancellationTokenSource();
        var progress = new Repeat(p =>
        {
            if (p.Stage == "training")
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Node2vec.Embed(Fixtures.Random(900, 4000, seed: 4), Small with { PerVertex = 100 }, progress: progress, cancellationToken: source.Token));
    }

    [Fact]
    public void Memory_IsThatOfVectorsAndBatch()
    {
        var size = new GraphSize(1_000_000, 5_000_000, Weighted: false, Directed: false, IsExact: true);
        long least = 2L * 1_000_000 * 128 * sizeof(float);
        Assert.InRange(Node2vec.EstimateMemoryBytes(size, parallelism: new Parallelism(2)), least, least + (200L << 20));
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, ofA = 0, ofB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            ofA += a[i] * a[i];
            ofB += b[i] * b[i];
        }

        return product / Math.Sqrt(ofA * ofB);
    }

    private sealed class Repeat(Action<Progress> action) : IProgress<Progress>
    {
        public void Report(Progress value) => action(value);
    }
}
