using GraphSparse.Acceleration;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>The CPU's walkers are the definition, and the definition has its closed forms.</summary>
public class HittingWalkerTests
{
    private static readonly HittingRequest Published = new(42, 512, 100, 35);

    [Theory]
    [InlineData(0.0, 512)]
    [InlineData(3.0, 512)]
    [InlineData(0.0, 1)]
    [InlineData(0.0, 31)]
    [InlineData(3.0, 33)]
    public void Walker_EqualsTheDefinition(double decades, int walkers)
    {
        CsrGraph mesh = Lattices.Mesh(40, decades: decades);
        foreach (CsrGraph graph in new[] { mesh, Lattices.Sparsify(mesh, 0.1, 5), Lattices.Sparsify(mesh, 0, 5) })
        {
            DynamicAdjacency rows = new DynamicGraph(graph).Adjacency;
            HittingRequest request = Published with { Walkers = walkers, Threshold = 15 };
            HittingQuery[] queries = Queries(graph.VertexCount, 200);
            var expected = new byte[queries.Length];
            CpuKernels.NbrwInsert(rows, request, queries, expected, 0, queries.Length);
            Assert.Equal(expected.Select(e => e != 0), queries.Select(q => HittingWalker.Reaches(rows, request, q)));
            var paths = new int[queries.Length * request.Steps];
            CpuKernels.NbrwDelete(rows, request, queries, paths, 0, queries.Length);
            var path = new int[request.Steps];
            for (int i = 0; i < queries.Length; i++)
            {
                bool found = HittingWalker.FindPath(rows, request, queries[i], path);
                Assert.Equal(paths.AsSpan(i * request.Steps, request.Steps).ToArray(), path);
                Assert.Equal(found, path[0] >= 0);
            }
        }
    }

    [Theory]
    [InlineData(1, 1.0, 2, 1.5, true)]
    [InlineData(34, 1.0, 100, 35, true)]
    [InlineData(35, 1.0, 100, 35, false)]
    [InlineData(20, 1.0, 20, 100, false)]
    [InlineData(19, 1.0, 20, 100, true)]
    [InlineData(8, 1e-3, 100, 7999, false)]
    [InlineData(8, 1e-3, 100, 8001, true)]
    [InlineData(8, 1e3, 100, 0.0081, true)]
    [InlineData(8, 1e3, 100, 0.0079, false)]
    public void Path_IsWalkedToItsEnd_WithinThresholdAndSteps(int distance, double weight, int steps, double threshold, bool reached)
    {
        DynamicAdjacency graph = new DynamicGraph(Lattices.Path(60, weight)).Adjacency;
        var query = new HittingQuery { Source = 0, Target = distance, Weight = 1 };
        Assert.Equal(reached, HittingWalker.Reaches(graph, new HittingRequest(1, 4, steps, (float)threshold), query));
    }

    [Fact]
    public void Leaf_HasOneFirstStep_AndADeadEndFails()
    {
        DynamicAdjacency star = new DynamicGraph(Fixtures.FromText("0-1 0-2 0-3")).Adjacency;
        Assert.True(HittingWalker.Reaches(star, Published with { Walkers = 1 }, new HittingQuery { Source = 2, Target = 0, Weight = 1 }));
        Assert.True(HittingWalker.Reaches(star, Published, new HittingQuery { Source = 2, Target = 3, Weight = 1 }));
        DynamicAdjacency apart = new DynamicGraph(Fixtures.FromText("0-1 2-3", 5)).Adjacency;
        Assert.False(HittingWalker.Reaches(apart, Published, new HittingQuery { Source = 0, Target = 3, Weight = 1 }));
        Assert.False(HittingWalker.Reaches(apart, Published, new HittingQuery { Source = 4, Target = 3, Weight = 1 }));
    }

    [Fact]
    public void Success_IsMonotoneInTheNumberOfWalkers()
    {
        DynamicAdjacency graph = new DynamicGraph(Lattices.Sparsify(Lattices.Mesh(40), 0.1, 5)).Adjacency;
        foreach (HittingQuery query in Queries(graph.VertexCount, 200))
        {
            bool before = false;
            foreach (int walkers in new[] { 1, 2, 7, 32, 100, 512 })
            {
                bool reached = HittingWalker.Reaches(graph, Published with { Walkers = walkers }, query);
                Assert.True(reached || !before);
                before = reached;
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Walks_AreSound_EveryHitHasAPathBelowTheThreshold(double decades)
    {
        CsrGraph mesh = Lattices.Mesh(40, decades: decades);
        DynamicAdjacency graph = new DynamicGraph(Lattices.Sparsify(mesh, 0.1, 5)).Adjacency;
        var finder = new PathFinder();
        int hits = 0;
        foreach (HittingQuery query in Queries(graph.VertexCount, 400))
        {
            if (!HittingWalker.Reaches(graph, Published with { Threshold = 12 }, query))
                continue;
            hits++;
            Assert.Equal(PathVerdict.Near, finder.Search(graph, query.Source, query.Target, 12.0001 / query.Weight));
        }

        Assert.InRange(hits, 20, 390);
    }

    [Fact]
    public void Choice_IsUniformAmongTheOthers_WhereverTheOneBeforeStands()
    {
        // From 0 to hub 1, then uniform over the other five neighbours; 0 stands at each place of the hub's row in turn.
        for (int place = 0; place < 6; place++)
        {
            var graph = new DynamicGraph(CsrGraph.Empty(7));
            int[] others = [2, 3, 4, 5, 6];
            for (int k = 0; k < 6; k++)
                graph.Apply(EdgeUpdate.Insert(1, k == place ? 0 : others[k < place ? k : k - 1]));
            var counts = new int[5];
            const int draws = 20_000;
            for (uint ordinal = 0; ordinal < draws; ordinal++)
            {
                for (int t = 0; t < 5; t++)
                    counts[t] += HittingWalker.Reaches(graph.Adjacency, new HittingRequest(3, 1, 3, 100), new HittingQuery { Source = 0, Target = others[t], Weight = 1, Ordinal = ordinal }) ? 1 : 0;
            }

            Assert.Equal(draws, counts.Sum());
            double chi = counts.Sum(c => Math.Pow(c - draws / 5.0, 2) / (draws / 5.0));
            Assert.True(chi < 33.4, $"place {place}: chi-square {chi}"); // 4 degrees of freedom: one false alarm in 10⁶
        }
    }

    private static HittingQuery[] Queries(int n, int count)
    {
        var random = new Random(8);
        int side = (int)Math.Sqrt(n);
        var queries = new HittingQuery[count];
        for (int i = 0; i < count; i++)
        {
            (int x, int y) = (random.Next(side), random.Next(side));
            int target = Math.Clamp(y + random.Next(-2, 3), 0, side - 1) * side + Math.Clamp(x + random.Next(-2, 3), 0, side - 1);
            int source = y * side + x;
            queries[i] = new HittingQuery { Source = source, Target = target == source ? (source + 1) % n : target, Weight = 1 + random.Next(3), Ordinal = (uint)random.Next() };
        }

        return queries;
    }
}
