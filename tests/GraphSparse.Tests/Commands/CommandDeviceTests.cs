using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.Acceleration;
using GraphSparse.Tests.Acceleration.Gpu;
using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Commands;

/// <summary>A command walks on the device that was asked for or chosen, reports it, and fails in the device's own way.</summary>
public sealed class CommandDeviceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Fact]
    public void LongWalks_OpenTheGpu()
    {
        string? opened = null;
        CommandRun run = Walk("auto", new DeviceSource(OneGpu, (id, _) => throw (Exception)(opened is null ? new DeviceException(opened = id) : new InvalidOperationException())), perVertex: 1_000_000, visits: true);
        run.Command.Run(run);
        Assert.Equal("opencl:0", opened);
        Assert.StartsWith("auto took opencl:0, GPU 0: 136,000,000 steps", run.Notes[0], StringComparison.Ordinal);
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

    [Fact]
    public void AGraphThatIsTooLarge_IsALimit_AndLeavesNoFile()
    {
        CommandRun run = Walk("opencl", new DeviceSource(OneGpu, (_, _) => GpuMemoryTests.Limited(maxAllocationBytes: 600, memoryBytes: 1 << 20)));
        Failure failure = Failure.From(Assert.Throws<ResourceLimitException>(() => run.Command.Run(run)));
        Assert.Equal(5, failure.ExitCode);
        Assert.Equal("The graph would need one buffer of 624 B on ILGPU's simulator, whose largest is 600 B; use the CPU.", failure.Message);
        Assert.Equal(["karate.csv"], _folder.GetFiles().Select(f => f.Name));
    }

    [Fact]
    public void AGpuThatCannotBeOpened_IsNoReasonToGiveUp_WhereNobodyNamedIt()
    {
        CommandRun run = Walk("auto", new DeviceSource(OneGpu, (_, _) => throw new DeviceException("broken")), perVertex: 1_000_000, visits: true);
        run.Command.Run(run);
        Assert.Equal("cpu", run.Device.Name);
        Assert.Equal("opencl:0 could not be opened, and the CPU did the work: broken", run.Notes[1]);
    }

    private string KarateFile()
    {
        string graph = Path.Combine(_folder.FullName, "karate.csv");
        File.WriteAllLines(graph, ["source,target", .. Fixtures.Karate.Edges().Select(e => $"{e.Source},{e.Target}")]);
        return graph;
    }

    private CommandRun Walk(string device, DeviceSource source, int perVertex = 1, bool visits = false)
    {
        var values = new Dictionary<string, object> { ["PerVertex"] = perVertex, ["Length"] = 4 };
        if (visits)
            values["Visits"] = true;
        string graph = KarateFile();
        return new CommandRun(CommandCatalog.Entries.Single(v => v.Name == "walk"), [graph, Path.Combine(_folder.FullName, "walks.parquet")], values,
            new RunSettings { Device = device, Devices = source });
    }

    private static DeviceList OneGpu() => new([AutoDeviceTests.Device(0, "GPU")]);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>With the device that is there.</summary>
    [Trait("Device", "Gpu")]
    public sealed class OnADevice : IDisposable
    {
        private readonly CommandDeviceTests _outer = new();

        [AcceleratorFact]
        public void Sparsify_WritesTheSameEdges()
        {
            foreach (string method in new[] { "g-spar", "scan", "l-spar", "local-similarity", "triangle", "chance-corrected-triangle", "simmelian" })
                AssertSame("sparsify", [_outer.KarateFile(), "OUT.edges"], ("Method", method), ("Keep", 0.4));
        }

        [AcceleratorFact]
        public void InfoAndCompare_GiveTheSameNumbers()
        {
            AssertSame("info", [_outer.KarateFile()], ("What", "pagerank"));
            AssertSame("compare", [_outer.KarateFile(), _outer.KarateFile()], ("Metrics", "clustering,transitivity,pagerank"));
        }

        [AcceleratorFact]
        public void Walk_WritesTheSameBytes()
        {
            string grid = Path.Combine(Repository.Root, "datasets", "networks", "us-power-grid.parquet");
            foreach (WalkMethod method in Enum.GetValues<WalkMethod>())
                AssertSame("walk", [grid, "OUT.parquet"], ("Method", method), ("Length", 20), ("PerVertex", 2));
            AssertSame("walk", [grid, "OUT.parquet"], ("Window", 3), ("Length", 20), ("PerVertex", 2));
            AssertSame("walk", [grid, "OUT.parquet"], ("Visits", true), ("Length", 20), ("PerVertex", 2));
        }

        [AcceleratorFact]
        public void Stream_WritesTheSameSparsifier()
        {
            string grid = Path.Combine(Repository.Root, "datasets", "networks", "us-power-grid.parquet");
            foreach (InsertionTestMethod method in new[] { InsertionTestMethod.Walk, InsertionTestMethod.Path })
                AssertSame("stream", [grid, Path.Combine(Repository.Root, "datasets", "updates.csv"), "OUT.parquet"], ("Method", method));
        }

        /// <summary>Numbers and bytes of outputs are those of the CPU on 1, 2 and 3 threads.</summary>
        private void AssertSame(string name, string[] arguments, params (string Option, object Value)[] options)
        {
            (string result, byte[] file) = Run(name, arguments, options, TestDevices.GpuName, 2);
            foreach (int threads in new[] { 1, 2, 3 })
            {
                (string expected, byte[] expectedFile) = Run(name, arguments, options, "cpu", threads);
                Assert.Equal(expected, result);
                Assert.True(expectedFile.AsSpan().SequenceEqual(file), $"{name} {string.Join(' ', options)}, {threads} threads");
            }
        }

        /// <summary>The compiler of PoCL starts a linker, which for an instant holds what this process had open, locks included.</summary>
        private static byte[] ReadShared(string path)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }

        private (string Result, byte[] File) Run(string name, string[] arguments, (string Option, object Value)[] options, string device, int threads)
        {
            CommandEntry command = CommandCatalog.Entries.Single(v => v.Name == name);
            string[] paths = [.. arguments.Select(a => a.StartsWith("OUT.", StringComparison.Ordinal) ? Path.Combine(_outer._folder.FullName, a) : a)];
            var run = new CommandRun(command, paths, options.ToDictionary(o => o.Option, o => o.Value), new RunSettings { Device = device, Parallelism = new Parallelism(threads), Overwrite = true });
            JsonObject result = command.Run(run).Result;
            Assert.Equal(device, run.Device.Name);
            foreach (JsonObject part in new[] { result }.Concat(((result["batches"] as JsonArray) ?? []).Select(b => (JsonObject)b!)))
            {
                foreach (string key in part.Where(p => p.Key.Contains("econd", StringComparison.Ordinal)).Select(p => p.Key).ToArray())
                    part.Remove(key); // times and rates
            }

            return (result.ToJsonString(), arguments[^1].StartsWith("OUT.", StringComparison.Ordinal) ? ReadShared(paths[^1]) : []);
        }

        public void Dispose() => _outer.Dispose();
    }
}
