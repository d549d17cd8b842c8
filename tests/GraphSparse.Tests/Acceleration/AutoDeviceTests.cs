using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>What --device auto takes is a function of the work and of the devices that there are, and it says why.</summary>
public class AutoDeviceTests
{
    private const string Wanted = "steps are at least the 100,000,000 from which a GPU is taken";
    private static readonly DeviceNeed Need = new(LargestBytes: 1 << 20, TotalBytes: 3 << 20);

    [Theory]
    [InlineData(0)]
    [InlineData(AutoDevice.LeastSteps - 1)]
    public void LittleWork_TakesTheCpu_WithoutLookingForDevices(double steps)
    {
        AutoDevice choice = AutoDevice.Choose(steps, Need, () => throw new InvalidOperationException("devices were looked for"));
        Assert.Equal("cpu", choice.Id);
        Assert.EndsWith("steps are fewer than the 100,000,000 from which a GPU is looked for", choice.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void MuchWork_TakesTheFirstGpu() => AssertChoice(
        "opencl:1", $"auto took opencl:1, GPU 1: 100,000,000 {Wanted}", [Device(0, "CPU"), Device(1, "GPU"), Device(2, "GPU")]);

    [Fact]
    public void MuchWork_TakesTheGpuThatHasTheMemory() => AssertChoice(
        "opencl:1", $"auto took opencl:1, GPU 1: 100,000,000 {Wanted}", [Device(0, "GPU") with { MaxAllocationBytes = 1 << 19 }, Device(1, "GPU")]);

    [Fact]
    public void MuchWork_TakesTheCpu_WhenNoGpuHasTheMemory()
    {
        AssertChoice("cpu", "auto took the CPU: walking would need one buffer of 1 MiB on GPU 0, whose largest is 512 KiB", [Device(0, "GPU") with { MaxAllocationBytes = 1 << 19 }]);
        AssertChoice("cpu", "auto took the CPU: walking would need 3 MiB on GPU 0, which has 2 MiB", [Device(0, "GPU") with { MemoryBytes = 2 << 20 }]);
    }

    [Fact]
    public void MuchWork_TakesTheCpu_WhenNoDeviceIsAGpu() =>
        AssertChoice("cpu", "auto took the CPU: no device here is a GPU", [Device(0, "CPU"), Device(1, "accelerator")]);

    [Fact]
    public void MuchWork_TakesTheCpu_AndSaysWhyThereIsNoDevice() =>
        AssertChoice("cpu", "auto took the CPU: no CUDA driver; no OpenCL driver", [], new(DeviceKind.Cuda, "no CUDA driver"), new(DeviceKind.OpenCl, "no OpenCL driver"));

    private static void AssertChoice(string id, string sentence, DeviceInfo[] devices, params MissingDevices[] missing)
    {
        AutoDevice choice = AutoDevice.Choose(AutoDevice.LeastSteps, Need, () => new DeviceList([Device(0, "CPU") with { Id = "cpu", Kind = DeviceKind.Cpu }, .. devices], missing));
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
