using System.ComponentModel;
using GraphSparse.Embeddings;
using GraphSparse.Graphlets;

namespace GraphSparse.Commands;

/// <summary>How vectors are made.</summary>
internal enum EmbedMethod
{
    /// <summary>Factors of orbit adjacencies.</summary>
    Orbit,
}

/// <summary>What the command embed does.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record EmbedOptions
{
    /// <summary>The method. Default orbit.</summary>
    [Description("Factors of orbit adjacencies: how vertices stand together in graphlets")]
    public EmbedMethod Method { get; init; } = EmbedMethod.Orbit;

    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    [Description("Length of the vectors, shared among the matrices")]
    [ValueName("D")]
    public int Dimension { get; init; } = 128;

    /// <summary>Orbit adjacencies, as hop:i,j separated by blanks. Default 1:0,0 2:1,1.</summary>
    [Description("Orbit adjacencies as HOP:I,J, separated by blanks, such as '1:0,0 2:12,12'")]
    [ValueName("LIST")]
    [AppliesTo(nameof(Method), "orbit")]
    public string Matrix { get; init; } = "1:0,0 2:1,1";

    /// <summary>Whether a matrix of two different orbits is added to its transpose. Default false.</summary>
    [Description("Add a matrix of two different orbits to its transpose")]
    [AppliesTo(nameof(Method), "orbit")]
    public bool Symmetric { get; init; }

    /// <summary>Power iterations of the factorisation, in [0, 20]. Default 2.</summary>
    [Description("Power iterations of the factorisation: more are slower and more exact")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "orbit")]
    public int PowerIterations { get; init; } = 2;

    /// <summary>Most entries of the matrices. Default 2 billion.</summary>
    [Description("Most entries of the matrices; more are refused before the work begins")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "orbit")]
    public long MaxEntries { get; init; } = 2_000_000_000;

    /// <summary>What the library is asked for.</summary>
    /// <exception cref="ArgumentException">A name is none, or a number is out of range.</exception>
    public OrbitEmbeddingOptions ForOrbits()
    {
        if (MaxEntries < 1)
            throw new ArgumentException($"--max-entries is {MaxEntries}; it must be at least 1.");
        var options = new OrbitEmbeddingOptions { Matrices = PairList.Parse("--matrix", Matrix), Dimension = Dimension, Symmetric = Symmetric, PowerIterations = PowerIterations };
        options.Validate();
        return options;
    }
}

/// <summary>How labels are predicted from the vectors.</summary>
[ShownUnder(HelpGroup.Method, "Evaluation")]
internal sealed record EvaluationOptions
{
    /// <summary>File of labels, or <see langword="null"/> for none.</summary>
    [Description("Labels to predict from the vectors: vertex, label; text or Parquet")]
    [ValueName("FILE")]
    [InputFile]
    public string? Evaluate { get; init; }

    /// <summary>Share of the labelled vertices that is learnt from, in (0, 1). Default 0.5.</summary>
    [Description("Share of the labelled vertices that is learnt from")]
    [ValueName("F")]
    [AppliesTo(nameof(Evaluate))]
    public double TrainingShare { get; init; } = 0.5;

    /// <summary>Random splits, at least 1. Default 10.</summary>
    [Description("Random splits of the labelled vertices")]
    [ValueName("N")]
    [AppliesTo(nameof(Evaluate))]
    public int Splits { get; init; } = 10;

    /// <summary>What the library is asked for.</summary>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public LabelPredictionOptions ForLabels()
    {
        var options = new LabelPredictionOptions { TrainingShare = TrainingShare, Splits = Splits };
        options.Validate();
        return options;
    }
}
