namespace GraphSparse.Sampling;

/// <summary>One sampler by name; command line, jobs, help and docs are made of these entries.</summary>
public sealed record SamplerEntry
{
    internal SamplerEntry(string name, SampleUnit unit, string keeps, string source, Func<SampleContext, SampleChoice>? choose, bool travels = false, bool knowsWeights = false)
    {
        Name = name;
        Unit = unit;
        Keeps = keeps;
        Source = source;
        Choose = choose;
        Travels = travels;
        FollowsEdges = travels;
        KnowsWeights = travels || knowsWeights;
    }

    /// <summary>As typed after --method.</summary>
    public string Name { get; }

    /// <summary>What its fraction is a fraction of.</summary>
    public SampleUnit Unit { get; }

    /// <summary>What it keeps, in a few words.</summary>
    public string Keeps { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    /// <summary>Whether it goes from vertex to vertex along edges, which can be all that is kept.</summary>
    internal bool Travels { get; }

    /// <summary>Whether it follows edges, so that on a directed graph it reads them in both directions unless told otherwise.</summary>
    internal bool FollowsEdges { get; init; }

    /// <summary>Bytes that it holds on its way to vertices or edges; what every sampler takes comes on top.</summary>
    internal Func<SamplerOptions, GraphSize, long> EstimateBytes { get; init; } = SamplerMemory.Order;

    /// <summary>Whether it starts at vertices that can be named.</summary>
    internal bool TakesSeeds { get; init; }

    /// <summary>Whether it can draw in proportion to weights.</summary>
    internal bool KnowsWeights { get; }

    /// <summary>Whether it looks at weights by way of PageRank, asked or not.</summary>
    internal bool UsesPageRank { get; init; }

    /// <summary>Whether it makes a new graph instead of choosing from the given one.</summary>
    internal bool MakesNewGraph => Choose is null;

    /// <summary>Chooses vertices or edges; null where a new graph is made.</summary>
    internal Func<SampleContext, SampleChoice>? Choose { get; }
}

/// <summary>All samplers. To add one: its code in a file of its own, and a line here.</summary>
public static class SamplerCatalog
{
    private const string Leskovec = "Leskovec, Faloutsos, KDD 2006";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<SamplerEntry> Entries { get; } =
    [
        new("random-node", SampleUnit.Vertices, "uniform vertices and the edges among them; thin where the graph is", "uniform sampling", RandomVertexSamplers.RandomNode),
        new("random-degree-node", SampleUnit.Vertices, "hubs: vertices in proportion to their degree", Leskovec, RandomVertexSamplers.RandomDegreeNode),
        new("random-pagerank-node", SampleUnit.Vertices, "vertices in proportion to their PageRank", Leskovec, RandomVertexSamplers.RandomPageRankNode) { UsesPageRank = true },
        new("random-edge", SampleUnit.Edges, "uniform edges", "uniform sampling", RandomEdgeSamplers.RandomEdge) { EstimateBytes = SamplerMemory.RandomEdge },
        new("random-node-edge", SampleUnit.Edges, "edges of uniform vertices: fewer hubs than random-edge", Leskovec, RandomEdgeSamplers.RandomNodeEdge, knowsWeights: true) { EstimateBytes = SamplerMemory.NodeEdge },
        new("hybrid-node-edge", SampleUnit.Edges, "a mixture of random-node-edge and random-edge", Leskovec, RandomEdgeSamplers.HybridNodeEdge, knowsWeights: true) { EstimateBytes = SamplerMemory.NodeEdge },
        new("ties", SampleUnit.Vertices, "ends of uniform edges and all edges among them: dense, high degrees", "Ahmed, Neville, Kompella, TKDD 8(2), 2014", RandomVertexSamplers.Ties) { EstimateBytes = SamplerMemory.Ties },
        new("pies", SampleUnit.Vertices, "ends of edges of a stream and the edges among them that come later: one pass, thinner than ties", "Ahmed, Neville, Kompella, TKDD 8(2), 2014", PiesSampler.Choose) { EstimateBytes = SamplerMemory.Pies },
        new("bfs", SampleUnit.Vertices, "everything around one vertex", "breadth-first search", TraversalSamplers.Bfs, travels: true) { TakesSeeds = true },
        new("dfs", SampleUnit.Vertices, "long paths away from one vertex", "depth-first search", TraversalSamplers.Dfs, travels: true) { TakesSeeds = true, EstimateBytes = SamplerMemory.DepthFirst },
        new("snowball", SampleUnit.Vertices, "a neighbourhood of limited breadth", "Goodman, Ann. Math. Stat. 32(1), 1961", TraversalSamplers.Snowball, travels: true) { TakesSeeds = true },
        new("random-walk", SampleUnit.Vertices, "a connected part; favours hubs", Leskovec, WalkSamplers.RandomWalk, travels: true),
        new("restart-walk", SampleUnit.Vertices, "the community of one vertex", Leskovec, WalkSamplers.RestartWalk, travels: true),
        new("jump-walk", SampleUnit.Vertices, "several connected parts; favours hubs", Leskovec, WalkSamplers.JumpWalk, travels: true),
        new("metropolis-hastings", SampleUnit.Vertices, "a connected part in which degrees are not favoured", "Hübler, Kriegel, Borgwardt, Ghahramani, ICDM 2008", WalkSamplers.MetropolisHastings, travels: true),
        new("non-backtracking-walk", SampleUnit.Vertices, "a connected part; favours hubs, mixes faster than random-walk", "Lee, Xu, Eun, SIGMETRICS 2012", WalkSamplers.NonBacktracking, travels: true),
        new("circulated-walk", SampleUnit.Vertices, "a connected part; every neighbour of a vertex has its turn before any comes again", "Zhou, Zhang, Das, VLDB 2015", WalkSamplers.CirculatedNeighbor, travels: true) { EstimateBytes = SamplerMemory.CirculatedWalk },
        new("common-neighbor-walk", SampleUnit.Vertices, "a connected part; leaves dense groups sooner than random-walk", "Li et al., ICDE 2019", WalkSamplers.CommonNeighborAware, travels: true),
        new("frontier", SampleUnit.Edges, "edges met by several walkers, nearly uniform", "Ribeiro, Towsley, IMC 2010", FrontierSampler.Choose) { FollowsEdges = true, EstimateBytes = SamplerMemory.Frontier },
        new("forest-fire", SampleUnit.Vertices, "burnt patches: communities, heavy tails, short paths", "Leskovec, Kleinberg, Faloutsos, KDD 2005", TraversalSamplers.ForestFire, travels: true) { TakesSeeds = true },
        new("jdm", SampleUnit.Vertices, "the joint distributions of degrees, of vertices and over edges, in a new graph", "linearly rescaled joint degree matrices; Tillman et al., KDD 2017; Stanton, Pinar, ACM JEA 17, 2012", null) { EstimateBytes = SamplerMemory.JointDegrees },
    ];

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static SamplerEntry Find(string name) =>
        Entries.FirstOrDefault(e => e.Name == name)
        ?? throw new ArgumentException($"There is no sampler '{name}'; there are {string.Join(", ", Entries.Select(e => e.Name))}.{Nearest.Hint(name, Entries.Select(e => e.Name))}");
}
