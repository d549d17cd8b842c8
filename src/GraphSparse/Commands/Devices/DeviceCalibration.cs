using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>What a device was measured to do beside the CPU of the same machine.</summary>
/// <param name="Id">Its name at that time, as cuda:0.</param>
/// <param name="Device">What it is.</param>
/// <param name="Hardware">GPU, CPU or accelerator: auto takes GPUs alone.</param>
/// <param name="Driver">Its driver at that time.</param>
/// <param name="Cpu">The CPU.</param>
/// <param name="Threads">How many threads the CPU used.</param>
/// <param name="Kernels">The rates.</param>
internal sealed record DeviceCalibration(string Id, string Device, string Hardware, string Driver, string Cpu, int Threads, IReadOnlyList<CalibratedKernel> Kernels)
{
    /// <summary>Whether this was measured with that device as it is now, beside this CPU.</summary>
    public bool IsOf(DeviceInfo device, DeviceInfo cpu) => (Device, Driver, Cpu) == (device.Name, device.Driver, cpu.Name);

    /// <summary>Whether it can be true: a file may have been edited.</summary>
    public bool IsSound => this is { Id: not null, Device: not null, Hardware: not null, Driver: not null, Cpu: not null, Kernels: not null, Threads: > 0 }
        && Kernels.All(k => k is { Kernel: not null, Unit: not null } && k.Kernel.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && k.Unit.All(char.IsAsciiLetter)
            && IsRate(k.CpuPerSecond) && IsRate(k.DevicePerSecond) && k.OpenSeconds is >= 0 and < 1e6);

    private static bool IsRate(double value) => value is > 1e-3 and < 1e18;

    /// <summary>The rates of a kernel; null where it was not measured.</summary>
    public CalibratedKernel? Find(string kernel) => Kernels.FirstOrDefault(k => k.Kernel == kernel);
}

/// <summary>Rates of a kernel, arguments and results brought over.</summary>
/// <param name="Kernel">The kernel, as walk-uniform.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="CpuPerSecond">Units a second on all threads of the CPU.</param>
/// <param name="DevicePerSecond">Units a second on the device.</param>
/// <param name="OpenSeconds">What the first call took beyond a later one: opening the device, building the kernel, bringing the graph.</param>
internal sealed record CalibratedKernel(string Kernel, string Unit, double CpuPerSecond, double DevicePerSecond, double OpenSeconds)
{
    /// <summary>A device that does not beat the CPU by this factor is not chosen.</summary>
    public const double LeastFactor = 3;

    /// <summary>How many times the CPU's rate the device has.</summary>
    public double Factor => DevicePerSecond / CpuPerSecond;

    /// <summary>From how many units on the device is done first, its opening included; infinity where it is not fast enough to be chosen.</summary>
    public double PaysFrom => Factor < LeastFactor ? double.PositiveInfinity : Math.Round(Math.Max(0, OpenSeconds) / (1 / CpuPerSecond - 1 / DevicePerSecond));
}
