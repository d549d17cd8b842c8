using GraphSparse.DeviceCheck;
using GraphSparse.Gpu;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Patterns that a compiler of kernels got wrong at a higher level are right at ours.</summary>
[Trait("Device", "Gpu")]
public class CompilerPatternTests
{
    [AcceleratorFact]
    public void EveryPattern_DoesOnTheDevice_WhatItDoesInTheSimulator() =>
        Assert.All([CompilerPatterns.Check((GpuAccelerator)TestDevices.Gpu)], row => Assert.True(row.Verified, row.Problem));

    [Fact]
    public void Exclusive_GivesSums_NotZeros()
    {
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        int[] result = CompilerPatterns.Run(simulator, CompilerPatterns.All[0]);
        int[] before = CompilerPatterns.Before.ToArray();
        Assert.Equal(before[..15].Sum(), result[15]);
        Assert.Equal(before[16..], result[16..]);
    }
}
