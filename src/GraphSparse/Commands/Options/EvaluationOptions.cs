using System.ComponentModel;
using System.Globalization;
using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>What is done with vectors before labels are learnt, and how errors are weighted against the penalty.</summary>
internal enum EvaluationProtocol
{
    /// <summary>Standard columns, cost 0.1.</summary>
    Standardized,

    /// <summary>Rows of length 1, cost 1.</summary>
    Unit,

    /// <summary>Standard columns, cost by cross-validation.</summary>
    Validated,
}

/// <summary>How labels and links are predicted from the vectors.</summary>
[ShownUnder(HelpGroup.Method, "Evaluation")]
internal sealed record EvaluationOptions
{
    /// <summary>File of labels, or <see langword="null"/> for none.</summary>
    [Description("Labels to predict from the vectors: vertex, label; text or Parquet")]
    [ValueName("FILE")]
    [InputFile]
    public string? Evaluate { get; init; }

    /// <summary>Shares of the labelled vertices that are learnt from, in (0, 1), separated by commas. Default 0.5.</summary>
    [Description("Shares of the labelled vertices to learn from, separated by commas")]
    [ValueName("LIST")]
    [AppliesTo(nameof(Evaluate))]
    public string TrainingShare { get; init; } = "0.5";

    /// <summary>Random splits for each share, at least 1. Default 10.</summary>
    [Description("Random splits of the labelled vertices for each share")]
    [ValueName("N")]
    [AppliesTo(nameof(Evaluate))]
    public int Splits { get; init; } = 10;

    /// <summary>How. Default standardized.</summary>
    [Description("Standard columns and cost 0.1, rows of length 1 and cost 1, or the cost by cross-validation")]
    [AppliesTo(nameof(Evaluate))]
    public EvaluationProtocol Protocol { get; init; } = EvaluationProtocol.Standardized;

    /// <summary>Share of the edges that is held out, in (0, 1), or <see langword="null"/> for none.</summary>
    [Description("Fraction of edges to hold out and tell from pairs without an edge, by vectors of the rest")]
    [ValueName("F")]
    public double? EvaluateLinks { get; init; }

    /// <summary>Column of times by which the latest edges are held out, or <see langword="null"/> for random ones.</summary>
    [Description("Column of edge times: hold out the latest edges instead of random ones")]
    [ValueName("COLUMN")]
    [AppliesTo(nameof(EvaluateLinks))]
    public string? LatestBy { get; init; }

    /// <summary>The shares.</summary>
    /// <exception cref="ArgumentException">One is not in (0, 1).</exception>
    public double[] Shares()
    {
        double[] shares = NumberList.Parse("--training-share", TrainingShare);
        return Array.Find(shares, s => !(s is > 0 and < 1)) is var wrong && shares.Contains(wrong) && !(wrong is > 0 and < 1)
            ? throw new ArgumentException($"--training-share has {wrong.ToString(CultureInfo.InvariantCulture)}; shares are in (0, 1).")
            : shares;
    }

    /// <summary>What the library is asked for.</summary>
    /// <param name="share">One of the shares.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public LabelPredictionOptions ForLabels(double share)
    {
        var options = new LabelPredictionOptions
        {
            TrainingShare = share,
            Splits = Splits,
            Scaling = Protocol == EvaluationProtocol.Unit ? EmbeddingScaling.UnitRows : EmbeddingScaling.StandardColumns,
            Costs = Protocol switch { EvaluationProtocol.Standardized => [0.1], EvaluationProtocol.Unit => [1], _ => [0.01, 0.1, 1, 10, 100] },
        };
        options.Validate();
        return options;
    }

    /// <exception cref="ArgumentException">A value is none.</exception>
    public void Validate()
    {
        foreach (double share in Shares())
            ForLabels(share);
        if (EvaluateLinks is { } links && !(links is > 0 and < 1))
            throw new ArgumentException($"--evaluate-links is {links.ToString(CultureInfo.InvariantCulture)}; it must be in (0, 1).");
    }
}
