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
    [InlineData(WalkMethod.Uniform, false)]
    [InlineData(WalkMethod.Uniform, true)]
    [InlineData(WalkMethod.NonBacktracking, false)]
    [InlineData(WalkMethod.NonBacktracking, true)]
    public void Walk_EqualsTheDefinition_WhereTheHighWordOfTheIdChanges(WalkMethod kind, bool directed)
    {
        // Directed: sinks end walks in the middle of a block. Few edges: refused steps are frequent.
        CsrGraph graph = Fixtures.Random(500, 700, 3, directed);
        AssertEqualsPlain(graph, new WalkOptions { Method = kind, Length = 30 }, first: (1L << 32) - 177, count: 400);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(16)]
    public void Walk_EqualsTheDefinition_WhereLengthsMeetTheEightLines(int length)
    {
        CsrGraph graph = Fixtures.Random(300, 500, 5, directed: true);
        AssertEqualsPlain(graph, new WalkOptions { Method = WalkMethod.NonBacktracking, Length = length }, first: 11, count: 300);
    }

    [Theory]
    [InlineData(WalkMethod.Uniform)]
    [InlineData(WalkMethod.NonBacktracking)]
    public void Walk_EqualsTheDefinition_OnAGraphThatIsReadWithPrefetch(WalkMethod kind)
    {
        CsrGraph graph = Fixtures.Random(100_000, 300_000, 9);
        using var walkGraph = new WalkGraph(graph, new WalkOptions(), Parallelism.Sequential, CancellationToken.None);
        Assert.True(walkGraph.BytesRead > LockstepWalker.CacheBytes);
        AssertEqualsPlain(graph, new WalkOptions { Method = kind, Length = 20 }, first: 99_900, count: 500);
    }

    private static void AssertEqualsPlain(CsrGraph graph, WalkOptions options, long first, int count)
    {
        int width = options.Length + 1;
        var plain = new SingleWalker(graph, options, seed: 8);
        using var walkGraph = new WalkGraph(graph, options, Parallelism.Sequential, CancellationToken.None);
        var rows = new int[count * width];
        long steps;
        fixed (int* target = rows)
            steps = new LockstepWalker(walkGraph, options, seed: 8).Walk(first, count, target);
        for (int i = 0; i < count; i++)
        {
            int[] expected = plain.Walk(first + i);
            Assert.Equal([.. expected, .. Enumerable.Repeat(-1, width - expected.Length)], rows[(width * i)..(width * (i + 1))]);
            steps -= expected.Length - 1;
        }

        Assert.Equal(0, steps);
    }
}
