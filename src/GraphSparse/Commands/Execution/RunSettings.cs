using GraphSparse.Acceleration;
using GraphSparse.Analytics;

namespace GraphSparse.Commands;

/// <summary>How a run may use the machine; not part of any result.</summary>
internal sealed record RunSettings
{
    /// <summary>Seed of every random choice. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Threads.</summary>
    public Parallelism Parallelism { get; init; } = Parallelism.AllCores;

    /// <summary>Where kernels run: auto, cpu, cuda, cuda:N, opencl or opencl:N. Default auto: a GPU where there is enough to do, else the CPU.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where devices come from.</summary>
    internal DeviceSource Devices { get; init; } = DeviceSource.Machine with { Calibrations = () => CalibrationFile.Read() };

    /// <summary>Where triangles and PageRank are computed, once a device is open; null for threads.</summary>
    internal IGraphKernels? Kernels { get; init; }

    /// <summary>Memory.</summary>
    public MemoryBudget Budget { get; init; } = MemoryBudget.Default;

    /// <summary>Whether outputs may replace files.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where progress goes; must take calls from several threads.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Cancels the run.</summary>
    public CancellationToken CancellationToken { get; init; }
}
