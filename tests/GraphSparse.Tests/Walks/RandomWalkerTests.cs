using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Walks;

public class RandomWalkerTests
{
    public static TheoryData<string, WalkMethod> Cases
    {
        get
        {
            var data = new TheoryData<string, WalkMethod>();
            foreach (string graph in new[] { "karate", "weighted", "directed", "star", "isolated" })
            {
                foreach (WalkMethod kind in Enum.GetValues<WalkMethod>())
                    data.Add(graph, kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Walk_EqualsTheDefinition_WalkByWalk(string name, WalkMethod kind)
    {
        CsrGraph graph = Graph(name);
        var options = new WalkOptions { Method = kind, Length = 17, PerVertex = 3, P = 0.5, Q = 2, Restart = kind == WalkMethod.Restart ? 0.2 : 0.15 };
        var plain = new SingleWalker(graph, options, seed: 5);
        foreach (int threads in new[] { 1, 3 })
        {
            long next = 0;
            long steps = 0;
            WalkTotals totals = RandomWalker.Walk(graph, options, batch =>
            {
                Assert.Equal(next, batch.FirstWalkId);
                for (int i = 0; i < batch.Count; i++, next++)
                {
                    int[] expected = plain.Walk(next);
                    Assert.Equal(expected, batch.Walk(i).ToArray());
                    Assert.True(batch.Rows.Slice(i * batch.Width + expected.Length, batch.Width - expected.Length).IndexOfAnyExcept(-1) < 0);
                    steps += expected.Length - 1;
                }
            }, seed: 5, parallelism: new Parallelism(threads));
            Assert.Equal(3L * graph.VertexCount, next);
            Assert.Equal(new WalkTotals(next, steps), totals);
        }
    }

    [Fact]
    public void Walk_GivesTheSameRows_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(30_000, 120_000, 4);
        var options = new WalkOptions { Length = 40, PerVertex = 2, Method = WalkMethod.Node2vec, P = 0.25, Q = 4 };
        int[] one = Rows(graph, options, 1);
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Rows(graph, options, threads));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.01, 4)]
    [InlineData(3, 0.5)]
    public void Walk_EqualsTheDefinition_WhenTheWayBackIsFolded(double p, double q)
    {
        CsrGraph graph = Fixtures.Random(400, 1200, 3);
        var options = new WalkOptions { Method = WalkMethod.Node2vec, Node2vecSampling = Node2vecSampling.Folded, P = p, Q = q, Length = 25, PerVertex = 2 };
        var plain = new SingleWalker(graph, options, seed: 5);
        RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                Assert.Equal(plain.Walk(batch.FirstWalkId + i), batch.Walk(i).ToArray());
        }, seed: 5);
    }

    [Theory]
    [InlineData(Node2vecSampling.Rejection, 1.3)]
    [InlineData(Node2vecSampling.Folded, 1.1)]
    public void Node2vec_TakesTheTrialsOfItsStream_OnAPath(Node2vecSampling stream, double expected)
    {
        // Path 0-1-2, p = 0.5, q = 2. At an end the only candidate is taken at once. In the middle a trial succeeds with probability (1 + 1/4) / 2 = 5/8, and
        // folded with (1 + 1 + 1/2) / 3 = 5/6: so 8/5 and 6/5 trials. Both places alternate, and first steps take one trial.
        var options = new WalkOptions { Method = WalkMethod.Node2vec, P = 0.5, Q = 2, Length = 400, Node2vecSampling = stream };
        var plain = new SingleWalker(Fixtures.FromText("0-1 1-2"), options, seed: 3);
        const int walks = 600;
        for (int id = 0; id < walks; id++)
            plain.Walk(id);
        Assert.Equal(expected, plain.Trials / (walks * 400.0), 0.01); // more than six standard deviations
    }

    [Fact]
    public void Walk_RefusesToFold_WhereItIsNotDefined()
    {
        var options = new WalkOptions { Method = WalkMethod.Node2vec, Node2vecSampling = Node2vecSampling.Folded, P = 0.5 };
        Assert.Throws<ArgumentException>(() => RandomWalker.Walk(Fixtures.Random(30, 50, 2, directed: true), options, _ => { }));
        Assert.Throws<ArgumentException>(() => RandomWalker.Walk(Fixtures.Random(30, 50, 2, weighted: true), options, _ => { }));
        Assert.Throws<ArgumentException>(() => RandomWalker.Walk(Fixtures.Karate, options with { Method = WalkMethod.Uniform }, _ => { }));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(4, 0.25)]
    public void Node2vec_StepsWithTheClosedFormProbabilities(double p, double q)
    {
        // On the diamond 0-1 0-2 1-2 1-3 2-3, coming from 0 to 1: back to 0 has weight 1/p, 2 is common, 3 is further away.
        CsrGraph diamond = Fixtures.FromText("0-1 0-2 1-2 1-3 2-3");
        var counts = new long[4];
        RandomWalker.Walk(diamond, new WalkOptions { Method = WalkMethod.Node2vec, P = p, Q = q, Length = 50, PerVertex = 20_000 }, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<int> walk = batch.Walk(i);
                for (int k = 2; k < walk.Length; k++)
                {
                    if (walk[k - 2] == 0 && walk[k - 1] == 1)
                        counts[walk[k]]++;
                }
            }
        }, seed: 11);
        AssertChiSquare([(counts[0], 1 / p), (counts[2], 1), (counts[3], 1 / q)]);
    }

    [Fact]
    public void Weighted_StepsInProportionToTheWeights()
    {
        CsrGraph graph = Fixtures.FromText("0-1:1 0-2:2 0-3:0.5 0-4:6");
        var counts = new long[5];
        RandomWalker.Walk(graph, new WalkOptions { Method = WalkMethod.Weighted, Length = 100, PerVertex = 4000 }, batch =>
        {
            foreach (int v in batch.Rows)
                counts[v]++;
        }, seed: 3);
        AssertChiSquare([(counts[1] - 4000, 1), (counts[2] - 4000, 2), (counts[3] - 4000, 0.5), (counts[4] - 4000, 6)]);
    }

    [Fact]
    public void Restart_EndsWithAGeometricLength()
    {
        var ended = new long[4];
        RandomWalker.Walk(Fixtures.Karate, new WalkOptions { Method = WalkMethod.Restart, Restart = 0.5, Length = 40, PerVertex = 5000 }, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                ended[Math.Min(batch.Walk(i).Length - 1, 3)]++;
        }, seed: 9);
        AssertChiSquare([(ended[0], 0.5), (ended[1], 0.25), (ended[2], 0.125), (ended[3], 0.125)]);
    }

    [Fact]
    public void NonBacktracking_NeverTurnsBack_WhereItCanGoOn() =>
        RandomWalker.Walk(Fixtures.Karate, new WalkOptions { Method = WalkMethod.NonBacktracking, PerVertex = 50 }, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<int> walk = batch.Walk(i);
                for (int k = 2; k < walk.Length; k++)
                    Assert.True(walk[k] != walk[k - 2] || Fixtures.Karate.Degree(walk[k - 1]) == 1);
            }
        });

    [Fact]
    public void Walk_RefusesNegativeWeights_WhenItChoosesByThem()
    {
        CsrGraph graph = new GraphBuilder().Also(b => b.AddEdge(0, 1, -1.0)).Build();
        Assert.Throws<InvalidWeightException>(() => RandomWalker.Walk(graph, new WalkOptions { Method = WalkMethod.Weighted }, _ => { }));
        Assert.Equal(20, RandomWalker.Walk(graph, new WalkOptions(), _ => { }).Walks);
    }

    [Fact]
    public void Walk_StopsWhenCancelled()
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            RandomWalker.Walk(Fixtures.Random(20_000, 50_000, 1), new WalkOptions(), _ => source.Cancel(), cancellationToken: source.Token));
    }

    [Fact]
    public void Philox_InLanesEqualsPhilox()
    {
        foreach (int count in new[] { 1, 3, 8, 17, 64 })
            AssertLanes(count);

        static unsafe void AssertLanes(int count)
        {
            uint* words = stackalloc uint[7 * 64];
            for (int i = 0; i < 4 * 64; i++)
                words[i] = unchecked((uint)i * 2654435761u);
            PhiloxLanes.Compute(words, words + 64, words + 128, words + 192, 0xA4093822, 0x299F31D0, count, words + 256, words + 320, words + 384);
            for (int i = 0; i < count; i++)
            {
                (uint r0, uint r1, uint r2, _) = KeyedRandom.Philox(words[i], words[64 + i], words[128 + i], words[192 + i], 0xA4093822, 0x299F31D0);
                Assert.Equal((r0, r1, r2), (words[256 + i], words[320 + i], words[384 + i]));
            }
        }
    }

    private static int[] Rows(CsrGraph graph, WalkOptions options, int threads)
    {
        var rows = new List<int>();
        RandomWalker.Walk(graph, options, batch => rows.AddRange(batch.Rows), seed: 2, parallelism: new Parallelism(threads));
        return [.. rows];
    }

    private static CsrGraph Graph(string name) => name switch
    {
        "karate" => Fixtures.Karate,
        "weighted" => Fixtures.Random(300, 900, 1, weighted: true),
        "directed" => Fixtures.Random(300, 500, 2, directed: true),
        "star" => Fixtures.FromText(string.Join(' ', Enumerable.Range(1, 200).Select(v => $"0-{v}"))),
        _ => Fixtures.FromText("0-1 3-4 4-5", 8),
    };

    /// <summary>Chi-square with at most 3 degrees of freedom; above 31 the false-alarm rate is below 1e-6, and the seeds are fixed.</summary>
    private static void AssertChiSquare((long Count, double Weight)[] cells)
    {
        double total = cells.Sum(c => c.Count);
        double weights = cells.Sum(c => c.Weight);
        double chiSquare = cells.Sum(c => Math.Pow(c.Count - total * c.Weight / weights, 2) / (total * c.Weight / weights));
        Assert.True(total > 10_000 && chiSquare < 31, $"chi-square {chiSquare} over {total} steps");
    }
}

internal static class BuilderExtensions
{
    public static GraphBuilder Also(this GraphBuilder builder, Action<GraphBuilder> act)
    {
        act(builder);
        return builder;
    }
}
