using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>Where devices come from; a value, so that tests can have devices that are not there.</summary>
/// <param name="List">Lists them.</param>
/// <param name="Open">Opens one by name.</param>
internal sealed record DeviceSource(Func<DeviceList> List, Func<string, Parallelism, IAccelerator> Open)
{
    /// <summary>The devices of this machine.</summary>
    public static DeviceSource Machine { get; } = new(Devices.List, Devices.Open);

    /// <summary>What was measured of them.</summary>
    public Func<IReadOnlyList<DeviceCalibration>> Calibrations { get; init; } = () => [];
}
