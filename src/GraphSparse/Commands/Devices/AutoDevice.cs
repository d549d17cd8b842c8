using System.Globalization;
using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>What <c>--device auto</c> takes: the CPU, or a GPU where there is enough to do.</summary>
/// <param name="Id">cpu, cuda:N or opencl:N.</param>
/// <param name="Sentence">What was taken, and why.</param>
internal sealed record AutoDevice(string Id, string Sentence)
{
    /// <summary>Fewer steps than this are walked on the CPU without looking for a device, where none was measured.</summary>
    /// <remarks>An assumption: opening a device and building its kernels takes 0.3 to 2.4 s, while two threads walked and wrote 97 million steps in 7.4 s.</remarks>
    public const long AssumedSteps = 100_000_000;

    /// <summary>Decides.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="source">The devices; listed, and drivers loaded, only where there may be enough to do.</param>
    /// <param name="threads">How many the CPU has for it: what was measured beside others tells nothing.</param>
    public static AutoDevice Choose(AutoWork work, DeviceSource source, int threads)
    {
        DeviceCalibration[] calibrations = Of(source, threads);
        double least = Least(work, calibrations);
        if (work.Amount < least)
        {
            return Cpu(least < work.AssumedFrom ? $"{work} are fewer than the {Number(least)} from which a GPU pays, as devices --calibrate measured"
                : calibrations.Length > 0 ? $"no GPU that devices --calibrate measured is {CalibratedKernel.LeastFactor} times as fast at {string.Join(" and ", work.Kernels)}"
                : double.IsPositiveInfinity(least) ? "no GPU was measured to be faster; devices --calibrate measures it"
                : $"{work} are fewer than the {Number(least)} from which a GPU is looked for (assumed; devices --calibrate measures it)");
        }

        DeviceList devices = source.List();
        DeviceInfo[] gpus = [.. devices.Where(d => d is { Kind: not DeviceKind.Cpu, Hardware: "GPU" })];
        string? refusal = null;
        foreach (DeviceInfo gpu in gpus)
        {
            DeviceCalibration? calibration = calibrations.LastOrDefault(c => c.IsOf(gpu, devices[0]));
            double from = calibration is null ? work.AssumedFrom : PaysFrom(calibration, work);
            string? reason = work.Need.ShortageOn(gpu) is { } shortage ? $"this would need {shortage}" : work.Amount < from ? WhyNot(work, gpu, calibration, from) : null;
            if (reason is null)
                return new AutoDevice(gpu.Id, $"auto took {gpu.Id}, {gpu.Name}: {work} are at least the {Number(from)} from which a GPU {(calibration is null ? "is taken (assumed; devices --calibrate measures it)" : "pays, as devices --calibrate measured")}");
            refusal ??= reason;
        }

        return Cpu(refusal ?? (devices.Count == 1 && devices.Missing.Count > 0 ? string.Join("; ", devices.Missing.Select(m => m.Reason)) : "no device here is a GPU"));
    }

    /// <summary>Whether there may be enough to do, so that devices are listed and drivers loaded.</summary>
    public static bool Looks(AutoWork work, DeviceSource source, int threads) => work.Amount >= Least(work, Of(source, threads));

    private static DeviceCalibration[] Of(DeviceSource source, int threads) => [.. source.Calibrations().Where(c => c.Hardware == "GPU" && c.Threads == threads)];

    private static double Least(AutoWork work, DeviceCalibration[] calibrations)
    {
        double least = work.AssumedFrom;
        foreach (DeviceCalibration calibration in calibrations)
            least = Math.Min(least, PaysFrom(calibration, work));
        return least;
    }

    /// <summary>The work pays where it pays for each of its kernels.</summary>
    private static double PaysFrom(DeviceCalibration calibration, AutoWork work)
    {
        double from = work.Kernels.Count == 0 ? double.PositiveInfinity : 0;
        foreach (string kernel in work.Kernels)
            from = Math.Max(from, calibration.Find(kernel)?.PaysFrom ?? double.PositiveInfinity);
        return from;
    }

    private static string WhyNot(AutoWork work, DeviceInfo gpu, DeviceCalibration? calibration, double from)
    {
        if (calibration is null)
            return $"{gpu.Id} was not measured; devices --calibrate does it";
        if (!double.IsPositiveInfinity(from))
            return $"{work} are fewer than the {Number(from)} from which {gpu.Id} pays, as devices --calibrate measured";
        string slow = work.Kernels.First(kernel => double.IsPositiveInfinity(calibration.Find(kernel)?.PaysFrom ?? double.PositiveInfinity));
        return calibration.Find(slow) is { } rates
            ? string.Create(CultureInfo.InvariantCulture, $"{gpu.Id} does {slow} at {rates.Factor:0.0#} times the rate of the CPU, as devices --calibrate measured; {CalibratedKernel.LeastFactor} times are asked for")
            : $"{gpu.Id} was not measured with {slow}; devices --calibrate does it";
    }

    private static AutoDevice Cpu(string why) => new("cpu", "auto took the CPU: " + why);

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
