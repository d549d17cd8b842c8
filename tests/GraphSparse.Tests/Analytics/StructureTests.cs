using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

/// <summary>Strong components, forests, cores, diameter, flows.</summary>
public class StructureTests
{
    [Fact]
    public void StrongComponents_AreSetsThatReachOneAnother()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = Fixtures.Random(60, 40 + (int)seed * 4, seed, directed: true);
            int[][] reach = MultiSourceSearch.Distances(graph, [.. Enumerable.Range(0, 60)]);
            int[] expected = [.. Enumerable.Range(0, 60).Select(v => Enumerable.Range(0, 60).First(u => reach[u][v] >= 0 && reach[v][u] >= 0))];
            Components found = StronglyConnectedComponents.Find(graph);
            Assert.Equal(expected, found.Labels);
            Assert.Equal(expected.Distinct().Count(), found.Count);
            Assert.Equal(expected.CountBy(l => l).Max(g => g.Value), found.LargestSize);
        }
    }

    [Fact]
    public void StrongComponents_EndOnALongPathAndALongCycle()
    {
        var path = new GraphBuilder(1_000_000, new BuildOptions { Directed = true });
        for (int v = 1; v < 1_000_000; v++)
            path.AddEdge(v - 1, v);
        Assert.Equal(1_000_000, StronglyConnectedComponents.Find(path.Build()).Count);
        for (int v = 1; v < 1_000_000; v++)
            path.AddEdge(v - 1, v);
        path.AddEdge(999_999, 0);
        Assert.Equal(1, StronglyConnectedComponents.Find(path.Build()).Count);
    }

    [Fact]
    public void Forest_HasTheBestWeightOfAll_OnRandomGraphs()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            CsrGraph graph = Fixtures.Random(80, 300, seed, weighted: true);
            var index = new EdgeIndex(graph);
            int trees = ConnectedComponents.Find(graph).Count;
            foreach (ForestKind kind in Enum.GetValues<ForestKind>())
            {
                SpanningForestResult forest = SpanningForest.Find(graph, index, new SpanningForestOptions { Kind = kind });
                bool[] keep = new bool[index.EdgeCount];
                foreach (int e in forest.EdgeIds)
                    keep[e] = true;
                Assert.Equal(80 - trees, forest.EdgeIds.Length);
                Assert.Equal(trees, ConnectedComponents.Find(graph.KeepEdges(index, keep)).Count);
                if (kind != ForestKind.BreadthFirst)
                    Assert.Equal(Prim(graph, kind == ForestKind.MaximumWeight ? -1 : 1), forest.TotalWeight);
            }
        }
    }

    [Fact]
    public void Forest_FollowsTheSmallestParents_ByLevels()
    {
        CsrGraph graph = Fixtures.Random(3_000, 9_000, 3);
        var index = new EdgeIndex(graph);
        int[] labels = ConnectedComponents.Find(graph).Labels;
        var expected = new SortedSet<int>();
        foreach (int root in labels.Distinct().Take(50))
        {
            int[] parents = BreadthFirstSearch.Search(graph, root).Parents;
            for (int v = 0; v < parents.Length; v++)
            {
                if (parents[v] >= 0)
                    expected.Add(index.Of(v)[graph.Neighbors(v).IndexOf(parents[v])]);
            }
        }

        int[] found = SpanningForest.Find(graph, index).EdgeIds;
        Assert.Equal(expected, found.Intersect(expected));
        Assert.True(found.Length >= expected.Count);
    }

    [Fact]
    public void Forest_EndsOnHardGraphs()
    {
        foreach (CsrGraph graph in HardGraphs.All)
        {
            foreach (ForestKind kind in Enum.GetValues<ForestKind>())
                Assert.Equal(graph.VertexCount - ConnectedComponents.Find(graph).Count, SpanningForest.Find(graph, new EdgeIndex(graph), new SpanningForestOptions { Kind = kind }).EdgeIds.Length);
        }
    }

    [Fact]
    public void Cores_AreThoseOfKarate()
    {
        CoreNumbers cores = CoreDecomposition.Find(Fixtures.Karate);
        Assert.Equal(4, cores.Degeneracy);
        Assert.Equal([1, 11, 12, 10], Enumerable.Range(1, 4).Select(k => cores.Coreness.Count(c => c == k)));
    }

    [Fact]
    public void Cores_AreWhatPeelingLeaves_OnRandomGraphs()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            CsrGraph graph = Fixtures.Random(100, 500, seed, directed: seed % 2 == 1);
            CsrGraph simple = graph.Symmetrize();
            int[] coreness = CoreDecomposition.Find(graph).Coreness;
            var left = new HashSet<int>(Enumerable.Range(0, 100));
            for (int k = 0; left.Count > 0; k++)
            {
                while (left.RemoveWhere(v => simple.Neighbors(v).ToArray().Count(left.Contains) < k) > 0)
                {
                }

                Assert.Equal(left, Enumerable.Range(0, 100).Where(v => coreness[v] >= k).ToHashSet());
            }
        }
    }

    [Fact]
    public void Cores_EndOnHardGraphs() =>
        Assert.Equal([1, 1_999, 1, 2, 0, 500], HardGraphs.All.Select(g => CoreDecomposition.Find(g).Degeneracy));

    [Fact]
    public void Diameter_IsThatOfKarate()
    {
        DiameterBounds diameter = Diameter.Find(Fixtures.Karate);
        Assert.Equal(5, diameter.Lower);
        Assert.True(diameter.IsExact);
        Assert.Equal(34, diameter.ComponentSize);
    }

    [Fact]
    public void Diameter_IsTheLargestEccentricity_OnRandomGraphs()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            CsrGraph graph = Fixtures.Random(150, 100 + 20 * (int)seed, seed);
            Components components = ConnectedComponents.Find(graph);
            int label = components.Labels.CountBy(l => l).OrderByDescending(g => g.Value).ThenBy(g => g.Key).First().Key;
            int[] members = [.. Enumerable.Range(0, 150).Where(v => components.Labels[v] == label)];
            int expected = MultiSourceSearch.Survey(graph, members).Max(s => s.Eccentricity);
            foreach (int threads in new[] { 1, 3 })
            {
                DiameterBounds found = Diameter.Find(graph, null, new Parallelism(threads));
                Assert.Equal((expected, expected), (found.Lower, found.Upper));
            }

            for (int searches = 1; searches < 40; searches += 3)
            {
                DiameterBounds bounds = Diameter.Find(graph, new DiameterOptions { Searches = searches });
                Assert.InRange(expected, bounds.Lower, bounds.Upper);
                Assert.InRange(bounds.Searches, 1, searches);
            }
        }
    }

    [Fact]
    public void Diameter_EndsOnHardGraphs()
    {
        Assert.Equal([2, 1, 999_999, 2, 0], new[] { HardGraphs.Star, HardGraphs.Complete, HardGraphs.Path, HardGraphs.Bipartite, HardGraphs.Isolated }.Select(g => Diameter.Find(g)).Select(d => d.IsExact ? d.Lower : -1));
        Assert.Equal(2, Diameter.Find(HardGraphs.TwoHubs).Upper);
        Assert.Throws<ArgumentException>(() => Diameter.Find(Fixtures.FromText("0-1", directed: true)));
    }

    [Fact]
    public void Flow_IsThatOfKarate()
    {
        MaximumFlowResult flow = MaximumFlow.Find(Fixtures.Karate, 0, 33);
        Assert.Equal(10, flow.Value);
        int smallest = Enumerable.Range(1, 33).Min(t => (int)MaximumFlow.Find(Fixtures.Karate, 0, t).Value);
        Assert.Equal(1, smallest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Flow_IsTheSmallestCut_OnSmallGraphs(bool directed)
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            CsrGraph graph = Fixtures.Random(10, 22, seed, directed, weighted: seed % 3 != 0);
            MaximumFlowResult flow = MaximumFlow.Find(graph, 0, 9);
            double smallest = double.PositiveInfinity;
            for (int side = 0; side < 1 << 8; side++)
                smallest = Math.Min(smallest, Cut(graph, v => v == 0 || (v != 9 && (side >> (v - 1) & 1) == 1)));
            Assert.Equal(smallest, flow.Value);
            Assert.Equal(smallest, Cut(graph, v => flow.SourceSide[v]));
            Assert.Equal(MaximumFlow.Find(graph, 0, 9, new MaximumFlowOptions { Capacity = EdgeCapacity.Unit }).Value,
                MaximumFlow.Values(graph, [(0, 9)], new MaximumFlowOptions { Capacity = EdgeCapacity.Unit })[0]);
        }
    }

    [Fact]
    public void Flows_AreTheSame_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(2_000, 12_000, 1, weighted: true);
        (int, int)[] pairs = [.. Enumerable.Range(0, 40).Select(i => (i, 1999 - i))];
        AnyThreads.GiveTheSame(p => MaximumFlow.Values(graph, pairs, null, p));
        Assert.Equal(MaximumFlow.Find(graph, 7, 1992).Value, MaximumFlow.Values(graph, pairs)[7]);
    }

    [Fact]
    public void Flow_EndsOnHardGraphs()
    {
        Assert.Equal(1, MaximumFlow.Find(HardGraphs.Path, 0, 999_999).Value);
        Assert.Equal(100_000, MaximumFlow.Find(HardGraphs.TwoHubs, 0, 1).Value);
        Assert.Equal(1_999, MaximumFlow.Find(HardGraphs.Complete, 0, 1).Value);
        Assert.Equal(0, MaximumFlow.Find(HardGraphs.Isolated, 0, 1).Value);
        Assert.Throws<ArgumentException>(() => MaximumFlow.Find(Fixtures.Karate, 3, 3));
    }

    private static double Cut(CsrGraph graph, Func<int, bool> isInside)
    {
        double cut = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            for (int k = 0; k < graph.Degree(u); k++)
                cut += isInside(u) && !isInside(graph.Neighbors(u)[k]) ? graph.Weights(u)[k] : 0;
        }

        return cut;
    }

    private static double Prim(CsrGraph graph, int sign)
    {
        double total = 0;
        var reached = new HashSet<int>();
        for (int root = 0; root < graph.VertexCount; root++)
        {
            var queue = new PriorityQueue<(int Vertex, double Weight), double>([((root, 0.0), 0.0)]);
            while (queue.TryDequeue(out (int Vertex, double Weight) next, out _))
            {
                if (!reached.Add(next.Vertex))
                    continue;
                total += next.Weight;
                for (int k = 0; k < graph.Degree(next.Vertex); k++)
                    queue.Enqueue((graph.Neighbors(next.Vertex)[k], graph.Weights(next.Vertex)[k]), sign * graph.Weights(next.Vertex)[k]);
            }
        }

        return total;
    }
}
