namespace GraphSparse.Sampling;

/// <summary>One sampler by name; command line, jobs, help and docs are made of these entries.</summary>
public sealed class SamplerEntry : ICatalogEntry
{
    private readonly Func<SampleContext, SampleSelection> _sample;

    /// <summary>Makes an entry.</summary>
    /// <param name="name">The name by which it is chosen.</param>
    /// <param name="unit">What its fraction is a fraction of.</param>
    /// <param name="keeps">What it keeps, in a few words.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="sample">Selects vertices or edges, or makes a new graph.</param>
    /// <param name="travels">Whether it goes from vertex to vertex along edges, which can be all that is kept.</param>
    /// <param name="knowsWeights">Whether it can draw in proportion to weights; one that travels can.</param>
    public SamplerEntry(string name, SampleUnit unit, string keeps, string source, Func<SampleContext, SampleSelection> sample, bool travels = false, bool knowsWeights = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(sample);
        Name = name;
        Unit = unit;
        Keeps = keeps;
        Source = source;
        _sample = sample;
        Travels = travels;
        FollowsEdges = travels;
        KnowsWeights = travels || knowsWeights;
    }

    /// <summary>Makes an entry of a sampler.</summary>
    /// <param name="name">The name by which <see cref="SamplerOptions.Method"/> chooses it.</param>
    /// <param name="unit">What its fraction is a fraction of.</param>
    /// <param name="keeps">What it keeps, in a few words.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="sampler">The method.</param>
    public SamplerEntry(string name, SampleUnit unit, string keeps, string source, ISampler sampler) : this(name, unit, keeps, source, Sampling(sampler))
    {
    }

    /// <summary>The name by which <see cref="SamplerOptions.Method"/> chooses it.</summary>
    public string Name { get; }

    /// <summary>What its fraction is a fraction of.</summary>
    public SampleUnit Unit { get; }

    /// <summary>What it keeps, in a few words.</summary>
    public string Keeps { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    /// <summary>Whether it goes from vertex to vertex along edges, which can be all that is kept.</summary>
    public bool Travels { get; }

    /// <summary>Whether it follows edges, so that on a directed graph it reads them in both directions unless told otherwise.</summary>
    public bool FollowsEdges { get; init; }

    /// <summary>Bytes that it holds on its way to vertices or edges; what every sampler takes comes on top.</summary>
    public Func<SamplerOptions, GraphSize, long> EstimateBytes { get; init; } = SamplerMemory.Order;

    /// <summary>Whether it starts at vertices that can be named.</summary>
    public bool TakesSeeds { get; init; }

    /// <summary>Whether it can draw in proportion to weights.</summary>
    public bool KnowsWeights { get; }

    /// <summary>Whether it looks at weights by way of PageRank, asked or not.</summary>
    public bool UsesPageRank { get; init; }

    /// <summary>Whether it makes a new graph instead of selecting from the given one.</summary>
    public bool MakesNewGraph { get; init; }

    /// <summary>Takes a sample.</summary>
    public SampleSelection Sample(SampleContext context) => _sample(context);

    private static Func<SampleContext, SampleSelection> Sampling(ISampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        return sampler.Sample;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>All samplers. To add one: its code in a file of its own, and a line here.</summary>
public static class SamplerCatalog
{
    private const string Leskovec = "Leskovec, Faloutsos, KDD 2006";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static Catalog<SamplerEntry> Default { get; } = new("sampler",
    [
        new("random-node", SampleUnit.Vertices, "uniform vertices and the edges among them; few edges if the graph is sparse", "uniform sampling", RandomVertexSamplers.RandomNode),
        new("random-degree-node", SampleUnit.Vertices, "hubs: vertices in proportion to their degree", Leskovec, RandomVertexSamplers.RandomDegreeNode),
        new("random-pagerank-node", SampleUnit.Vertices, "vertices in proportion to their PageRank", Leskovec, RandomVertexSamplers.RandomPageRankNode) { UsesPageRank = true },
        new("random-edge", SampleUnit.Edges, "uniform edges", "uniform sampling", RandomEdgeSamplers.RandomEdge) { EstimateBytes = SamplerMemory.RandomEdge },
        new("random-node-edge", SampleUnit.Edges, "edges of uniform vertices: fewer hubs than random-edge", Leskovec, RandomEdgeSamplers.RandomNodeEdge, knowsWeights: true) { EstimateBytes = SamplerMemory.NodeEdge },
        new("hybrid-node-edge", SampleUnit.Edges, "a mixture of random-node-edge and random-edge", Leskovec, RandomEdgeSamplers.HybridNodeEdge, knowsWeights: true) { EstimateBytes = SamplerMemory.NodeEdge },
        new("ties", SampleUnit.Vertices, "endpoints of uniform edges and all edges among them; dense, high degrees", "Ahmed, Neville, Kompella, TKDD 8(2), 2014", RandomVertexSamplers.Ties) { EstimateBytes = SamplerMemory.Ties },
        new("pies", SampleUnit.Vertices, "endpoints of edges and the later edges among them, in one pass over the edges; sparser than ties", "Ahmed, Neville, Kompella, TKDD 8(2), 2014", PiesSampler.Choose) { EstimateBytes = SamplerMemory.Pies },
        new("bfs", SampleUnit.Vertices, "the neighbourhood of one vertex, up to some distance", "breadth-first search", TraversalSamplers.Bfs, travels: true) { TakesSeeds = true },
        new("dfs", SampleUnit.Vertices, "long paths from one vertex", "depth-first search", TraversalSamplers.Dfs, travels: true) { TakesSeeds = true, EstimateBytes = SamplerMemory.DepthFirst },
        new("snowball", SampleUnit.Vertices, "a neighbourhood of limited breadth", "Goodman, Ann. Math. Stat. 32(1), 1961", TraversalSamplers.Snowball, travels: true) { TakesSeeds = true },
        new("random-walk", SampleUnit.Vertices, "a connected part; favours hubs", Leskovec, WalkSamplers.RandomWalk, travels: true),
        new("restart-walk", SampleUnit.Vertices, "the community of one vertex", Leskovec, WalkSamplers.RestartWalk, travels: true),
        new("jump-walk", SampleUnit.Vertices, "several connected parts; favours hubs", Leskovec, WalkSamplers.JumpWalk, travels: true),
        new("metropolis-hastings", SampleUnit.Vertices, "a connected part in which degrees are not favoured", "Hübler, Kriegel, Borgwardt, Ghahramani, ICDM 2008", WalkSamplers.MetropolisHastings, travels: true),
        new("non-backtracking-walk", SampleUnit.Vertices, "a connected part; favours hubs, mixes faster than random-walk", "Lee, Xu, Eun, SIGMETRICS 2012", WalkSamplers.NonBacktracking, travels: true),
        new("circulated-walk", SampleUnit.Vertices, "a connected part; visits all neighbours of a vertex before it repeats one", "Zhou, Zhang, Das, VLDB 2015", WalkSamplers.CirculatedNeighbor, travels: true) { EstimateBytes = SamplerMemory.CirculatedWalk },
        new("common-neighbor-walk", SampleUnit.Vertices, "a connected part; leaves dense groups sooner than random-walk", "Li et al., ICDE 2019", WalkSamplers.CommonNeighborAware, travels: true),
        new("frontier", SampleUnit.Edges, "edges traversed by several walkers, nearly uniform", "Ribeiro, Towsley, IMC 2010", FrontierSampler.Choose) { FollowsEdges = true, EstimateBytes = SamplerMemory.Frontier },
        new("forest-fire", SampleUnit.Vertices, "burnt regions: communities, heavy-tailed degrees, short paths", "Leskovec, Kleinberg, Faloutsos, KDD 2005", TraversalSamplers.ForestFire, travels: true) { TakesSeeds = true },
        new("jdm", SampleUnit.Vertices, "joint degree distributions of vertices and along edges, in a new graph", "linearly rescaled joint degree matrices; Tillman et al., KDD 2017; Stanton, Pinar, ACM JEA 17, 2012", JdmSampler.Sample) { MakesNewGraph = true, EstimateBytes = SamplerMemory.JointDegrees },
    ]);
}
