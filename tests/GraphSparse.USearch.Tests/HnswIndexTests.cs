using GraphSparse.Embeddings;

namespace GraphSparse.USearch.Tests;

/// <summary>The index finds nearly all of the nearest vectors, the same every time, and says how many.</summary>
public sealed class HnswIndexTests
{
    [Theory]
    [InlineData(VectorSimilarity.Cosine)]
    [InlineData(VectorSimilarity.Dot)]
    public void Index_FindsNearlyAllOfTheNearest(VectorSimilarity similarity)
    {
        Embedding embedding = Clusters(3000, 24);
        using HnswIndex index = HnswIndex.Build(embedding, new HnswOptions { Similarity = similarity });
        Assert.InRange(index.MeasureRecall(sample: 300), 0.95, 1);
        NeighborLists exact = NearestNeighbors.Find(embedding, [5, 17], 1, similarity);
        NeighborLists found = index.Find([5, 17], 1);
        for (int q = 0; q < 2; q++)
            Assert.Equal(exact.Similarities(q)[0], found.Similarities(q)[0], 1e-3);
    }

    [Fact]
    public void PoorIndex_HasALowerRecall_AndTheSameVectorsMakeTheSameIndex()
    {
        Embedding embedding = Clusters(3000, 24);
        using HnswIndex good = HnswIndex.Build(embedding);
        using HnswIndex again = HnswIndex.Build(embedding);
        using HnswIndex poor = HnswIndex.Build(embedding, new HnswOptions { Connectivity = 2, BuildEffort = 2, SearchEffort = 1 });
        Assert.True(poor.MeasureRecall() < good.MeasureRecall());
        Assert.Equal(good.MeasureRecall(), again.MeasureRecall(parallelism: new Parallelism(3)));
        NeighborLists one = good.Find(null, 5, Parallelism.Sequential);
        NeighborLists three = again.Find(null, 5, new Parallelism(3));
        for (int q = 0; q < 3000; q++)
            Assert.Equal(one.Vertices(q).ToArray(), three.Vertices(q).ToArray());
    }

    [Fact]
    public void FewVectors_AndWrongOptions()
    {
        using HnswIndex single = HnswIndex.Build(Embedding.From([1, 2], 2));
        Assert.Equal(0, single.Find().Count);
        Assert.Equal(1, single.MeasureRecall());
        Assert.Throws<ArgumentOutOfRangeException>(() => single.Find([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => single.Find([0], 0));
        Assert.Contains("Connectivity is 1", Assert.Throws<ArgumentOutOfRangeException>(() => HnswIndex.Build(Embedding.From([1, 2], 2), new HnswOptions { Connectivity = 1 })).Message, StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => HnswIndex.Build(Clusters(10, 2), cancellationToken: cancelled.Token));
    }

    [Fact]
    public void Core_DoesNotDependOnUSearch() =>
        Assert.DoesNotContain(typeof(CsrGraph).Assembly.GetReferencedAssemblies(), name => name.Name!.Contains("USearch", StringComparison.OrdinalIgnoreCase));

    private static Embedding Clusters(int count, int dimension)
    {
        var random = new Random(5);
        float[][] centers = [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray())];
        return Embedding.From([.. Enumerable.Range(0, count).SelectMany(u => centers[u % 30].Select(c => c + (float)(random.NextDouble() - 0.5)))], dimension);
    }
}
