using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.DeviceCheck;

/// <summary>Rows on the screen, as JSON and as Parquet.</summary>
internal static class Rows
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Failures and times; comparisons that hold are only counted.</summary>
    public static void Print(DeviceRow row)
    {
        if (row.Verified != true)
            Console.WriteLine($"{(row.Verified is null ? "SKIPPED" : "DIFFERS")} {row.Operation} on {row.Input}: {row.Problem}");
        else if (row is { CpuSeconds: { } cpu, DeviceSeconds: { } device })
            Console.WriteLine(FormattableString.Invariant($"  {row.Operation,-22}{row.Items,12} {row.Unit,-7}{cpu,12:0.000000} s CPU {device,12:0.000000} s device, {row.KernelSeconds,10:0.000000} s in kernels {cpu / device,7:0.00}x {cpu / row.KernelSeconds,7:0.00}x"));
    }

    /// <summary>What was measured, and of every device the rate at which it copies its memory.</summary>
    public static void WriteJson(string path, IReadOnlyList<(DeviceInfo Device, DeviceRow Row)> rows, IReadOnlyList<(DeviceInfo Device, double BytesPerSecond)> rates)
    {
        DeviceInfo cpu = rates[0].Device;
        var document = new JsonObject
        {
            ["version"] = Provenance.Version,
            ["cpu"] = cpu.Name,
            ["cpuThreads"] = cpu.ComputeUnits,
            ["bandwidth"] = new JsonArray([.. rates.Select(r => (JsonNode)new JsonObject { ["id"] = r.Device.Id, ["device"] = r.Device.Name, ["bytesPerSecond"] = Math.Round(r.BytesPerSecond) })]),
            ["rows"] = new JsonArray([.. rows.Select(r => (JsonNode)new JsonObject
            {
                ["device"] = r.Device.Name,
                ["hardware"] = r.Device.Hardware,
                ["driver"] = r.Device.Driver,
                ["operation"] = r.Row.Operation,
                ["input"] = r.Row.Input,
                ["items"] = r.Row.Items,
                ["unit"] = r.Row.Unit,
                ["verified"] = r.Row.Verified,
                ["cpuSeconds"] = r.Row.CpuSeconds,
                ["deviceSeconds"] = r.Row.DeviceSeconds,
                ["kernelSeconds"] = r.Row.KernelSeconds,
                ["problem"] = r.Row.Problem,
            })]),
        };
        File.WriteAllText(path, document.ToJsonString(Indented) + "\n");
    }

    /// <summary>The same rows as a table; seconds that were not measured are NaN.</summary>
    public static void WriteParquet(string path, IReadOnlyList<(DeviceInfo Device, DeviceRow Row)> rows)
    {
        using var file = new AtomicFile(path, overwrite: true);
        string[] texts = ["device", "hardware", "driver", "operation", "input", "unit", "verified"];
        string[] seconds = ["cpuSeconds", "deviceSeconds", "kernelSeconds"];
        using (var writer = new ParquetWriter(file.Stream,
            [.. texts.Select(t => new ParquetField(t, ParquetType.Utf8)), new("items", ParquetType.Int64), .. seconds.Select(s => new ParquetField(s, ParquetType.Double))], leaveOpen: true))
        {
            writer.WriteRowGroup(
            [
                ParquetUtf8Column.Create("device", rows.Select(r => r.Device.Name)),
                ParquetUtf8Column.Create("hardware", rows.Select(r => r.Device.Hardware)),
                ParquetUtf8Column.Create("driver", rows.Select(r => r.Device.Driver)),
                ParquetUtf8Column.Create("operation", rows.Select(r => r.Row.Operation)),
                ParquetUtf8Column.Create("input", rows.Select(r => r.Row.Input)),
                ParquetUtf8Column.Create("unit", rows.Select(r => r.Row.Unit)),
                ParquetUtf8Column.Create("verified", rows.Select(r => r.Row.Verified switch { true => "yes", false => "no", null => "not run" })),
                ParquetColumn.Create<long>("items", rows.Select(r => r.Row.Items).ToArray()),
                ParquetColumn.Create<double>("cpuSeconds", rows.Select(r => r.Row.CpuSeconds ?? double.NaN).ToArray()),
                ParquetColumn.Create<double>("deviceSeconds", rows.Select(r => r.Row.DeviceSeconds ?? double.NaN).ToArray()),
                ParquetColumn.Create<double>("kernelSeconds", rows.Select(r => r.Row.KernelSeconds ?? double.NaN).ToArray()),
            ]);
            writer.Close([]);
        }

        file.Commit();
    }
}
