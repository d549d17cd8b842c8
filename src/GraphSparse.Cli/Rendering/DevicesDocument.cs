using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Commands;

namespace GraphSparse.Cli.Rendering;

/// <summary>Devices as the "result" of a document.</summary>
internal static class DevicesDocument
{
    public static JsonObject Of(IEnumerable<DeviceLine> lines, IEnumerable<MissingDevices> missing, IEnumerable<DeviceCalibration> calibrations) => new()
    {
        ["devices"] = new JsonArray([.. lines.Select(Of)]),
        ["missing"] = new JsonArray([.. missing.Select(m => new JsonObject { ["kind"] = m.Kind == DeviceKind.Cuda ? "cuda" : "opencl", ["reason"] = m.Reason })]),
        ["calibrations"] = new JsonArray([.. calibrations.Select(Of)]),
    };

    private static JsonObject Of(DeviceLine line) => new()
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

    private static JsonObject Of(DeviceCalibration calibration) => new()
    {
        ["id"] = calibration.Id,
        ["device"] = calibration.Device,
        ["hardware"] = calibration.Hardware,
        ["driver"] = calibration.Driver,
        ["cpu"] = calibration.Cpu,
        ["threads"] = calibration.Threads,
        ["kernels"] = new JsonArray([.. calibration.Kernels.Select(k => new JsonObject
        {
            ["kernel"] = k.Kernel,
            ["unit"] = k.Unit,
            ["cpuPerSecond"] = Math.Round(k.CpuPerSecond),
            ["devicePerSecond"] = Math.Round(k.DevicePerSecond),
            ["factor"] = Math.Round(k.Factor, 4),
            ["openSeconds"] = Math.Round(k.OpenSeconds, 4),
            ["paysFrom"] = double.IsFinite(k.PaysFrom) ? k.PaysFrom : null,
        })]),
    };
}
