using System.ComponentModel;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>How it is decided whether an inserted edge enters the sparsifier.</summary>
public enum InsertionTestMethod
{
    /// <summary>Non-backtracking random walks toward the other end (published).</summary>
    Walk,

    /// <summary>A bounded shortest path: exact where the walks are a lottery.</summary>
    Path,

    /// <summary>Effective resistances, estimated by random projections that are made anew with every batch.</summary>
    Resistance,

    /// <summary>Clusters of low resistance diameter of the first sparsifier (published): one edge per pair of clusters.</summary>
    Lrd,
}

/// <summary>What becomes of the weight of an edge that stays out.</summary>
public enum WeightMerging
{
    /// <summary>Nothing: the sparsifier is a subgraph with the graph's weights.</summary>
    None,

    /// <summary>The edges of the shortest path between its ends take it over; experimental.</summary>
    Path,
}

/// <summary>Parameters of <see cref="DynamicSpectralSparsifier"/>; immutable, vary with <c>with</c>.</summary>
[ShownUnder(HelpGroup.Method)]
public sealed record DynamicSpectralOptions
{
    internal const double WalkThreshold = 35;
    internal const double PathThreshold = 12;
    internal const double ResistanceThreshold = 7;
    internal const double ClusterThreshold = 50;

    /// <summary>The method <see cref="InsertionTestMethod.Path"/> and its threshold.</summary>
    public static DynamicSpectralOptions Default { get; } = new();

    /// <summary>The published rule: walks, stale batches, a path for every deleted edge of the sparsifier.</summary>
    public static DynamicSpectralOptions Published { get; } = new() { Method = InsertionTestMethod.Walk, Recheck = false, Repair = false };

    /// <summary>The test of insertions. Default <see cref="InsertionTestMethod.Path"/>.</summary>
    [Description("Test of insertions")]
    public InsertionTestMethod Method { get; init; } = InsertionTestMethod.Path;

    /// <summary>K: an edge stays out where its weight times the resistance found between its ends is below. <see langword="null"/> for the method's own:
    /// 35 for walks, 12 for paths, 7 for the estimated resistance. For clusters: they have fewer vertices than this, 50.</summary>
    [Description("Leave an edge out if weight × resistance is below K (default: path 12, walk 35, resistance 7); for lrd, vertices of a cluster (default 50)")]
    [ValueName("K")]
    public double? Threshold { get; init; }

    /// <summary>W: walkers per tested edge. Default 512.</summary>
    [Description("Random walks for each tested or deleted edge")]
    [ShownUnder(HelpGroup.Method, "Random walks")]
    public int Walkers { get; init; } = 512;

    /// <summary>T: a walk takes fewer steps than this. Default 100.</summary>
    [Description("Steps of a walk, at most one fewer than this")]
    [ShownUnder(HelpGroup.Method, "Random walks")]
    public int Steps { get; init; } = 100;

    /// <summary>Whether accepted edges near others of their batch are tested again, one after the other. Default true.</summary>
    [Description("Test accepted edges again if other edges of their batch are close")]
    [ShownUnder(HelpGroup.Method, "Insertions")]
    public bool Recheck { get; init; } = true;

    /// <summary>Whether a deleted edge needs no path where its ends are still near in the sparsifier. Default false: on a mesh of 32,768 vertices deleting 1 % n edges
    /// this way doubled κ, from 60 to 133, where paths kept it at 60.</summary>
    [Description("Add no path for a deleted edge whose endpoints are still close in the sparsifier")]
    [ShownUnder(HelpGroup.Method, "Deletions")]
    public bool SkipConnected { get; init; }

    /// <summary>Whether more edges enter around a deleted one where its path alone would leave the place worse than it was. Default true.</summary>
    [Description("Add further edges around a deleted edge if its path alone leaves the sparsifier locally worse")]
    [ShownUnder(HelpGroup.Method, "Deletions")]
    public bool Repair { get; init; } = true;

    /// <summary>What becomes of the weight of edges that stay out. Default <see cref="WeightMerging.None"/>.</summary>
    [Description("Weight of an edge that is left out; path adds it along a shortest path (experimental)")]
    [ShownUnder(HelpGroup.Method, "Insertions")]
    public WeightMerging Merge { get; init; } = WeightMerging.None;

    /// <summary>Whether deletions of absent edges and updates with invalid weights are left out and counted; otherwise they fail their batch. Default false.</summary>
    [Description("Skip and count deletions of absent edges and updates with invalid weights")]
    [ShownUnder(HelpGroup.Input, "Updates")]
    public bool SkipInvalid { get; init; }

    /// <summary>The threshold that counts.</summary>
    internal double EffectiveThreshold => Threshold ?? Method switch
    {
        InsertionTestMethod.Walk => WalkThreshold,
        InsertionTestMethod.Resistance => ResistanceThreshold,
        InsertionTestMethod.Lrd => ClusterThreshold,
        _ => PathThreshold,
    };

    /// <summary>Weight × resistance below which ends count as near; that of clusters is a number of vertices and says nothing about resistance.</summary>
    internal double NearThreshold => Method == InsertionTestMethod.Lrd ? PathThreshold : EffectiveThreshold;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    internal void Validate()
    {
        if (Threshold is { } threshold)
            Require.InRange(threshold, 1e-30, 1e30, name: nameof(Threshold));
        Require.InRange(Walkers, 1, 1 << 20);
        Require.InRange(Steps, 2, 1 << 16);
        if (Method is < InsertionTestMethod.Walk or > InsertionTestMethod.Lrd)
            throw new ArgumentOutOfRangeException(nameof(Method), $"Method {(int)Method} is not known.");
        if (Merge is < WeightMerging.None or > WeightMerging.Path)
            throw new ArgumentOutOfRangeException(nameof(Merge), $"Merge {(int)Merge} is not known.");
    }
}
