using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

/// <summary>The published reference walks: seed 1, karate counted from 0.</summary>
public class SingleWalkerTests
{
    private static readonly WalkOptions Ten = new() { Length = 10 };

    [Theory]
    [InlineData(0, "0 21 0 21 1 19 33 18 32 23 25")]
    [InlineData(33, "33 14 33 9 2 3 0 21 0 17 1")]
    [InlineData(36, "2 8 30 33 28 33 9 2 0 17 1")]
    public void Walk_IsTheReference_WhenUniform(long walkId, string expected) => AssertWalk(Ten, walkId, expected, 10);

    [Theory]
    [InlineData(0, "0 21 1 30 32 29 33 18 32 23 25")]
    [InlineData(33, "33 14 32 8 0 4 6 16 5 10 4")]
    [InlineData(36, "2 8 30 33 28 31 0 8 2 27 24")]
    public void Walk_IsTheReference_WhenNonbacktracking(long walkId, string expected) =>
        AssertWalk(Ten with { Method = WalkMethod.NonBacktracking }, walkId, expected, null);

    [Theory]
    [InlineData(0, "0 21 0 21 1 2 3 2 0 2 0", 21)]
    [InlineData(33, "33 14 33 19 33 13 1 30 8 32 23", 31)]
    [InlineData(36, "2 8 32 33 32 30 1 13 0 17 1", 18)]
    public void Walk_IsTheReference_WhenNode2vec(long walkId, string expected, int trials) =>
        AssertWalk(Ten with { Method = WalkMethod.Node2vec, P = 0.5, Q = 2 }, walkId, expected, trials);

    [Fact]
    public void Walk_TakesTheKnownNumberOfTrials_WhenNode2vec()
    {
        var walker = new SingleWalker(Fixtures.Karate, new WalkOptions { Length = 80, Method = WalkMethod.Node2vec, P = 0.5, Q = 2 }, seed: 1);
        long steps = 0;
        for (long walkId = 0; walkId < 340; walkId++)
            steps += walker.Walk(walkId).Length - 1;
        Assert.Equal(340 * 80, steps);
        Assert.Equal(2.2314, walker.Trials / (double)steps, 4);
    }

    private static void AssertWalk(WalkOptions options, long walkId, string expected, int? trials)
    {
        var walker = new SingleWalker(Fixtures.Karate, options, seed: 1);
        Assert.Equal(expected, string.Join(' ', walker.Walk(walkId)));
        if (trials is { } count)
            Assert.Equal(count, walker.Trials);
    }
}
