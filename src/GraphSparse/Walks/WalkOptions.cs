using System.ComponentModel;

namespace GraphSparse.Walks;

/// <summary>The rule by which a walk takes its next step.</summary>
public enum WalkMethod
{
    /// <summary>A uniform neighbour (DeepWalk).</summary>
    Uniform,

    /// <summary>A neighbour with probability proportional to the weight of the edge.</summary>
    Weighted,

    /// <summary>A uniform neighbour other than the vertex before; back only where there is no other.</summary>
    NonBacktracking,

    /// <summary>Second order: 1/p for going back, 1 for a common neighbour of the vertex before, 1/q for others, times the weight.</summary>
    Node2vec,

    /// <summary>As uniform, but before each step the walk ends with a fixed probability.</summary>
    Restart,
}

/// <summary>How node2vec consumes random words. Walks of the two have the same probabilities, but are different walks.</summary>
public enum Node2vecSampling
{
    /// <summary>Plain rejection below the largest of 1/p, 1 and 1/q.</summary>
    Rejection,

    /// <summary>Where 1/p is the largest, what it has above the others is drawn apart, so that fewer candidates are refused. Undirected graphs without weights.</summary>
    Folded,
}

/// <summary>Parameters of random walks; immutable, vary with <c>with</c>.</summary>
[ShownUnder(HelpGroup.Method)]
public sealed record WalkOptions
{
    /// <summary>Least threshold out of 2³²: candidates that are taken less often than one time in a million make steps that never end.</summary>
    private const ulong LeastThreshold = 1 << 12;

    /// <summary>How the next step is taken. Default uniform.</summary>
    [Description("Rule for the next step")]
    public WalkMethod Method { get; init; } = WalkMethod.Uniform;

    /// <summary>Most steps of a walk, at least 1; a walk of L steps has L + 1 vertices. Default 80.</summary>
    [Description("Steps of a walk, which has one vertex more")]
    [ValueName("L")]
    public int Length { get; init; } = 80;

    /// <summary>Walks that start at each vertex, at least 1. Default 10.</summary>
    [Description("Walks from each vertex")]
    [ValueName("R")]
    public int PerVertex { get; init; } = 10;

    /// <summary>Return parameter p of node2vec, &gt; 0. Default 1.</summary>
    [Description("Return parameter p; 1/p is the weight of a step back")]
    [ValueName("P")]
    [OfMethods("node2vec")]
    public double P { get; init; } = 1;

    /// <summary>In-out parameter q of node2vec, &gt; 0. Default 1.</summary>
    [Description("In-out parameter q; 1/q is the weight of a step away from the previous vertex")]
    [ValueName("Q")]
    [OfMethods("node2vec")]
    public double Q { get; init; } = 1;

    /// <summary>How node2vec consumes random words. Default rejection.</summary>
    [Description("Use of random numbers; folded rejects fewer candidates if 1/p is large")]
    [AppliesTo(nameof(Method), "node2vec")]
    public Node2vecSampling Node2vecSampling { get; init; } = Node2vecSampling.Rejection;

    /// <summary>Probability with which a restart walk ends before each step, in [0, 1). Default 0.15.</summary>
    [Description("Probability of ending before each step, in [0,1)")]
    [ValueName("C")]
    [AppliesTo(nameof(Method), "restart")]
    public double Restart { get; init; } = 0.15;

    /// <summary>Count pairs of vertices at most this far apart on a walk instead of keeping the walks; 0 keeps the walks. Default 0.</summary>
    [Description("Write co-occurrence counts of vertices up to W steps apart instead of walks; 0 writes walks")]
    [ShownUnder(HelpGroup.Output)]
    [ValueName("W")]
    public int Window { get; init; }

    /// <summary>Count only pairs at least this far apart: with it equal to the window, one distance alone. Default 1.</summary>
    [Description("Count only pairs at least N steps apart; if equal to the window, one distance alone")]
    [ShownUnder(HelpGroup.Output)]
    [AppliesTo(nameof(Window))]
    public int MinDistance { get; init; } = 1;

    /// <summary>Count each pair in both directions. Default no: the source is the vertex that comes first on the walk.</summary>
    [Description("Count each pair in both directions, not only from the vertex that comes first")]
    [ShownUnder(HelpGroup.Output)]
    [AppliesTo(nameof(Window))]
    public bool Symmetric { get; init; }

    /// <summary>Count the visits of each vertex instead of keeping the walks; not together with a window. Default no.</summary>
    [Description("Write visit counts of vertices, starts included, instead of walks")]
    [ShownUnder(HelpGroup.Output)]
    public bool Visits { get; init; }

    /// <summary>Fails where a value is out of its range.</summary>
    public void Validate()
    {
        Require.Defined(Method);
        Require.Defined(Node2vecSampling);
        OptionRules.Of<WalkOptions>().Require(this);
        Require.InRange(Length, 1, 1 << 20);
        Require.InRange(PerVertex, 1, int.MaxValue);
        Require.InRange(P, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Q, 0.0, 1e9, lowerOpen: true);
        var thresholds = new Node2vecThresholds(this);
        if (thresholds.Lowest < LeastThreshold)
            throw new ArgumentException($"WalkOptions.P is {P} and WalkOptions.Q is {Q}; of 1/p, 1 and 1/q the largest may be a million times the smallest, else a step could take for ever.");
        Require.InRange(Restart, 0.0, 1 - 1e-9);
        Require.InRange(Window, 0, Length);
        Require.InRange(MinDistance, 1, Math.Max(1, Window));
        if (Visits && Window > 0)
            throw new ArgumentException($"WalkOptions.Visits and WalkOptions.Window = {Window} exclude each other: an output has visits of vertices or counts of pairs.");
    }

    /// <summary>Fails where a value is out of its range, or such walks cannot be taken on the graph.</summary>
    internal void ValidateFor(CsrGraph graph)
    {
        Validate();
        if (Node2vecSampling == Node2vecSampling.Folded && (graph.IsDirected || AliasTables.Needs(graph, this)))
            throw new ArgumentException($"WalkOptions.Node2vecSampling = Node2vecSampling.Folded is for undirected graphs without weights, and this one is {(graph.IsDirected ? "directed" : "weighted")}; leave it at rejection.");
    }
}
