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

/// <summary>The devices that ILGPU drives here, and why others are not among them.</summary>
internal static class GpuDevices
{
    private static readonly Lock Gate = new();
    private static bool _resolves;

    /// <summary>Every device that kernels can run on: those of CUDA, then those of OpenCL that are no NVIDIA cards, in the order of their drivers.</summary>
    /// <returns>The devices, and for each kind of which there is none a sentence that says why and what to install.</returns>
    public static (IReadOnlyList<DeviceInfo> Devices, IReadOnlyList<string> Missing) List()
    {
        ResolveLibraries();
        var devices = new List<DeviceInfo>();
        var missing = new List<string>();
        using (Context context = CudaContext(out string? problem))
        {
            CudaDevice[] found = [.. context.GetCudaDevices()];
            devices.AddRange(found.Select(Describe));
            if (problem is not null)
                missing.Add(problem);
        }

        using (Context context = OpenClContext(out string? problem))
        {
            CLDevice[] found = [.. context.GetCLDevices()];
            devices.AddRange(found.Select(Describe));
            if (problem is not null)
                missing.Add(problem);
        }

        return (devices, missing);
    }

    /// <summary>Opens a CUDA device.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="DeviceException">It is not there; the message says why.</exception>
    public static GpuAccelerator OpenCuda(int index)
    {
        ResolveLibraries();
        Context context = CudaContext(out string? problem);
        return Open(context, "CUDA", [.. context.GetCudaDevices()], index, problem, Describe, device => device.CreateCudaAccelerator(context));
    }

    /// <summary>Opens an OpenCL device.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="DeviceException">It is not there; the message says why.</exception>
    public static GpuAccelerator OpenOpenCl(int index)
    {
        ResolveLibraries();
        Context context = OpenClContext(out string? problem);
        return Open(context, "OpenCL", [.. context.GetCLDevices()], index, problem, Describe, device => device.CreateCLAccelerator(context));
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

    /// <summary>Why there is no OpenCL device.</summary>
    /// <param name="hasLibrary">Whether the system has the library.</param>
    /// <param name="refused">What is wrong with the devices that there are.</param>
    internal static string WhyNoOpenCl(bool hasLibrary, IReadOnlyCollection<string> refused) =>
        !hasLibrary ? "no OpenCL device: the system has no OpenCL library; install the driver of the GPU or, for CPUs, the packages ocl-icd-libopencl1 and pocl-opencl-icd of Debian 13 or later"
        : refused.Count == 0 ? "no OpenCL device: no driver offers one; install the driver of the GPU or, for CPUs, the package pocl-opencl-icd of Debian 13 or later"
        : $"no OpenCL device that kernels can run on: {string.Join("; ", refused)}; install a newer driver";

    /// <summary>What keeps kernels from running on an OpenCL device; null where nothing does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="hasGenericAddressSpace">Whether pointers need not say which memory they point to.</param>
    /// <param name="version">What its driver speaks.</param>
    internal static string? Refusal(string name, bool hasGenericAddressSpace, string version) =>
        hasGenericAddressSpace ? null : $"{name} ({version}) has no generic address space, which kernels need";

    private static Context CudaContext(out string? problem)
    {
        bool hasDriver = HasLibrary("libcuda.so.1", "nvcuda.dll");
        Context context = KernelCompiler.CreateContext(builder =>
        {
            if (hasDriver)
                builder.Cuda();
        });
        problem = context.GetCudaDevices().Count > 0 ? null
            : hasDriver ? "no CUDA device: the NVIDIA driver offers none that kernels can run on"
            : "no CUDA device: the system has no NVIDIA driver (libcuda); install the driver of the card";
        return context;
    }

    private static Context OpenClContext(out string? problem)
    {
        bool hasLibrary = HasLibrary("libOpenCL.so.1", "OpenCL.dll");
        var refused = new List<string>();
        Context context = KernelCompiler.CreateContext(builder =>
        {
            if (hasLibrary)
                builder.OpenCL(IsFit);
        });
        problem = context.GetCLDevices().Count > 0 ? null : WhyNoOpenCl(hasLibrary, refused);
        return context;

        bool IsFit(CLDevice device)
        {
            string? refusal = Refusal(device.Name, device.Capabilities.GenericAddressSpace, $"{device.PlatformName}, OpenCL {device.DeviceVersion}");
            if (refusal is not null)
                refused.Add(refusal);
            return refusal is null && device.Vendor != CLDeviceVendor.Nvidia; // a card of NVIDIA is listed once, as cuda
        }
    }

    private static GpuAccelerator Open<TDevice>(
        Context context, string kind, TDevice[] devices, int index, string? problem, Func<TDevice, int, DeviceInfo> describe, Func<TDevice, Accelerator> open)
    {
        try
        {
            if (index < devices.Length)
                return new GpuAccelerator(context, open(devices[index]), describe(devices[index], index));
            throw new DeviceException(problem ?? $"no {kind} device {index}: there {(devices.Length == 1 ? "is 1 device" : $"are {devices.Length} devices")} that kernels can run on, counted from 0");
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    private static DeviceInfo Describe(CudaDevice device, int index) => Describe(device, DeviceKind.Cuda, string.Create(CultureInfo.InvariantCulture, $"cuda:{index}"), device.MemorySize) with
    {
        Hardware = "GPU",
        Vendor = "NVIDIA",
        Driver = $"CUDA {device.DriverVersion}, {device.Architecture}",
        HasDouble = true,
        HasInt64Atomics = true,
    };

    private static DeviceInfo Describe(CLDevice device, int index) => Describe(device, DeviceKind.OpenCl, string.Create(CultureInfo.InvariantCulture, $"opencl:{index}"), device.MemorySize / 4) with // what every driver gives at once
    {
        Hardware = device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_GPU) ? "GPU" : device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU) ? "CPU" : "accelerator",
        Vendor = device.VendorName,
        Driver = $"{device.PlatformName} {device.DeviceVersion}",
        HasDouble = device.Capabilities.Float64,
        HasInt64Atomics = device.Capabilities.Int64_Atomics,
    };

    private static DeviceInfo Describe(Device device, DeviceKind kind, string id, long maxAllocationBytes) => new()
    {
        Id = id,
        Kind = kind,
        Hardware = "",
        Name = device.Name,
        Vendor = "",
        Driver = "",
        MemoryBytes = device.MemorySize,
        MaxAllocationBytes = maxAllocationBytes,
        ComputeUnits = device.NumMultiprocessors,
        MaxWorkGroup = device.MaxNumThreadsPerGroup,
        HasDouble = false,
        HasInt64Atomics = false,
    };

    /// <summary>Debian and its kin ship the names without a version, which ILGPU asks for, for developers only.</summary>
    private static void ResolveLibraries()
    {
        lock (Gate)
        {
            if (_resolves)
                return;
            _resolves = true;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += static (_, name) =>
            {
                string? file = name switch { "OpenCL" => "libOpenCL.so.1", "cuda" => "libcuda.so.1", _ => null };
                return file is not null && OperatingSystem.IsLinux() && NativeLibrary.TryLoad(file, out nint library) ? library : 0;
            };
        }
    }

    private static bool HasLibrary(string onLinux, string onWindows) => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? onWindows : onLinux, out _);
}
