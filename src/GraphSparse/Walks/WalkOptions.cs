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
public sealed record WalkOptions
{
    /// <summary>Least threshold out of 2³²: candidates that are taken less often than one time in a million make steps that never end.</summary>
    private const ulong LeastThreshold = 1 << 12;

    /// <summary>How the next step is taken. Default uniform.</summary>
    [Description("how the next step is taken")]
    public WalkMethod Method { get; init; } = WalkMethod.Uniform;

    /// <summary>Most steps of a walk, at least 1; a walk of L steps has L + 1 vertices. Default 80.</summary>
    [Description("steps of a walk; it has one vertex more")]
    public int Length { get; init; } = 80;

    /// <summary>Walks that start at each vertex, at least 1. Default 10.</summary>
    [Description("walks that start at each vertex")]
    public int PerVertex { get; init; } = 10;

    /// <summary>Return parameter p of node2vec, &gt; 0. Default 1.</summary>
    [Description("node2vec: 1/p is the weight of going back")]
    public double P { get; init; } = 1;

    /// <summary>In-out parameter q of node2vec, &gt; 0. Default 1.</summary>
    [Description("node2vec: 1/q is the weight of going on, away from the vertex before")]
    public double Q { get; init; } = 1;

    /// <summary>How node2vec consumes random words. Default rejection.</summary>
    [Description("node2vec: how random words are consumed; folded refuses fewer candidates where 1/p is large")]
    [AppliesTo(nameof(Method), "node2vec")]
    public Node2vecSampling Node2vecSampling { get; init; } = Node2vecSampling.Rejection;

    /// <summary>Probability with which a restart walk ends before each step, in [0, 1). Default 0.15.</summary>
    [Description("restart: probability of ending before each step")]
    [AppliesTo(nameof(Method), "restart")]
    public double Restart { get; init; } = 0.15;

    /// <summary>Count pairs of vertices at most this far apart on a walk instead of keeping the walks; 0 keeps the walks. Default 0.</summary>
    [Description("write how often two vertices are at most this many steps apart on a walk, instead of the walks; 0 is off")]
    public int Window { get; init; }

    /// <summary>Count only pairs at least this far apart: with it equal to the window, one distance alone. Default 1.</summary>
    [Description("with a window: least steps between the two; equal to the window for one distance alone")]
    [AppliesTo(nameof(Window))]
    public int MinDistance { get; init; } = 1;

    /// <summary>Count each pair in both directions. Default no: the source is the vertex that comes first on the walk.</summary>
    [Description("with a window: count each pair in both directions, not only from the vertex that comes first")]
    [AppliesTo(nameof(Window))]
    public bool Symmetric { get; init; }

    /// <summary>Count the visits of each vertex instead of keeping the walks; not together with a window. Default no.</summary>
    [Description("write how often each vertex is visited, starts included, instead of the walks")]
    public bool Visits { get; init; }

    /// <summary>Fails where a value is out of its range.</summary>
    public void Validate()
    {
        if (!Enum.IsDefined(Method))
            throw new ArgumentOutOfRangeException(nameof(Method), Method, "There is no such walk.");
        Require.InRange(Length, 1, 1 << 20);
        Require.InRange(PerVertex, 1, int.MaxValue);
        Require.InRange(P, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Q, 0.0, 1e9, lowerOpen: true);
        var thresholds = new Node2vecThresholds(this);
        if (thresholds.Lowest < LeastThreshold)
            throw new ArgumentException($"WalkOptions.P is {P} and WalkOptions.Q is {Q}; of 1/p, 1 and 1/q the largest may be a million times the smallest, else a step could take for ever.");
        if (Node2vecSampling != Node2vecSampling.Rejection && Method != WalkMethod.Node2vec)
            throw new ArgumentException($"WalkOptions.Node2vecSampling applies only to node2vec; the method is {Method}.");
        Require.InRange(Restart, 0.0, 1 - 1e-9);
        Require.InRange(Window, 0, Length);
        Require.InRange(MinDistance, 1, Math.Max(1, Window));
        if (Symmetric && Window == 0)
            throw new ArgumentException("WalkOptions.Symmetric is for counts within a window; set WalkOptions.Window.");
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
