using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>What summary.json says: the graph, the errors, and the checksums of the tables.</summary>
internal sealed record SummaryManifest
{
    private const string FormatName = "graphsparse-summary";
    private const int Version = 1;

    public required SummaryFormat Format { get; init; }

    public required int Vertices { get; init; }

    public required long Edges { get; init; }

    public required int Supervertices { get; init; }

    public required int Superedges { get; init; }

    public required bool IsWeighted { get; init; }

    public required double L1 { get; init; }

    public required double L2 { get; init; }

    /// <summary>Checksum of the table; where all are in one file, of that.</summary>
    public required string MembershipSha256 { get; init; }

    public required string SuperedgesSha256 { get; init; }

    /// <summary>Checksum of the table of corrections, or <see langword="null"/> where there is none.</summary>
    public string? CorrectionsSha256 { get; init; }

    public int Corrections { get; init; }

    public double ErrorBound { get; init; }

    /// <summary>Checksum of the table of supervertices within supervertices, or <see langword="null"/> where they are not nested.</summary>
    public string? HierarchySha256 { get; init; }

    public byte[] ToBytes(double bits, Provenance provenance)
    {
        var json = new JsonObject
        {
            ["format"] = FormatName,
            ["version"] = Version,
            ["graphsparse"] = Provenance.Version,
            ["tables"] = OptionName.Kebab(Format.ToString()),
            ["vertices"] = Vertices,
            ["edges"] = Edges,
            ["supervertices"] = Supervertices,
            ["superedges"] = Superedges,
            ["weights"] = IsWeighted ? "on" : "off",
            ["bits"] = bits,
            ["re1"] = new SummaryError(L1, L2, Vertices).Re1,
            ["re2"] = new SummaryError(L1, L2, Vertices).Re2,
            ["l1"] = L1,
            ["l2"] = L2,
            ["seed"] = provenance.Seed,
            ["options"] = JsonNode.Parse(provenance.Options),
            ["inputs"] = new JsonArray([.. provenance.Inputs.Select(i => JsonValue.Create(i))]),
            ["membershipSha256"] = MembershipSha256,
            ["superedgesSha256"] = SuperedgesSha256,
        };
        if (CorrectionsSha256 is not null)
        {
            json["corrections"] = Corrections;
            json["errorBound"] = ErrorBound;
            json["correctionsSha256"] = CorrectionsSha256;
        }

        if (HierarchySha256 is not null)
            json["hierarchySha256"] = HierarchySha256;
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, Encoder = CommandRun.CompactJson.Encoder }))
            json.WriteTo(writer);
        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="GraphFormatException">It is no such document, or of a later version.</exception>
    public static SummaryManifest Read(string path)
    {
        const long mostBytes = 64 << 20;
        if (new FileInfo(path).Length > mostBytes)
            throw new GraphFormatException("is too long to describe a summary").At(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement name) || name.ToString() != FormatName)
                throw new GraphFormatException("does not describe a summary");
            if (Number(root, "version") is var version and not Version)
                throw new GraphFormatException($"is of version {version}; this program reads version {Version}");
            var manifest = new SummaryManifest
            {
                Format = Text(root, "tables") switch
                {
                    "parquet" => SummaryFormat.Parquet,
                    "csv" => SummaryFormat.Csv,
                    "binary" => SummaryFormat.Binary,
                    var other => throw new GraphFormatException($"says that tables are '{other}'; there are parquet, csv and binary"),
                },
                Vertices = Number(root, "vertices"),
                Edges = Value(root, "edges").TryGetInt64(out long edges) ? edges : throw Missing("edges", "number"),
                Supervertices = Number(root, "supervertices"),
                Superedges = Number(root, "superedges"),
                IsWeighted = Text(root, "weights") == "on",
                L1 = Real(root, "l1"),
                L2 = Real(root, "l2"),
                MembershipSha256 = Text(root, "membershipSha256"),
                SuperedgesSha256 = Text(root, "superedgesSha256"),
                CorrectionsSha256 = root.TryGetProperty("correctionsSha256", out _) ? Text(root, "correctionsSha256") : null,
                Corrections = root.TryGetProperty("corrections", out _) ? Number(root, "corrections") : 0,
                ErrorBound = root.TryGetProperty("errorBound", out _) ? Real(root, "errorBound") : 0,
                HierarchySha256 = root.TryGetProperty("hierarchySha256", out _) ? Text(root, "hierarchySha256") : null,
            };
            return manifest is { Vertices: >= 0, Edges: >= 0, Supervertices: >= 0, Superedges: >= 0, Corrections: >= 0 } && manifest.Supervertices <= manifest.Vertices ? manifest
                : throw new GraphFormatException("has numbers that no summary has");
        }
        catch (JsonException error)
        {
            throw new GraphFormatException("is no whole JSON document", error).At(path, error.LineNumber + 1);
        }
        catch (InvalidOperationException error) // of a text that cannot be decoded
        {
            throw new GraphFormatException("has text that is not UTF-8", error).At(path);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    private static JsonElement Value(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value : throw Missing(name, "number");

    private static int Number(JsonElement root, string name) => Value(root, name).TryGetInt32(out int number) ? number : throw Missing(name, "whole number");

    private static double Real(JsonElement root, string name) => Value(root, name).TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Missing(name, "number");

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Missing(name, "text");

    private static GraphFormatException Missing(string name, string kind) => new($"has no {kind} '{name}'");
}
