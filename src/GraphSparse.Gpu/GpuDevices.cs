using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphSparse.Gpu;

/// <summary>The devices that ILGPU drives here.</summary>
internal static class GpuDevices
{
    /// <summary>Debian and its kin ship the names without a version for developers only.</summary>
    static GpuDevices() => AssemblyLoadContext.Default.ResolvingUnmanagedDll += static (_, name) => Resolve(name);

    /// <summary>Opens an OpenCL device.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="DeviceException">It is not there.</exception>
    public static GpuAccelerator OpenOpenCl(int index)
    {
        Context context = KernelCompiler.CreateContext(builder => builder.OpenCL());
        try
        {
            CLDevice[] devices = [.. context.GetCLDevices()];
            if (index >= devices.Length)
                throw new DeviceException($"no OpenCL device {index}: there {(devices.Length == 1 ? "is 1 device" : $"are {devices.Length} devices")} that kernels can run on, counted from 0");
            CLDevice device = devices[index];
            return new GpuAccelerator(context, device.CreateCLAccelerator(context), Describe(device, index));
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>Opens the simulator: kernels as they are written, item by item, on threads. Slow, and there everywhere.</summary>
    public static GpuAccelerator OpenSimulator()
    {
        Context context = KernelCompiler.CreateContext(builder => builder.CPU(new CPUDevice(4, 4, 1)));
        CPUDevice device = context.GetCPUDevices()[0];
        return new GpuAccelerator(context, device.CreateCPUAccelerator(context), new DeviceInfo
        {
            Id = "simulator",
            Kind = DeviceKind.Cpu,
            Hardware = "CPU",
            Name = "ILGPU's simulator",
            Vendor = "",
            Driver = "",
            MemoryBytes = MemoryBudget.Default.LimitBytes,
            MaxAllocationBytes = MemoryBudget.Default.LimitBytes,
            ComputeUnits = 1,
            MaxWorkGroup = device.MaxNumThreadsPerGroup,
            HasDouble = true,
            HasInt64Atomics = true,
        });
    }

    private static DeviceInfo Describe(CLDevice device, int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"opencl:{index}"),
        Kind = DeviceKind.OpenCl,
        Hardware = device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU) ? "GPU" : device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU) ? "CPU" : "accelerator",
        Name = device.Name,
        Vendor = device.VendorName,
        Driver = $"{device.PlatformName} {device.DeviceVersion}",
        MemoryBytes = device.MemorySize,
        MaxAllocationBytes = device.MemorySize / 4, // what every driver gives at once
        ComputeUnits = device.NumMultiprocessors,
        MaxWorkGroup = device.MaxNumThreadsPerGroup,
        HasDouble = device.Capabilities.Float64,
        HasInt64Atomics = device.Capabilities.Int64_Atomics,
    };

    private static nint Resolve(string name)
    {
        string? file = name switch { "OpenCL" => "libOpenCL.so.1", "cuda" => "libcuda.so.1", _ => null };
        return file is not null && OperatingSystem.IsLinux() && NativeLibrary.TryLoad(file, out nint library) ? library : 0;
    }
}
