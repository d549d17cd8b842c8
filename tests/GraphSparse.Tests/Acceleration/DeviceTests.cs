using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Devices are listed, described and opened by name.</summary>
public abstract class DeviceTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void List_DescribesTheDevice()
    {
        DeviceInfo info = Assert.Single(Devices.List(), d => d.Kind == Device.Kind && d.Name == Device.Name);
        Assert.NotEmpty(info.Vendor);
        Assert.NotEmpty(info.Driver);
        Assert.True(info is { ComputeUnits: > 0, MaxWorkGroup: > 0, MaxAllocationBytes: > 0 });
        Assert.Equal(Device.MemoryBytes, info.MemoryBytes);
        using IAccelerator again = Devices.Open(info.Id);
        Assert.Equal(info.Name, again.Name);
    }

    [AcceleratorFact]
    public void MeasureBandwidth_GivesARate() => Assert.True(Device.MeasureBandwidth() > 1e6);
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuDeviceTests : DeviceTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On an OpenCL device.</summary>
[Trait("Device", "OpenCL")]
public sealed class OpenClDeviceTests : DeviceTests
{
    private protected override IAccelerator Device => TestDevices.OpenCl;
}

/// <summary>Names of devices, and what goes wrong with them.</summary>
public class DeviceNameTests
{
    [Theory]
    [InlineData("gpu")]
    [InlineData("opencl:")]
    [InlineData("opencl:-1")]
    [InlineData("CPU")]
    public void Open_Fails_WhenTheNameIsNotOne(string name) => Assert.Throws<ArgumentException>(() => Devices.Open(name));

    [Fact]
    public void Open_Fails_WhenTheDeviceIsNotThere() => Assert.StartsWith("no OpenCL device", Assert.Throws<DeviceException>(() => Devices.Open("opencl:999")).Message, StringComparison.Ordinal);

    [Fact]
    public void List_SaysSo_WhenTheLibraryIsMissing()
    {
        Assert.Empty(OpenClDevice.List(isAvailable: false, out string? problem));
        Assert.StartsWith("no OpenCL device: the system has no OpenCL library; install ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void List_BeginsWithTheCpu()
    {
        DeviceList devices = Devices.List();
        Assert.Equal("cpu", devices[0].Id);
        Assert.Equal(devices.Select(d => d.Id), devices.ToString().Split(", "));
        Assert.Equal(devices.Count == 1, devices.Problem is not null);
    }

    [Fact]
    public async Task OpenAsync_OpensAsOpenDoes()
    {
        using (IAccelerator device = await Devices.OpenAsync("cpu", new Parallelism(2)))
            Assert.Equal(CpuInfo.Describe().Name, device.Name);
        await Assert.ThrowsAsync<DeviceException>(() => Devices.OpenAsync("opencl:999"));
        await Assert.ThrowsAsync<ArgumentException>(() => Devices.OpenAsync("gpu"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Devices.OpenAsync("cpu", cancellationToken: new CancellationToken(canceled: true)));
    }
}

/// <summary>Programs, buffers and accelerators of OpenCL as objects.</summary>
[Trait("Device", "OpenCL")]
public class OpenClObjectTests
{
    [AcceleratorFact]
    public void Build_FailsWithTheLogOfTheCompiler()
    {
        using var context = new OpenClContext(OpenClDevice.List(out _)[0]);
        using var programs = new ProgramCache(context);
        var error = Assert.Throws<DeviceException>(() => programs.Program("__kernel void broken(__global int *a) { a[0] = missing; }"));
        Assert.Equal(-11, error.Code);
        Assert.Contains("missing", error.BuildLog, StringComparison.Ordinal);
        Assert.Contains("clBuildProgram failed with BUILD_PROGRAM_FAILURE", error.Message, StringComparison.Ordinal);
    }

    [AcceleratorFact]
    public void Program_IsBuiltOnce()
    {
        using var context = new OpenClContext(OpenClDevice.List(out _)[0]);
        using var programs = new ProgramCache(context);
        Assert.Same(programs.Program(KernelCatalog.SourceOf("spmv")), programs.Program(KernelCatalog.SourceOf("spmv")));
    }

    [AcceleratorFact]
    public void Allocate_Fails_BeyondTheLargestBuffer()
    {
        using var context = new OpenClContext(OpenClDevice.List(out _)[0]);
        long tooMany = context.Device.Info.MaxAllocationBytes / sizeof(int) + 1;
        var error = Assert.Throws<ResourceLimitException>(() => context.Allocate<int>(tooMany, "A test").Dispose());
        Assert.StartsWith("A test would need one buffer of ", error.Message, StringComparison.Ordinal);
    }

    [AcceleratorFact]
    public void Walks_Fail_BeforeAnythingIsTaken_WhenTheGraphIsTooLarge()
    {
        OpenClDevice device = OpenClDevice.List(out _)[0];
        CsrGraph graph = Inputs.Skewed; // 3001 offsets of 4 bytes, 10798 arcs of 4
        var request = new WalkRequest { Seed = 1, Length = 3 };
        long arcBytes = graph.ArcCount * sizeof(int);

        using var small = new OpenClAccelerator(device.WithLimits(maxAllocationBytes: arcBytes - 1, memoryBytes: 1 << 30));
        var error = Assert.Throws<ResourceLimitException>(() => small.Walks(graph, request, new int[4]));
        Assert.Equal($"The graph would need one buffer of {MemoryBudget.Text(arcBytes)} on {small.Name}, whose largest is {MemoryBudget.Text(arcBytes - 1)}; use the CPU.", error.Message);

        using var full = new OpenClAccelerator(device.WithLimits(maxAllocationBytes: arcBytes, memoryBytes: arcBytes));
        error = Assert.Throws<ResourceLimitException>(() => full.Walks(graph, request, new int[4]));
        Assert.EndsWith($" on {full.Name}, which has {MemoryBudget.Text(arcBytes)}; use the CPU.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ResourceLimitException>(() => full.Upload(graph, CancellationToken.None));

        using var enough = new OpenClAccelerator(device.WithLimits(maxAllocationBytes: arcBytes, memoryBytes: 1 << 20));
        var rows = new int[4 * 30_000]; // more than one buffer of rows
        enough.Walks(graph, request, rows);
        var expected = new int[rows.Length];
        TestDevices.Cpu.Walks(graph, request, expected);
        Assert.Equal(expected, rows);
    }

    [AcceleratorFact]
    public void Walks_Fail_WhenTheAliasTablesAreTooLarge()
    {
        var slots = new ulong[Inputs.Weighted.ArcCount];
        using var small = new OpenClAccelerator(OpenClDevice.List(out _)[0].WithLimits(slots.Length * sizeof(ulong) - 1, 1 << 30));
        var error = Assert.Throws<ResourceLimitException>(
            () => small.Walks(Inputs.Weighted, new WalkRequest { Seed = 1, Length = 3, AliasSlots = slots }, new int[4]));
        Assert.Contains($"one buffer of {MemoryBudget.Text(slots.Length * sizeof(ulong))}", error.Message, StringComparison.Ordinal);
    }

    [AcceleratorFact]
    public void Graph_StaysOnTheDevice()
    {
        using var accelerator = (OpenClAccelerator)Devices.Open("opencl");
        Assert.Same(accelerator.Upload(Inputs.Weighted, CancellationToken.None), accelerator.Upload(Inputs.Weighted, CancellationToken.None));
        Assert.NotSame(accelerator.Upload(Inputs.Weighted, CancellationToken.None), accelerator.Upload(Inputs.Sinks, CancellationToken.None));
    }

    [AcceleratorFact]
    public void Accelerator_Fails_AfterItWasDisposed()
    {
        IAccelerator accelerator = Devices.Open("opencl");
        accelerator.Dispose();
        accelerator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accelerator.PrefixSum(new int[3]));
    }
}
