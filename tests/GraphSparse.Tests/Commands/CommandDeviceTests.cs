using GraphSparse.Acceleration;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Tests.Acceleration;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>A command walks on the device that was asked for or chosen, reports it, and fails in the device's own way.</summary>
public sealed class CommandDeviceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void LongWalks_OpenTheGpu()
    {
        CommandRun run = Walk("auto", new DeviceSource(OneGpu, (id, _) => id == "opencl:0" ? throw new DeviceException("opened " + id) : throw new InvalidOperationException(id)), perVertex: 1_000_000);
        Assert.Equal("opened opencl:0", Assert.Throws<DeviceException>(() => run.Command.Run(run)).Message);
        Assert.StartsWith("auto took opencl:0, GPU 0: 136,000,000 steps", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ShortWalks_StayOnTheCpu_AndSaySo()
    {
        CommandRun run = Walk("auto", new DeviceSource(() => throw new InvalidOperationException("looked"), (_, _) => throw new InvalidOperationException("opened")));
        run.Command.Run(run);
        Assert.Equal("cpu", run.Device.Name);
        Assert.StartsWith("auto took the CPU: 136 steps are fewer", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingDevice_IsAnErrorOfTheEnvironment()
    {
        CommandRun run = Walk("opencl", new DeviceSource(OneGpu, (_, _) => throw new DeviceException("no OpenCL device: the system has no OpenCL library")));
        Failure failure = Failure.From(Assert.Throws<DeviceException>(() => run.Command.Run(run)));
        Assert.Equal((4, "no OpenCL device: the system has no OpenCL library"), (failure.ExitCode, failure.Message));
    }

    [Theory]
    [InlineData("sparsify", "Method", "g-spar", "Method", "random")]
    [InlineData("compare", "Metrics", "degree,pagerank", "Metrics", "degree,components")]
    public void OnlyWhatHasKernels_TakesADevice(string command, string option, string taken, string other, string refused)
    {
        CommandEntry entry = CommandCatalog.Entries.Single(v => v.Name == command);
        Assert.Null(entry.RefusesDevice!(new CommandRun(entry, ["a", "b"], new Dictionary<string, object> { [option] = taken }, new RunSettings())));
        Assert.EndsWith("Leave --device out.", entry.RefusesDevice!(new CommandRun(entry, ["a", "b"], new Dictionary<string, object> { [other] = refused }, new RunSettings())), StringComparison.Ordinal);
    }

    private string KarateFile()
    {
        string graph = Path.Combine(_folder.FullName, "karate.csv");
        File.WriteAllLines(graph, ["source,target", .. Fixtures.Karate.Edges().Select(e => $"{e.Source},{e.Target}")]);
        return graph;
    }

    private CommandRun Walk(string device, DeviceSource source, int perVertex = 1)
    {
        var values = new Dictionary<string, object> { ["PerVertex"] = perVertex, ["Length"] = 4 };
        string graph = KarateFile();
        return new CommandRun(CommandCatalog.Entries.Single(v => v.Name == "walk"), [graph, Path.Combine(_folder.FullName, "walks.parquet")], values,
            new RunSettings { Device = device, Devices = source });
    }

    private static DeviceList OneGpu() => new([AutoDeviceTests.Device(0, "GPU")]);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>With the device that is there.</summary>
    [Trait("Device", "OpenCL")]
    public sealed class OnADevice : IDisposable
    {
        private readonly CommandDeviceTests _outer = new();

        [AcceleratorFact]
        public void Sparsify_WritesTheSameEdges()
        {
            foreach (string method in new[] { "g-spar", "scan", "l-spar", "local-similarity", "triangle", "chance-corrected-triangle", "simmelian" })
                Assert.Equal(Sparse(method, "cpu"), Sparse(method, "opencl"));
        }

        [AcceleratorFact]
        public void InfoAndCompare_GiveTheSameNumbers()
        {
            Assert.Equal(Result("info", "cpu", "With", "pagerank"), Result("info", "opencl", "With", "pagerank"));
            Assert.Equal(Result("compare", "cpu", "Metrics", "clustering,transitivity,pagerank"), Result("compare", "opencl", "Metrics", "clustering,transitivity,pagerank"));
        }

        private string Sparse(string method, string device)
        {
            string target = Path.Combine(_outer._folder.FullName, $"{method}.{device}.edges");
            CommandEntry command = CommandCatalog.Entries.Single(v => v.Name == "sparsify");
            var run = new CommandRun(command, [_outer.KarateFile(), target], new Dictionary<string, object> { ["Method"] = method, ["Keep"] = 0.4 }, new RunSettings { Device = device });
            command.Run(run);
            Assert.Equal(device, run.Device.Name);
            return File.ReadAllText(target);
        }

        private string Result(string name, string device, string option, string value)
        {
            CommandEntry command = CommandCatalog.Entries.Single(v => v.Name == name);
            string graph = _outer.KarateFile();
            string[] arguments = name == "info" ? [graph] : [graph, graph];
            var run = new CommandRun(command, arguments, new Dictionary<string, object> { [option] = value }, new RunSettings { Device = device });
            string result = command.Run(run).Result.ToJsonString();
            Assert.Equal(device, run.Device.Name);
            return result;
        }

        public void Dispose() => _outer.Dispose();
    }

    /// <summary>With a device whose memory is said to be small.</summary>
    [Trait("Device", "OpenCL")]
    public sealed class OnASmallDevice : IDisposable
    {
        private readonly CommandDeviceTests _outer = new();

        [AcceleratorFact]
        public void AGraphThatIsTooLarge_IsALimit_AndLeavesNoFile()
        {
            OpenClDevice device = OpenClDevice.List(out _)[0].WithLimits(maxAllocationBytes: 600, memoryBytes: 1 << 20);
            CommandRun run = _outer.Walk("opencl", new DeviceSource(OneGpu, (_, _) => new OpenClAccelerator(device)));
            Failure failure = Failure.From(Assert.Throws<ResourceLimitException>(() => run.Command.Run(run)));
            Assert.Equal(5, failure.ExitCode);
            Assert.Equal($"The graph would need one buffer of 624 B on {device.Info.Name}, whose largest is 600 B; use the CPU.", failure.Message);
            Assert.Equal(["karate.csv"], _outer._folder.GetFiles().Select(f => f.Name));
        }

        public void Dispose() => _outer.Dispose();
    }
}
