using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>The sparsifier stays a subgraph with the graph's components, whatever is done to the graph.</summary>
public class DynamicSpectralSparsifierTests
{
    private static readonly DynamicSpectralOptions Walk = new() { Method = InsertionTestMethod.Walk, Walkers = 32 };

    public static TheoryData<InsertionTestMethod, bool, bool, WeightMerging> Modes { get; } = Combine();

    [Theory]
    [MemberData(nameof(Modes))]
    public void Fuzz_KeepsSubgraphAndComponents(InsertionTestMethod method, bool recheck, bool skipConnected, WeightMerging merge)
    {
        const int n = 200;
        const int batch = 125;
        int operations = recheck && skipConnected ? 100_000 : 20_000;
        CsrGraph start = Fixtures.Random(n, 260, seed: 2, weighted: true);
        var sparsifier = DynamicSpectralSparsifier.Create(start, Lattices.Sparsify(start, 0.1, 1),
            new DynamicSpectralOptions { Method = method, Recheck = recheck, SkipConnected = skipConnected, Repair = recheck, Merge = merge, Walkers = 8, Steps = 20, Threshold = 5 });
        var mirror = new Mirror(start);
        var random = new Random(7);
        for (int done = 0; done < operations; done += batch)
        {
            EdgeUpdate[] updates = [.. Enumerable.Range(0, batch).Select(_ => mirror.Random(random, deletions: done / 10_000 % 2 == 0 ? 0.55 : 0.4))];
            BatchReport report = sparsifier.ApplyBatch(updates);
            if (sparsifier.Verify() is { } problem)
                Assert.Fail($"after {done + batch} operations: {problem}");
            Assert.Equal(sparsifier.Graph.Sparsifier.ArcCount / 2, report.SparsifierEdges);
            if (done % 10_000 != 0)
                continue;
            sparsifier.ExchangeEdges(report.SparsifierEdges - 5);
            sparsifier.RebuildIfDrifted();
            if (sparsifier.Verify() is { } afterExchange)
                Assert.Fail($"after {done + batch} operations and an exchange: {afterExchange}");
        }

        GraphAssert.Same(mirror.Snapshot(), sparsifier.Snapshot());
    }

    [Theory]
    [InlineData(InsertionTestMethod.Walk)]
    [InlineData(InsertionTestMethod.Path)]
    [InlineData(InsertionTestMethod.Resistance)]
    [InlineData(InsertionTestMethod.Lrd)]
    public void Result_IsTheSame_ForEveryNumberOfThreads(InsertionTestMethod method)
    {
        CsrGraph mesh = Lattices.Mesh(30);
        CsrGraph initial = Lattices.Sparsify(mesh, 0.1, 1);
        CsrGraph? expected = null;
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, Walk with { Method = method }, parallelism: new Parallelism(threads));
            foreach (EdgeUpdate[] batch in Stream(mesh, 600, 200).Chunk(200))
                sparsifier.ApplyBatch(batch);
            expected ??= sparsifier.SparsifierSnapshot();
            GraphAssert.Same(expected, sparsifier.SparsifierSnapshot());
        }
    }

    [Theory]
    [InlineData(InsertionTestMethod.Walk)]
    [InlineData(InsertionTestMethod.Path)]
    public void Verdicts_DoNotDependOnHowAStreamIsCut_WhenTheSparsifierIsFrozen(InsertionTestMethod method)
    {
        CsrGraph mesh = Lattices.Mesh(30);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, Lattices.Sparsify(mesh, 0.1, 1), Walk with { Method = method });
        EdgeUpdate[] stream = [.. Stream(mesh, 500, 0)];
        bool[] whole = sparsifier.Test(stream, 1000);
        Assert.Contains(true, whole);
        Assert.Contains(false, whole);
        foreach (int length in new[] { 1, 7, 250 })
            Assert.Equal(whole, stream.Chunk(length).SelectMany((part, i) => sparsifier.Test(part, 1000 + i * length)));
    }

    [Fact]
    public void InsertThenDelete_GivesTheGraphBack()
    {
        CsrGraph mesh = Lattices.Mesh(20, decades: 3);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, Lattices.Sparsify(mesh, 0.1, 1));
        EdgeUpdate[] inserted = [.. Stream(mesh, 200, 0)];
        sparsifier.ApplyBatch(inserted);
        sparsifier.ApplyBatch([.. inserted.Select(u => EdgeUpdate.Delete(u.Source, u.Target))]);
        GraphAssert.Same(mesh, sparsifier.Snapshot());
        Assert.Null(sparsifier.Verify());
    }

    [Theory]
    [InlineData(12)]
    [InlineData(300)]
    public void Deletion_RecoversTheRestOfACycle(int n)
    {
        CsrGraph cycle = Lattices.Cycle(n);
        foreach (DynamicSpectralOptions options in new[] { DynamicSpectralOptions.Published, DynamicSpectralOptions.Default })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(cycle, Lattices.Path(n), options);
            BatchReport report = sparsifier.ApplyBatch([EdgeUpdate.Delete(n / 2, n / 2 + 1)]);
            Assert.Equal((1, 1, 0), (report.DeletedFromSparsifier, report.Recovered, report.BridgesCut.Count));
            Assert.Equal(n < 100 ? 0 : 1, report.Unrecovered); // a walk takes fewer than 100 steps; then the shortest path is searched
            GraphAssert.Same(sparsifier.Snapshot(), sparsifier.SparsifierSnapshot());
        }
    }

    [Fact]
    public void BridgeDeletion_SplitsBoth_AndIsReported()
    {
        CsrGraph graph = Fixtures.FromText("0-1 1-2 2-0 2-3 3-4 4-5 5-3 5-6");
        var sparsifier = DynamicSpectralSparsifier.Create(graph, Fixtures.FromText("0-1 1-2 2-3 3-4 4-5 5-6"));
        BatchReport report = sparsifier.ApplyBatch([EdgeUpdate.Delete(2, 3), EdgeUpdate.Delete(6, 5)]);
        Assert.Equal([new VertexPair(2, 3), new VertexPair(6, 5)], report.BridgesCut);
        Assert.Equal(0, report.Recovered);
        Assert.Equal(3, sparsifier.Statistics.Components);
        Assert.Null(sparsifier.Verify());
        report = sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 6, 0.001), EdgeUpdate.Insert(1, 6, 0.001), EdgeUpdate.Insert(4, 6)]);
        Assert.Equal(1, sparsifier.Statistics.Components);
        Assert.Equal((2, 1), (report.EnteredSparsifier, report.Rejected)); // the second is near by way of the first
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void TwoBridgesAtOnce_LeaveTheirOuterPartsJoined()
    {
        CsrGraph graph = Fixtures.FromText("0-1 1-2 0-2"); // 0-2 is not in the sparsifier, and vertex 1 goes
        var sparsifier = DynamicSpectralSparsifier.Create(graph, Fixtures.FromText("0-1 1-2"));
        BatchReport report = sparsifier.ApplyBatch([EdgeUpdate.Delete(0, 1), EdgeUpdate.Delete(1, 2)]);
        Assert.Equal((2, 1), (report.BridgesCut.Count, report.Recovered));
        Assert.Equal("n=3 0-2", GraphAssert.Text(sparsifier.SparsifierSnapshot()));
        Assert.Equal(2, sparsifier.Statistics.Components);
    }

    [Theory]
    [InlineData(InsertionTestMethod.Walk)]
    [InlineData(InsertionTestMethod.Path)]
    [InlineData(InsertionTestMethod.Resistance)]
    [InlineData(InsertionTestMethod.Lrd)]
    public void JoiningInsertion_AlwaysEnters(InsertionTestMethod method)
    {
        CsrGraph graph = Fixtures.FromText("0-1 2-3", 6);
        var sparsifier = DynamicSpectralSparsifier.Create(graph, graph, new DynamicSpectralOptions { Method = method, Threshold = 1e6 });
        Assert.Equal(2, sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 3, 1e-9), EdgeUpdate.Insert(4, 5, 1e-9)]).EnteredSparsifier);
        Assert.Equal(2, sparsifier.Statistics.Components);
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void Batch_AppliesTheNetEffectPerEdge()
    {
        CsrGraph graph = Lattices.Cycle(8);
        var sparsifier = DynamicSpectralSparsifier.Create(graph, graph);
        BatchReport report = sparsifier.ApplyBatch(
        [
            EdgeUpdate.Insert(0, 4), EdgeUpdate.Delete(4, 0), // nothing
            EdgeUpdate.Delete(0, 1), EdgeUpdate.Insert(1, 0, 3), // a change of weight
            EdgeUpdate.Insert(2, 6, 0.5), EdgeUpdate.Insert(6, 2, 0.5), // one edge of weight 1
            EdgeUpdate.Insert(5, 5), // a self-loop
            EdgeUpdate.Set(3, 4, 1), // as it was
        ]);
        Assert.Equal((1, 0, 1, 1, 5), (report.Inserted, report.Deleted, report.WeightUpdated, report.SelfLoopsDropped, report.WithoutEffect));
        Assert.Equal(3, sparsifier.Graph.SparsifierWeight(0, 1));
        Assert.Equal(1, sparsifier.Snapshot().Weights(2)[sparsifier.Snapshot().Neighbors(2).BinarySearch(6)]);
        Assert.Throws<InvalidUpdateException>(() => sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 4), EdgeUpdate.Delete(0, 4), EdgeUpdate.Delete(0, 4)]));
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void WeightChange_UpdatesInPlace_OrTestsAgain()
    {
        CsrGraph graph = Lattices.Cycle(30);
        var sparsifier = DynamicSpectralSparsifier.Create(graph, Lattices.Path(30), new DynamicSpectralOptions { Threshold = 12, Repair = false });
        Assert.Equal((0, 1), Entered(EdgeUpdate.Set(0, 29, 0.4))); // lighter and not in it: no test, and stays out
        Assert.Equal((0, 0), Entered(EdgeUpdate.Set(3, 4, 0.6))); // in place
        Assert.Equal(0.6, sparsifier.Graph.SparsifierWeight(3, 4));
        Assert.Equal((1, 0), Entered(EdgeUpdate.Set(3, 4, 0.2))); // less than half: tested as new, and nothing else joins its ends
        Assert.Equal((1, 0), Entered(EdgeUpdate.Insert(29, 0, 0.6))); // heavier in all: 29 · 1.0 is not below 12
        Assert.Equal((0, 1), Entered(EdgeUpdate.Set(3, 4, 0.01))); // 0.01 · 29 is: it leaves
        Assert.Null(sparsifier.Verify());
        Assert.Equal(0, sparsifier.Graph.SparsifierWeight(3, 4));

        (int, int) Entered(EdgeUpdate update)
        {
            BatchReport report = sparsifier.ApplyBatch([update]);
            return (report.EnteredSparsifier, report.Rejected + (update == EdgeUpdate.Set(0, 29, 0.4) ? 1 : 0));
        }
    }

    [Fact]
    public void PathMerging_MakesThePathHeavier()
    {
        CsrGraph path = Lattices.Path(5);
        var sparsifier = DynamicSpectralSparsifier.Create(path, path, new DynamicSpectralOptions { Merge = WeightMerging.Path });
        sparsifier.ApplyBatch([EdgeUpdate.Insert(1, 3, 2)]);
        Assert.Equal([1, 5, 5, 1], Enumerable.Range(0, 4).Select(v => sparsifier.Graph.SparsifierWeight(v, v + 1))); // 1 + 2 · 2
        Assert.Null(sparsifier.Verify());
    }

    [Fact]
    public void Batch_IsRefusedWhole()
    {
        CsrGraph graph = Lattices.Cycle(5);
        EdgeUpdate[] bad =
        [
            EdgeUpdate.Insert(0, 2, double.NaN), EdgeUpdate.Insert(0, 2, double.PositiveInfinity), EdgeUpdate.Insert(0, 2, 0), EdgeUpdate.Insert(0, 2, -1),
            EdgeUpdate.Insert(0, 2, double.Epsilon), EdgeUpdate.Set(0, 1, -3), EdgeUpdate.Insert(0, 5), EdgeUpdate.Insert(-1, 2), EdgeUpdate.Delete(0, 3),
        ];
        foreach (EdgeUpdate update in bad)
        {
            var sparsifier = DynamicSpectralSparsifier.Create(graph, graph);
            InvalidUpdateException error = Assert.Throws<InvalidUpdateException>(() => sparsifier.ApplyBatch([EdgeUpdate.Insert(1, 3), EdgeUpdate.Delete(0, 1), update]));
            Assert.Equal((2, update), (error.Index, error.Update));
            GraphAssert.Same(graph, sparsifier.Snapshot());
            GraphAssert.Same(graph, sparsifier.SparsifierSnapshot());
            var lenient = DynamicSpectralSparsifier.Create(graph, graph, new DynamicSpectralOptions { SkipInvalid = true });
            BatchReport report = lenient.ApplyBatch([EdgeUpdate.Insert(1, 3), update]);
            Assert.Equal((1, 1), (report.Inserted, report.Refused));
        }
    }

    [Fact]
    public void Constructor_RefusesWhatIsNoSparsifier()
    {
        CsrGraph graph = Lattices.Cycle(6);
        Assert.Throws<ArgumentException>(() => DynamicSpectralSparsifier.Create(graph, Lattices.Path(5)));
        Assert.Throws<ArgumentException>(() => DynamicSpectralSparsifier.Create(graph, Fixtures.FromText("0-2 2-3 3-4 4-5 5-0 1-2")));
        Assert.Throws<ArgumentException>(() => DynamicSpectralSparsifier.Create(graph, Fixtures.FromText("0-1 1-2 3-4 4-5")));
        Assert.Throws<ArgumentException>(() => DynamicSpectralSparsifier.Create(graph, Fixtures.FromText("0-1 1-2", directed: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DynamicSpectralSparsifier.Create(graph, graph, new DynamicSpectralOptions { Walkers = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DynamicSpectralSparsifier.Create(graph, graph, new DynamicSpectralOptions { Steps = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DynamicSpectralSparsifier.Create(graph, graph, new DynamicSpectralOptions { Threshold = double.NaN }));
    }

    [Fact]
    public void EmptyGraphs_AreLegal()
    {
        foreach (int n in new[] { 0, 1, 5 })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(CsrGraph.Empty(n), CsrGraph.Empty(n));
            Assert.Equal(0, sparsifier.ApplyBatch([]).SparsifierEdges);
            Assert.Null(sparsifier.Verify());
        }
    }

    [Fact]
    public void CancelledBatch_LeavesAnObjectThatSaysSo()
    {
        CsrGraph mesh = Lattices.Mesh(10);
        var sparsifier = DynamicSpectralSparsifier.Create(mesh, Lattices.Sparsify(mesh, 0.1, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 5)], new CancellationToken(true)));
        Assert.Equal(1, sparsifier.ApplyBatch([EdgeUpdate.Insert(0, 5)]).Inserted); // it was cancelled before it began
    }

    private static TheoryData<InsertionTestMethod, bool, bool, WeightMerging> Combine()
    {
        var data = new TheoryData<InsertionTestMethod, bool, bool, WeightMerging>();
        foreach (InsertionTestMethod method in Enum.GetValues<InsertionTestMethod>())
        {
            data.Add(method, true, true, WeightMerging.None);
            data.Add(method, false, false, WeightMerging.None);
            data.Add(method, true, false, WeightMerging.Path);
        }

        return data;
    }

    /// <summary>Insertions a few cells apart and, after them, deletions of mesh edges.</summary>
    internal static IEnumerable<EdgeUpdate> Stream(CsrGraph mesh, int insertions, int deletions)
    {
        int side = (int)Math.Sqrt(mesh.VertexCount);
        var random = new Random(21);
        var seen = Fixtures.EdgeSet(mesh);
        while (insertions > 0)
        {
            (int x, int y) = (random.Next(side - 8), random.Next(side - 8));
            int u = y * side + x;
            int v = (y + random.Next(8)) * side + x + random.Next(8);
            if (u != v && seen.Add((u, v)))
            {
                insertions--;
                yield return EdgeUpdate.Insert(v, u, 1 + random.Next(2));
            }
        }

        foreach (Edge edge in mesh.Edges().OrderBy(_ => random.Next()).Take(deletions))
            yield return EdgeUpdate.Delete(edge.Source, edge.Target);
    }

    /// <summary>The graph as a plain dictionary, and random updates that it can take.</summary>
    private sealed class Mirror
    {
        private readonly int _n;
        private readonly Dictionary<(int, int), double> _edges = [];
        private readonly List<(int, int)> _order = [];

        public Mirror(CsrGraph graph)
        {
            _n = graph.VertexCount;
            foreach (Edge edge in graph.Edges())
                Put((edge.Source, edge.Target), edge.Weight);
        }

        public CsrGraph Snapshot()
        {
            var builder = new GraphBuilder(_n);
            foreach (((int u, int v), double weight) in _edges)
                builder.AddEdge(u, v, weight);
            return builder.Build();
        }

        public EdgeUpdate Random(Random random, double deletions)
        {
            if (_order.Count > 0 && random.NextDouble() < deletions)
            {
                int place = random.Next(_order.Count);
                (int, int) gone = _order[place];
                _order[place] = _order[^1];
                _order.RemoveAt(_order.Count - 1);
                _edges.Remove(gone);
                return EdgeUpdate.Delete(gone.Item2, gone.Item1);
            }

            int u = random.Next(_n);
            int v = (u + 1 + random.Next(_n - 1)) % _n;
            var key = (Math.Min(u, v), Math.Max(u, v));
            double weight = Math.Pow(10, 6 * random.NextDouble() - 3);
            if (random.Next(3) == 0)
            {
                Put(key, weight);
                return EdgeUpdate.Set(u, v, weight);
            }

            Put(key, _edges.GetValueOrDefault(key) + weight);
            return EdgeUpdate.Insert(u, v, weight);
        }

        private void Put((int, int) key, double weight)
        {
            if (!_edges.ContainsKey(key))
                _order.Add(key);
            _edges[key] = weight;
        }
    }
}
