using GraphSparse.Acceleration;
using GraphSparse.Gpu;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Copies through page-locked pieces bring every byte over, whatever the length.</summary>
public class StagingTests
{
    private const int Piece = 1024;

    [Fact]
    public void InTheSimulator_EveryByteArrives()
    {
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        AssertCopies(simulator);
    }

    /// <summary>On a device.</summary>
    [Trait("Device", "Gpu")]
    public class OnADevice
    {
        [AcceleratorFact]
        public void EveryByteArrives()
        {
            using var device = (GpuAccelerator)Devices.Open(TestDevices.GpuName);
            AssertCopies(device);
        }
    }

    private static void AssertCopies(GpuAccelerator device)
    {
        (device.Context.StagesFrom, device.Context.PieceBytes) = (0, Piece);
        foreach (int length in new[] { 1, 127, 128, 129, 255, 256, 257, 1000, 100_003 }) // of 8 bytes: around one piece and two, and many
        {
            long[] values = [.. Enumerable.Range(0, length).Select(i => i * 0x123456789L)];
            using GpuBuffer<long> buffer = device.Context.Upload<long>(values, "A test");
            var back = new long[length];
            buffer.Read(back);
            Assert.Equal(values, back);
            buffer.Write(values.AsSpan(0, (length + 1) / 2), first: length / 2); // a part, in its place
            buffer.Read(back.AsSpan(0, length - length / 2), first: length / 2);
            Assert.Equal(values[..((length + 1) / 2)], back[..((length + 1) / 2)]);
        }
    }
}
