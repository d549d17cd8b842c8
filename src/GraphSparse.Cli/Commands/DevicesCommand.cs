using System.CommandLine;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Cli.Rendering;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using Spectre.Console;

namespace GraphSparse.Cli.Commands;

/// <summary><c>devices</c>: what can compute here, with a quick measurement of its memory.</summary>
internal static class DevicesCommand
{
    private static readonly string[] Refused = ["--device", "--dry-run", "--overwrite"];

    public static Command Create(GlobalOptions global)
    {
        var command = new DescribedCommand("devices", "List the CPU and the OpenCL devices, with measured bandwidth.", "devices") { RefusedOptions = Refused };
        command.SetAction((parsed, cancellationToken) => Interruptible.Run(token => Run(parsed, global, token), cancellationToken));
        return command;
    }

    private static int Run(ParseResult parsed, GlobalOptions global, CancellationToken cancellationToken)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        RunSettings settings = global.Settings(parsed, null, cancellationToken);
        if (settings.Device != "auto" || settings.Overwrite || parsed.GetValue(global.DryRun))
            throw new ArgumentException($"devices takes none of {string.Join(", ", Refused)}.");
        var rows = new List<(DeviceInfo Info, double BytesPerSecond)>();
        DeviceList devices = Devices.List();
        if (devices.Problem is not null)
            terminal.Note(devices.Problem);
        foreach (DeviceInfo info in devices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IAccelerator accelerator = Devices.Open(info.Id, settings.Parallelism);
            rows.Add((info, accelerator.MeasureBandwidth()));
        }

        if (terminal.IsJson)
        {
            JsonObject document = ResultDocument.Head("devices", settings);
            document.Insert(3, "result", new JsonObject { ["devices"] = new JsonArray([.. rows.Select(r => Json(r.Info, r.BytesPerSecond))]) });
            Terminal.WriteJson(document);
        }
        else
        {
            terminal.Out.Write(Table(rows));
        }

        return Failure.Success;
    }

    private static JsonObject Json(DeviceInfo info, double bytesPerSecond) => new JsonObject
    {
        ["id"] = info.Id,
        ["name"] = info.Name,
        ["vendor"] = info.Vendor,
        ["driver"] = info.Driver,
        ["memoryBytes"] = info.MemoryBytes,
        ["computeUnits"] = info.ComputeUnits,
        ["maxWorkGroup"] = info.MaxWorkGroup,
        ["double"] = info.HasDouble,
        ["int64Atomics"] = info.HasInt64Atomics,
        ["bandwidthBytesPerSecond"] = Math.Round(bytesPerSecond),
    };

    private static string Supports(DeviceInfo info) =>
        string.Join(", ", new[] { "walks, triangles", info.HasDouble ? "double" : "no double (no SpMV, PageRank)" });

    private static Table Table(List<(DeviceInfo Info, double BytesPerSecond)> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string column in new[] { "--device", "name", "vendor", "driver", "supports" })
            table.AddColumn(column);
        foreach (string column in new[] { "memory", "units", "bandwidth" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((DeviceInfo info, double bytesPerSecond) in rows)
        {
            table.AddRow(
                Markup.Escape(info.Id), Markup.Escape(info.Name), Markup.Escape(info.Vendor), Markup.Escape(info.Driver), Supports(info),
                MemoryBudget.Text(info.MemoryBytes), $"{info.ComputeUnits}", MemoryBudget.Text((long)bytesPerSecond) + "/s");
        }

        return table;
    }
}
