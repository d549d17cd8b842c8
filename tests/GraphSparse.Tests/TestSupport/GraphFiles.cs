using System.IO.Compression;
using System.Text;
using GraphSparse.IO;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Reads graphs from texts and bytes by way of a file, since the readers go by its name.</summary>
internal static class GraphFiles
{
    /// <summary>What no test file needs; a reader that believes a lie runs into it.</summary>
    public static MemoryBudget SmallBudget { get; } = new(256L << 20);

    public static Provenance Provenance { get; } = new() { Command = "test", Options = "{\"a\":1}", Seed = 7, Inputs = ["00ff", "11ee"] };

    public static LoadedGraph Read(string name, string text, GraphReadOptions? options = null, int threads = 2) =>
        Read(name, Encoding.UTF8.GetBytes(text), options, threads);

    public static LoadedGraph Read(string name, byte[] bytes, GraphReadOptions? options = null, int threads = 2)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder[name], bytes);
        return GraphReader.Read(folder[name], options, new Parallelism(threads), SmallBudget);
    }

    /// <summary>A network of the collection, for tests marked with <see cref="NetworkFactAttribute"/>.</summary>
    public static CsrGraph Network(string name) =>
        GraphReader.Read(Path.Combine(Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!, "networks", name + ".edges.gz")).Graph;

    /// <summary>The edges of a text as text.</summary>
    public static string Edges(string name, string text, GraphReadOptions? options = null) =>
        GraphAssert.Text(Read(name, text, options).Graph);

    /// <summary>The error of a text that is no graph.</summary>
    public static GraphFormatException Refusal(string name, string text, GraphReadOptions? options = null) =>
        Assert.Throws<GraphFormatException>(() => Read(name, text, options));

    /// <summary>Requires the error of a text to name a line and to say something.</summary>
    public static void Refuses(long line, string says, string name, string text, GraphReadOptions? options = null)
    {
        GraphFormatException error = Refusal(name, text, options);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
        Assert.EndsWith(name, error.Path!, StringComparison.Ordinal);
    }

    public static byte[] GZip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return compressed.ToArray();
    }

    public static byte[] Written(string name, CsrGraph graph, VertexIds? ids = null, int threads = 2)
    {
        using var folder = new TemporaryFolder();
        GraphWriter.Write(folder[name], graph, ids, Provenance, parallelism: new Parallelism(threads));
        return File.ReadAllBytes(folder[name]);
    }
}
