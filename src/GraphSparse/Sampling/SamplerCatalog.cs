namespace GraphSparse.Sampling;

/// <summary>One sampler by name; command line, jobs, help and docs are made of these entries.</summary>
public sealed record SamplerEntry
{
    internal SamplerEntry(string name, SampleUnit unit, string keeps, string source, Func<SampleContext, SampleChoice>? choose)
    {
        Name = name;
        Unit = unit;
        Keeps = keeps;
        Source = source;
        Choose = choose;
    }

    /// <summary>As typed after --method.</summary>
    public string Name { get; }

    /// <summary>What its fraction is a fraction of.</summary>
    public SampleUnit Unit { get; }

    /// <summary>What it keeps, in a few words.</summary>
    public string Keeps { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

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
        new("random-node", SampleUnit.Vertices, "uniform vertices and the edges among them; thin where the graph is", "uniform sampling", KeyedSamplers.RandomNode),
        new("random-degree-node", SampleUnit.Vertices, "hubs: vertices in proportion to their degree", Leskovec, KeyedSamplers.RandomDegreeNode),
        new("random-pagerank-node", SampleUnit.Vertices, "vertices in proportion to their PageRank", Leskovec, KeyedSamplers.RandomPageRankNode),
        new("random-edge", SampleUnit.Edges, "uniform edges", "uniform sampling", KeyedSamplers.RandomEdge),
        new("random-node-edge", SampleUnit.Edges, "edges of uniform vertices: fewer hubs than random-edge", Leskovec, KeyedSamplers.RandomNodeEdge),
        new("ties", SampleUnit.Vertices, "ends of uniform edges and all edges among them: dense, high degrees", "Ahmed, Neville, Kompella, TKDD 8(2), 2014", KeyedSamplers.Ties),
        new("bfs", SampleUnit.Vertices, "everything around one vertex", "breadth-first search", TraversalSamplers.Bfs),
        new("snowball", SampleUnit.Vertices, "a neighbourhood of limited breadth", "Goodman, Ann. Math. Stat. 32(1), 1961", TraversalSamplers.Snowball),
        new("random-walk", SampleUnit.Vertices, "a connected part; favours hubs", Leskovec, WalkSamplers.RandomWalk),
        new("restart-walk", SampleUnit.Vertices, "the community of one vertex", Leskovec, WalkSamplers.RestartWalk),
        new("jump-walk", SampleUnit.Vertices, "several connected parts; favours hubs", Leskovec, WalkSamplers.JumpWalk),
        new("metropolis-hastings", SampleUnit.Vertices, "a connected part in which degrees are not favoured", "Hübler, Kriegel, Borgwardt, Ghahramani, ICDM 2008", WalkSamplers.MetropolisHastings),
        new("frontier", SampleUnit.Edges, "edges met by several walkers, nearly uniform", "Ribeiro, Towsley, IMC 2010", FrontierSampler.Choose),
        new("forest-fire", SampleUnit.Vertices, "burnt patches: communities, heavy tails, short paths", "Leskovec, Kleinberg, Faloutsos, KDD 2005", TraversalSamplers.ForestFire),
        new("jdm", SampleUnit.Vertices, "the joint distributions of degrees, of vertices and over arcs, in a new graph", "linearly rescaled joint degree matrices; Tillman et al., KDD 2017", null),
    ];

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static SamplerEntry Find(string name) =>
        Entries.FirstOrDefault(e => e.Name == name)
        ?? throw new ArgumentException($"There is no sampler '{name}'; there are {string.Join(", ", Entries.Select(e => e.Name))}.");
}
