using System.ComponentModel;

namespace GraphSparse.Sampling;

/// <summary>Along which arcs of a directed graph a sampler travels.</summary>
public enum TravelDirection
{
    /// <summary>Both ways, as if there were no directions.</summary>
    Both,

    /// <summary>From source to target.</summary>
    Out,

    /// <summary>From target to source.</summary>
    In,
}

/// <summary>Which edges among the vertices of a sample are kept.</summary>
public enum SampledEdges
{
    /// <summary>All of them: the induced subgraph.</summary>
    Induced,

    /// <summary>Those that the sampler traversed.</summary>
    Traversed,
}

/// <summary>Parameters of <see cref="Sampler"/>; immutable, vary with <c>with</c>.</summary>
[ShownUnder(HelpGroup.Method)]
public sealed record SamplerOptions
{
    /// <summary>Name of a <see cref="SamplerCatalog"/> entry. Default random-walk.</summary>
    [Description("Method that chooses vertices or edges")]
    public string Method { get; init; } = "random-walk";

    /// <summary>Fraction of the vertices (of the edges for random-edge, random-node-edge, hybrid-node-edge, frontier) to take, in (0, 1]; exact to round(fraction · n). Default 0.1.</summary>
    [Description("Fraction of vertices to take, in (0,1]; of edges for random-edge, random-node-edge, hybrid-node-edge and frontier")]
    [ValueName("F")]
    public double Fraction { get; init; } = 0.1;

    /// <summary>Direction of travel in directed graphs. Default both.</summary>
    [Description("Direction of travel in directed graphs")]
    public TravelDirection Direction { get; init; } = TravelDirection.Both;

    /// <summary>Whether neighbours (and edges of a vertex) are drawn in proportion to the weights of the edges instead of uniformly.</summary>
    [Description("Draw neighbours in proportion to weights, which must be positive (also random-node-edge, hybrid-node-edge)")]
    [ShownUnder(HelpGroup.Method, "Walks and traversals")]
    public bool Weighted { get; init; }

    /// <summary>Which edges among the vertices of a sample are kept. Default all of them.</summary>
    [Description("Edges to keep among the sampled vertices")]
    [ShownUnder(HelpGroup.Method, "Walks and traversals")]
    public SampledEdges Edges { get; init; } = SampledEdges.Induced;

    /// <summary>Number of random vertices from which bfs and snowball start, at least 1, where <see cref="SeedVertices"/> names none. Default 1.</summary>
    [Description("Number of random seed vertices, if none are named")]
    [AppliesTo(nameof(Method), "bfs", "snowball")]
    public int SeedCount { get; init; } = 1;

    /// <summary>Vertices from which bfs and snowball start at once, and dfs and forest-fire one after the other; distinct. Default none: random ones.</summary>
    public IReadOnlyList<int> SeedVertices { get; init; } = [];

    /// <summary>Most neighbours that each vertex of a snowball brings in, at least 1. Default 50.</summary>
    [Description("Most neighbours that a vertex adds")]
    [AppliesTo(nameof(Method), "snowball")]
    public int Neighbors { get; init; } = 50;

    /// <summary>Probability of going back to the start before a step of a restart walk, in [0, 1). Default 0.15.</summary>
    [Description("Probability of returning to the start before a step, in [0,1)")]
    [ValueName("C")]
    [AppliesTo(nameof(Method), "restart-walk")]
    public double Restart { get; init; } = 0.15;

    /// <summary>Probability of going to a random vertex before a step of a jump walk, in [0, 1). Default 0.15.</summary>
    [Description("Probability of jumping to a random vertex before a step, in [0,1)")]
    [ValueName("C")]
    [AppliesTo(nameof(Method), "jump-walk")]
    public double Jump { get; init; } = 0.15;

    /// <summary>Exponent of the degree ratio in the Metropolis–Hastings rule, in [0, 10]; 1 makes all vertices equally likely. Default 1.</summary>
    [Description("Exponent of the degree ratio, in [0,10]; 1 makes all vertices equally likely")]
    [ValueName("A")]
    [AppliesTo(nameof(Method), "metropolis-hastings")]
    public double Alpha { get; init; } = 1;

    /// <summary>Walkers of frontier sampling, at least 1. Default 10.</summary>
    [Description("Number of walkers")]
    [AppliesTo(nameof(Method), "frontier")]
    public int Walkers { get; init; } = 10;

    /// <summary>Forward burning probability of a forest fire, in [0, 1). Default 0.4.</summary>
    [Description("Probability of burning a neighbour, in [0,1)")]
    [ValueName("P")]
    [AppliesTo(nameof(Method), "forest-fire")]
    public double ForwardProbability { get; init; } = 0.4;

    /// <summary>Ratio r of a forest fire: directed graphs burn along arcs with probability p and against them with r p, in [0, 1]; as <see cref="Direction"/> says where not given.</summary>
    [Description("Directed graphs: burn against arcs with R times the forward probability, in [0,1] (default: as --direction says)")]
    [ValueName("R")]
    [AppliesTo(nameof(Method), "forest-fire")]
    public double? BackwardRatio { get; init; }

    /// <summary>Share of the draws of hybrid-node-edge that go by vertices, in [0, 1]. Default 0.8.</summary>
    [Description("Share of draws that take a uniform vertex and then one of its edges, in [0,1]")]
    [ValueName("S")]
    [AppliesTo(nameof(Method), "hybrid-node-edge")]
    public double NodeShare { get; init; } = 0.8;

    /// <summary>Attempts per arc to exchange ends in a jdm sample, 0..1000. Default 10.</summary>
    [Description("Attempted swaps of endpoints per arc, which make the sample random")]
    [AppliesTo(nameof(Method), "jdm")]
    public int Swaps { get; init; } = 10;

    /// <summary>What a jdm sample does where hubs are left with too few partners. Default discard.</summary>
    [Description("Treatment of arcs that no simple graph can hold")]
    [AppliesTo(nameof(Method), "jdm")]
    public UnplacedEdgePolicy Unplaced { get; init; } = UnplacedEdgePolicy.Discard;

    /// <summary>Ratio of the bins into which jdm groups degrees above 8 for their correlation, in [1.01, 16]; exact degrees where not given.</summary>
    [Description("Preserve correlations of degrees above 8 by bins of this ratio, in [1.01,16] (default: by degree)")]
    [ValueName("R")]
    [AppliesTo(nameof(Method), "jdm")]
    public double? BinRatio { get; init; }

    /// <summary>Fails where a value is out of its range, the method is not known, or an option does not apply to it.</summary>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SamplerCatalog.Default"/>.</param>
    /// <exception cref="ArgumentException">It is; the message says which values are allowed.</exception>
    public void Validate(Catalog<SamplerEntry>? catalog = null) => Validate((catalog ?? SamplerCatalog.Default).Find(Method));

    internal void Validate(SamplerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(SeedVertices);
        if (SamplerCatalog.Default.Contains(entry)) // a method of somebody else may read any option
            OptionRules.Of<SamplerOptions>().Require(this);
        Require.Defined(Direction);
        Require.Defined(Edges);
        Require.Defined(Unplaced);
        Require.InRange(Fraction, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Neighbors, 1, int.MaxValue);
        Require.InRange(Restart, 0.0, 1.0 - 1e-9);
        Require.InRange(Jump, 0.0, 1.0 - 1e-9);
        Require.InRange(Alpha, 0.0, 10.0);
        Require.InRange(Walkers, 1, 1 << 20);
        Require.InRange(ForwardProbability, 0.0, 1.0 - 1e-9);
        Require.InRange(SeedCount, 1, int.MaxValue);
        if (SeedVertices.Count > 0 && !entry.TakesSeeds)
            throw new ArgumentException($"SamplerOptions.SeedVertices does not apply to {Method}; it does to {Names(e => e.TakesSeeds)}.");
        if (SeedVertices.Count > 0 && SeedCount > 1)
            throw new ArgumentException("SamplerOptions.SeedVertices names the vertices to start from and SamplerOptions.SeedCount their number; give one of them.");
        if (SeedVertices.Distinct().Count() < SeedVertices.Count)
            throw new ArgumentException("SamplerOptions.SeedVertices names a vertex twice.");
        Require.InRange(NodeShare, 0.0, 1.0);
        if (BackwardRatio is { } backward)
            Require.InRange(backward, 0.0, 1.0, name: nameof(BackwardRatio));
        if (BackwardRatio is not null && Direction != TravelDirection.Both)
            throw new ArgumentException("SamplerOptions.BackwardRatio and SamplerOptions.Direction both say which way a fire burns; give one of them.");
        if (Weighted && !entry.KnowsWeights)
            throw new ArgumentException($"SamplerOptions.Weighted does not apply to {Method}; it does to {Names(e => e.KnowsWeights)}.");
        if (Edges == SampledEdges.Traversed && !entry.Travels)
            throw new ArgumentException($"SamplerOptions.Edges = SampledEdges.Traversed does not apply to {Method}; it does to {Names(e => e.Travels)}.");
        Require.InRange(Swaps, 0, 1000);
        if (BinRatio is { } ratio)
            Require.InRange(ratio, 1.01, 16.0, name: nameof(BinRatio));
        if (BinRatio is not null && !entry.MakesNewGraph)
            throw new ArgumentException($"SamplerOptions.BinRatio does not apply to {Method}; it does to jdm.");

        static string Names(Func<SamplerEntry, bool> which) => string.Join(", ", SamplerCatalog.Default.Where(which).Select(e => e.Name));
    }
}
