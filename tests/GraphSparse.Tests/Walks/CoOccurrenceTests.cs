using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class CoOccurrenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void Count_EqualsATableOfAllPairs(int window)
    {
        CsrGraph graph = Fixtures.Random(2000, 9000, 7, directed: true);
        var options = new WalkOptions { Kind = WalkKind.Restart, Restart = 0.1, Length = 12, PerVertex = 30, Window = window };
        var expected = new SortedDictionary<(int, int), long>();
        WalkTotals walked = RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<int> walk = batch.Walk(i);
                for (int k = 0; k < walk.Length; k++)
                {
                    for (int r = 1; r <= window && k + r < walk.Length; r++)
                        expected[(walk[k], walk[k + r])] = expected.GetValueOrDefault((walk[k], walk[k + r])) + 1;
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
