using System.ComponentModel;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>When <c>stream</c> measures the condition number.</summary>
internal enum KappaMeasure
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Before the first batch and after the last.</summary>
    FirstLast,

    /// <summary>Before the first batch and after each.</summary>
    Batches,
}

/// <summary>How <c>stream</c> goes through its updates.</summary>
[ShownUnder(HelpGroup.Method, "Refinement")]
internal sealed record StreamOptions
{
    /// <summary>Batches of about equal size. Default 10.</summary>
    [Description("Batches of about equal size, at most one per update")]
    [ShownUnder(HelpGroup.Input, "Updates")]
    public int Batches { get; init; } = 10;

    /// <summary>File of the sparsifier to begin with, or <see langword="null"/> for a static spectral sparsifier of the graph.</summary>
    [InputFile]
    [Description("Subgraph of the graph with the same components (default: a spectral sparsifier is computed)")]
    [ShownUnder(HelpGroup.Input, "Initial sparsifier")]
    [ValueName("FILE")]
    public string? Sparsifier { get; init; }

    /// <summary>Off-tree edges per vertex, of the sparsifier that is made. Default 0.1.</summary>
    [Description("Off-tree edges per vertex of the spectral sparsifier that is computed")]
    [ShownUnder(HelpGroup.Input, "Initial sparsifier")]
    [ValueName("D")]
    public double OffTree { get; init; } = 0.1;

    /// <summary>After batches edges are added until κ is at most this; <see langword="null"/> for no repair.</summary>
    [Description("Repair after batches: add edges until the condition number is at most K")]
    [ValueName("K")]
    public double? KappaTarget { get; init; }

    /// <summary>Off-tree edges per vertex, to which edges are exchanged; <see langword="null"/> for none. Not together with <see cref="KappaTarget"/>.</summary>
    [Description("Exchange edges after batches until there are D off-tree edges per vertex")]
    [ValueName("D")]
    public double? TargetDensity { get; init; }

    /// <summary>Batches from one repair or exchange to the next; the last batch always has one. Default 1.</summary>
    [Description("Repair or exchange after every N batches, and after the last")]
    [AppliesTo(nameof(KappaTarget))]
    [AppliesTo(nameof(TargetDensity))]
    public int RefineEvery { get; init; } = 1;

    /// <summary>When κ is measured. Default <see cref="KappaMeasure.FirstLast"/>.</summary>
    [Description("When to measure the condition number")]
    [ShownUnder(HelpGroup.Output)]
    public KappaMeasure MeasureKappa { get; init; } = KappaMeasure.FirstLast;

    /// <summary>Whether copies of graphlets are counted after every batch. Default false.</summary>
    [Description("Keep orbit counts up to date, and tell copies of graphlets after every batch")]
    [ShownUnder(HelpGroup.Output)]
    public bool Orbits { get; init; }

    /// <summary>Whether the sparsifier is built anew when it has drifted far. Default false.</summary>
    [Description("Rebuild after n/2 updates, twice the off-tree edges, or twice kappa if 0.02 n more edges do not help")]
    public bool Rebuild { get; init; }

    /// <summary>Columns of an update file without a header, separated by commas.</summary>
    [Description("Columns of an update file without a header (default: source,target,weight,op)")]
    [ShownUnder(HelpGroup.Input, "Updates")]
    [ValueName("LIST")]
    public string? UpdateColumns { get; init; }

    internal void Validate()
    {
        Require.InRange(Batches, 1, 1_000_000);
        Require.InRange(OffTree, 0.0, 1e6);
        if (KappaTarget is { } target)
            Require.InRange(target, 1.0, double.MaxValue, name: nameof(KappaTarget));
        if (TargetDensity is { } density)
            Require.InRange(density, 0.0, 1e6, name: nameof(TargetDensity));
        if (TargetDensity is not null && KappaTarget is not null)
            throw new ArgumentException("--target-density fixes the number of edges and --kappa-target the condition number; give one of them.");
        Require.InRange(RefineEvery, 1, 1_000_000);
    }
}
