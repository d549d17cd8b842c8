using GraphSparse.Acceleration;
using GraphSparse.Commands;

namespace GraphSparse.Tests.Commands;

/// <summary>What is measured of devices, and how it is kept.</summary>
public sealed class CalibrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    private string FilePath => Path.Combine(_folder.FullName, "cache", "devices.json");

    [Fact]
    public void Measure_GivesTheRatesOfEveryWorkThatAutoMayGiveAway()
    {
        var calibrator = new DeviceCalibrator(new Parallelism(2), CancellationToken.None);
        int opened = 0;
        DeviceCalibration calibration = calibrator.Measure(AutoDeviceTests.Device(0, "GPU"), (_, parallelism) =>
        {
            opened++;
            return new CpuAccelerator(parallelism);
        });
        string[] expected = ["walk-uniform", "walk-weighted", "walk-non-backtracking", "walk-node2vec", "walk-restart", "triangles", "clustering", "pagerank"];
        Assert.Equal(expected, calibration.Kernels.Select(k => k.Kernel));
        Assert.Equal(expected.Length, opened);
        Assert.All(calibration.Kernels, k => Assert.True(k is { CpuPerSecond: > 0, DevicePerSecond: > 0, OpenSeconds: >= 0 } && double.IsFinite(k.DevicePerSecond), k.ToString()));
        Assert.True(calibration.IsOf(AutoDeviceTests.Device(0, "GPU"), CpuInfo.Describe()));
    }

    [Fact]
    public void File_KeepsTheLatestOfEveryDevice()
    {
        Assert.Empty(CalibrationFile.Read(FilePath));
        CalibrationFile.Add(FilePath, [Of("a", 2), Of("b", 2)]);
        CalibrationFile.Add(FilePath, [Of("a", 5)]);
        IReadOnlyList<DeviceCalibration> kept = CalibrationFile.Read(FilePath);
        Assert.Equal([("b", 2.0), ("a", 5.0)], kept.Select(c => (c.Device, c.Kernels[0].Factor)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"version\":\"0.0.0\",\"devices\":[]}")]
    [InlineData("{\"version\":\"VERSION\",\"devices\":[{\"id\":\"opencl:0\"}]}")]
    [InlineData("{\"version\":\"VERSION\",\"devices\":[null]}")]
    [InlineData("{\"version\":\"VERSION\",\"devices\":[{\"id\":\"x\",\"device\":\"x\",\"hardware\":\"GPU\",\"driver\":\"x\",\"cpu\":\"x\",\"threads\":2,\"kernels\":[{\"kernel\":\"[red]\",\"unit\":\"edges\",\"cpuPerSecond\":1,\"devicePerSecond\":1,\"openSeconds\":0}]}]}")]
    [InlineData("{\"version\":\"VERSION\",\"devices\":[{\"id\":\"x\",\"device\":\"x\",\"hardware\":\"GPU\",\"driver\":\"x\",\"cpu\":\"x\",\"threads\":2,\"kernels\":[{\"kernel\":\"triangles\",\"unit\":\"edges\",\"cpuPerSecond\":1e-320,\"devicePerSecond\":1e999,\"openSeconds\":0}]}]}")]
    [InlineData("{\"version\":\"VERSION\",\"devices\":[{\"id\":\"x\",\"device\":\"x\",\"hardware\":\"GPU\",\"driver\":\"x\",\"cpu\":\"x\",\"threads\":2,\"kernels\":[{\"kernel\":\"triangles\",\"unit\":\"edges\",\"cpuPerSecond\":1,\"devicePerSecond\":9,\"openSeconds\":-1e300}]}]}")]
    public void ADamagedFile_OrOneOfAnotherVersion_IsNoMeasurement(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text.Replace("VERSION", GraphSparse.IO.Provenance.Version, StringComparison.Ordinal));
        Assert.Empty(CalibrationFile.Read(FilePath));
        CalibrationFile.Add(FilePath, [Of("a", 2)]);
        Assert.Single(CalibrationFile.Read(FilePath));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DeviceCalibration Of(string device, double factor) => new("opencl:0", device, "GPU", "driver", "cpu", 2, [new CalibratedKernel("triangles", "edges", 1, factor, 0)]);
}
