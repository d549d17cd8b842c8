using System.CommandLine;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Cli.Rendering;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using Spectre.Console;

namespace GraphSparse.Cli.Commands;

/// <summary><c>devices</c>: what can compute here, with a quick measurement of its memory, and what is missing.</summary>
internal static class DevicesCommand
{
    private static readonly string[] Refused = ["--device", "--dry-run", "--overwrite"];

    public static Command Create(GlobalOptions global)
    {
        var command = new DescribedCommand("devices", "List the CPU and the devices of CUDA and OpenCL, with measured bandwidth.", "devices") { RefusedOptions = Refused };
        command.SetAction((parsed, cancellationToken) => Interruptible.Run(token => Run(parsed, global, token), cancellationToken));
        return command;
    }

    private static int Run(ParseResult parsed, GlobalOptions global, CancellationToken cancellationToken)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        RunSettings settings = global.Settings(parsed, null, cancellationToken);
        if (settings.Device != "auto" || settings.Overwrite || parsed.GetValue(global.DryRun))
            throw new ArgumentException($"devices takes none of {string.Join(", ", Refused)}.");
        DeviceList devices = Devices.List();
        var rows = new List<DeviceLine>();
        foreach (DeviceInfo info in devices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(Measure(info, settings));
        }

        if (terminal.IsJson)
        {
            JsonObject document = ResultDocument.Head("devices", settings);
            document.Insert(3, "result", new JsonObject
            {
                ["devices"] = new JsonArray([.. rows.Select(Json)]),
                ["missing"] = new JsonArray([.. devices.Missing.Select(m => new JsonObject { ["kind"] = m.Kind == DeviceKind.Cuda ? "cuda" : "opencl", ["reason"] = m.Reason })]),
            });
            Terminal.WriteJson(document);
        }
        else
        {
            terminal.Out.Write(Table(rows));
            foreach (string sentence in rows.Where(r => r.Problem is not null).Select(r => $"{r.Info.Id}: {r.Problem}").Concat(devices.Missing.Select(m => m.Reason)))
                terminal.Out.WriteLine(sentence);
        }

        return Failure.Success;
    }

    /// <summary>A device that is there and fails is a line of the answer.</summary>
    private static DeviceLine Measure(DeviceInfo info, RunSettings settings)
    {
        try
        {
            using IAccelerator accelerator = Devices.Open(info.Id, settings.Parallelism);
            return new DeviceLine(info, accelerator.MeasureBandwidth(), null);
        }
        catch (Exception error) when (error is DeviceException or ResourceLimitException)
        {
            return new DeviceLine(info, null, error.Message);
        }
    }

    private static JsonObject Json(DeviceLine line) => new()
    {
        ["id"] = line.Info.Id,
        ["name"] = line.Info.Name,
        ["hardware"] = line.Info.Hardware,
        ["vendor"] = line.Info.Vendor,
        ["driver"] = line.Info.Driver,
        ["memoryBytes"] = line.Info.MemoryBytes,
        ["maxAllocationBytes"] = line.Info.MaxAllocationBytes,
        ["computeUnits"] = line.Info.ComputeUnits,
        ["maxWorkGroup"] = line.Info.MaxWorkGroup,
        ["double"] = line.Info.HasDouble,
        ["int64Atomics"] = line.Info.HasInt64Atomics,
        ["bandwidthBytesPerSecond"] = line.BytesPerSecond is { } rate ? Math.Round(rate) : null,
        ["problem"] = line.Problem,
    };

    private static string Supports(DeviceInfo info) =>
        string.Join(", ", new[] { "walks, triangles", info.HasDouble ? "double" : "no double (no SpMV, PageRank)" });

    private static Table Table(List<DeviceLine> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string column in new[] { "--device", "name", "vendor", "driver", "supports" })
            table.AddColumn(column);
        foreach (string column in new[] { "memory", "units", "bandwidth" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((DeviceInfo info, double? bytesPerSecond, _) in rows)
        {
            table.AddRow(
                Markup.Escape(info.Id), Markup.Escape(info.Name), Markup.Escape(info.Vendor), Markup.Escape(info.Driver), Supports(info),
                MemoryBudget.Text(info.MemoryBytes), $"{info.ComputeUnits}", bytesPerSecond is { } rate ? MemoryBudget.Text((long)rate) + "/s" : "failed");
        }

        return table;
    }

    /// <summary>A device with what was measured, or what went wrong.</summary>
    private sealed record DeviceLine(DeviceInfo Info, double? BytesPerSecond, string? Problem);
}
