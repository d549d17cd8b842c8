using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>The answer of a command that makes no graph, as a Parquet table of names and values.</summary>
internal static class ResultTable
{
    /// <summary>Writes every number of a result: columns name and value; keys of nested objects stand as they are.</summary>
    public static OutputFile Write(string path, JsonObject result, Provenance provenance, bool overwrite)
    {
        (string Name, double Value)[] rows = [.. Flatten(result)];
        using var file = new AtomicFile(path, overwrite);
        using (var writer = new ParquetWriter(file.Stream, [new ParquetField("name", ParquetType.Utf8), new ParquetField("value", ParquetType.Double)], leaveOpen: true))
        {
            writer.WriteRowGroup(
            [
                ParquetUtf8Column.Create("name", rows.Select(r => r.Name)),
                ParquetColumn.Create<double>("value", rows.Select(r => r.Value).ToArray()),
            ]);
            writer.Close(provenance.ToMetadata());
        }

        return file.Commit();
    }

    private static IEnumerable<(string Name, double Value)> Flatten(JsonObject result)
    {
        foreach ((string key, JsonNode? node) in result)
        {
            if (node is JsonObject nested && key == "metrics")
            {
                foreach ((string Name, double Value) inner in Flatten(nested))
                    yield return inner;
            }
            else if (node?.GetValueKind() == JsonValueKind.Number)
            {
                yield return (key, ToDouble(node));
            }
            else if (node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() is "Infinity")
            {
                yield return (key, double.PositiveInfinity);
            }
        }
    }

    private static double ToDouble(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
