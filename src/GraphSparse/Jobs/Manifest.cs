using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GraphSparse.Commands;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>What a job has done so far: one row per item and step. Written whole after every step, so that a killed job can go on.</summary>
internal sealed record Manifest
{
    /// <summary>Name of the file in the output folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>How the files begin, by which a damaged one is told from another program's file of that name.</summary>
    internal const string Head = "{\n  \"kind\": \"graphsparse job\",";

    /// <summary>What the file is.</summary>
    [JsonPropertyOrder(-1)]
    public string Kind { get; init; } = "graphsparse job";

    /// <summary>Name of the job.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the program that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>The output that is being written, path from the output folder: after a kill it may be there, old or new, and is the job's own.</summary>
    public string? Writing { get; init; }

    /// <summary>The report, once it is written.</summary>
    public OutputFile? Report { get; init; }

    /// <summary>Rows in the order of the job.</summary>
    public required List<ManifestStep> Steps { get; init; }

    /// <summary>Outputs of earlier runs that no row lists now; the job may replace them.</summary>
    public IReadOnlyList<OutputFile>? Earlier { get; init; }

    /// <summary>Reads a manifest; null where there is none, or none that can be read: then nothing counts as done.</summary>
    public static Manifest? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return FileKind.IsRegular(path) ? Parse(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The manifest in the bytes of a file, or null.</summary>
    internal static Manifest? Parse(byte[] bytes)
    {
        try
        {
            Manifest? manifest = JsonSerializer.Deserialize(bytes, ManifestJson.Default.Manifest);
            return manifest is { Steps: { } steps, Name: not null, Version: not null }
                && steps.TrueForAll(s => s is { Item: not null, Step: not null, State: not null, Outputs: not null, Inputs: not null } && s.Outputs.All(IsWhole))
                && (manifest.Earlier ?? []).All(IsWhole) && (manifest.Report is null || IsWhole(manifest.Report))
                    ? manifest
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the manifest of a folder.</summary>
    public void Write(string folder)
    {
        using var file = new AtomicFile(Path.Combine(folder, FileName), overwrite: true);
        JsonSerializer.Serialize(file.Stream, this, ManifestJson.Default.Manifest);
        file.Commit();
    }

    private static bool IsWhole(OutputFile? file) => file is { Path: not null, Sha256: not null };
}

/// <summary>One item and step of a job.</summary>
internal sealed record ManifestStep
{
    /// <summary>The item: a graph of the job.</summary>
    public required string Item { get; init; }

    /// <summary>The step.</summary>
    public required string Step { get; init; }

    /// <summary>pending, done, skipped (done before) or failed.</summary>
    public required string State { get; init; }

    /// <summary>Hash of everything that shapes the outputs: version, command, options, seed, inputs.</summary>
    public string? Key { get; init; }

    /// <summary>Checksums of the inputs.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Outputs, paths from the output folder.</summary>
    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];

    /// <summary>Seconds that the step took when it was done.</summary>
    public double Seconds { get; init; }

    /// <summary>What went wrong.</summary>
    public Failure? Error { get; init; }

    /// <summary>Remarks of the command: what was dropped, merged or assumed.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Result keys and values of the command.</summary>
    public JsonObject? Result { get; init; }
}

/// <summary>How the manifest is read and written, made at build time so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
