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
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement name) || name.ValueKind != JsonValueKind.String || name.GetString() != FormatName)
                throw new GraphFormatException("does not describe a summary").At(path);
            if (root.GetProperty("version").GetInt32() > Version)
                throw new GraphFormatException($"is of version {root.GetProperty("version").GetInt32()}; this program reads version {Version}").At(path);
            var manifest = new SummaryManifest
            {
                Format = root.GetProperty("tables").GetString() switch { "csv" => SummaryFormat.Csv, "binary" => SummaryFormat.Binary, _ => SummaryFormat.Parquet },
                Vertices = root.GetProperty("vertices").GetInt32(),
                Edges = root.GetProperty("edges").GetInt64(),
                Supervertices = root.GetProperty("supervertices").GetInt32(),
                Superedges = root.GetProperty("superedges").GetInt32(),
                IsWeighted = root.GetProperty("weights").GetString() == "on",
                L1 = root.GetProperty("l1").GetDouble(),
                L2 = root.GetProperty("l2").GetDouble(),
                MembershipSha256 = root.GetProperty("membershipSha256").GetString()!,
                SuperedgesSha256 = root.GetProperty("superedgesSha256").GetString()!,
                CorrectionsSha256 = root.TryGetProperty("correctionsSha256", out JsonElement sum) ? sum.GetString() : null,
                Corrections = root.TryGetProperty("corrections", out JsonElement count) ? count.GetInt32() : 0,
                ErrorBound = root.TryGetProperty("errorBound", out JsonElement bound) ? bound.GetDouble() : 0,
                HierarchySha256 = root.TryGetProperty("hierarchySha256", out JsonElement hierarchy) ? hierarchy.GetString() : null,
            };
            return manifest is { Vertices: >= 0, Edges: >= 0, Supervertices: >= 0, Superedges: >= 0, Corrections: >= 0, MembershipSha256: not null, SuperedgesSha256: not null } && manifest.Supervertices <= manifest.Vertices ? manifest
                : throw new GraphFormatException("has numbers that no summary has").At(path);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException and not GraphFormatException)
        {
            throw new GraphFormatException($"is damaged ({error.Message})", error).At(path);
        }
    }
}
