using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphSparse.Gpu;

/// <summary>The devices that ILGPU drives here, and why others are not among them.</summary>
internal sealed class GpuProvider : IDeviceProvider
{
    private static readonly Lock Gate = new();

    public GpuProvider() => NativeLibraries.Resolve();

    /// <summary>Those of CUDA, then those of OpenCL that are no NVIDIA cards, in the order of their drivers.</summary>
    public DeviceList List()
    {
        var devices = new List<DeviceInfo>();
        var missing = new List<MissingDevices>();
        using (Context context = CudaContext(out string? problem))
            Add<CudaDevice>([.. context.GetCudaDevices()], DeviceDescription.Of, DeviceKind.Cuda, problem);
        using (Context context = OpenClContext(out string? problem))
            Add<CLDevice>([.. context.GetCLDevices()], DeviceDescription.Of, DeviceKind.OpenCl, problem);
        return new DeviceList(devices, missing);

        void Add<TDevice>(TDevice[] found, Func<TDevice, int, DeviceInfo> describe, DeviceKind kind, string? problem)
        {
            devices.AddRange(found.Select(describe));
            if (problem is not null)
                missing.Add(new MissingDevices(kind, problem));
        }
    }

    /// <inheritdoc/>
    public IAccelerator Open(DeviceKind kind, int index, Parallelism parallelism)
    {
        if (kind == DeviceKind.Cuda)
        {
            Context cuda = CudaContext(out string? problem);
            return Open(cuda, kind, [.. cuda.GetCudaDevices()], index, problem, DeviceDescription.Of, device => device.CreateCudaAccelerator(cuda), parallelism);
        }

        Context openCl = OpenClContext(out string? reason);
        return Open(openCl, kind, [.. openCl.GetCLDevices()], index, reason, DeviceDescription.Of, device => device.CreateCLAccelerator(openCl), parallelism);
    }

    /// <summary>Opens the simulator: kernels as they are written, item by item, on threads. Slow, and there everywhere; for tests.</summary>
    /// <param name="limit">Makes less of what is known of it.</param>
    internal static GpuAccelerator OpenSimulator(Func<DeviceInfo, DeviceInfo>? limit = null)
    {
        Context context = KernelCompiler.CreateContext(builder => builder.CPU(new CPUDevice(4, 4, 1)));
        CPUDevice device = context.GetCPUDevices()[0];
        DeviceInfo info = DeviceDescription.OfSimulator(device);
        return new GpuAccelerator(context, device.CreateCPUAccelerator(context), limit is null ? info : limit(info), Parallelism.AllCores);
    }

    /// <summary>Why there is no OpenCL device.</summary>
    /// <param name="hasLibrary">Whether the system has the library.</param>
    /// <param name="refused">What is wrong with the devices that there are.</param>
    /// <param name="hasNvidia">Whether a card of NVIDIA was left to CUDA.</param>
    internal static string WhyNoOpenCl(bool hasLibrary, IReadOnlyCollection<string> refused, bool hasNvidia) =>
        !hasLibrary ? "no OpenCL device: the system has no OpenCL library; install the driver of the GPU or, for CPUs, the packages ocl-icd-libopencl1 and pocl-opencl-icd of Debian 13 or later"
        : refused.Count > 0 ? $"no OpenCL device that kernels can run on: {string.Join("; ", refused)}; install a newer driver"
        : hasNvidia ? "no OpenCL device but cards of NVIDIA, which CUDA drives: use cuda"
        : "no OpenCL device: no driver offers one; install the driver of the GPU or, for CPUs, the package pocl-opencl-icd of Debian 13 or later";

    /// <summary>What keeps kernels from running on an OpenCL device; null where nothing does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="hasGenericAddressSpace">Whether pointers need not say which memory they point to.</param>
    /// <param name="version">What its driver speaks.</param>
    internal static string? Refusal(string name, bool hasGenericAddressSpace, string version) =>
        hasGenericAddressSpace ? null : $"{name} ({version}) has no generic address space, which kernels need";

    private static Context CudaContext(out string? problem)
    {
        bool hasDriver = NativeLibraries.HasCuda;
        Context context = Create(builder =>
        {
            if (hasDriver)
                builder.Cuda();
        }, out string? failure);
        problem = context.GetCudaDevices().Count > 0 ? null
            : failure is not null ? $"no CUDA device: its driver failed, {failure}"
            : hasDriver ? "no CUDA device: the NVIDIA driver offers none that kernels can run on"
            : "no CUDA device: the system has no NVIDIA driver (libcuda); install the driver of the card";
        return context;
    }

    private static Context OpenClContext(out string? problem)
    {
        bool hasLibrary = NativeLibraries.HasOpenCl;
        bool hasNvidia = false;
        var refused = new List<string>();
        Context context = Create(builder =>
        {
            if (hasLibrary)
                builder.OpenCL(IsFit);
        }, out string? failure);
        problem = context.GetCLDevices().Count > 0 ? null
            : failure is not null ? $"no OpenCL device: a driver failed, {failure}"
            : WhyNoOpenCl(hasLibrary, refused, hasNvidia);
        return context;

        bool IsFit(CLDevice device)
        {
            if (device.Vendor == CLDeviceVendor.Nvidia)
            {
                hasNvidia = true;
                return false;
            }

            string? refusal = Refusal(device.Name, device.Capabilities.GenericAddressSpace, $"{device.PlatformName}, OpenCL {device.DeviceVersion}");
            if (refusal is not null)
                refused.Add(refusal);
            return refusal is null;
        }
    }

    /// <summary>A broken driver must not hide other devices: where it fails, the context has none, and the failure says why. One at a time: ILGPU finds devices by
    /// state that all contexts share, and two threads at once found none.</summary>
    private static Context Create(Action<Context.Builder> devices, out string? failure)
    {
        using Lock.Scope scope = Gate.EnterScope();
        failure = null;
        try
        {
            return KernelCompiler.CreateContext(devices);
        }
        catch (Exception error) when (DeviceFailure.IsOfDriver(error))
        {
            failure = DeviceFailure.TextOf(error);
            return KernelCompiler.CreateContext(_ => { });
        }
    }

    private static GpuAccelerator Open<TDevice>(
        Context context, DeviceKind kind, TDevice[] devices, int index, string? problem, Func<TDevice, int, DeviceInfo> describe, Func<TDevice, Accelerator> open, Parallelism parallelism)
    {
        try
        {
            if (index >= devices.Length)
                throw new DeviceException(problem ?? $"no {DeviceName.Of(kind)} device {index}: there {(devices.Length == 1 ? "is 1" : $"are {devices.Length}")} that kernels can run on: {string.Join(", ", devices.Select((d, i) => describe(d, i)).Select(d => $"{d.Id}, {d.Name}"))}");
            DeviceInfo info = describe(devices[index], index);
            return DeviceFailure.Guard(info.Name, "opening it", () => new GpuAccelerator(context, open(devices[index]), info, parallelism));
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
