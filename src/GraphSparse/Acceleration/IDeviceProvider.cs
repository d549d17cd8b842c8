namespace GraphSparse.Acceleration;

/// <summary>Drives devices that are not the CPU.</summary>
internal interface IDeviceProvider
{
    /// <summary>Its devices without the CPU, and for each kind of which there is none the reason.</summary>
    DeviceList List();

    /// <summary>Opens a device.</summary>
    /// <param name="kind">CUDA or OpenCL.</param>
    /// <param name="index">Which of the kind, from 0.</param>
    /// <param name="parallelism">Threads for what the CPU does beside it.</param>
    /// <exception cref="DeviceException">It is not there; the message says why.</exception>
    IAccelerator Open(DeviceKind kind, int index, Parallelism parallelism);
}

/// <summary>Stands where no driver of devices can be used.</summary>
/// <param name="reason">Why, and what to do about it, to follow on "no CUDA device: ".</param>
internal sealed class NoDevices(string reason) : IDeviceProvider
{
    public DeviceList List() => new([], [.. new[] { DeviceKind.Cuda, DeviceKind.OpenCl }.Select(kind => new MissingDevices(kind, Sentence(kind)))]);

    public IAccelerator Open(DeviceKind kind, int index, Parallelism parallelism) => throw new DeviceException(Sentence(kind));

    private string Sentence(DeviceKind kind) => $"no {DeviceName.Of(kind)} device: {reason}";
}
