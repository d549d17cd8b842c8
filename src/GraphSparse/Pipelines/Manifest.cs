using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GraphSparse.IO;

namespace GraphSparse.Pipelines;

/// <summary>What a job has done so far: one row per item and step. Written whole after every step, so that a killed job can go on.</summary>
public sealed record Manifest
{
    /// <summary>Name of the file in the output folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Name of the job.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the program that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>Rows in the order of the job.</summary>
    public required List<ManifestStep> Steps { get; init; }

    /// <summary>Reads a manifest; null where there is none, or none that can be read: then nothing counts as done.</summary>
    public static Manifest? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            Manifest? manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest);
            return manifest?.Steps is { } steps && steps.TrueForAll(s => s is { Item: not null, Step: not null, Outputs: not null }) ? manifest : null;
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
}

/// <summary>One item and step of a job.</summary>
public sealed record ManifestStep
{
    /// <summary>The item: a graph of the job.</summary>
    public required string Item { get; init; }

    /// <summary>The step.</summary>
    public required string Step { get; init; }

    /// <summary>pending, done, skipped (done before) or failed.</summary>
    public required string State { get; init; }

    /// <summary>Hash of everything that shapes the outputs: version, verb, options, seed, inputs.</summary>
    public string? Key { get; init; }

    /// <summary>Checksums of the inputs.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Outputs, paths from the output folder.</summary>
    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];

    /// <summary>Seconds that the step took when it was done.</summary>
    public double Seconds { get; init; }

    /// <summary>What went wrong.</summary>
    public Failure? Error { get; init; }

    /// <summary>Result keys and values of the verb.</summary>
    public JsonObject? Result { get; init; }
}

/// <summary>How the manifest is read and written, made at build time so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
