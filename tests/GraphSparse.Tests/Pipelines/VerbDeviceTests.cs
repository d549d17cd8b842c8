using GraphSparse.Acceleration;
using GraphSparse.Pipelines;
using GraphSparse.Tests.Acceleration;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Pipelines;

/// <summary>A verb walks on the device that was asked for or chosen, reports it, and fails in the device's own way.</summary>
public sealed class VerbDeviceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void LongWalks_OpenTheGpu()
    {
        VerbRun run = Walk("auto", new DeviceSource(OneGpu, (id, _) => id == "opencl:0" ? throw new OpenClException("opened " + id) : throw new InvalidOperationException(id)), perVertex: 1_000_000);
        Assert.Equal("opened opencl:0", Assert.Throws<OpenClException>(() => run.Verb.Run(run)).Message);
        Assert.StartsWith("auto took opencl:0, GPU 0: 136,000,000 steps", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ShortWalks_StayOnTheCpu_AndSaySo()
    {
        VerbRun run = Walk("auto", new DeviceSource((out string? _) => throw new InvalidOperationException("looked"), (_, _) => throw new InvalidOperationException("opened")));
        run.Verb.Run(run);
        Assert.Equal("cpu", run.DeviceName);
        Assert.StartsWith("auto took the CPU: 136 steps are fewer", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingDevice_IsAnErrorOfTheEnvironment()
    {
        VerbRun run = Walk("opencl", new DeviceSource(OneGpu, (_, _) => throw new OpenClException("no OpenCL device: the system has no OpenCL library")));
        Failure failure = Failure.From(Assert.Throws<OpenClException>(() => run.Verb.Run(run)));
        Assert.Equal((4, "no OpenCL device: the system has no OpenCL library"), (failure.ExitCode, failure.Message));
    }

    private VerbRun Walk(string device, DeviceSource source, int perVertex = 1)
    {
        var values = new Dictionary<string, object> { ["PerVertex"] = perVertex, ["Length"] = 4 };
        string graph = Path.Combine(_folder.FullName, "karate.csv");
        File.WriteAllLines(graph, ["source,target", .. Fixtures.Karate.Edges().Select(e => $"{e.Source},{e.Target}")]);
        return new VerbRun(VerbCatalog.Entries.Single(v => v.Name == "walk"), [graph, Path.Combine(_folder.FullName, "walks.parquet")], values,
            new RunSettings { Device = device, Devices = source });
    }

    private static IReadOnlyList<DeviceInfo> OneGpu(out string? problem)
    {
        problem = null;
        return [AutoDeviceTests.Device(0, "GPU")];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>With a device whose memory is said to be small.</summary>
    [Trait("Device", "OpenCL")]
    public sealed class OnASmallDevice : IDisposable
    {
        private readonly VerbDeviceTests _outer = new();

        [AcceleratorFact]
        public void AGraphThatIsTooLarge_IsALimit_AndLeavesNoFile()
        {
            OpenClDevice device = OpenClDevice.List(out _)[0].WithLimits(maxAllocationBytes: 600, memoryBytes: 1 << 20);
            VerbRun run = _outer.Walk("opencl", new DeviceSource(OneGpu, (_, _) => new OpenClAccelerator(device)));
            Failure failure = Failure.From(Assert.Throws<ResourceLimitException>(() => run.Verb.Run(run)));
            Assert.Equal(5, failure.ExitCode);
            Assert.Equal($"The graph would need one buffer of 624 B on {device.Info.Name}, whose largest is 600 B; use the CPU.", failure.Message);
            Assert.Equal(["karate.csv"], _outer._folder.GetFiles().Select(f => f.Name));
        }

        public void Dispose() => _outer.Dispose();
    }
}
