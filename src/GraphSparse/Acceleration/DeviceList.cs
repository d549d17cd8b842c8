using System.Collections;

namespace GraphSparse.Acceleration;

/// <summary>What can compute on this machine: the CPU first, then the devices of CUDA, then those of OpenCL, each in the order of their drivers.</summary>
public sealed class DeviceList : IReadOnlyList<DeviceInfo>
{
    private readonly IReadOnlyList<DeviceInfo> _devices;

    internal DeviceList(IReadOnlyList<DeviceInfo> devices, IReadOnlyList<MissingDevices>? missing = null)
    {
        _devices = devices;
        Missing = missing ?? [];
    }

    /// <summary>The kinds of which there is no device, each with the reason.</summary>
    public IReadOnlyList<MissingDevices> Missing { get; }

    /// <inheritdoc/>
    public int Count => _devices.Count;

    /// <inheritdoc/>
    public DeviceInfo this[int index] => _devices[index];

    /// <inheritdoc/>
    public IEnumerator<DeviceInfo> GetEnumerator() => _devices.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The ids of the devices, as in "cpu, opencl:0".</summary>
    public override string ToString() => string.Join(", ", _devices.Select(d => d.Id));
}

/// <summary>A kind of which there is no device.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">One sentence: why, and what to install.</param>
public sealed record MissingDevices(DeviceKind Kind, string Reason);
