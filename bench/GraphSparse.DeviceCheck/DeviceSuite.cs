using System.Diagnostics;
using System.Runtime.InteropServices;
using GraphSparse.Acceleration;
using MathNet.Numerics.Statistics;

namespace GraphSparse.DeviceCheck;

/// <summary>One comparison of a device with the CPU.</summary>
/// <param name="Operation">Name of the operation.</param>
/// <param name="Input">Name of the workload.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Items">How many of them.</param>
/// <param name="Verified">Whether every bit of the result is that of the CPU; null where the device cannot run the operation.</param>
/// <param name="CpuSeconds">Median on all threads of the CPU; null where only compared.</param>
/// <param name="DeviceSeconds">Median on the device, with what goes there and comes back.</param>
/// <param name="KernelSeconds">Of that, in kernels: without transfers and what the CPU does beside them; null where the device does not measure it.</param>
/// <param name="Problem">What went wrong.</param>
internal sealed record DeviceRow(
    string Operation, string Input, string Unit, long Items, bool? Verified, double? CpuSeconds = null, double? DeviceSeconds = null, double? KernelSeconds = null, string? Problem = null);

/// <summary>Runs every operation on a device and on the CPU: first on inputs of every shape, compared to the bit, then on a large one, by the clock.</summary>
/// <remarks>Times are those of a caller: arguments go to the device and results come back; the graph stays there from the first call, which is not timed.
/// The part in kernels stands beside them.</remarks>
/// <param name="cpu">The threads of this machine.</param>
/// <param name="device">The device.</param>
/// <param name="hasDouble">Whether it has double precision.</param>
/// <param name="kernelTime">Its time in kernels so far; null where it does not measure that.</param>
/// <param name="report">Gets every row when it is there.</param>
internal sealed class DeviceSuite(IAccelerator cpu, IAccelerator device, bool hasDouble, Func<TimeSpan>? kernelTime, Action<DeviceRow> report)
{
    /// <summary>An operation is not repeated once it has taken this long.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);


    public void Check(IEnumerable<Workload> workloads)
    {
        foreach (Workload workload in workloads)
        {
            foreach (Operation operation in Operation.All)
                report(Compare(operation, workload, repeats: 0));
        }
    }

    public void Time(Workload workload, int repeats)
    {
        foreach (Operation operation in Operation.All.Where(o => o.Name != "walk-weighted")) // R-MAT has no weights, so that would be the uniform walk again
            report(Compare(operation, workload, repeats));
    }

    private DeviceRow Compare(Operation operation, Workload workload, int repeats)
    {
        if (operation.NeedsDouble && !hasDouble)
            return new DeviceRow(operation.Name, workload.Name, operation.Unit, 0, Verified: null, Problem: "the device has no double precision");
        Bound bound = operation.Bind(workload);
        Array[] expected = bound.Run(cpu);
        long items = bound.Timed is null ? bound.Items : ((long[])expected[0])[0];
        var row = new DeviceRow(operation.Name, workload.Name, operation.Unit, items, Verified: false);
        try
        {
            Array[] found = bound.Run(device);
            if (expected.Length != found.Length || !expected.Zip(found, SameBytes).All(same => same))
                return row with { Problem = "the result is not that of the CPU" };
        }
        catch (Exception e) when (e is DeviceException or ResourceLimitException) // the other operations are still worth knowing
        {
            return row with { Problem = e.Message };
        }

        row = row with { Verified = true };
        if (repeats == 0)
            return row;
        (double cpuSeconds, _) = Median(bound, cpu, null, repeats);
        (double deviceSeconds, double kernelSeconds) = Median(bound, device, kernelTime, repeats);
        return row with { CpuSeconds = cpuSeconds, DeviceSeconds = deviceSeconds, KernelSeconds = kernelTime is null ? null : kernelSeconds };
    }

    private static (double Seconds, double KernelSeconds) Median(Bound bound, IAccelerator on, Func<TimeSpan>? kernelTime, int repeats)
    {
        var seconds = new List<double>();
        var kernelSeconds = new List<double>();
        for (long first = Stopwatch.GetTimestamp(); seconds.Count == 0 || (seconds.Count < repeats && Stopwatch.GetElapsedTime(first) < Enough);)
        {
            TimeSpan before = kernelTime?.Invoke() ?? default;
            long began = Stopwatch.GetTimestamp();
            if (bound.Timed is { } timed)
                timed(on);
            else
                bound.Run(on);
            seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            kernelSeconds.Add(((kernelTime?.Invoke() ?? default) - before).TotalSeconds);
        }

        return (seconds.Median(), kernelSeconds.Median());
    }

    private static bool SameBytes(Array a, Array b) => a.GetType() == b.GetType() && Bytes(a).SequenceEqual(Bytes(b));

    private static ReadOnlySpan<byte> Bytes(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array));
}
