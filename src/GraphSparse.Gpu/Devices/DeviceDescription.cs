using GraphSparse.Acceleration;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphSparse.Gpu;

/// <summary>What ILGPU knows of a device, in our words.</summary>
internal static class DeviceDescription
{
    public static DeviceInfo Of(CudaDevice device, int index) => new()
    {
        Id = DeviceName.Of(DeviceKind.Cuda, index),
        Kind = DeviceKind.Cuda,
        Hardware = "GPU",
        Name = device.Name,
        Vendor = "NVIDIA",
        Driver = $"CUDA {device.DriverVersion}, {device.Architecture}",
        MemoryBytes = device.MemorySize,
        MaxAllocationBytes = device.MemorySize,
        ComputeUnits = device.NumMultiprocessors,
        MaxWorkGroup = device.MaxNumThreadsPerGroup,
        HasDouble = true,
        HasInt64Atomics = true,
    };

    public static DeviceInfo Of(CLDevice device, int index) => new()
    {
        Id = DeviceName.Of(DeviceKind.OpenCl, index),
        Kind = DeviceKind.OpenCl,
        Hardware = device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU) ? "GPU" : device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU) ? "CPU" : "accelerator",
        Name = device.Name,
        Vendor = device.VendorName,
        Driver = $"{device.PlatformName} {DriverVersion(device) ?? device.DeviceVersion.ToString()}",
        MemoryBytes = device.MemorySize,
        MaxAllocationBytes = LargestBuffer(device),
        ComputeUnits = device.NumMultiprocessors,
        MaxWorkGroup = device.MaxNumThreadsPerGroup,
        HasDouble = device.Capabilities.Float64,
        HasInt64Atomics = device.Capabilities.Int64_Atomics,
    };

    public static DeviceInfo OfSimulator(CPUDevice device) => new()
    {
        Id = "simulator",
        Kind = DeviceKind.Cpu,
        Hardware = "CPU",
        Name = "ILGPU's simulator",
        Vendor = "ILGPU",
        Driver = "none",
        MemoryBytes = MemoryBudget.Default.LimitBytes,
        MaxAllocationBytes = MemoryBudget.Default.LimitBytes,
        ComputeUnits = 1,
        MaxWorkGroup = device.MaxNumThreadsPerGroup,
        HasDouble = true,
        HasInt64Atomics = true,
    };

    /// <summary>Of the driver itself, and not of the standard that it implements.</summary>
    private static string? DriverVersion(CLDevice device)
    {
        const CLDeviceInfoType version = (CLDeviceInfoType)0x102D; // CL_DRIVER_VERSION
        string text = CLAPI.CurrentAPI.GetDeviceInfo(device.DeviceId, version).Trim('\0', ' ');
        return text.Length > 0 ? text : null;
    }

    /// <summary>What the driver says that it gives at once; a quarter of its memory, which every driver must give, where it does not say.</summary>
    private static long LargestBuffer(CLDevice device)
    {
        const CLDeviceInfoType largest = (CLDeviceInfoType)0x1010; // CL_DEVICE_MAX_MEM_ALLOC_SIZE
        return CLAPI.CurrentAPI.GetDeviceInfo(device.DeviceId, largest, out ulong bytes) == CLError.CL_SUCCESS && bytes > 0
            ? (long)Math.Min(bytes, (ulong)device.MemorySize) : device.MemorySize / 4;
    }
}
