using GraphSparse.Commands;
using GraphSparse.Embeddings;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Nearest vectors are those of a plain comparison of all pairs.</summary>
public sealed class NearestNeighborsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Theory]
    [InlineData(700, 33, 10, VectorSimilarity.Cosine)]
    [InlineData(300, 7, 3, VectorSimilarity.Dot)]
    [InlineData(5, 2, 10, VectorSimilarity.Cosine)]
    public void Neighbors_AreThoseOfAllPairs(int n, int d, int count, VectorSimilarity similarity)
    {
        float[] values = [.. Enumerable.Range(0, n * d).Select(i => (float)Math.Sin(i * 1.7 + i * i % 13))];
        Embedding embedding = Embedding.From(values, d);
        NeighborLists lists = NearestNeighbors.Find(embedding, null, count, similarity, new Parallelism(3));
        Assert.Equal(Math.Min(count, n - 1), lists.Count);
        for (int q = 0; q < n; q += 11)
        {
            double[] expected = [.. Enumerable.Range(0, n).Where(v => v != q).Select(v => Similarity(embedding, q, v, similarity)).OrderDescending().Take(count)];
            for (int i = 0; i < lists.Count; i++)
            {
                Assert.Equal(expected[i], lists.Similarities(q)[i], 1e-5 * d);
                Assert.Equal(lists.Similarities(q)[i], Similarity(embedding, q, lists.Vertices(q)[i], similarity), 1e-5 * d);
            }

            Assert.Equal(lists.Count, lists.Vertices(q).ToArray().Distinct().Except([q]).Count());
        }

        NeighborLists some = NearestNeighbors.Find(embedding, [n - 1, 0], count, similarity, Parallelism.Sequential);
        Assert.Equal(lists.Vertices(n - 1).ToArray(), some.Vertices(0).ToArray());
        Assert.Equal(lists.Similarities(0).ToArray(), some.Similarities(1).ToArray());
    }

    [Fact]
    public void EqualVectors_ComeInTheOrderOfTheirNumbers_AndZerosAreNearNothing()
    {
        NeighborLists lists = NearestNeighbors.Find(Embedding.From([1, 0, 1, 0, 0, 0, 1, 0, 0, 1], 2), null, 4);
        Assert.Equal([1, 3, 2, 4], lists.Vertices(0).ToArray());
        Assert.Equal([0, 1, 3, 4], lists.Vertices(2).ToArray());
        Assert.All(lists.Similarities(2).ToArray(), s => Assert.Equal(0, s));
        Assert.Equal(0, NearestNeighbors.Find(Embedding.From([1, 2], 2)).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestNeighbors.Find(Embedding.From([1, 2], 2), [1]));
    }

    [Fact]
    public void Command_AnswersByIds_AndWritesATable()
    {
        File.WriteAllText(PathOf("v.txt"), "ann 1 0\nbob 0.9 0.1\ncat 0 1\n");
        CommandOutcome outcome = Run("v.txt", "cat\nann", ("Count", 1));
        Assert.Equal(["bob", "bob"], outcome.Result["values"]!.AsArray().Select(v => (string)v!["neighbors"]![0]!["vertex"]!));
        Run("v.txt", "", ("Count", 2), ("Output", PathOf("n.parquet")));
        using ParquetFile file = ParquetFile.Open(PathOf("n.parquet"));
        var sources = (ParquetUtf8Column)file.ReadColumn(0, 0);
        var targets = (ParquetUtf8Column)file.ReadColumn(0, 1);
        Assert.Equal(["ann>bob", "ann>cat", "bob>ann", "bob>cat", "cat>bob", "cat>ann"], Enumerable.Range(0, 6).Select(i => $"{sources.Text(i)}>{targets.Text(i)}"));
        File.WriteAllText(PathOf("numbers.csv"), "7,1,0\n-8,0,1\n");
        Run("numbers.csv", "", ("Output", PathOf("n.csv")));
        Assert.Equal(["source,target,similarity", "7,-8,0", "-8,7,0"], File.ReadAllLines(PathOf("n.csv")));
        Assert.Contains("has no vector of 'dan'", Assert.Throws<GraphFormatException>(() => Run("v.txt", "dan")).Message, StringComparison.Ordinal);
        Assert.Contains("at least one vertex", Assert.Throws<ArgumentException>(() => Run("v.txt", "")).Message, StringComparison.Ordinal);
        Assert.Contains("built without an index", Assert.Throws<ArgumentException>(() => Run("v.txt", "ann", ("Index", NearestIndex.Hnsw))).Message, StringComparison.Ordinal);
        Assert.Contains("--count is 0", Assert.Throws<ArgumentException>(() => Run("v.txt", "ann", ("Count", 0))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private CommandOutcome Run(string vectors, string vertices, params (string Option, object Value)[] options)
    {
        CommandEntry entry = CommandCatalog.Find("nearest")!;
        return entry.Run(new CommandRun(entry, [PathOf(vectors), vertices], options.ToDictionary(o => o.Option, o => o.Value), new RunSettings { Overwrite = true }));
    }

    private static double Similarity(Embedding e, int u, int v, VectorSimilarity similarity)
    {
        double dot = Enumerable.Range(0, e.Dimension).Sum(j => (double)e[u][j] * e[v][j]);
        return similarity == VectorSimilarity.Dot ? dot
            : dot / Math.Sqrt(Enumerable.Range(0, e.Dimension).Sum(j => (double)e[u][j] * e[u][j]) * Enumerable.Range(0, e.Dimension).Sum(j => (double)e[v][j] * e[v][j]));
    }
}
