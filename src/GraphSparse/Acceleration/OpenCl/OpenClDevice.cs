using System.Globalization;
using System.Text;

namespace GraphSparse.Acceleration;

/// <summary>A device of an OpenCL driver.</summary>
internal sealed unsafe class OpenClDevice
{
    private const uint PlatformName = 0x0902;
    private const ulong AllTypes = 0xFFFFFFFF;
    private const ulong TypeCpu = 1 << 1;
    private const ulong TypeGpu = 1 << 2;
    private const uint DeviceType = 0x1000;
    private const uint ComputeUnits = 0x1002;
    private const uint MaxWorkGroup = 0x1004;
    private const uint MaxAllocation = 0x1010;
    private const uint GlobalMemory = 0x101F;
    private const uint Available = 0x1027;
    private const uint CompilerAvailable = 0x1028;
    private const uint DeviceName = 0x102B;
    private const uint Vendor = 0x102C;
    private const uint DriverVersion = 0x102D;
    private const uint Extensions = 0x1030;

    private OpenClDevice(nint id, nint platform, DeviceInfo info)
    {
        Id = id;
        Platform = platform;
        Info = info;
    }

    public nint Id { get; }

    public nint Platform { get; }

    public DeviceInfo Info { get; }

    /// <summary>The same device with less memory, for tests of what does not fit.</summary>
    internal OpenClDevice WithLimits(long maxAllocationBytes, long memoryBytes) =>
        new(Id, Platform, Info with { MaxAllocationBytes = maxAllocationBytes, MemoryBytes = memoryBytes });

    /// <summary>All usable devices, in the order of the drivers; where there is none, <paramref name="problem"/> says why.</summary>
    public static IReadOnlyList<OpenClDevice> List(out string? problem) => List(OpenClNative.IsAvailable, out problem);

    /// <summary>As the other, given whether the library was loaded.</summary>
    internal static IReadOnlyList<OpenClDevice> List(bool isAvailable, out string? problem)
    {
        var devices = new List<OpenClDevice>();
        string? reason = "the system has no OpenCL library";
        if (isAvailable)
        {
            nint[] platforms = Platforms();
            reason = platforms.Length == 0 ? "no OpenCL driver is installed" : "the installed drivers offer no device";
            foreach (nint platform in platforms)
                AddDevices(platform, devices);
        }

        problem = devices.Count > 0 ? null
            : $"no OpenCL device: {reason}; install the driver of the GPU or, for CPUs, the Debian package pocl-opencl-icd";
        return devices;
    }

    private static nint[] Platforms()
    {
        uint count = 0;
        int code = OpenClNative.clGetPlatformIDs(0, null, &count);
        if (code == OpenClStatus.PlatformNotFound || (code == 0 && count == 0))
            return [];
        OpenClStatus.Check(code, "clGetPlatformIDs");
        var platforms = new nint[count];
        fixed (nint* target = platforms)
            OpenClStatus.Check(OpenClNative.clGetPlatformIDs(count, target, null), "clGetPlatformIDs");
        return platforms;
    }

    private static void AddDevices(nint platform, List<OpenClDevice> devices)
    {
        uint count = 0;
        int code = OpenClNative.clGetDeviceIDs(platform, AllTypes, 0, null, &count);
        if (code == OpenClStatus.DeviceNotFound || (code == 0 && count == 0))
            return;
        OpenClStatus.Check(code, "clGetDeviceIDs");
        var ids = new nint[count];
        fixed (nint* target = ids)
            OpenClStatus.Check(OpenClNative.clGetDeviceIDs(platform, AllTypes, count, target, null), "clGetDeviceIDs");
        foreach (nint id in ids)
        {
            if (Number(id, Available, sizeof(uint)) != 0 && Number(id, CompilerAvailable, sizeof(uint)) != 0)
                devices.Add(new OpenClDevice(id, platform, Describe(id, platform, devices.Count)));
        }
    }

    private static DeviceInfo Describe(nint id, nint platform, int index)
    {
        ulong type = Number(id, DeviceType, sizeof(ulong));
        string[] extensions = Text(id, Extensions).Split(' ');
        return new DeviceInfo
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"opencl:{index}"),
            Kind = DeviceKind.OpenCl,
            Hardware = (type & TypeGpu) != 0 ? "GPU" : (type & TypeCpu) != 0 ? "CPU" : "accelerator",
            Name = Text(id, DeviceName),
            Vendor = Text(id, Vendor),
            Driver = $"{PlatformText(platform)} {Text(id, DriverVersion)}",
            MemoryBytes = (long)Math.Min(long.MaxValue, Number(id, GlobalMemory, sizeof(ulong))),
            MaxAllocationBytes = (long)Math.Min(long.MaxValue, Number(id, MaxAllocation, sizeof(ulong))),
            ComputeUnits = (int)Number(id, ComputeUnits, sizeof(uint)),
            MaxWorkGroup = (int)Math.Min(int.MaxValue, Number(id, MaxWorkGroup, (uint)sizeof(nuint))),
            HasDouble = extensions.Contains("cl_khr_fp64"),
            HasInt64Atomics = extensions.Contains("cl_khr_int64_base_atomics"),
        };
    }

    private static ulong Number(nint device, uint name, uint size)
    {
        ulong value = 0; // little-endian hosts: a shorter value fills the low bytes
        OpenClStatus.Check(OpenClNative.clGetDeviceInfo(device, name, size, &value, null), "clGetDeviceInfo");
        return value;
    }

    private static string Text(nint device, uint name)
    {
        nuint size = 0;
        OpenClStatus.Check(OpenClNative.clGetDeviceInfo(device, name, 0, null, &size), "clGetDeviceInfo");
        var bytes = new byte[(int)size];
        fixed (byte* target = bytes)
            OpenClStatus.Check(OpenClNative.clGetDeviceInfo(device, name, size, target, null), "clGetDeviceInfo");
        return Clean(bytes);
    }

    private static string PlatformText(nint platform)
    {
        nuint size = 0;
        OpenClStatus.Check(OpenClNative.clGetPlatformInfo(platform, PlatformName, 0, null, &size), "clGetPlatformInfo");
        var bytes = new byte[(int)size];
        fixed (byte* target = bytes)
            OpenClStatus.Check(OpenClNative.clGetPlatformInfo(platform, PlatformName, size, target, null), "clGetPlatformInfo");
        return Clean(bytes);
    }

    private static string Clean(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
}
