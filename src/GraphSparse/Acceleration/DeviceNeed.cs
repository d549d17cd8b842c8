namespace GraphSparse.Acceleration;

/// <summary>What work takes of the memory of a device, known before any of it is taken.</summary>
/// <param name="LargestBytes">Its largest buffer: devices limit what they give at once, often to a quarter of their memory.</param>
/// <param name="TotalBytes">All its buffers.</param>
internal readonly record struct DeviceNeed(long LargestBytes, long TotalBytes)
{
    /// <summary>Adds up buffers.</summary>
    public static DeviceNeed Of(params ReadOnlySpan<long> buffers)
    {
        long largest = 0;
        long total = 0;
        foreach (long bytes in buffers)
        {
            largest = Math.Max(largest, bytes);
            total = checked(total + bytes);
        }

        return new DeviceNeed(largest, total);
    }

    /// <summary>This and other buffers.</summary>
    public DeviceNeed And(params ReadOnlySpan<long> buffers)
    {
        DeviceNeed others = Of(buffers);
        return new DeviceNeed(Math.Max(LargestBytes, others.LargestBytes), checked(TotalBytes + others.TotalBytes));
    }

    /// <summary>Bytes of the rows of a graph on a device: their starts, of 32 bits, and the neighbours.</summary>
    public static (long Offsets, long Neighbors) BytesOf(CsrGraph graph) => ((graph.VertexCount + 1L) * sizeof(uint), graph.ArcCount * sizeof(int));

    /// <summary>Null where the device has enough, else what is needed and what there is, to follow on "would need".</summary>
    public string? ShortageOn(DeviceInfo device) =>
        LargestBytes > device.MaxAllocationBytes
            ? $"one buffer of {MemoryBudget.Text(LargestBytes)} on {device.Name}, whose largest is {MemoryBudget.Text(device.MaxAllocationBytes)}"
            : TotalBytes > device.MemoryBytes
                ? $"{MemoryBudget.Text(TotalBytes)} on {device.Name}, which has {MemoryBudget.Text(device.MemoryBytes)}"
                : null;

    /// <summary>Fails where the device has not enough.</summary>
    /// <param name="device">The device.</param>
    /// <param name="what">What for, as the subject of a sentence.</param>
    /// <exception cref="ResourceLimitException">It has not.</exception>
    public void Ensure(DeviceInfo device, string what)
    {
        if (ShortageOn(device) is { } shortage)
            throw new ResourceLimitException($"{what} would need {shortage}; use the CPU.");
    }
}
