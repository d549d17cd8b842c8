using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Commands;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>A device with what was measured of it, or what went wrong.</summary>
/// <param name="Info">The device.</param>
/// <param name="BytesPerSecond">Bytes read and written together where memory is copied.</param>
/// <param name="Problem">What went wrong.</param>
internal sealed record DeviceLine(DeviceInfo Info, double? BytesPerSecond, string? Problem);

/// <summary>Devices, and what they were measured to do, as tables for people.</summary>
internal static class DevicesTable
{
    public static Table OfDevices(IEnumerable<DeviceLine> lines)
    {
        Table table = Create(["--device", "name", "driver"], ["memory", "units", "bandwidth"]);
        foreach ((DeviceInfo info, double? bytesPerSecond, _) in lines)
        {
            table.AddRow(
                Markup.Escape(info.Id), Markup.Escape(info.Name), Markup.Escape(info.Driver) + (info.HasDouble ? "" : "; no double precision, so no products, Jaccard similarities and PageRank"),
                MemoryBudget.Text(info.MemoryBytes), $"{info.ComputeUnits}", bytesPerSecond is { } rate ? MemoryBudget.Text((long)rate) + "/s" : "failed");
        }

        return table;
    }

    public static Table OfRates(IEnumerable<DeviceCalibration> calibrations)
    {
        Table table = Create(["--device", "work"], ["CPU, M/s", "device, M/s", "factor", "auto takes it from"]);
        foreach (DeviceCalibration calibration in calibrations)
        {
            foreach (CalibratedKernel kernel in calibration.Kernels)
            {
                table.AddRow(
                    Markup.Escape(calibration.Id), $"{kernel.Kernel} ({kernel.Unit})", Millions(kernel.CpuPerSecond), Millions(kernel.DevicePerSecond), kernel.Factor.ToString("0.00", CultureInfo.InvariantCulture),
                    calibration.Hardware == "GPU" && double.IsFinite(kernel.PaysFrom) ? kernel.PaysFrom.ToString("#,0", CultureInfo.InvariantCulture) : "never");
            }
        }

        return table;
    }

    private static string Millions(double perSecond) => (perSecond / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static Table Create(string[] texts, string[] numbers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string column in texts)
            table.AddColumn(column);
        foreach (string column in numbers)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }
}
