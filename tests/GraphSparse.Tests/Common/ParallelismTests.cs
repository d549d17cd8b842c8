namespace GraphSparse.Tests.Common;

public class ParallelismTests
{
    public static TheoryData<int> Degrees => [1, 2, 3, 8];

    [Theory]
    [MemberData(nameof(Degrees))]
    public void For_CallsEachIndexOnce(int degree)
    {
        foreach (int count in (int[])[0, 1, 2, 7, 1000])
        {
            int[] calls = new int[count];
            new Parallelism(degree).For(count, i => Interlocked.Increment(ref calls[i]));
            Assert.All(calls, c => Assert.Equal(1, c));
        }
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void For_RethrowsTheErrorOfTheSmallestIndex(int degree)
    {
        for (int trial = 0; trial < 50; trial++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => new Parallelism(degree).For(200, i =>
            {
                if (i % 10 == 7)
                    throw new InvalidOperationException($"index {i}");
            }));
            Assert.Equal("index 7", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void For_StopsHandingOutIndices_WhenCancelled(int degree)
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => new Parallelism(degree).For(100_000, i =>
        {
            Interlocked.Increment(ref calls);
            if (i == 5)
                source.Cancel();
        }, source.Token));
        Assert.InRange(calls, 6, 99_999);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void ForRangesAndBounds_CoverEverythingOnce(int degree)
    {
        var parallelism = new Parallelism(degree);
        foreach ((int length, int grain) in ((int, int)[])[(0, 4), (1, 4), (4, 4), (5, 4), (1003, 10)])
        {
            int[] calls = new int[length];
            parallelism.ForRanges(length, grain, (chunk, start, end) =>
            {
                Assert.Equal((long)chunk * grain, start);
                for (long i = start; i < end; i++)
                    Interlocked.Increment(ref calls[i]);
            });
            Assert.All(calls, c => Assert.Equal(1, c));
        }

        int[] seen = new int[10];
        parallelism.ForBounds([0, 3, 4, 10], (_, start, end) =>
        {
            for (int i = start; i < end; i++)
                Interlocked.Increment(ref seen[i]);
        });
        Assert.All(seen, c => Assert.Equal(1, c));
        parallelism.ForBounds([0], (_, _, _) => Assert.Fail("there is no range"));
    }

    [Fact]
    public void Sum_GivesTheSameBits_ForEveryDegree()
    {
        var random = new Random(4);
        double[] values = [.. Enumerable.Range(0, 100_003).Select(_ => random.NextDouble() * Math.Pow(10, random.Next(-10, 10)))];
        double[] sums = [.. ((int[])[1, 2, 3, 8]).Select(degree => new Parallelism(degree).Sum(values.Length, (start, end) =>
        {
            double sum = 0;
            for (long i = start; i < end; i++)
                sum += values[i];
            return sum;
        }))];
        Assert.Single(sums.Select(BitConverter.DoubleToInt64Bits).Distinct());
        Assert.Equal(0, Parallelism.AllCores.Sum(0, (_, _) => 1));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void MapInOrder_HandsResultsOverInOrder_WithFewInFlight(int degree)
    {
        int started = 0;
        var taken = new List<int>();
        int mostAhead = 0;
        IEnumerable<int> Items()
        {
            for (int i = 0; i < 300; i++)
            {
                started++;
                mostAhead = Math.Max(mostAhead, started - taken.Count);
                yield return i;
            }
        }

        new Parallelism(degree).MapInOrder(Items(), i => i * i, taken.Add);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i * i), taken);
        Assert.InRange(mostAhead, 1, degree + 2);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void MapInOrder_RethrowsTheErrorOfTheEarliestItem(int degree)
    {
        for (int trial = 0; trial < 50; trial++)
        {
            var taken = new List<int>();
            var error = Assert.Throws<InvalidOperationException>(() => new Parallelism(degree).MapInOrder(
                Enumerable.Range(0, 100), i => i is 11 or 12 or 13 ? throw new InvalidOperationException($"item {i}") : i, taken.Add));
            Assert.Equal("item 11", error.Message);
            Assert.Equal(Enumerable.Range(0, 11), taken);
        }
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void MapInOrder_PrefersTheErrorOfAnItem_ToALaterOneOfTheSource(int degree)
    {
        static IEnumerable<int> Failing()
        {
            yield return 0;
            yield return 1;
            throw new InvalidOperationException("source");
        }

        var parallelism = new Parallelism(degree);
        var taken = new List<int>();
        Assert.Equal("source", Assert.Throws<InvalidOperationException>(() => parallelism.MapInOrder(Failing(), i => i, taken.Add)).Message);
        Assert.Equal([0, 1], taken);
        Assert.Equal("item", Assert.Throws<InvalidOperationException>(() => parallelism.MapInOrder<int, int>(
            Failing(), i => i == 1 ? throw new InvalidOperationException("item") : i, _ => { })).Message);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void MapInOrder_Stops_WhenCancelledOrWhenTheConsumerThrows(int degree)
    {
        using var source = new CancellationTokenSource();
        var parallelism = new Parallelism(degree);
        int consumed = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => parallelism.MapInOrder(Enumerable.Range(0, 100_000), i => i, i =>
        {
            if (++consumed == 3)
                source.Cancel();
        }, source.Token));
        Assert.InRange(consumed, 3, 3 + degree);
        Assert.Throws<IOException>(() => parallelism.MapInOrder(Enumerable.Range(0, 100), i => i, _ => throw new IOException()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5000)]
    public void Constructor_RefusesDegreesOutOfRange(int degree) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(degree), () => new Parallelism(degree));
}
