using System.Collections;

namespace GraphSparse.Acceleration;

/// <summary>What can compute on this machine: the CPU first, then the OpenCL devices in the order of their drivers.</summary>
public sealed class DeviceList : IReadOnlyList<DeviceInfo>
{
    private readonly IReadOnlyList<DeviceInfo> _devices;

    internal DeviceList(IReadOnlyList<DeviceInfo> devices, string? problem = null)
    {
        _devices = devices;
        Problem = problem;
    }

    /// <summary>Where there is no OpenCL device, why, as a sentence; otherwise <see langword="null"/>.</summary>
    public string? Problem { get; }

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
