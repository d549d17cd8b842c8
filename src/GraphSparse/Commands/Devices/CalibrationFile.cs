using System.Text.Json;
using System.Text.Json.Serialization;
using GraphSparse.Acceleration;
using GraphSparse.Datasets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Calibrations in the user's cache, one for each device.</summary>
internal static class CalibrationFile
{
    /// <summary>Where they lie.</summary>
    public static string FilePath => Path.Combine(DatasetCatalog.CacheFolder, "devices.json");

    /// <summary>Those of this version of the program; none where there is no file, or one that is damaged, since they only say what is fast.</summary>
    public static IReadOnlyList<DeviceCalibration> Read(string? path = null)
    {
        path ??= FilePath;
        return File.Exists(path) ? Parse(path) : []; // every command comes by here, and most machines have no file
    }

    private static IReadOnlyList<DeviceCalibration> Parse(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, CalibrationJson.Default.CalibrationDocument) is { Devices: { } devices, Version: { } version } && version == Provenance.Version
                && devices.All(d => d is { IsSound: true }) ? devices : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Fails before anything is measured where it could not be kept.</summary>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public static void RequireWritable() => Add(FilePath, []);

    /// <summary>Keeps calibrations, in place of earlier ones of the same devices.</summary>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public static void Add(string path, IReadOnlyList<DeviceCalibration> measured)
    {
        DeviceCalibration[] kept = [.. Read(path).Where(old => !measured.Any(m => (m.Device, m.Driver, m.Cpu, m.Threads) == (old.Device, old.Driver, old.Cpu, old.Threads)))];
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var file = new AtomicFile(path, overwrite: true);
        JsonSerializer.Serialize(file.Stream, new CalibrationDocument(Provenance.Version, [.. kept, .. measured]), CalibrationJson.Default.CalibrationDocument);
        file.Commit();
    }
}

/// <summary>The file.</summary>
/// <param name="Version">Of the program that measured: another one may have other kernels.</param>
/// <param name="Devices">What was measured.</param>
internal sealed record CalibrationDocument(string Version, IReadOnlyList<DeviceCalibration> Devices);

/// <summary>How the file is read and written, made at build time so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CalibrationDocument))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
