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

    public required string MembershipSha256 { get; init; }

    public required string SuperedgesSha256 { get; init; }

    public byte[] ToBytes(Summary summary, Provenance provenance)
    {
        var json = new JsonObject
        {
            ["format"] = FormatName,
            ["version"] = Version,
            ["graphsparse"] = Provenance.Version,
            ["tables"] = Format == SummaryFormat.Csv ? "csv" : "parquet",
            ["vertices"] = Vertices,
            ["edges"] = Edges,
            ["supervertices"] = Supervertices,
            ["superedges"] = Superedges,
            ["weights"] = IsWeighted ? "on" : "off",
            ["bits"] = summary.Bits,
            ["re1"] = summary.Error.Re1,
            ["re2"] = summary.Error.Re2,
            ["l1"] = L1,
            ["l2"] = L2,
            ["seed"] = provenance.Seed,
            ["options"] = JsonNode.Parse(provenance.Options),
            ["inputs"] = new JsonArray([.. provenance.Inputs.Select(i => JsonValue.Create(i))]),
            ["membershipSha256"] = MembershipSha256,
            ["superedgesSha256"] = SuperedgesSha256,
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = CommandRun.CompactJson.Encoder }))
            json.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
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
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement name) || name.ValueKind != JsonValueKind.String || name.GetString() != FormatName)
                throw new GraphFormatException("does not describe a summary").At(path);
            if (root.GetProperty("version").GetInt32() > Version)
                throw new GraphFormatException($"is of version {root.GetProperty("version").GetInt32()}; this program reads version {Version}").At(path);
            var manifest = new SummaryManifest
            {
                Format = root.GetProperty("tables").GetString() == "csv" ? SummaryFormat.Csv : SummaryFormat.Parquet,
                Vertices = root.GetProperty("vertices").GetInt32(),
                Edges = root.GetProperty("edges").GetInt64(),
                Supervertices = root.GetProperty("supervertices").GetInt32(),
                Superedges = root.GetProperty("superedges").GetInt32(),
                IsWeighted = root.GetProperty("weights").GetString() == "on",
                L1 = root.GetProperty("l1").GetDouble(),
                L2 = root.GetProperty("l2").GetDouble(),
                MembershipSha256 = root.GetProperty("membershipSha256").GetString()!,
                SuperedgesSha256 = root.GetProperty("superedgesSha256").GetString()!,
            };
            return manifest is { Vertices: >= 0, Supervertices: >= 0, Superedges: >= 0, MembershipSha256: not null, SuperedgesSha256: not null } ? manifest
                : throw new GraphFormatException("has numbers that no summary has").At(path);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException and not GraphFormatException)
        {
            throw new GraphFormatException($"is damaged ({error.Message})", error).At(path);
        }
    }
}
