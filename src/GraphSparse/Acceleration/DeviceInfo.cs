namespace GraphSparse.Acceleration;

/// <summary>By what means a device is driven.</summary>
public enum DeviceKind
{
    /// <summary>Threads of this process.</summary>
    Cpu,

    /// <summary>The CUDA driver of an NVIDIA card.</summary>
    Cuda,

    /// <summary>An OpenCL driver.</summary>
    OpenCl,
}

/// <summary>What is known of a device.</summary>
public sealed record DeviceInfo
{
    /// <summary>What <see cref="Devices.Open"/> takes: cpu, cuda:0, opencl:1, …</summary>
    public required string Id { get; init; }

    /// <summary>By what means it is driven.</summary>
    public required DeviceKind Kind { get; init; }

    /// <summary>The hardware: CPU, GPU or accelerator.</summary>
    public required string Hardware { get; init; }

    /// <summary>Name of the device.</summary>
    public required string Name { get; init; }

    /// <summary>Its vendor.</summary>
    public required string Vendor { get; init; }

    /// <summary>Platform and version of the driver.</summary>
    public required string Driver { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Largest single allocation in bytes.</summary>
    public required long MaxAllocationBytes { get; init; }

    /// <summary>Compute units, for the CPU its hardware threads.</summary>
    public required int ComputeUnits { get; init; }

    /// <summary>Largest work-group; 1 for the CPU.</summary>
    public required int MaxWorkGroup { get; init; }

    /// <summary>Whether it computes in double precision.</summary>
    public required bool HasDouble { get; init; }

    /// <summary>Whether it has atomic operations on 64-bit integers.</summary>
    public required bool HasInt64Atomics { get; init; }
}
