using System.Text.Json;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Datasets;

/// <summary>The catalog says the truth about the files that ship, and about those of the collection.</summary>
public class DatasetCatalogTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "datasets");

    public static TheoryData<string> Shipped
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (JsonElement entry in Catalog().Where(e => e.TryGetProperty("shipped", out _)))
                data.Add(entry.GetProperty("name").GetString()!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_NetworksAreThoseOfTheCatalog(string name)
    {
        JsonElement entry = Catalog().First(e => e.GetProperty("name").GetString() == name);
        string path = Path.Combine(Folder, entry.GetProperty("file").GetString()!);
        Assert.Equal(entry.GetProperty("sha256").GetString(), InputFiles.Sha256(path));
        CsrGraph graph = GraphReader.Read(path).Graph;
        Assert.Equal(entry.GetProperty("vertices").GetInt32(), graph.VertexCount);
        Assert.Equal(entry.GetProperty("edges").GetInt64(), graph.EdgeCount);
        Assert.Equal(entry.TryGetProperty("directed", out _), graph.IsDirected);
        Assert.Equal(entry.TryGetProperty("weighted", out _), graph.IsWeighted);
    }

    [Fact]
    public void Karate_IsTheKnownGraph() =>
        Assert.Equal(Fixtures.Karate.Edges(), GraphReader.Read(Path.Combine(Folder, "networks", "karate.parquet")).Graph.Edges());

    [Fact]
    public void Shipped_FilesAreSmall() =>
        Assert.True(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) < 2_000_000);

    [NetworkFact]
    [Trait("Speed", "Slow")]
    public void Collection_NetworksAreThoseOfTheCatalog()
    {
        string collection = Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!;
        foreach (JsonElement entry in Catalog().Where(e => !e.TryGetProperty("shipped", out _)))
        {
            string name = entry.GetProperty("name").GetString()!;
            var options = new GraphReadOptions
            {
                Directed = entry.TryGetProperty("directed", out _),
                Vertices = entry.GetProperty("vertices").GetInt32(),
                Columns = entry.TryGetProperty("columns", out JsonElement columns) ? columns.GetString() : null,
            };
            LoadedGraph loaded = GraphReader.Read(Path.Combine(collection, entry.GetProperty("file").GetString()!), options);
            bool repeatsPairs = entry.TryGetProperty("temporal", out _); // events, of which several may join one pair
            Assert.True(repeatsPairs ? loaded.Report.Build.Rows == entry.GetProperty("edges").GetInt64() : loaded.Graph.EdgeCount == entry.GetProperty("edges").GetInt64(), name);
        }
    }

    private static JsonElement.ArrayEnumerator Catalog() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "catalog.json"))).RootElement.EnumerateArray();
}
