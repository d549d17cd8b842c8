using System.Text.Json;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>What an edge list without comment lines cannot say of itself: NAME.meta.json with the number of vertices, the direction, the kind of the ids,
/// the isolated vertices, where the graph comes from, and the checksum of NAME.</summary>
internal static class MetaSidecar
{
    /// <summary>How our files begin, so that other programs' files of this name are told apart.</summary>
    public const string Head = "{\n  \"format\": \"graphsparse edge list\",\n";

    private const int FormatVersion = 1;
    private const int ParsingBytes = 4; // that a parsed document takes for one of its file

    public static string PathOf(string graphPath) => graphPath + ".meta.json";

    /// <summary>Writes the file under a partial name; the caller commits it together with the graph file.</summary>
    public static AtomicFile Write(string graphPath, OutputFile graphFile, CsrGraph graph, VertexIds? ids, Provenance provenance, bool overwrite)
    {
        var file = new AtomicFile(PathOf(graphPath), overwrite);
        try
        {
            using var json = new Utf8JsonWriter(file.Stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            json.WriteStartObject();
            json.WriteString("format", "graphsparse edge list");
            json.WriteNumber("formatVersion", FormatVersion);
            json.WriteString("sha256", graphFile.Sha256);
            json.WriteNumber("vertices", graph.VertexCount);
            json.WriteBoolean("directed", graph.IsDirected);
            json.WriteBoolean("sampled", provenance.IsSample);
            json.WriteString("ids", ids is null ? "numbers" : ids.AreIntegers ? "integers" : "strings");
            json.WriteStartArray("isolated");
            foreach (int v in ids is null ? [] : IsolatedVertices.Of(graph))
                json.WriteStringValue(ids!.GetText(v));
            json.WriteEndArray();
            json.WriteString("version", Provenance.Version);
            json.WriteString("command", provenance.Command);
            json.WritePropertyName("options");
            json.WriteRawValue(provenance.Options);
            json.WriteNumber("seed", provenance.Seed);
            json.WriteStartArray("inputs");
            foreach (string input in provenance.Inputs)
                json.WriteStringValue(input);
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            file.Stream.WriteByte((byte)'\n');
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return file;
    }

    /// <summary>Reads an edge list with what stands beside it; checksums run beside reading, and a file that belongs to another graph is the error to show.</summary>
    /// <exception cref="GraphFormatException">The file is damaged, or belongs to another graph.</exception>
    public static T Reading<T>(string graphPath, EdgeRowCollector collector, IoContext context, Func<T> read)
    {
        string path = PathOf(graphPath);
        if (TextSource.IsStream(graphPath) || !Sidecar.IsThere(path, collector.Notes))
            return read();
        if (!Sidecar.Begins(path, Head))
        {
            collector.Notes.Add($"'{path}' is not a file that graphsparse wrote, and was not used");
            return read();
        }

        string stated = Declare(path, collector, context);
        Task<string> actual = Task.Run(() => InputFiles.Sha256(graphPath, context.CancellationToken), context.CancellationToken);
        T result;
        try
        {
            result = read();
        }
        catch (GraphFormatException)
        {
            Sidecar.RequireChecksum(path, stated, actual.GetAwaiter().GetResult(), graphPath);
            throw;
        }

        Sidecar.RequireChecksum(path, stated, actual.GetAwaiter().GetResult(), graphPath);
        return result;
    }

    /// <summary>Tells the collector what the file says; gives the checksum of its graph.</summary>
    private static string Declare(string path, EdgeRowCollector collector, IoContext context)
    {
        context.Budget.Ensure(ParsingBytes * new FileInfo(path).Length, $"reading '{path}'");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (root.GetProperty("formatVersion").GetInt32() is var version and > FormatVersion)
                throw new GraphFormatException($"has format version {version}; this program reads versions up to {FormatVersion}");
            collector.DeclaredDirected = root.GetProperty("directed").GetBoolean();
            collector.IsSample = root.GetProperty("sampled").GetBoolean();
            string ids = Text(root.GetProperty("ids"));
            switch (ids)
            {
                case "numbers":
                    collector.DeclaredVertices = root.GetProperty("vertices").GetInt64();
                    break;
                case "integers":
                case "strings":
                    collector.DeclaredIds = ids == "strings" ? IdMode.Strings : IdMode.Sparse;
                    break;
                default:
                    throw new GraphFormatException($"has ids of a kind that is not known, '{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(ids))}'");
            }

            foreach (JsonElement isolated in root.GetProperty("isolated").EnumerateArray())
                AddIsolated(Text(isolated), ids, collector);
            return Text(root.GetProperty("sha256"));
        }
        catch (JsonException error)
        {
            throw new GraphFormatException("is not valid JSON", error).At(path, line: error.LineNumber + 1);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException and not GraphFormatException)
        {
            throw new GraphFormatException("is damaged: a key is missing or holds a value of another kind", error).At(path);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    /// <summary>A text; null is none.</summary>
    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("null is not a text");

    private static void AddIsolated(string id, string kind, EdgeRowCollector collector)
    {
        if (kind == "integers" && IntegerId.Parse(System.Text.Encoding.UTF8.GetBytes(id)).Kind is not (IntegerKind.Signed or IntegerKind.Unsigned))
            throw new GraphFormatException("names an isolated vertex that is no integer, and the ids are integers");
        collector.AddIsolated(id);
    }
}
