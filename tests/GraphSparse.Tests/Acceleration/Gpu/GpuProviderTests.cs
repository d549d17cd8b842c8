using GraphSparse.Acceleration;
using GraphSparse.Gpu;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Devices are there, or a sentence says why not.</summary>
public class GpuProviderTests
{
    private static readonly DeviceList Here = new GpuProvider().List();

    public static TheoryData<string> Kinds => ["Cuda", "OpenCl"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void List_GivesDevicesOrASentence(string name)
    {
        DeviceKind kind = Enum.Parse<DeviceKind>(name);
        string prefix = kind == DeviceKind.Cuda ? "cuda:" : "opencl:";
        DeviceInfo[] devices = [.. Here.Where(d => d.Kind == kind)];
        Assert.Equal(Enumerable.Range(0, devices.Length).Select(i => $"{prefix}{i}"), devices.Select(d => d.Id));
        Assert.All(devices, d => Assert.True(d is { MemoryBytes: > 0, MaxAllocationBytes: > 0, MaxWorkGroup: > 0, Name.Length: > 0, Hardware.Length: > 0, Vendor.Length: > 0, Driver.Length: > 0 }, d.ToString()));
        Assert.All(devices, d => Assert.True(d.MaxAllocationBytes <= d.MemoryBytes, d.ToString()));
        Assert.Equal(devices.Length == 0 ? 1 : 0, Here.Missing.Count(m => m.Kind == kind && m.Reason.StartsWith($"no {DeviceName.Of(kind)} device", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_SaysWhyThereIsNoSuchDevice(string name)
    {
        DeviceKind kind = Enum.Parse<DeviceKind>(name);
        string message = Assert.Throws<DeviceException>(() => new GpuProvider().Open(kind, 99, Parallelism.Sequential)).Message;
        int count = Here.Count(d => d.Kind == kind);
        Assert.Equal(count == 0 ? Here.Missing.Single(m => m.Kind == kind).Reason
            : $"no {DeviceName.Of(kind)} device 99: there {(count == 1 ? "is 1" : $"are {count}")} that kernels can run on: {string.Join(", ", Here.Where(d => d.Kind == kind).Select(d => $"{d.Id}, {d.Name}"))}", message);
    }

    [Fact]
    public void Refusal_NamesTheDevice_AndWhatItLacks()
    {
        Assert.Null(GpuProvider.Refusal("cpu", hasGenericAddressSpace: true, "OpenCL 3.0"));
        string refusal = GpuProvider.Refusal("pthread", hasGenericAddressSpace: false, "Portable Computing Language, OpenCL 3.0")!;
        Assert.Equal(
            "no OpenCL device that kernels can run on: pthread (Portable Computing Language, OpenCL 3.0) has no generic address space, which kernels need; install a newer driver",
            GpuProvider.WhyNoOpenCl(hasLibrary: true, [refusal], hasNvidia: false));
    }

    [Fact]
    public void WhyNoOpenCl_SaysWhatToInstall_OrToUse()
    {
        Assert.Contains("no OpenCL library; install", GpuProvider.WhyNoOpenCl(hasLibrary: false, [], hasNvidia: false), StringComparison.Ordinal);
        Assert.Contains("no driver offers one; install", GpuProvider.WhyNoOpenCl(hasLibrary: true, [], hasNvidia: false), StringComparison.Ordinal);
        Assert.Contains("use cuda", GpuProvider.WhyNoOpenCl(hasLibrary: true, [], hasNvidia: true), StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureOfADriver_IsOneOfTheDevice_AndNoOther()
    {
        var inner = new NotSupportedException("no such instruction");
        DeviceException error = Assert.Throws<DeviceException>(() => DeviceFailure.Guard("GPU 0", "building the kernel Walk", () => throw new ILGPU.InternalCompilerException("cannot compile", inner)));
        Assert.Equal("GPU 0 failed at building the kernel Walk: cannot compile (no such instruction)", error.Message);
        Assert.Throws<ArgumentException>(() => DeviceFailure.Guard("GPU 0", "a kernel", () => throw new ArgumentException("ours")));
    }

    [Fact]
    public void ADriverThatIsGone_TakesBackWhatItGave() => DeviceFailure.Ignore(() => throw new ILGPU.InternalCompilerException("gone"));

    [Fact]
    public void OnlyMissingMemory_IsMissingMemory()
    {
        Assert.True(DeviceFailure.IsOutOfMemory(new ILGPU.Runtime.OpenCL.CLException(ILGPU.Runtime.OpenCL.CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE)));
        Assert.False(DeviceFailure.IsOutOfMemory(new ILGPU.Runtime.OpenCL.CLException(ILGPU.Runtime.OpenCL.CLError.CL_INVALID_COMMAND_QUEUE)));
        Assert.True(DeviceFailure.IsOutOfMemory(new ILGPU.Runtime.Cuda.CudaException("CUDA_ERROR_OUT_OF_MEMORY")));
        Assert.False(DeviceFailure.IsOutOfMemory(new ILGPU.Runtime.Cuda.CudaException("CUDA_ERROR_LAUNCH_FAILED")));
    }

    /// <summary>Where there is one.</summary>
    [Trait("Device", "Gpu")]
    public class OnADevice
    {
        /// <summary>Devices vanished now and then while another thread was looking for them.</summary>
        [AcceleratorFact]
        public void List_IsTheSame_OnManyThreadsAtOnce()
        {
            string expected = Here.ToString();
            for (int time = 0; time < 20; time++)
                Assert.All(Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => new GpuProvider().List().ToString()).ToArray(), list => Assert.Equal(expected, list));
        }
    }
}
