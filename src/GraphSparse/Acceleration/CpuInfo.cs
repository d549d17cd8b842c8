using System.Runtime.InteropServices;

namespace GraphSparse.Acceleration;

/// <summary>What is known of the processor.</summary>
internal static class CpuInfo
{
    private static readonly Lazy<DeviceInfo> Known = new(Read);

    public static DeviceInfo Describe() => Known.Value;

    private static DeviceInfo Read()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new DeviceInfo
        {
            Id = "cpu",
            Kind = DeviceKind.Cpu,
            Hardware = "CPU",
            Name = Field("model name") ?? $"{RuntimeInformation.ProcessArchitecture} processor",
            Vendor = Field("vendor_id") ?? "unknown",
            Driver = RuntimeInformation.FrameworkDescription,
            MemoryBytes = memory,
            MaxAllocationBytes = memory,
            ComputeUnits = Environment.ProcessorCount,
            MaxWorkGroup = 1,
            HasDouble = true,
            HasInt64Atomics = true,
        };
    }

    /// <summary>A field of the system's description of the first processor, where it has one.</summary>
    private static string? Field(string name)
    {
        const string path = "/proc/cpuinfo";
        try
        {
            return !File.Exists(path) ? null : File.ReadLines(path)
                .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // a name is not worth failing for
        }
    }
}
