using GraphSparse.Acceleration;
using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Walks are those taken one at a time from the definition.</summary>
public abstract class WalkTests
{
    private static readonly WalkOptions[] Kinds =
    [
        new() { Method = WalkMethod.Uniform },
        new() { Method = WalkMethod.Weighted },
        new() { Method = WalkMethod.NonBacktracking },
        new() { Method = WalkMethod.Node2vec, P = 0.5, Q = 2 },
        new() { Method = WalkMethod.Node2vec, P = 4, Q = 0.25 },
        new() { Method = WalkMethod.Restart, Restart = 0.15 },
    ];

    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_OnKarate() => AssertWalks(Fixtures.Karate);

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_OnAWeightedGraph() => AssertWalks(Inputs.Weighted);

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_WithSinksAndIsolatedVertices()
    {
        AssertWalks(Inputs.Sinks);
        AssertWalks(Inputs.WeightedSinks);
    }

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_OnASkewedGraph() => AssertWalks(Inputs.Skewed);

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_WhenTheWayBackIsFolded()
    {
        foreach ((double p, double q) in new[] { (0.5, 2.0), (0.001, 0.25), (1e-9, 1.0), (2.0, 0.5) })
        {
            var options = new WalkOptions { Method = WalkMethod.Node2vec, Node2vecSampling = Node2vecSampling.Folded, P = p, Q = q, Length = 20 };
            AssertWalks(Fixtures.Karate, options, firstId: 0, 100);
            AssertWalks(Inputs.Skewed, options, firstId: 3, 1000);
        }
    }

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_InEveryNumber()
    {
        foreach (int count in Inputs.Lengths)
            AssertWalks(Fixtures.Karate, Kinds[3] with { Length = 3 }, firstId: 5, count);
    }

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_WhenIdsNeedTwoWords()
    {
        foreach (WalkOptions options in Kinds)
            AssertWalks(Fixtures.Karate, options with { Length = 10 }, firstId: (1L << 33) - 9, 40);
    }

    [AcceleratorFact]
    public void Walks_AreThoseOfSmallBatches_WhenTheyTakeSeveralLaunches()
    {
        WalkRequest batch = Batch(Fixtures.Karate, new WalkOptions { Length = 2 }, firstId: 0);
        const int walks = (1 << 21) + 77; // above what one launch begins with
        var rows = new int[walks * batch.Width];
        Device.Walks(Fixtures.Karate, batch, rows);
        const int part = 1 << 16;
        for (int first = 0; first < walks; first += part)
        {
            var expected = new int[Math.Min(part, walks - first) * batch.Width];
            TestDevices.Cpu.Walks(Fixtures.Karate, batch with { FirstWalkId = first }, expected);
            Assert.True(rows.AsSpan(first * batch.Width, expected.Length).SequenceEqual(expected));
        }
    }

    [AcceleratorFact]
    public void Walks_EqualTheDefinition_WhenRowsAreLong()
    {
        AssertWalks(Fixtures.Karate, new WalkOptions { Method = WalkMethod.Restart, Length = 1 << 20 }, firstId: 0, 20);
        foreach (WalkOptions options in Kinds)
            AssertWalks(Inputs.WeightedSinks, options with { Length = 4097 }, firstId: 0, 200);
        AssertWalks(Inputs.Weighted, Kinds[3] with { Length = 9000 }, firstId: 3, 7);
    }

    [AcceleratorFact]
    public void Walks_Stop_WhenCancelled()
    {
        WalkRequest batch = Batch(Fixtures.Karate, Kinds[0], firstId: 0);
        Assert.ThrowsAny<OperationCanceledException>(() => Device.Walks(Fixtures.Karate, batch, new int[batch.Width], new CancellationToken(true)));
    }

    [AcceleratorFact]
    public void Walks_Fail_WhenTheBatchDoesNotFit()
    {
        WalkRequest batch = Batch(Fixtures.Karate, Kinds[0], firstId: 0);
        Assert.Throws<ArgumentException>(() => Device.Walks(Fixtures.Karate, batch, new int[batch.Width + 1]));
        Assert.Throws<ArgumentException>(() => Device.Walks(CsrGraph.Empty(0), batch, new int[batch.Width]));
        Assert.Throws<ArgumentException>(() => Device.Walks(Fixtures.Karate, batch with { AliasSlots = new ulong[3] }, new int[batch.Width]));
        Assert.Throws<ArgumentException>(() => Device.Walks(Fixtures.Karate, batch with { Rule = StepRule.Node2vec, Common = 0 }, new int[batch.Width]));
        Assert.Throws<ArgumentException>(() => Device.Walks(Fixtures.Karate, batch with { Fold = 1 }, new int[batch.Width]));
    }

    private void AssertWalks(CsrGraph graph)
    {
        foreach (WalkOptions options in Kinds)
            AssertWalks(graph, options with { Length = 20 }, firstId: 0, 2 * graph.VertexCount + 5);
    }

    private void AssertWalks(CsrGraph graph, WalkOptions options, long firstId, int count)
    {
        const ulong seed = 0xFEDCBA9876543210;
        WalkRequest batch = Batch(graph, options, firstId) with { Seed = seed };
        var rows = new int[count * batch.Width];
        Device.Walks(graph, batch, rows);
        var walker = new SingleWalker(graph, options, seed);
        for (int i = 0; i < count; i++)
        {
            int[] walk = walker.Walk(firstId + i);
            ReadOnlySpan<int> row = rows.AsSpan(i * batch.Width, batch.Width);
            if (!row.StartsWith(walk) || row[walk.Length..].ContainsAnyExcept(-1))
                Assert.Fail($"{options}: walk {firstId + i} is {string.Join(' ', row[..Math.Min(row.Length, 30)].ToArray())}, not {string.Join(' ', walk)}");
        }
    }

    private static WalkRequest Batch(CsrGraph graph, WalkOptions options, long firstId) =>
        RandomWalker.DeviceBatch(graph, options, seed: 1, Parallelism.Sequential, CancellationToken.None) with { FirstWalkId = firstId };
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuWalkTests : WalkTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuWalkTests : WalkTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
