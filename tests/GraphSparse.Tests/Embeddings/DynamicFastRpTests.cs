using GraphSparse.Embeddings;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Vectors that are kept up to date are those of a full run, or within the bound that is stated.</summary>
public sealed class DynamicFastRpTests
{
    private static readonly FastRpOptions Options = new() { Dimension = 24 };

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void WithoutTolerance_VectorsAreThoseOfAFullRun_ByteForByte(bool weighted, int threads)
    {
        CsrGraph graph = Fixtures.Random(300, 900, 3, weighted: weighted);
        DynamicFastRp dynamic = DynamicFastRp.Create(graph, Options, parallelism: new Parallelism(threads));
        Assert.Equal(FastRp.Embed(graph, Options).ToArray(), dynamic.Snapshot().ToArray());
        var random = new Random(2);
        for (int batch = 0; batch < 6; batch++)
        {
            FastRpUpdate update = dynamic.Apply(Updates(dynamic.Graph.Snapshot(), random, 10, weighted));
            Assert.InRange(update.ChangedVectors, 10, 300);
            Assert.Equal(FastRp.Embed(dynamic.Graph.Snapshot(), Options).ToArray(), dynamic.Snapshot().ToArray());
            Assert.All(dynamic.ErrorBounds(), bound => Assert.Equal(0, bound));
        }
    }

    [Fact]
    public void FarFromAChange_NothingIsComputed()
    {
        CsrGraph graph = ClassicGraphs.Path(500);
        DynamicFastRp dynamic = DynamicFastRp.Create(graph, Options);
        FastRpUpdate update = dynamic.Apply([EdgeUpdate.Insert(250, 252)]);
        Assert.Equal((1, 11), (update.ChangedEdges, update.ChangedVectors)); // both ends and four steps from either: 246..256
        Assert.InRange(update.RecomputedRows, 11, 40);
        Assert.Equal(FastRp.Embed(dynamic.Graph.Snapshot(), Options).ToArray(), dynamic.Snapshot().ToArray());
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    public void WithTolerance_VectorsStayWithinTheirBounds_AndFewerRowsAreComputed(double tolerance)
    {
        CsrGraph graph = Fixtures.Random(2000, 12_000, 3);
        FastRpOptions plain = Options with { Scaling = EmbeddingScaling.None };
        DynamicFastRp exact = DynamicFastRp.Create(graph, plain);
        DynamicFastRp rough = DynamicFastRp.Create(graph, plain, tolerance);
        var random = new Random(2);
        long exactRows = 0;
        long roughRows = 0;
        double largest = 0;
        for (int batch = 0; batch < 10; batch++)
        {
            EdgeUpdate[] updates = Updates(exact.Graph.Snapshot(), random, 3, weighted: false);
            exactRows += exact.Apply(updates).RecomputedRows;
            roughRows += rough.Apply(updates).RecomputedRows;
            Embedding expected = exact.Snapshot();
            Embedding found = rough.Snapshot();
            double[] bounds = rough.ErrorBounds();
            for (int u = 0; u < 2000; u++)
            {
                double distance = Math.Sqrt(Enumerable.Range(0, 24).Sum(j => Math.Pow((double)expected[u][j] - found[u][j], 2)));
                Assert.True(distance <= bounds[u] + 1e-4, $"vertex {u} is {distance} from its vector, and the bound is {bounds[u]}");
                largest = Math.Max(largest, distance);
            }
        }

        Assert.True(largest > 0);
        Assert.True(roughRows < exactRows / 2, $"{roughRows} rows of {exactRows}");
    }

    [Fact]
    public void WrongUpdates_AreRefused_AndThoseBeforeThemStand()
    {
        DynamicFastRp dynamic = DynamicFastRp.Create(Fixtures.Karate, Options);
        Assert.Throws<InvalidUpdateException>(() => dynamic.Apply([EdgeUpdate.Insert(9, 10), EdgeUpdate.Insert(0, 99)]));
        Assert.True(dynamic.Graph.HasEdge(9, 10));
        Assert.Equal(FastRp.Embed(dynamic.Graph.Snapshot(), Options).ToArray(), dynamic.Snapshot().ToArray());
        Assert.Contains("without features", Assert.Throws<ArgumentException>(() => DynamicFastRp.Create(Fixtures.Karate, new() { NormalizeIterations = false })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DynamicFastRp.Create(Fixtures.Random(10, 20, 1, directed: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DynamicFastRp.Create(Fixtures.Karate, tolerance: 2));
    }

    private static EdgeUpdate[] Updates(CsrGraph graph, Random random, int count, bool weighted)
    {
        var updates = new Dictionary<(int, int), EdgeUpdate>();
        Edge[] edges = [.. graph.Edges()];
        while (updates.Count < count)
        {
            Edge edge = edges[random.Next(edges.Length)];
            updates.TryAdd((edge.Source, edge.Target), EdgeUpdate.Delete(edge.Source, edge.Target));
            (int u, int v) = (random.Next(graph.VertexCount), random.Next(graph.VertexCount));
            if (u < v && !graph.HasArc(u, v))
                updates.TryAdd((u, v), EdgeUpdate.Insert(u, v, weighted ? 0.5 + random.NextDouble() : 1));
        }

        return [.. updates.Values];
    }
}
