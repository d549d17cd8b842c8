namespace GraphSparse.Acceleration;

/// <summary>The devices of this machine: the CPU, and what the package GraphSparse.Gpu drives once it is registered. No driver is loaded before devices
/// are listed or one is opened.</summary>
public static class Devices
{
    private static Lazy<IDeviceProvider> _provider = new(() => new NoDevices("this program has none; add the package GraphSparse.Gpu and call GpuDevices.Register()"));

    /// <summary>The CPU, then every device of CUDA and OpenCL; <see cref="DeviceList.Missing"/> says why there is none of a kind.</summary>
    public static DeviceList List()
    {
        DeviceList others = _provider.Value.List();
        return new DeviceList([CpuInfo.Describe(), .. others], others.Missing);
    }

    /// <summary>Opens a device.</summary>
    /// <param name="device">cpu, cuda, cuda:N, opencl (the first that is a GPU, else the first) or opencl:N, as <see cref="DeviceInfo.Id"/> has it.</param>
    /// <param name="parallelism">Threads of the CPU, also for what it does beside a device; all cores by default.</param>
    /// <exception cref="DeviceException">The device is not there; the message says why, and what to install.</exception>
    /// <exception cref="ArgumentException">Not the name of a device.</exception>
    public static IAccelerator Open(string device, Parallelism? parallelism = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!DeviceName.TryParse(device, out DeviceName name))
            throw new ArgumentException($"The device is '{device}'; it must be {DeviceName.Forms}.", nameof(device));
        if (name.Kind == DeviceKind.Cpu)
            return new CpuAccelerator(parallelism);
        return _provider.Value.Open(name.Kind, name.Index ?? Best(name.Kind), parallelism ?? Parallelism.AllCores);
    }

    /// <summary>Opens a device on a thread of the pool, so that the caller need not wait: loading a driver may take seconds.</summary>
    /// <param name="device">As in <see cref="Open"/>.</param>
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

    /// <summary>Says what drives devices from now on; made when a device is first asked for.</summary>
    internal static void Register(Func<IDeviceProvider> provider) => _provider = new Lazy<IDeviceProvider>(provider);

    /// <summary>Number of the first GPU of a kind; 0 where none is one, so that opening it says what there is.</summary>
    private static int Best(DeviceKind kind)
    {
        DeviceInfo[] devices = [.. _provider.Value.List().Where(d => d.Kind == kind)];
        return Math.Max(0, Array.FindIndex(devices, d => d.Hardware == "GPU"));
    }
}
