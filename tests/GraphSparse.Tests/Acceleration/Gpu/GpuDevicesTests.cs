using GraphSparse.Acceleration;
using GraphSparse.Gpu;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Devices are there, or a sentence says why not.</summary>
public class GpuDevicesTests
{
    [Fact]
    public void List_GivesDevicesOrSentences_OfBothKinds()
    {
        (IReadOnlyList<DeviceInfo> devices, IReadOnlyList<string> missing) = GpuDevices.List();
        foreach ((string prefix, string kind) in new[] { ("cuda:", "CUDA"), ("opencl:", "OpenCL") })
            Assert.True(devices.Any(d => d.Id.StartsWith(prefix, StringComparison.Ordinal)) != missing.Any(m => m.StartsWith($"no {kind} device", StringComparison.Ordinal)), string.Join('\n', missing));
        Assert.All(devices, d => Assert.True(d is { MemoryBytes: > 0, MaxWorkGroup: > 0, Name.Length: > 0, Hardware.Length: > 0 }, d.ToString()));
    }

    [Fact]
    public void Open_SaysWhyThereIsNoSuchDevice()
    {
        (IReadOnlyList<DeviceInfo> devices, IReadOnlyList<string> missing) = GpuDevices.List();
        string message = Assert.Throws<DeviceException>(() => GpuDevices.OpenCuda(99)).Message;
        Assert.Equal(missing.FirstOrDefault(m => m.StartsWith("no CUDA", StringComparison.Ordinal)) ?? $"no CUDA device 99: there {Are(devices, "cuda:")} that kernels can run on, counted from 0", message);
        message = Assert.Throws<DeviceException>(() => GpuDevices.OpenOpenCl(99)).Message;
        Assert.Equal(missing.FirstOrDefault(m => m.StartsWith("no OpenCL", StringComparison.Ordinal)) ?? $"no OpenCL device 99: there {Are(devices, "opencl:")} that kernels can run on, counted from 0", message);
    }

    [Fact]
    public void Refusal_NamesTheDevice_AndWhatItLacks()
    {
        Assert.Null(GpuDevices.Refusal("cpu", hasGenericAddressSpace: true, "OpenCL 3.0"));
        string refusal = GpuDevices.Refusal("pthread", hasGenericAddressSpace: false, "Portable Computing Language, OpenCL 3.0")!;
        Assert.Equal(
            "no OpenCL device that kernels can run on: pthread (Portable Computing Language, OpenCL 3.0) has no generic address space, which kernels need; install a newer driver",
            GpuDevices.WhyNoOpenCl(hasLibrary: true, [refusal]));
    }

    [Fact]
    public void WhyNoOpenCl_SaysWhatToInstall()
    {
        Assert.Contains("no OpenCL library; install", GpuDevices.WhyNoOpenCl(hasLibrary: false, []), StringComparison.Ordinal);
        Assert.Contains("no driver offers one; install", GpuDevices.WhyNoOpenCl(hasLibrary: true, []), StringComparison.Ordinal);
    }

    private static string Are(IReadOnlyList<DeviceInfo> devices, string prefix)
    {
        int count = devices.Count(d => d.Id.StartsWith(prefix, StringComparison.Ordinal));
        return count == 1 ? "is 1 device" : $"are {count} devices";
    }

    /// <summary>Where there is one.</summary>
    [Trait("Device", "Gpu")]
    public class OnADevice
    {
        [AcceleratorFact]
        public void Open_TakesTheFirst_AndSaysWhatIsKnownOfIt()
        {
            DeviceInfo listed = GpuDevices.List().Devices.First(d => d.Id == "opencl:0");
            using GpuAccelerator opened = GpuDevices.OpenOpenCl(0);
            Assert.Equal(listed.Name, opened.Name);
            Assert.True(listed.HasDouble);
            Assert.True(opened.MeasureBandwidth() > 1e8);
        }
    }
}
