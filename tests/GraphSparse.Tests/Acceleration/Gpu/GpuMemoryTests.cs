using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>What does not fit a device is refused before anything is taken, and what is there once is used again. By the simulator, whose memory can be said to be small.</summary>
public class GpuMemoryTests
{
    [Fact]
    public void Allocate_Fails_BeyondTheLargestBuffer()
    {
        using GpuAccelerator small = Limited(maxAllocationBytes: 1000, memoryBytes: 1 << 20);
        var error = Assert.Throws<ResourceLimitException>(() => small.Context.Allocate<int>(251, "A test").Dispose());
        Assert.StartsWith("A test would need one buffer of 1004 B on ILGPU's simulator, whose largest is 1000 B; use the CPU.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Walks_Fail_BeforeAnythingIsTaken_WhenTheGraphIsTooLarge()
    {
        CsrGraph graph = Inputs.Skewed; // 3001 offsets of 4 bytes, 10798 arcs of 4
        var request = new WalkRequest { Seed = 1, Length = 3 };
        long arcBytes = graph.ArcCount * sizeof(int);

        using GpuAccelerator small = Limited(maxAllocationBytes: arcBytes - 1, memoryBytes: 1 << 30);
        var error = Assert.Throws<ResourceLimitException>(() => small.Walks(graph, request, new int[4]));
        Assert.Equal($"The graph would need one buffer of {MemoryBudget.Text(arcBytes)} on {small.Name}, whose largest is {MemoryBudget.Text(arcBytes - 1)}; use the CPU.", error.Message);

        using GpuAccelerator full = Limited(maxAllocationBytes: arcBytes, memoryBytes: arcBytes);
        error = Assert.Throws<ResourceLimitException>(() => full.Walks(graph, request, new int[4]));
        Assert.EndsWith($" on {full.Name}, which has {MemoryBudget.Text(arcBytes)}; use the CPU.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ResourceLimitException>(() => full.Upload(graph, CancellationToken.None));
    }

    [Fact]
    public void Walks_AreTakenInParts_WhenTheirRowsDoNotFitAtOnce()
    {
        var request = new WalkRequest { Seed = 1, Length = 3 };
        using GpuAccelerator enough = Limited(maxAllocationBytes: 1000, memoryBytes: 1 << 20); // 62 walks at once
        (int[] rows, int[] expected) = (new int[4 * 300], new int[4 * 300]);
        enough.Walks(Fixtures.Karate, request, rows);
        TestDevices.Cpu.Walks(Fixtures.Karate, request, expected);
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void Walks_Fail_WhenTheAliasTablesAreTooLarge()
    {
        var slots = new ulong[Inputs.Weighted.ArcCount];
        using GpuAccelerator small = Limited(slots.Length * sizeof(ulong) - 1, 1 << 30);
        var error = Assert.Throws<ResourceLimitException>(
            () => small.Walks(Inputs.Weighted, new WalkRequest { Seed = 1, Length = 3, AliasSlots = slots }, new int[4]));
        Assert.Contains($"one buffer of {MemoryBudget.Text(slots.Length * sizeof(ulong))}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_StaysOnTheDevice()
    {
        using GpuAccelerator accelerator = GpuProvider.OpenSimulator();
        Assert.Same(accelerator.Upload(Inputs.Weighted, CancellationToken.None), accelerator.Upload(Inputs.Weighted, CancellationToken.None));
        Assert.NotSame(accelerator.Upload(Inputs.Weighted, CancellationToken.None), accelerator.Upload(Inputs.Sinks, CancellationToken.None));
    }

    [Fact]
    public void WhatNoCallUses_IsGivenBack_WhereMemoryIsMissing()
    {
        using GpuAccelerator accelerator = GpuProvider.OpenSimulator();
        GpuGraph first = accelerator.Upload(Inputs.Weighted, CancellationToken.None);
        accelerator.Context.Reclaim(); // in use by the call that brought it
        Assert.Same(first, accelerator.Upload(Inputs.Weighted, CancellationToken.None));
        accelerator.PrefixSum(new int[3]);
        accelerator.Context.Reclaim();
        Assert.NotSame(first, accelerator.Upload(Inputs.Weighted, CancellationToken.None));
    }

    [Fact]
    public void WrongAliases_AndUnknownRules_AreRefused()
    {
        using GpuAccelerator accelerator = GpuProvider.OpenSimulator();
        var slots = new ulong[Inputs.Weighted.ArcCount];
        slots[^1] = 1_000_000;
        Assert.Contains("1000000", Assert.Throws<ArgumentException>(() => accelerator.Walks(Inputs.Weighted, new WalkRequest { Seed = 1, Length = 3, AliasSlots = slots }, new int[4])).Message, StringComparison.Ordinal);
        foreach (IAccelerator device in new[] { accelerator, TestDevices.Cpu })
            Assert.Throws<ArgumentException>(() => device.Walks(Fixtures.Karate, new WalkRequest { Seed = 1, Length = 3, Rule = (StepRule)77 }, new int[4]));
    }

    [Fact]
    public void Accelerator_Fails_AfterItWasDisposed()
    {
        GpuAccelerator accelerator = GpuProvider.OpenSimulator();
        accelerator.Dispose();
        accelerator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accelerator.PrefixSum(new int[3]));
    }

    internal static GpuAccelerator Limited(long maxAllocationBytes, long memoryBytes) =>
        GpuProvider.OpenSimulator(info => info with { Kind = DeviceKind.OpenCl, MaxAllocationBytes = maxAllocationBytes, MemoryBytes = memoryBytes });
}
