using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public unsafe class LockstepWalkerTests
{
    [Theory]
    [InlineData(0UL, 0u, 0u)]
    [InlineData(42UL, 3u, 79u)]
    [InlineData(0xFEDCBA9876543210, uint.MaxValue, uint.MaxValue)]
    public void StepRandom_IsTheFirstWordOfPhilox(ulong seed, uint idHigh, uint step)
    {
        const int lanes = 48;
        ulong* keys = stackalloc ulong[StepRandom.KeyWords];
        ulong* first = stackalloc ulong[3 * lanes];
        var random = new StepRandom(seed, keys);
        for (int i = 0; i < lanes; i++)
            (first[i], first[lanes + i]) = random.OfWalk(unchecked((uint)i * 2654435761u));
        foreach (int count in new[] { 1, 7, 8, 16, 17, lanes })
        {
            random.Compute(first, first + lanes, idHigh, step, count, first + 2 * lanes);
            for (int i = 0; i < count; i++)
            {
                uint expected = KeyedRandom.Philox(unchecked((uint)i * 2654435761u), idHigh, step, 0, unchecked((uint)seed), (uint)(seed >> 32)).R0;
                Assert.Equal(expected, unchecked((uint)first[2 * lanes + i]));
            }
        }
    }

    [Theory]
    [InlineData(WalkKind.Uniform, false)]
    [InlineData(WalkKind.Uniform, true)]
    [InlineData(WalkKind.Nonbacktracking, false)]
    [InlineData(WalkKind.Nonbacktracking, true)]
    public void Walk_EqualsTheDefinition_WhereTheHighWordOfTheIdChanges(WalkKind kind, bool directed)
    {
        // Directed: sinks end walks in the middle of a block. Few edges: refused steps are frequent.
        CsrGraph graph = Fixtures.Random(500, 700, 3, directed);
        var options = new WalkOptions { Kind = kind, Length = 30 };
        var plain = new PlainWalker(graph, options, seed: 8);
        using var walkGraph = new WalkGraph(graph, options, Parallelism.Sequential, CancellationToken.None);
        const long first = (1L << 32) - 77;
        const int count = 200;
        var rows = new int[count * 31];
        long steps;
        fixed (int* target = rows)
            steps = new LockstepWalker(walkGraph, options, seed: 8).Walk(first, count, target);
        for (int i = 0; i < count; i++)
        {
            int[] expected = plain.Walk(first + i);
            Assert.Equal([.. expected, .. Enumerable.Repeat(-1, 31 - expected.Length)], rows[(31 * i)..(31 * i + 31)]);
            steps -= expected.Length - 1;
        }

        Assert.Equal(0, steps);
    }
}
