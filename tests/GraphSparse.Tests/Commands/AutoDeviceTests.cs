using GraphSparse.Acceleration;
using GraphSparse.Commands;

namespace GraphSparse.Tests.Commands;

/// <summary>What --device auto takes is a function of the work and of the devices that there are, and it says why.</summary>
public class AutoDeviceTests
{
    private const string Wanted = "steps are at least the 100,000,000 from which a GPU is taken (assumed; devices --calibrate measures it)";
    private const int Threads = 2;
    private static readonly DeviceNeed Need = new(LargestBytes: 1 << 20, TotalBytes: 3 << 20);

    [Theory]
    [InlineData(0)]
    [InlineData(AutoDevice.AssumedSteps - 1)]
    public void LittleWork_TakesTheCpu_WithoutLookingForDevices(double steps)
    {
        AutoDevice choice = AutoDevice.Choose(Walk(steps), new DeviceSource(() => throw new InvalidOperationException("devices were looked for"), (_, _) => throw new InvalidOperationException()), Threads);
        Assert.Equal("cpu", choice.Id);
        Assert.EndsWith("steps are fewer than the 100,000,000 from which a GPU is looked for (assumed; devices --calibrate measures it)", choice.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void MuchWork_TakesTheFirstGpu() => AssertChoice(
        "opencl:1", $"auto took opencl:1, GPU 1: 100,000,000 {Wanted}", [Device(0, "CPU"), Device(1, "GPU"), Device(2, "GPU")]);

    [Fact]
    public void MuchWork_TakesCudaBeforeOpenCl() => AssertChoice(
        "cuda:0", $"auto took cuda:0, GPU 0: 100,000,000 {Wanted}", [Device(0, "GPU") with { Id = "cuda:0", Kind = DeviceKind.Cuda }, Device(0, "GPU")]);

    [Fact]
    public void MuchWork_TakesTheGpuThatHasTheMemory() => AssertChoice(
        "opencl:1", $"auto took opencl:1, GPU 1: 100,000,000 {Wanted}", [Device(0, "GPU") with { MaxAllocationBytes = 1 << 19 }, Device(1, "GPU")]);

    [Fact]
    public void MuchWork_TakesTheCpu_WhenNoGpuHasTheMemory()
    {
        AssertChoice("cpu", "auto took the CPU: this would need one buffer of 1 MiB on GPU 0, whose largest is 512 KiB", [Device(0, "GPU") with { MaxAllocationBytes = 1 << 19 }]);
        AssertChoice("cpu", "auto took the CPU: this would need 3 MiB on GPU 0, which has 2 MiB", [Device(0, "GPU") with { MemoryBytes = 2 << 20 }]);
    }

    [Fact]
    public void MuchWork_TakesTheCpu_WhenNoDeviceIsAGpu() =>
        AssertChoice("cpu", "auto took the CPU: no device here is a GPU", [Device(0, "CPU"), Device(1, "accelerator")]);

    [Fact]
    public void MuchWork_TakesTheCpu_AndSaysWhyThereIsNoDevice() =>
        AssertChoice("cpu", "auto took the CPU: no CUDA driver; no OpenCL driver", [], new(DeviceKind.Cuda, "no CUDA driver"), new(DeviceKind.OpenCl, "no OpenCL driver"));

    [Fact]
    public void WhatWasMeasured_Decides()
    {
        // 100 M steps/s here and 1,000 M there after 0.9 s: from 100 M steps on the device is done first.
        DeviceSource source = Calibrated(new CalibratedKernel("walk-uniform", "steps", 1e8, 1e9, 0.9), new CalibratedKernel("triangles", "edges", 1e6, 2.9e6, 0.1));
        Assert.Equal(new AutoDevice("opencl:0", "auto took opencl:0, GPU 0: 100,000,000 steps are at least the 100,000,000 from which a GPU pays, as devices --calibrate measured"), AutoDevice.Choose(Walk(1e8), source, Threads));
        source = Calibrated(new CalibratedKernel("walk-uniform", "steps", 1e8, 1e9, 0.09));
        Assert.Equal("opencl:0", AutoDevice.Choose(Walk(1e7), source, Threads).Id);
        Assert.Equal(
            new AutoDevice("cpu", "auto took the CPU: 9,999,999 steps are fewer than the 10,000,000 from which a GPU pays, as devices --calibrate measured"),
            AutoDevice.Choose(Walk(9_999_999), source with { List = () => throw new InvalidOperationException("devices were looked for") }, Threads));
    }

    [Fact]
    public void ADeviceThatIsLittleFaster_IsNeverTaken()
    {
        DeviceSource source = Calibrated(new CalibratedKernel("walk-uniform", "steps", 1e8, 2.9e8, 0));
        Assert.Equal(new AutoDevice("cpu", "auto took the CPU: opencl:0 does walk-uniform at 2.9 times the rate of the CPU, as devices --calibrate measured; 3 times are asked for"), AutoDevice.Choose(Walk(1e12), source, Threads));
    }

    [Fact]
    public void WhatWasMeasuredWithAnotherDriver_IsNoMeasurement()
    {
        DeviceSource source = Calibrated(new CalibratedKernel("walk-uniform", "steps", 1e8, 1e9, 0)) with { List = () => new DeviceList([Cpu, Device(0, "GPU") with { Driver = "newer" }]) };
        Assert.Equal("cpu", AutoDevice.Choose(Walk(1000), source, Threads).Id);
        Assert.EndsWith(Wanted, AutoDevice.Choose(Walk(1e8), source, Threads).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherKernels_RunOnAGpuOnlyWhereEachWasMeasuredToPay()
    {
        var triangles = new CalibratedKernel("triangles", "edges", 1e6, 1e7, 0.9); // pays from 1 M edges
        AutoWork one = new(["triangles"], "edges", 1e6, Need);
        AutoWork both = new(["triangles", "pagerank"], "edges", 1e9, Need);
        Assert.Equal("opencl:0", AutoDevice.Choose(one, Calibrated(triangles), Threads).Id);
        Assert.Equal("cpu", AutoDevice.Choose(one with { Amount = 999_999 }, Calibrated(triangles), Threads).Id);
        Assert.Equal("cpu", AutoDevice.Choose(both, Calibrated(triangles), Threads).Id);
        Assert.Equal("cpu", AutoDevice.Choose(one with { Kernels = [] }, Calibrated(triangles), Threads).Id);
        Assert.Equal("cpu", AutoDevice.Choose(both, new DeviceSource(() => throw new InvalidOperationException("devices were looked for"), (_, _) => throw new InvalidOperationException()), Threads).Id);
        Assert.Equal("opencl:0", AutoDevice.Choose(both, Calibrated(triangles, triangles with { Kernel = "pagerank" }), Threads).Id);
    }

    private static DeviceInfo Cpu => Device(0, "CPU") with { Id = "cpu", Kind = DeviceKind.Cpu };

    private static AutoWork Walk(double steps) => new(["walk-uniform"], "steps", steps, Need, AutoDevice.AssumedSteps);

    private static DeviceSource Calibrated(params CalibratedKernel[] kernels) => new(() => new DeviceList([Cpu, Device(0, "GPU")]), (_, _) => throw new InvalidOperationException())
    {
        Calibrations = () => [new DeviceCalibration("opencl:0", "GPU 0", "GPU", "none", Cpu.Name, Threads, kernels)],
    };

    private static void AssertChoice(string id, string sentence, DeviceInfo[] devices, params MissingDevices[] missing)
    {
        AutoDevice choice = AutoDevice.Choose(Walk(AutoDevice.AssumedSteps), new DeviceSource(() => new DeviceList([Cpu, .. devices], missing), (_, _) => throw new InvalidOperationException()), Threads);
        Assert.Equal((id, sentence), (choice.Id, choice.Sentence));
    }

    internal static DeviceInfo Device(int index, string hardware) => new()
    {
        Id = $"opencl:{index}",
        Kind = DeviceKind.OpenCl,
        Hardware = hardware,
        Name = $"{hardware} {index}",
        Vendor = "none",
        Driver = "none",
        MemoryBytes = 1 << 30,
        MaxAllocationBytes = 1 << 28,
        ComputeUnits = 1,
        MaxWorkGroup = 1,
        HasDouble = true,
        HasInt64Atomics = true,
    };
}
