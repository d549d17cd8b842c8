using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

/// <summary>A dynamic graph is the graph that its updates make, and its table of edges knows every place.</summary>
public class DynamicGraphTests
{
    [Fact]
    public void Snapshot_IsTheGraphItBeganWith()
    {
        CsrGraph weighted = Fixtures.Random(50, 300, seed: 4, weighted: true);
        GraphAssert.Same(weighted, new DynamicGraph(weighted).Snapshot());
        GraphAssert.Same(Fixtures.Karate, new DynamicGraph(Fixtures.Karate).Snapshot());
        GraphAssert.Same(CsrGraph.Empty(0), new DynamicGraph(CsrGraph.Empty(0)).Snapshot());
    }

    [Fact]
    public void Apply_InsertsDeletesAndSets()
    {
        var graph = new DynamicGraph(Fixtures.FromText("0-1 1-2", 4));
        Assert.Equal(new EdgeChange(1, 3, 0, 2.5), graph.Apply(EdgeUpdate.Insert(3, 1, 2.5)));
        Assert.Equal(new EdgeChange(1, 3, 2.5, 3), graph.Apply(EdgeUpdate.Insert(1, 3, 0.5)));
        Assert.Equal(new EdgeChange(1, 3, 3, 1e-3), graph.Apply(EdgeUpdate.Set(1, 3, 1e-3)));
        Assert.Equal(new EdgeChange(0, 1, 1, 0), graph.Apply(EdgeUpdate.Delete(1, 0)));
        Assert.Equal(new EdgeChange(0, 3, 0, 7), graph.Apply(EdgeUpdate.Set(0, 3, 7)));
        Assert.Equal("n=4 0-3:7 1-2:1 1-3:0.001", GraphAssert.Text(graph.Snapshot()));
        Assert.Equal(2, graph.Degree(3));
        Assert.True(graph.HasEdge(2, 1) && !graph.HasEdge(0, 1) && !graph.HasEdge(2, 2));
        Assert.Equal(0, graph.Weight(0, 1));
    }

    [Fact]
    public void Version_CountsChanges()
    {
        var graph = new DynamicGraph(Fixtures.FromText("0-1"));
        long before = graph.Version;
        graph.Apply(EdgeUpdate.Set(0, 1, 1));
        Assert.Equal(before, graph.Version);
        graph.Apply(EdgeUpdate.Set(0, 1, 2));
        graph.Apply(EdgeUpdate.Delete(0, 1));
        Assert.Equal(before + 2, graph.Version);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.Epsilon)]
    public void Apply_RefusesWeight(double weight)
    {
        var graph = new DynamicGraph(Fixtures.FromText("0-1 1-2"));
        InvalidUpdateException error = Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Insert(0, 2, weight)));
        Assert.Contains("0–2", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Set(0, 1, weight)));
        Assert.Equal(2, graph.EdgeCount);
    }

    [Fact]
    public void Apply_RefusesWhatIsNotThere()
    {
        var graph = new DynamicGraph(Fixtures.FromText("0-1 1-2"));
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Insert(0, 3)));
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Insert(-1, 0)));
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Insert(1, 1)));
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(EdgeUpdate.Delete(0, 2)));
        Assert.Throws<InvalidUpdateException>(() => graph.Apply(new EdgeUpdate(0, 1, 1, (UpdateKind)7)));
        Assert.Throws<InvalidUpdateException>(() => new DynamicGraph(Fixtures.FromText("0-1:1e308")).Apply(EdgeUpdate.Insert(0, 1, 1e308)));
        Assert.Throws<ArgumentException>(() => new DynamicGraph(Fixtures.FromText("0-1", directed: true)));
        Assert.Throws<ArgumentException>(() => new DynamicGraph(SampleGraphs.Random(9, 40, directed: false, weighted: true, seed: 1)));
    }

    [Fact]
    public void Fuzz_EqualsANaiveRebuild()
    {
        const int n = 200;
        var random = new Random(11);
        var graph = new DynamicGraph(CsrGraph.Empty(n));
        graph.StartSparsifier(CsrGraph.Empty(n));
        var rows = new List<int>[n]; // the order that swap-with-last leaves
        var sparseRows = new List<int>[n];
        for (int v = 0; v < n; v++)
            (rows[v], sparseRows[v]) = ([], []);
        var edges = new Dictionary<(int, int), double>();
        for (int step = 1; step <= 100_000; step++)
        {
            // Grows to thousands of edges, then shrinks, twice: rows move, blocks are freed and taken again.
            double deletions = step / 25_000 % 2 == 0 ? 0.3 : 0.7;
            int u = random.Next(n);
            int v = (u + 1 + random.Next(n - 1)) % n;
            var key = (Math.Min(u, v), Math.Max(u, v));
            if (random.NextDouble() < deletions)
            {
                if (edges.Count == 0)
                    continue;
                if (!edges.ContainsKey(key) && rows[u].Count > 0)
                    key = (Math.Min(u, rows[u][^1]), Math.Max(u, rows[u][^1]));
                if (!edges.Remove(key))
                    continue;
                graph.Apply(EdgeUpdate.Delete(key.Item1, key.Item2));
                SwapOut(rows, key);
                if (sparseRows[key.Item1].Contains(key.Item2))
                    SwapOut(sparseRows, key);
            }
            else
            {
                double weight = Math.Pow(10, 6 * random.NextDouble() - 3);
                graph.Apply(EdgeUpdate.Insert(u, v, weight));
                if (edges.TryAdd(key, weight))
                    Append(rows, key);
                else
                    edges[key] += weight;
                if (random.Next(3) == 0 && graph.AddToSparsifier(u, v, 1))
                    Append(sparseRows, key);
            }

            if (step % 5_000 == 0)
                graph.CompactIfWasteful();
            if (step % 997 == 0 || step == 100_000)
                Check(graph, rows, sparseRows, edges);
        }
    }

    private static void Append(List<int>[] rows, (int U, int V) edge)
    {
        rows[edge.U].Add(edge.V);
        rows[edge.V].Add(edge.U);
    }

    private static void SwapOut(List<int>[] rows, (int U, int V) edge)
    {
        foreach ((int at, int other) in new[] { (edge.U, edge.V), (edge.V, edge.U) })
        {
            rows[at][rows[at].IndexOf(other)] = rows[at][^1];
            rows[at].RemoveAt(rows[at].Count - 1);
        }
    }

    private static void Check(DynamicGraph graph, List<int>[] rows, List<int>[] sparseRows, Dictionary<(int, int), double> edges)
    {
        Assert.Equal(edges.Count, graph.EdgeCount);
        for (int u = 0; u < rows.Length; u++)
        {
            Assert.Equal(rows[u], graph.Adjacency.Neighbors(u).ToArray());
            Assert.Equal(sparseRows[u], graph.Sparsifier.Neighbors(u).ToArray());
            Assert.Equal(rows[u].Count, graph.Degree(u));
            for (int slot = 0; slot < rows[u].Count; slot++)
            {
                int v = rows[u][slot];
                EdgeRecord record = graph.Record(u, v);
                double weight = edges[(Math.Min(u, v), Math.Max(u, v))];
                Assert.Equal(slot, record.SlotOf(u));
                Assert.Equal(sparseRows[u].IndexOf(v), record.SparseSlotOf(u));
                Assert.Equal(weight, record.Weight);
                Assert.Equal(weight, graph.Adjacency.Weights(u)[slot]);
                Assert.Equal((float)(1 / weight), graph.Adjacency.Resistances(u)[slot]);
            }
        }
    }
}
