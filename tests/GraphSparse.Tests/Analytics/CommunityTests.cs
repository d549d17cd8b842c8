using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class CommunityTests
{
    private static readonly (string Name, Func<CsrGraph, CommunityOptions, Parallelism?, Communities> Detect)[] Methods =
    [
        ("louvain", (g, o, p) => Louvain.Detect(g, o, parallelism: p)),
        ("leiden", (g, o, p) => Leiden.Detect(g, o, parallelism: p)),
    ];

    [Fact]
    public void Modularity_IsItsDefinition_OnRandomGraphs()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            CsrGraph graph = Fixtures.Random(40, 120, seed, weighted: seed % 2 == 0);
            int[] labels = [.. Enumerable.Range(0, 40).Select(v => v % 5)];
            double resolution = 0.5 + seed / 10.0;
            double[] strength = [.. Enumerable.Range(0, 40).Select(v => graph.Weights(v).ToArray().Sum())];
            double twice = strength.Sum();
            double expected = 0;
            for (int u = 0; u < 40; u++)
            {
                for (int v = 0; v < 40; v++)
                {
                    int k = graph.Neighbors(u).BinarySearch(v);
                    if (labels[u] == labels[v])
                        expected += ((k < 0 ? 0 : graph.Weights(u)[k]) - resolution * strength[u] * strength[v] / twice) / twice;
                }
            }

            Assert.Equal(expected, Modularity.Compute(graph, labels, resolution), 10);
        }
    }

    [Fact]
    public void Detect_FindsTheBestPartition_OfKarate()
    {
        double louvain = Enumerable.Range(0, 20).Max(seed => Louvain.Detect(Fixtures.Karate, seed: (ulong)seed).Modularity);
        double leiden = Enumerable.Range(0, 20).Max(seed => Leiden.Detect(Fixtures.Karate, seed: (ulong)seed).Modularity);
        Assert.Equal(0.419790, louvain, 6);
        Assert.Equal(0.419790, leiden, 6);
        Assert.All(Enumerable.Range(0, 20), seed => Assert.True(Leiden.Detect(Fixtures.Karate, seed: (ulong)seed).Modularity > 0.40));
    }

    [Fact]
    public void Detect_FindsCliques_ThatHangTogetherByOneEdge()
    {
        var builder = new GraphBuilder();
        for (int clique = 0; clique < 30; clique++)
        {
            for (int u = 0; u < 6; u++)
            {
                for (int v = u + 1; v < 6; v++)
                    builder.AddEdge(6 * clique + u, 6 * clique + v);
            }

            builder.AddEdge(6 * clique, 6 * ((clique + 1) % 30) + 1);
        }

        CsrGraph graph = builder.Build();
        var options = new CommunityOptions { Resolution = 4 };
        int[] expected = [.. Enumerable.Range(0, 180).Select(v => v / 6 * 6)];
        Assert.All(Methods, m => Assert.Equal(expected, m.Detect(graph, options, null).Labels));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Detect_GivesTheSameBits_ForEveryNumberOfThreads(bool directed, bool weighted)
    {
        CsrGraph graph = Fixtures.Random(20_000, 150_000, 7, directed, weighted);
        foreach ((string name, var detect) in Methods)
        {
            Communities one = detect(graph, CommunityOptions.Default, new Parallelism(1));
            foreach (int threads in new[] { 2, 3, 8 })
            {
                Communities other = detect(graph, CommunityOptions.Default, new Parallelism(threads));
                Assert.True(one.Labels.SequenceEqual(other.Labels), $"{name} with {threads} threads");
                Assert.Equal(one.Modularity, other.Modularity);
            }

            Assert.Equal(one.Modularity, Modularity.Compute(graph, one.Labels));
            Assert.Equal(one.Count, one.Labels.Distinct().Count());
            Assert.All(one.Labels, label => Assert.Equal(label, one.Labels[label]));
        }
    }

    [Fact]
    public void Detect_FindsConnectedCommunities()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            CsrGraph graph = Fixtures.Random(400, 700, seed, weighted: seed % 2 == 0);
            var options = new CommunityOptions { Resolution = 0.3 + seed % 4 };
            AssertConnected(graph, Leiden.Detect(graph, options, seed).Labels);
            AssertConnected(graph, Louvain.Detect(graph, options, seed).Labels);
        }
    }

    [Fact]
    public void Detect_TakesNothingSingleVerticesAndNoEdges()
    {
        foreach ((_, var detect) in Methods)
        {
            Assert.Equal(0, detect(CsrGraph.Empty(0), CommunityOptions.Default, null).Count);
            Assert.Equal(5, detect(CsrGraph.Empty(5), CommunityOptions.Default, null).Count);
            Assert.Equal(1, detect(Fixtures.FromText("0-1"), CommunityOptions.Default, null).Count);
            Assert.Equal(1, detect(Fixtures.Karate, new CommunityOptions { Resolution = 0 }, null).Count);
            Assert.ThrowsAny<ArgumentException>(() => detect(HardGraphs.NegativeEdge, CommunityOptions.Default, null));
            Assert.Throws<ArgumentOutOfRangeException>(() => detect(Fixtures.Karate, new CommunityOptions { Resolution = double.NaN }, null));
        }
    }

    [Fact]
    public void Detect_EndsOnHardGraphs()
    {
        foreach (CsrGraph graph in HardGraphs.All)
        {
            foreach ((_, var detect) in Methods)
                Assert.True(detect(graph, CommunityOptions.Default, null).Count >= 1);
        }
    }

    [NetworkFact]
    public void Detect_IsAsGoodAsItShould_OnNetworks()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!, "networks");
        foreach ((string name, double louvain, double leiden) in new[] { ("soc-Epinions1-undirected-lcc", 0.449, 0.450), ("ca-HepPh-lcc", 0.657, 0.660) })
        {
            CsrGraph graph = GraphReader.Read(Path.Combine(folder, name + ".edges.gz")).Graph;
            ulong[] seeds = [1, 2, 3, 4, 5];
            double meanLouvain = seeds.Average(seed => Louvain.Detect(graph, seed: seed).Modularity);
            double meanLeiden = seeds.Average(seed => Leiden.Detect(graph, seed: seed).Modularity);
            Assert.True(meanLouvain >= louvain && meanLeiden >= leiden, $"{name}: Louvain {meanLouvain:0.0000}, Leiden {meanLeiden:0.0000}");
            AssertConnected(graph, Leiden.Detect(graph).Labels);
        }
    }

    [Fact]
    public void Compare_GivesKnownValues()
    {
        PartitionSimilarity similarity = PartitionComparer.Compare([0, 0, 1, 1, 1], [3, 3, 3, 9, 7]);
        Assert.Equal(MutualByCounting([0, 0, 1, 1, 1], [3, 3, 3, 9, 7]), (Math.Round(similarity.NormalizedMutualInformation, 12), Math.Round(similarity.AdjustedMutualInformation, 12)));
        Assert.Equal((1 - 1.2) / (3.5 - 1.2), similarity.AdjustedRandIndex, 12); // 1 pair together in both, 4 and 3 in each, 10 in all
    }

    [Theory]
    [InlineData(new[] { 1200, 500, 299, 1 }, new[] { 1000, 998, 2 })]
    [InlineData(new[] { 1999, 1 }, new[] { 1500, 500 })]
    [InlineData(new[] { 700, 650, 650 }, new[] { 667, 667, 666 })]
    public void Compare_LeavesNoTermOut_ThatCounts_WhereCommunitiesAreLarge(int[] sizesA, int[] sizesB)
    {
        int[] a = [.. sizesA.SelectMany((size, label) => Enumerable.Repeat(label, size))];
        int[] b = [.. sizesB.SelectMany((size, label) => Enumerable.Repeat(label, size))];
        Array.Reverse(b);
        int n = a.Length;
        double expected = 0;
        foreach (int x in sizesA)
        {
            foreach (int y in sizesB)
            {
                int least = Math.Max(0, x + y - n);
                double log = Choose(x, least) + Choose(n - x, y - least) - Choose(n, y); // hypergeometric; then by the ratio of neighbouring chances
                for (int both = least; both <= Math.Min(x, y); both++)
                {
                    if (both > 0)
                        expected += Math.Exp(log) * both / n * Math.Log((double)n * both / ((double)x * y));
                    log += Math.Log((x - both) * (double)(y - both) / ((both + 1.0) * (n - x - y + both + 1.0)));
                }
            }
        }

        double mean = (Entropy(a) + Entropy(b)) / 2;
        Assert.Equal((Mutual(a, b) - expected) / (mean - expected), PartitionComparer.Compare(a, b).AdjustedMutualInformation, 9);

        static double Choose(int from, int take) => Enumerable.Range(1, take).Sum(i => Math.Log((from - take + i) / (double)i));
    }

    /// <summary>Exact chances, of binomial coefficients in integers of any length and logarithms of 60 digits (Python's math.comb and decimal).</summary>
    [Theory]
    [InlineData(7919, 90_000, -0.00000432650888503386367)]
    [InlineData(1, 60_000, 0.303709703523115059900)]
    public void Compare_IsRightToTwelveDigits_WhereCommunitiesAreHuge(long stride, int firstSize, double expected)
    {
        const int n = 200_000;
        int[] a = [.. Enumerable.Range(0, n).Select(v => v < 120_000 ? 0 : v < n - 1 ? 1 : 2)];
        int[] b = [.. Enumerable.Range(0, n).Select(v => v * stride % n < firstSize ? 0 : 1)];
        Assert.Equal(expected, PartitionComparer.Compare(a, b).AdjustedMutualInformation, 14);
    }

    [Fact]
    public void Compare_IsOne_WhereOnlyTheNamesDiffer()
    {
        PartitionSimilarity equal = PartitionComparer.Compare([0, 0, 1, 2, 2], [7, 7, 3, 1, 1]);
        Assert.Equal(1, equal.NormalizedMutualInformation, 12);
        Assert.Equal(1, equal.AdjustedMutualInformation, 12);
        Assert.Equal(1, equal.AdjustedRandIndex, 12);
        Assert.Equal((1, 1), (equal.BestMatch, equal.BestMatchReverse));
        Assert.Equal(new PartitionSimilarity(1, 1, 1, 1, 1), PartitionComparer.Compare([0, 0], [5, 5]));
    }

    /// <summary>Mutual information and its mean over all orders of the second partition.</summary>
    private static (double Normalized, double Adjusted) MutualByCounting(int[] a, int[] b)
    {
        double mean = (Entropy(a.Select(x => x)) + Entropy(b.Select(x => x))) / 2;
        var orders = new List<double>();
        Permute([.. b], 0, p => orders.Add(Mutual(a, p)));
        double expected = orders.Average();
        return (Math.Round(Mutual(a, b) / mean, 12), Math.Round((Mutual(a, b) - expected) / (mean - expected), 12));
    }

    private static double Mutual(int[] a, int[] b) => Entropy(a.Select(x => x)) + Entropy(b.Select(x => x)) - Entropy(a.Zip(b));

    private static double Entropy<T>(IEnumerable<T> labels)
        where T : notnull
    {
        T[] all = [.. labels];
        return -all.CountBy(l => l).Sum(g => (double)g.Value / all.Length * Math.Log((double)g.Value / all.Length));
    }

    private static void Permute(int[] items, int from, Action<int[]> visit)
    {
        if (from == items.Length)
            visit(items);
        for (int i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            Permute(items, from + 1, visit);
            (items[from], items[i]) = (items[i], items[from]);
        }
    }

    private static void AssertConnected(CsrGraph graph, int[] labels)
    {
        var index = new EdgeIndex(graph);
        var keep = new bool[index.EdgeCount];
        int e = 0;
        foreach (Edge edge in graph.Edges())
            keep[e++] = labels[edge.Source] == labels[edge.Target];
        Assert.Equal(labels, ConnectedComponents.Find(graph.KeepEdges(index, keep)).Labels);
    }
}
