namespace GraphSparse.Tests.Graphs;

public class DisjointSetsTests
{
    [Fact]
    public void Sets_AreThoseOfRelabelling_AfterEveryUnion()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            const int n = 40;
            var random = new KeyedRandom(seed, "test.unions");
            var sets = new DisjointSets(n);
            int[] labels = [.. Enumerable.Range(0, n)];
            for (int step = 0; step < 60; step++)
            {
                int a = (int)(random.NextUInt64(step, 0) % n);
                int b = (int)(random.NextUInt64(step, 1) % n);
                (int from, int to) = (Math.Max(labels[a], labels[b]), Math.Min(labels[a], labels[b]));
                Assert.Equal(from != to, sets.TryUnion(a, b));
                labels = [.. labels.Select(label => label == from ? to : label)];
                Assert.Equal(labels, Enumerable.Range(0, n).Select(sets.Find));
            }
        }
    }

    [Fact]
    public void Find_IsQuick_WhenAChainWasBuiltFromItsEnd()
    {
        const int n = 1_000_000;
        var sets = new DisjointSets(n);
        for (int i = n - 1; i > 0; i--)
            Assert.True(sets.TryUnion(i, i - 1));
        Assert.Equal(0, sets.Find(n - 1));
        Assert.False(sets.TryUnion(0, n - 1));
    }
}
