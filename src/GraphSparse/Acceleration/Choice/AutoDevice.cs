using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>What <c>--device auto</c> takes: the CPU, or a GPU where there is enough to do.</summary>
/// <param name="Id">cpu or opencl:N.</param>
/// <param name="Sentence">What was taken, and why.</param>
internal sealed record AutoDevice(string Id, string Sentence)
{
    /// <summary>Fewer steps than this are walked on the CPU without looking for a device.</summary>
    /// <remarks>Opening a device and building its kernels took 0.3 s with a warm cache of the driver and 2.4 s without (PoCL, busy machine), while
    /// two threads walked and wrote 97 million steps in 7.4 s: below this number the opening would be a good part of the whole.</remarks>
    public const long LeastSteps = 100_000_000;

    /// <summary>Decides.</summary>
    /// <param name="steps">Most steps that will be walked.</param>
    /// <param name="need">Memory that walking takes on a device.</param>
    /// <param name="list">Lists the devices; called, and OpenCL loaded, only where there is enough to do.</param>
    public static AutoDevice Choose(double steps, DeviceNeed need, Func<DeviceList> list)
    {
        string count = steps.ToString("#,0", CultureInfo.InvariantCulture);
        string least = LeastSteps.ToString("#,0", CultureInfo.InvariantCulture);
        if (steps < LeastSteps)
            return Cpu($"{count} steps are fewer than the {least} from which a GPU is looked for");
        DeviceList devices = list();
        DeviceInfo[] gpus = [.. devices.Where(d => d is { Kind: not DeviceKind.Cpu, Hardware: "GPU" })];
        if (gpus.FirstOrDefault(d => need.ShortageOn(d) is null) is { } gpu)
            return new AutoDevice(gpu.Id, $"auto took {gpu.Id}, {gpu.Name}: {count} steps are at least the {least} from which a GPU is taken");
        return Cpu(gpus.Length > 0 ? $"walking would need {need.ShortageOn(gpus[0])}" : devices.Missing.Count > 0 ? string.Join("; ", devices.Missing.Select(m => m.Reason)) : "no device here is a GPU");
    }

    private static AutoDevice Cpu(string why) => new("cpu", "auto took the CPU: " + why);
}

/// <summary>Where devices come from; a value, so that tests can have devices that are not there.</summary>
/// <param name="List">Lists them.</param>
/// <param name="Open">Opens one by name.</param>
internal sealed record DeviceSource(Func<DeviceList> List, Func<string, Parallelism, IAccelerator> Open)
{
    /// <summary>The devices of this machine.</summary>
    public static DeviceSource Machine { get; } = new(Devices.List, Devices.Open);
}
