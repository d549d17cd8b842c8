using System.ComponentModel;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Formats of the tables of a summary.</summary>
internal enum SummaryFormat
{
    /// <summary>Parquet.</summary>
    Parquet,

    /// <summary>Text with commas.</summary>
    Csv,

    /// <summary>One compact file.</summary>
    Binary,
}

/// <summary>What a summary keeps.</summary>
internal enum SummaryMode
{
    /// <summary>What fits a budget.</summary>
    Lossy,

    /// <summary>The graph itself, or each vertex within a bound.</summary>
    Lossless,

    /// <summary>What fits a budget, best around chosen vertices.</summary>
    Personalized,

    /// <summary>The graph itself, in supervertices within supervertices.</summary>
    Nested,
}

/// <summary>What the command summarize is asked for.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record SummarizeOptions
{
    /// <summary>What is kept. Default lossy.</summary>
    [Description("What is kept: what fits a budget, the graph itself with corrections or in nested supervertices, or what fits and is best around chosen vertices")]
    public SummaryMode Mode { get; init; } = SummaryMode.Lossy;

    /// <summary>The budget as a share of the graph's bits, or <see langword="null"/>.</summary>
    [Description("Budget, as a share of the bits of the graph's edge list, 2·m·log2(n)")]
    [ValueName("R")]
    [AppliesTo(nameof(Mode), "lossy", "personalized")]
    public double? Ratio { get; init; }

    /// <summary>The budget in bits, or <see langword="null"/>.</summary>
    [Description("Budget in bits")]
    [ValueName("K")]
    [AppliesTo(nameof(Mode), "lossy", "personalized")]
    public double? Bits { get; init; }

    /// <summary>The error to make small, 1 or 2. Default 1.</summary>
    [Description("Error to make small: 1 for the sum of differences, 2 for the sum of their squares")]
    [ValueName("P")]
    [AppliesTo(nameof(Mode), "lossy")]
    public int Norm { get; init; } = 1;

    /// <summary>Whether superedges have weights. Default auto.</summary>
    [Description("Whether superedges have weights; auto takes what has the smaller error")]
    [AppliesTo(nameof(Mode), "lossy")]
    public SummaryWeights Weights { get; init; } = SummaryWeights.Auto;

    /// <summary>The search for a partition. Default annealing.</summary>
    [Description("Search for a partition; reference is SSumM as published")]
    [AppliesTo(nameof(Mode), "lossy")]
    public SummaryAlgorithm Algorithm { get; init; } = SummaryAlgorithm.Annealing;

    /// <summary>Supervertices that each one may be merged with, in [4, 255]. Default 12.</summary>
    [Description("Supervertices that each one may be merged with: more are slower and a little better")]
    [AppliesTo(nameof(Algorithm), "annealing")]
    public int Candidates { get; init; } = 12;

    /// <summary>Blocks with edges that annealing has in memory at most, at least 1; what fits the memory by default.</summary>
    [Description("Blocks with edges that are in memory at a time, and superedges, at most; by default what fits the memory")]
    [AppliesTo(nameof(Mode), "lossy")]
    [ValueName("N")]
    public int? MaxBlocks { get; init; }

    /// <summary>Ids of the vertices that the summary is to be best around, separated by commas.</summary>
    [Description("Ids of the vertices that the summary is to be best around, separated by commas")]
    [ValueName("IDS")]
    [AppliesTo(nameof(Mode), "personalized")]
    public string? Targets { get; init; }

    /// <summary>Factor by which a vertex counts less for each edge that it is farther away, in [1, 100]. Default 1.25.</summary>
    [Description("Factor by which a vertex counts less for each edge that it is farther from them")]
    [ValueName("A")]
    [AppliesTo(nameof(Mode), "personalized")]
    public double Decay { get; init; } = 1.25;

    /// <summary>The most wrong neighbours of each vertex as a share of its degree, in [0, 1). Default 0.</summary>
    [Description("Wrong neighbours that each vertex may have, as a share of its degree")]
    [ValueName("E")]
    [AppliesTo(nameof(Mode), "lossless")]
    public double ErrorBound { get; init; }

    /// <summary>How often a part of the supervertices is taken apart and merged anew, in [0, 1000]. Default 20.</summary>
    [Description("How often a part of the supervertices is taken apart and merged anew")]
    [AppliesTo(nameof(Mode), "lossless")]
    public int Refinements { get; init; } = 20;

    /// <summary>Format of the tables. Default Parquet.</summary>
    [Description("Format of the tables; binary is one compact file")]
    [ShownUnder(HelpGroup.Output)]
    [OfRunOnly]
    public SummaryFormat OutputFormat { get; init; } = SummaryFormat.Parquet;

    /// <summary>What the library is asked for.</summary>
    /// <exception cref="ArgumentException">There is no budget, there are two, or a number is out of range.</exception>
    public SummaryOptions ForBudget()
    {
        if (Ratio is null == Bits is null)
            throw new ArgumentException(Ratio is null ? $"A summary needs a budget: give --ratio or --bits{(Mode == SummaryMode.Lossy ? ", or --mode lossless or nested" : "")}." : "--ratio and --bits are both budgets; give one of them.");
        if ((Ratio ?? Bits) is { } budget && !(budget >= 0 && double.IsFinite(budget)))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--{(Ratio is null ? "bits" : "ratio")} is {budget}; it must be finite and at least 0."));
        if (Norm is not (1 or 2))
            throw new ArgumentException($"--norm is {Norm}; it must be 1 or 2.");
        if (MaxBlocks is not null && Algorithm == SummaryAlgorithm.Reference)
            throw new ArgumentException("--max-blocks applies only with --algorithm annealing, not with reference.");
        var options = new SummaryOptions { Ratio = Ratio, Bits = Bits, Norm = (SummaryNorm)Norm, Weights = Weights, Algorithm = Algorithm, Candidates = Candidates, MaxBlocks = MaxBlocks };
        options.Validate();
        return options;
    }

    /// <summary>What the library is asked for without a budget.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public ExactSummaryOptions ForGraph()
    {
        if (!(ErrorBound >= 0 && ErrorBound < 1))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--error-bound is {ErrorBound}; it must be at least 0 and below 1."));
        var options = new ExactSummaryOptions { ErrorBound = ErrorBound, Refinements = Refinements, Candidates = Candidates };
        options.Validate();
        return options;
    }

    /// <summary>What the library is asked for in nested supervertices.</summary>
    /// <exception cref="ArgumentException">A number is out of range, or the format is none of nested summaries.</exception>
    public NestedSummaryOptions ForNested()
    {
        if (OutputFormat == SummaryFormat.Binary)
            throw new ArgumentException("--output-format binary is for summaries that are not nested; give parquet or csv.");
        var options = new NestedSummaryOptions { Candidates = Candidates };
        options.Validate();
        return options;
    }

    /// <summary>Fails where options do not fit together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Validate()
    {
        if (Mode == SummaryMode.Lossless)
            ForGraph();
        else if (Mode == SummaryMode.Nested)
            ForNested();
        else
            ForBudget();
        if (Mode == SummaryMode.Personalized && VertexList.Ids(Targets).Length == 0)
            throw new ArgumentException("A personalized summary is best around some vertices: name them with --targets.");
        if (!(Decay >= 1 && Decay <= 100))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--decay is {Decay}; it must be at least 1 and at most 100."));
    }
}
