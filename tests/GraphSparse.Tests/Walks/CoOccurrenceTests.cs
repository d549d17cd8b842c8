using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class CoOccurrenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(4, 4)]
    [InlineData(5, 2, true)]
    public void Count_EqualsATableOfAllPairs(int window, int from = 1, bool symmetric = false)
    {
        CsrGraph graph = Fixtures.Random(2000, 9000, 7, directed: true);
        var options = new WalkOptions { Method = WalkMethod.Restart, Restart = 0.1, Length = 12, PerVertex = 30, Window = window, MinDistance = from, Symmetric = symmetric };
        var expected = new SortedDictionary<(int, int), long>();
        WalkTotals walked = RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<int> walk = batch.Walk(i);
                for (int k = 0; k < walk.Length; k++)
                {
                    for (int r = from; r <= window && k + r < walk.Length; r++)
                    {
                        Add(expected, walk[k], walk[k + r]);
                        if (symmetric)
                            Add(expected, walk[k + r], walk[k]);
                    }
                }
            }
        }, seed: 4);
        foreach (int threads in new[] { 1, 3 })
        {
            (CoOccurrenceCounts counts, WalkTotals totals) = CoOccurrence.Count(graph, options, seed: 4, parallelism: new Parallelism(threads));
            Assert.Equal(walked, totals);
            Assert.Equal(expected.Keys, counts.Sources.Zip(counts.Targets));
            Assert.Equal(expected.Values, counts.Counts);
        }
    }

    [Fact]
    public void Count_TakesMorePairsOfAWalkThanAreSortedAtOnce()
    {
        // On one edge a walk alternates, so vertices an even number of steps apart are equal.
        const int length = 6000;
        var options = new WalkOptions { Length = length, PerVertex = 1, Window = length };
        Assert.True(CoOccurrence.Pairs(length + 1, options) > 4L * CoOccurrence.ChunkPairs);
        CoOccurrenceCounts counts = CoOccurrence.Count(Fixtures.FromText("0-1"), options).Counts;
        long odd = Enumerable.Range(1, length).Where(r => r % 2 == 1).Sum(r => length + 1L - r); // pairs of one walk an odd number of steps apart
        long even = CoOccurrence.Pairs(length + 1, options) - odd;
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], counts.Sources.Zip(counts.Targets));
        Assert.Equal([even, odd, odd, even], counts.Counts);
    }

    private static void Add(SortedDictionary<(int, int), long> counts, int source, int target) =>
        counts[(source, target)] = counts.GetValueOrDefault((source, target)) + 1;

    [Fact]
    public void Count_RefusesMoreThanTheBudget() =>
        Assert.Throws<ResourceLimitException>(() => CoOccurrence.Count(
            Fixtures.Random(5000, 50_000, 1), new WalkOptions { Length = 40, PerVertex = 20, Window = 5 }, budget: new MemoryBudget(1 << 20)));

    [Fact]
    public void RadixSort_Sorts()
    {
        foreach (int bits in new[] { 1, 10, 33, 64 })
        {
            var random = new KeyedRandom((ulong)bits, "tests");
            ulong[] keys = [.. Enumerable.Range(0, 5000).Select(i => random.NextUInt64(i) >> (64 - bits))];
            ulong[] expected = [.. keys.Order()];
            RadixSort.Sort(keys);
            Assert.Equal(expected, keys);
        }

        RadixSort.Sort([]);
    }
}
