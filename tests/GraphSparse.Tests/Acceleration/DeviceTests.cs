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

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuDeviceTests : DeviceTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}

/// <summary>Names of devices, and what goes wrong with them.</summary>
public class DeviceNameTests
{
    [Theory]
    [InlineData("gpu")]
    [InlineData("opencl:")]
    [InlineData("opencl:-1")]
    [InlineData("cuda:99999999")]
    [InlineData("cpu:0")]
    [InlineData("auto")]
    [InlineData("CPU")]
    public void Open_Fails_WhenTheNameIsNotOne(string name) => Assert.Contains("cuda:N", Assert.Throws<ArgumentException>(() => Devices.Open(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("opencl:999", "no OpenCL device")]
    [InlineData("cuda:999", "no CUDA device")]
    public void Open_Fails_WhenTheDeviceIsNotThere(string name, string message) =>
        Assert.StartsWith(message, Assert.Throws<DeviceException>(() => Devices.Open(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void TryParse_TakesKindAndNumber()
    {
        foreach ((string text, DeviceKind kind, int? index) in new[] { ("cpu", DeviceKind.Cpu, null), ("cuda", DeviceKind.Cuda, null), ("opencl", DeviceKind.OpenCl, (int?)null), ("cuda:1", DeviceKind.Cuda, 1), ("opencl:0", DeviceKind.OpenCl, 0) })
        {
            Assert.True(DeviceName.TryParse(text, out DeviceName name));
            Assert.Equal(new DeviceName(kind, index), name);
        }
    }

    [Fact]
    public void List_BeginsWithTheCpu_AndSaysWhyThereIsNoneOfAKind()
    {
        DeviceList devices = Devices.List();
        Assert.Equal("cpu", devices[0].Id);
        Assert.Equal(devices.Select(d => d.Id), devices.ToString().Split(", "));
        Assert.Equal([DeviceKind.Cuda, DeviceKind.OpenCl], devices.Select(d => d.Kind).Concat(devices.Missing.Select(m => m.Kind)).Where(k => k != DeviceKind.Cpu).Distinct().Order());
    }

    [Fact]
    public void WithoutAProvider_EveryKindIsMissing_AndTheSentenceSaysWhatToDo()
    {
        var none = new NoDevices("install it");
        Assert.Equal(["no CUDA device: install it", "no OpenCL device: install it"], none.List().Missing.Select(m => m.Reason));
        Assert.Equal("no CUDA device: install it", Assert.Throws<DeviceException>(() => none.Open(DeviceKind.Cuda, 0, Parallelism.Sequential)).Message);
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
