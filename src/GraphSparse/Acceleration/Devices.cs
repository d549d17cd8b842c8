using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>The devices of this machine. OpenCL is not loaded before they are listed or an OpenCL name is asked for.</summary>
public static class Devices
{
    /// <summary>The CPU, then every OpenCL device; where there is none, <see cref="DeviceList.Problem"/> says why.</summary>
    public static DeviceList List()
    {
        string? problem;
        var devices = new List<DeviceInfo> { CpuInfo.Describe() };
        try
        {
            devices.AddRange(OpenClDevice.List(out problem).Select(d => d.Info));
        }
        catch (DeviceException e)
        {
            problem = e.Message; // a broken driver must not hide the CPU
        }

        return new DeviceList(devices, problem);
    }

    /// <summary>Opens a device.</summary>
    /// <param name="device">cpu, opencl (the first GPU, else the first device) or opencl:N.</param>
    /// <param name="parallelism">Threads of the CPU, all cores by default.</param>
    /// <exception cref="DeviceException">The device is not there.</exception>
    /// <exception cref="ArgumentException">Not the name of a device.</exception>
    public static IAccelerator Open(string device, Parallelism? parallelism = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device == "cpu")
            return new CpuAccelerator(parallelism);
        int index = 0;
        bool any = device == "opencl";
        if (!any && !(device.StartsWith("opencl:", StringComparison.Ordinal)
            && int.TryParse(device.AsSpan("opencl:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new ArgumentException($"The device is '{device}'; it must be cpu, opencl or opencl:N with N from 0.", nameof(device));
        }

        IReadOnlyList<OpenClDevice> found = OpenClDevice.List(out string? problem);
        if (problem is not null)
            throw new DeviceException(problem);
        if (index >= found.Count)
            throw new DeviceException($"no OpenCL device {index}: there {(found.Count == 1 ? "is 1 device" : $"are {found.Count} devices")}, counted from 0");
        return new OpenClAccelerator(any ? found.FirstOrDefault(d => d.Info.Hardware == "GPU") ?? found[0] : found[index]);
    }

    /// <summary>Opens a device on a thread of the pool, so that the caller need not wait: loading a driver may take seconds.</summary>
    /// <param name="device">cpu, opencl (the first GPU, else the first device) or opencl:N.</param>
    /// <param name="parallelism">Threads of the CPU, all cores by default.</param>
    /// <param name="cancellationToken">Looked at before and after: a driver that is being loaded is waited for, and its device then closed.</param>
    /// <remarks>The task has the errors of <see cref="Open"/>.</remarks>
    public static Task<IAccelerator> OpenAsync(string device, Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Task.Run(
            () =>
            {
                IAccelerator opened = Open(device, parallelism);
                if (!cancellationToken.IsCancellationRequested)
                    return opened;
                opened.Dispose();
                throw new OperationCanceledException(cancellationToken);
            },
            cancellationToken);
    }
}
