using BenchmarkDotNet.Attributes;
using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;

namespace GraphSparse.Benchmarks;

/// <summary>Scores and filters on a skewed graph: bound by triangles (g-spar, l-spar), by local sorts (local-degree), or by memory (random).</summary>
[MemoryDiagnoser]
public class SparsifierBenchmarks
{
    private CsrGraph _graph = CsrGraph.Empty(0);

    [Params("random", "k-neighbor", "local-degree", "g-spar", "l-spar", "local-similarity")]
    public string Method { get; set; } = "random";

    [GlobalSetup]
    public void Setup() => _graph = Rmat.Generate(scale: 16, edgeFactor: 16);

    [Benchmark]
    public long Sparsify() => Sparsifier.Sparsify(_graph, new SparsifierOptions { Method = Method, Keep = 0.3 }).Graph.EdgeCount;
}

/// <summary>Analytics that metrics and scores stand on.</summary>
[MemoryDiagnoser]
public class AnalyticsBenchmarks
{
    private CsrGraph _graph = CsrGraph.Empty(0);
    private EdgeIndex _index = new(CsrGraph.Empty(0));

    [GlobalSetup]
    public void Setup()
    {
        _graph = Rmat.Generate(scale: 16, edgeFactor: 16);
        _index = new EdgeIndex(_graph);
    }

    [Benchmark]
    public long Triangles() => TriangleCounter.Count(_graph, _index).Total;

    [Benchmark]
    public int Components() => ConnectedComponents.Find(_graph).Count;

    [Benchmark]
    public int PageRanks() => PageRank.Compute(_graph).Iterations;

    [Benchmark]
    public int BreadthFirst() => BreadthFirstSearch.Search(_graph, 1).Reached;

    [Benchmark]
    public int Surveys() => MultiSourceSearch.Survey(_graph, [.. Enumerable.Range(0, 64)]).Max(s => s.Eccentricity);

    [Benchmark]
    public int Cores() => CoreDecomposition.Find(_graph).Degeneracy;

    [Benchmark]
    public double LouvainModularity() => Louvain.Detect(_graph).Modularity;

    [Benchmark]
    public double LeidenModularity() => Leiden.Detect(_graph).Modularity;

    [Benchmark]
    public double QuadraticForms() => GraphComparer.Compare(_graph, _graph, ["quadratic-form"])["quadratic-form"];
}

/// <summary>The random numbers behind every choice.</summary>
public class RandomBenchmarks
{
    private readonly KeyedRandom _random = new(1, "bench");

    [Benchmark(OperationsPerInvoke = 1 << 16)]
    public ulong Draws()
    {
        ulong sum = 0;
        for (int i = 0; i < 1 << 16; i++)
            sum ^= _random.NextUInt64(i);
        return sum;
    }
}
