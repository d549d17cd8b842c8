using GraphSparse.Acceleration;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Random walks.</summary>
internal static class WalkKernels
{
    /// <summary>A walk.</summary>
    [Kernel("walk", "WalkTests")]
    public static void Walk(Index1D item, long offset, WalkNumbers numbers, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<ulong> slots, ArrayView<int> rows) =>
        WalkBody.Walk(offset + item.X, numbers, new DeviceRows(offsets, neighbors), new DeviceView<ulong>(slots), new DeviceView<int>(rows));
}
