using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.Graphlets;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Walks;

namespace GraphSparse.DeviceCheck;

/// <summary>An operation of devices.</summary>
/// <param name="Name">As in the rows.</param>
/// <param name="Kernels">What it launches.</param>
/// <param name="Unit">What is counted for a rate.</param>
/// <param name="Bind">Makes the inputs.</param>
/// <param name="NeedsDouble">Whether it runs on devices with double precision alone.</param>
internal sealed record Operation(string Name, string[] Kernels, string Unit, Func<Workload, Bound> Bind, bool NeedsDouble = false)
{
    /// <summary>Together they launch every kernel of the catalog.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("random-words", ["random_words"], "words", w => new Bound(w.Length, device =>
        {
            var words = new uint[w.Length];
            device.RandomWords(7, 0xFFFFFFF0, 1, 2, words);
            return [words];
        })),
        new("prefix-sum", ["prefix_sum_tiles", "prefix_sum_carry", "prefix_sum_fill"], "counts", w =>
        {
            int[] counts = Integers(w.Length, int.MaxValue);
            return new Bound(w.Length, device => [device.PrefixSum(counts)]);
        }),
        new("histogram-1000", ["histogram_local"], "values", w => Histogram(w.Length, 1000)),
        new("histogram-65536", ["histogram"], "values", w => Histogram(w.Length, 65_536)),
        new("sort-by-key", ["radix_digits", "radix_scatter"], "keys", w =>
        {
            var random = new KeyedRandom(1, "device-check.keys");
            ulong[] keys = [.. Enumerable.Range(0, w.Length).Select(i => random.NextUInt64(i / 2))]; // every key twice, so that stability shows
            int[] values = [.. Enumerable.Range(0, w.Length)];
            return new Bound(w.Length, device =>
            {
                (ulong[] sorted, int[] moved) = device.SortByKey(keys, values);
                return [sorted, moved];
            });
        }),
        new("spmv", ["spmv"], "arcs", w =>
        {
            double[] x = Doubles(w.Graph.VertexCount);
            return new Bound(w.Graph.ArcCount, device =>
            {
                var y = new double[x.Length];
                device.Spmv(w.Graph, x, y);
                return [y];
            });
        }, NeedsDouble: true),
        Spmm(columns: 16),
        Spmm(columns: 128),
        new("triangles", ["triangles"], "edges", w =>
        {
            var index = new EdgeIndex(w.Graph);
            return new Bound(w.Graph.EdgeCount, device => [device.TrianglesPerEdge(w.Graph, index)]);
        }),
        new("triangles-of-blocks", ["triangles_of_blocks"], "edges", w =>
        {
            var index = new EdgeIndex(w.Graph);
            return new Bound(w.Graph.EdgeCount, device => [InBlocks(device, 32L * w.Graph.EdgeCount / 3 + (1 << 20), () => device.TrianglesPerEdge(w.Graph, index))]);
        }),
        new("jaccard", ["jaccard"], "edges", w =>
        {
            var index = new EdgeIndex(w.Graph);
            return new Bound(w.Graph.EdgeCount, device => [device.Jaccard(w.Graph, index)]);
        }, NeedsDouble: true),
        new("edge-counts", ["edge_triangles", "edge_thirds", "edge_cliques", "edge_cycles"], "edges", w =>
        {
            var ranked = new RankedGraph(w.Graph, CancellationToken.None);
            return new Bound(w.Graph.EdgeCount, device =>
            {
                EdgeArrays counts = ((IGraphletKernels)device).CountOnEdges(ranked, EdgeCounts.All, CancellationToken.None);
                return [counts.Triangles, counts.Cliques, counts.BeyondHigher, counts.BeyondLower, counts.ThirdDegrees, counts.Cycles];
            });
        }),
        new("orbits", ["vertex_sums", "orbit_sums"], "edges", w =>
        {
            var ranked = new RankedGraph(w.Graph, CancellationToken.None);
            return new Bound(w.Graph.EdgeCount, device => [.. ((IGraphletKernels)device).CountOrbits(ranked, CancellationToken.None)]);
        }),
        new("two-hops", ["two_hops"], "rows", w =>
        {
            AdjacencyInput input = OrbitAdjacency.Plan(w.Graph, new() { Matrices = [new(2, 12, 12)] }).Prepare(new PhaseClock(), Parallelism.AllCores, CancellationToken.None);
            int[] rows = [.. Enumerable.Range(0, Math.Min(w.Graph.VertexCount, 256)).Select(i => (int)((long)i * w.Graph.VertexCount / Math.Min(w.Graph.VertexCount, 256)))];
            return new Bound(rows.Length, device =>
            {
                TwoHops found = ((IGraphletKernels)device).FindTwoHops(input, rows, needsChords: true, CancellationToken.None);
                return [found.Starts, found.Targets, found.Paths, found.Chords, found.OwnTriangles, found.OtherTriangles, found.Degrees];
            });
        }),
        new("pagerank", ["pagerank_pull", "pagerank_update", "pagerank_sums"], "arcs", w =>
            new Bound(w.Graph.ArcCount, device => [device.PageRank(w.Graph).Ranks]), NeedsDouble: true),
        new("pagerank-directed", ["pagerank_iterate", "pagerank_changes"], "arcs", w =>
        {
            CsrGraph graph = Directed(w.Graph);
            return new Bound(graph.ArcCount, device => [device.PageRank(graph).Ranks]);
        }, NeedsDouble: true),
        Walk("walk-uniform", new WalkOptions { Method = WalkMethod.Uniform }),
        Walk("walk-weighted", new WalkOptions { Method = WalkMethod.Weighted }),
        Walk("walk-non-backtracking", new WalkOptions { Method = WalkMethod.NonBacktracking }),
        Walk("walk-node2vec", new WalkOptions { Method = WalkMethod.Node2vec, P = 0.5, Q = 2 }),
        Walk("walk-node2vec-folded", new WalkOptions { Method = WalkMethod.Node2vec, P = 0.5, Q = 2, Node2vecSampling = Node2vecSampling.Folded }),
        Walk("walk-restart", new WalkOptions { Method = WalkMethod.Restart, Restart = 0.15 }),
        Toward("toward-insert", "nbrw_insert", (device, graph, request, queries) =>
        {
            var hits = new byte[queries.Length];
            if (device is IHittingWalks walks && device.Kind != DeviceKind.Cpu)
                walks.NbrwInsert(graph, request, queries, hits, CancellationToken.None);
            else
                Parallelism.AllCores.For(queries.Length, i => hits[i] = HittingWalker.Reaches(graph, request, queries[i]) ? (byte)1 : (byte)0);
            return hits;
        }),
        Toward("toward-delete", "nbrw_delete", (device, graph, request, queries) =>
        {
            var paths = new int[queries.Length * request.Steps];
            if (device is IHittingWalks walks && device.Kind != DeviceKind.Cpu)
                walks.NbrwDelete(graph, request, queries, paths, CancellationToken.None);
            else
                Parallelism.AllCores.For(queries.Length, i => HittingWalker.FindPath(graph, request, queries[i], paths.AsSpan(i * request.Steps, request.Steps)));
            return paths;
        }),
    ];

    /// <summary>As on a device that has no more memory than this.</summary>
    private static T InBlocks<T>(IAccelerator device, long bytes, Func<T> work)
    {
        if (device is not GpuAccelerator gpu)
            return work();
        gpu.MostBytes = bytes;
        try
        {
            return work();
        }
        finally
        {
            gpu.MostBytes = long.MaxValue;
        }
    }

    private static Operation Spmm(int columns) => new($"spmm-{columns}", ["spmm"], "arcs", w =>
    {
        double[] x = Doubles(w.Graph.VertexCount * columns);
        return new Bound(w.Graph.ArcCount, device =>
        {
            var y = new double[x.Length];
            device.Spmm(w.Graph, x, columns, y);
            return [y];
        });
    }, NeedsDouble: true);

    /// <summary>Walks toward a target as the dynamic sparsifier takes them: on threads by its own walkers.</summary>
    private static Operation Toward(string name, string kernel, Func<IAccelerator, DynamicAdjacency, HittingRequest, HittingQuery[], Array> run) => new(name, [kernel], "queries", w =>
    {
        DynamicAdjacency graph = new DynamicGraph(w.Graph).Adjacency;
        int n = graph.VertexCount;
        int[] ends = Integers(2 * Math.Min(n / 2, 1024), n);
        var queries = new HittingQuery[ends.Length / 2];
        for (int i = 0; i < queries.Length; i++)
        {
            (int source, int target) = (ends[2 * i], ends[2 * i + 1]);
            queries[i] = new HittingQuery { Source = source, Target = source == target ? (source + 1) % n : target, Weight = 1, Ordinal = (uint)i };
        }

        var request = new HittingRequest(7, 64, 20, 8);
        return new Bound(queries.Length, device => [run(device, graph, request, queries)]);
    });

    /// <summary>Walks as the walk command takes them: on threads by the interleaved walkers. The rows are compared by one hash over all of them, and
    /// timed without it.</summary>
    private static Operation Walk(string name, WalkOptions kind) => new(name, ["walk"], "steps", w =>
    {
        WalkOptions options = kind with { Length = 80, PerVertex = 2 };
        CsrGraph graph = kind.Node2vecSampling == Node2vecSampling.Folded && w.Graph.IsWeighted ? Unweighted(w.Graph) : w.Graph;
        return new Bound(0, Run, device => RandomWalker.Walk(graph, options, _ => { }, accelerator: device));

        Array[] Run(IAccelerator device)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            WalkTotals totals = RandomWalker.Walk(graph, options, batch => hash.AppendData(MemoryMarshal.AsBytes(batch.Rows)), accelerator: device);
            return [new[] { totals.Steps }, hash.GetHashAndReset()];
        }
    });

    /// <summary>Every edge in a direction drawn by its ends, so that some vertices have no arc out of them.</summary>
    private static CsrGraph Directed(CsrGraph graph)
    {
        var random = new KeyedRandom(1, "device-check.directions");
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = true });
        foreach (Edge edge in graph.Edges())
        {
            bool turn = (random.NextUInt64(edge.Source, edge.Target) & 1) == 1;
            builder.AddEdge(turn ? edge.Target : edge.Source, turn ? edge.Source : edge.Target, edge.Weight);
        }

        return builder.Build();
    }

    private static Bound Histogram(int length, int bins)
    {
        int[] values = Integers(length, bins);
        return new Bound(length, device => [device.Histogram(values, bins)]);
    }

    private static int[] Integers(int length, int below)
    {
        var random = new KeyedRandom(1, "device-check.integers");
        return [.. Enumerable.Range(0, length).Select(i => (int)(below * random.NextDouble(i)))];
    }

    private static double[] Doubles(int length)
    {
        var random = new KeyedRandom(1, "device-check.doubles");
        return [.. Enumerable.Range(0, length).Select(i => (random.NextDouble(i, 0) - 0.5) * Math.Pow(10, 16 * random.NextDouble(i, 1) - 8))];
    }

    private static CsrGraph Unweighted(CsrGraph graph)
    {
        var builder = new GraphBuilder(graph.VertexCount);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target);
        return builder.Build();
    }
}

/// <summary>An operation with its inputs.</summary>
/// <param name="Items">How many units it works on; 0 where its first number says how many it took.</param>
/// <param name="Run">Runs it and gives all that it computed.</param>
/// <param name="Timed">What is timed, where that is not <paramref name="Run"/>.</param>
internal sealed record Bound(long Items, Func<IAccelerator, Array[]> Run, Action<IAccelerator>? Timed = null);
