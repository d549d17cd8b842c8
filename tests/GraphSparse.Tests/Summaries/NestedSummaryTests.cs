using GraphSparse.Summaries;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Summaries;

/// <summary>Nested summaries are the graph, their superedges are the fewest for their tree, and they are smaller than flat ones.</summary>
public class NestedSummaryTests
{
    [Fact]
    public void Graphs_AreWhatTheyWere()
    {
        for (int seed = 0; seed < 30; seed++)
            AssertIsTheGraph(SampleGraphs.Random(2 + 3 * seed, 4 * seed * (1 + seed % 5), directed: false, weighted: false, seed));
        AssertIsTheGraph(CsrGraph.Empty(0));
        AssertIsTheGraph(CsrGraph.Empty(3));
        AssertIsTheGraph(Fixtures.Karate);
        AssertIsTheGraph(SummarizerTests.BlockModel(blocks: 8, size: 15, within: 0.8, between: 0.1, seed: 3));
    }

    /// <summary>All ways to choose superedges of either sign among the pairs that are looked at, tried one by one.</summary>
    [Fact]
    public void Superedges_AreTheFewest_OfSmallTrees()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            const int n = 6;
            CsrGraph graph = SampleGraphs.Random(n, 3 + seed % 10, directed: false, weighted: false, seed);
            var tree = new SupervertexTree(n);
            List<int> tops = [.. Enumerable.Range(0, n)];
            while (tops.Count > 1 + seed % 3)
            {
                int a = tops[random.Next(tops.Count)];
                tops.Remove(a);
                int b = tops[random.Next(tops.Count)];
                tops.Remove(b);
                tops.Add(tree.Join(a, b));
            }

            if (seed % 4 == 0 && tree.Count > n + 1)
                tree.Remove(n);
            TreeEncoding encoding = TreeEncoding.Of(graph, tree, Parallelism.Sequential, CancellationToken.None);
            int[] order = tree.Order();
            long fewest = 0;
            for (int i = 0; i < order.Length; i++)
            {
                for (int j = i; j < order.Length; j++)
                    fewest += Fewest(tree, graph, order[i], order[j], 0);
            }

            Assert.Equal(fewest, encoding.Count);
            Assert.Equal(encoding.Superedges.Sum(e => e.A == e.B ? 1 : 2), encoding.Uses.Sum());
            Assert.Equal(graph.Edges(), NestedSummary.Of(graph, tree, encoding.Superedges).ToGraph().Edges());
        }
    }

    [Fact]
    public void Tree_KeepsItsOrder_WhenSupervertexesGo()
    {
        var tree = new SupervertexTree(5);
        int ab = tree.Join(0, 3);
        int abc = tree.Join(ab, 4);
        int all = tree.Join(abc, 1);
        Assert.Equal(6, tree.EdgeCount);
        Assert.Equal(2, tree.Order().Length);
        Assert.Equal((2, 3, 4), (tree.Size(ab), tree.Size(abc), tree.Size(all)));
        tree.Remove(abc);
        Assert.Equal([ab, 4, 1], tree.Children(all));
        Assert.Equal(5, tree.EdgeCount);
        tree.Remove(all);
        Assert.Equal(2, tree.EdgeCount);
        Assert.Equal(new[] { 1, 2, 4, ab }, tree.Order().Order());
        Assert.Equal((-1, ab), (tree.Parent(4), tree.Parent(3)));
    }

    [Fact]
    public void Threads_DoNotChangeIt()
    {
        CsrGraph graph = SummarizerTests.BlockModel(blocks: 20, size: 30, within: 0.6, between: 0.03, seed: 9);
        NestedSummary expected = Summarizer.SummarizeNested(graph, parallelism: Parallelism.Sequential);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            NestedSummary actual = Summarizer.SummarizeNested(graph, parallelism: new Parallelism(threads));
            Assert.Equal(expected.Parents.ToArray(), actual.Parents.ToArray());
            Assert.Equal(expected.Superedges.ToArray(), actual.Superedges.ToArray());
        }
    }

    /// <summary>Six groups of four parts, all joined but one part of each with one of each other group: flat supervertices are parts, and each of their pairs is a superedge.</summary>
    [Fact]
    public void Groups_ThatAreLikeEachOtherInPart_TakeLess()
    {
        var builder = new GraphBuilder(120);
        for (int u = 0; u < 120; u++)
        {
            for (int v = u + 1; v < 120; v++)
            {
                (int i, int j) = (u / 20, v / 20);
                if (i != j && (u / 5 % 4 != j % 4 || v / 5 % 4 != i % 4))
                    builder.AddEdge(u, v);
            }
        }

        CsrGraph graph = builder.Build();
        AssertIsTheGraph(graph);
        double nested = Summarizer.SummarizeNested(graph).RelativeSize * graph.EdgeCount;
        double flat = Summarizer.SummarizeExactly(graph).RelativeSizeWithMembership * graph.EdgeCount;
        Assert.True(nested <= 120 + 24 + 30 + 6, $"{nested}: vertices in parts, parts in groups, and two superedges for each pair of groups");
        Assert.True(flat > 250, $"{flat}");
    }

    /// <summary>A clique without a perfect matching: one supervertex, a superedge and the pairs that are none; and a star, which supervertices do not make smaller.</summary>
    [Fact]
    public void FlatGraphs_TakeNoMoreThanFlat()
    {
        var builder = new GraphBuilder(60);
        for (int u = 0; u < 60; u++)
        {
            for (int v = u + 1; v < 60; v++)
            {
                if (v != u + 1 || u % 2 == 1)
                    builder.AddEdge(u, v);
            }
        }

        CsrGraph graph = builder.Build();
        Assert.InRange(Summarizer.SummarizeNested(graph).RelativeSize * graph.EdgeCount, 1, 60 + 1 + 30 + 1e-9);
        AssertIsTheGraph(graph);
        builder = new GraphBuilder(200);
        for (int v = 1; v < 200; v++)
            builder.AddEdge(0, v);
        AssertIsTheGraph(builder.Build());
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Summarizer.SummarizeNested(Acceleration.Inputs.Sinks));
        Assert.Throws<ArgumentNullException>(() => Summarizer.SummarizeNested(null!));
        Assert.Throws<OperationCanceledException>(() => Summarizer.SummarizeNested(Fixtures.Karate, cancellationToken: new CancellationToken(true)));
        NestedSummary summary = Summarizer.SummarizeNested(Fixtures.Karate);
        Assert.Throws<ArgumentOutOfRangeException>(() => summary.Neighbors(34));
        Assert.Throws<ArgumentOutOfRangeException>(() => summary.Members(-1));
    }

    private static void AssertIsTheGraph(CsrGraph graph)
    {
        NestedSummary summary = Summarizer.SummarizeNested(graph);
        Assert.Equal(graph.Edges(), summary.ToGraph().Edges());
        for (int v = 0; v < graph.VertexCount; v++)
        {
            Assert.Equal(graph.Neighbors(v).ToArray(), summary.Neighbors(v));
            Assert.True(summary.Parents[v] == -1 || summary.Parents[v] >= graph.VertexCount);
        }

        for (int a = 0; a < summary.Parents.Length; a++)
        {
            Assert.True(summary.Parents[a] == -1 || summary.Parents[a] > a);
            Assert.Equal(summary.Members(a).Length, summary.Size(a));
            Assert.Equal(Enumerable.Range(0, graph.VertexCount).Where(v => Ancestors(summary, v).Contains(a)), summary.Members(a));
        }

        Assert.True(summary.RelativeSize <= 1);
        double counted = graph.EdgeCount == 0 ? 0 : (summary.Superedges.Length + summary.Parents.ToArray().Count(p => p >= 0)) / (double)graph.EdgeCount;
        Assert.Equal(counted, summary.RelativeSize, 12);
    }

    private static List<int> Ancestors(NestedSummary summary, int vertex)
    {
        var found = new List<int>();
        for (int a = vertex; a >= 0; a = summary.Parents[a])
            found.Add(a);
        return found;
    }

    /// <summary>The fewest superedges of a pair and those below it that make its vertices' pairs right, by trying a superedge and none.</summary>
    private static long Fewest(SupervertexTree tree, CsrGraph graph, int a, int b, int value)
    {
        if (a == b && a < tree.VertexCount)
            return 0;
        if (a < tree.VertexCount && b < tree.VertexCount)
            return graph.HasArc(a, b) == (value == 1) ? 0 : 1;
        return Math.Min(Below(value), 1 + Below(1 - value));

        long Below(int inner)
        {
            long sum = 0;
            bool splitsA = a != b && tree.Children(a).Count > 0 && (tree.Children(b).Count == 0 || tree.Size(a) >= tree.Size(b));
            List<int> children = tree.Children(splitsA ? a : b);
            for (int i = 0; i < children.Count; i++)
            {
                if (a != b)
                    sum += splitsA ? Fewest(tree, graph, children[i], b, inner) : Fewest(tree, graph, a, children[i], inner);
                for (int j = i; a == b && j < children.Count; j++)
                    sum += Fewest(tree, graph, children[i], children[j], inner);
            }

            return sum;
        }
    }
}
