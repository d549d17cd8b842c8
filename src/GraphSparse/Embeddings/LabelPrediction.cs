namespace GraphSparse.Embeddings;

/// <summary>How label prediction is done.</summary>
public sealed record LabelPredictionOptions
{
    /// <summary>Share of the labelled vertices that is learnt from, in (0, 1). Default 0.5.</summary>
    public double TrainingShare { get; init; } = 0.5;

    /// <summary>Random splits, at least 1. Default 10.</summary>
    public int Splits { get; init; } = 10;

    /// <summary>What is done with the vectors first. Default standard columns, over the labelled vertices.</summary>
    public EmbeddingScaling Scaling { get; init; } = EmbeddingScaling.StandardColumns;

    /// <summary>Weights of errors against the penalty; where there are several, the one is taken that is best in cross-validation on the part that is learnt from. Default 0.1 alone.</summary>
    public IReadOnlyList<double> Costs { get; init; } = [0.1];

    /// <summary>Parts of cross-validation, at least 2. Default 3.</summary>
    public int Folds { get; init; } = 3;

    internal void Validate()
    {
        if (!(TrainingShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(TrainingShare), $"TrainingShare is {TrainingShare}; it must be in (0, 1).");
        Require.Defined(Scaling);
        Require.InRange(Splits, 1, int.MaxValue);
        Require.InRange(Folds, 2, int.MaxValue);
        if (Costs.Count == 0 || Costs.Any(c => !(c > 0 && double.IsFinite(c))))
            throw new ArgumentException("Costs are positive numbers, at least one.", nameof(Costs));
    }
}

/// <summary>How well labels were predicted: means and standard deviations over the splits.</summary>
/// <param name="MicroF1">F1 of all predictions together.</param>
/// <param name="MicroDeviation">Its standard deviation.</param>
/// <param name="MacroF1">Mean over the labels of their F1; a label that is neither there nor predicted counts 0.</param>
/// <param name="MacroDeviation">Its standard deviation.</param>
/// <param name="ThresholdMicroF1">Micro-F1 where a vertex is given the labels of probability ½ and more, not knowing how many it has.</param>
/// <param name="ThresholdMacroF1">Macro-F1 of the same.</param>
/// <param name="Costs">The weight of errors that was taken in each split.</param>
/// <param name="TestVertices">Vertices whose labels were predicted, on average over the splits.</param>
public sealed record LabelScores(double MicroF1, double MicroDeviation, double MacroF1, double MacroDeviation, double ThresholdMicroF1, double ThresholdMacroF1, IReadOnlyList<double> Costs, double TestVertices);

/// <summary>Predicts labels of vertices from their vectors: one logistic regression for each label.</summary>
/// <remarks>
/// A vertex is given as many labels as it has, those of the highest scores: the usual protocol, which knows how many there are and is optimistic for that.
/// Splits keep the share of every label, by the rarest of a vertex. The same on any number of threads.
/// </remarks>
public static class LabelPrediction
{
    /// <summary>Scores on random splits.</summary>
    /// <param name="embedding">Vectors.</param>
    /// <param name="labels">Labels of the same vertices; those without any are left out.</param>
    /// <param name="options">How; <see langword="null"/> for ten splits in halves.</param>
    /// <param name="seed">Of the splits.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Splits done.</param>
    /// <param name="cancellationToken">Looked at for every label.</param>
    /// <exception cref="ArgumentException">There are other vertices, or too few with labels.</exception>
    public static LabelScores Evaluate(
        Embedding embedding, VertexLabels labels, LabelPredictionOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new LabelPredictionOptions();
        options.Validate();
        if (labels.VertexCount != embedding.VertexCount)
            throw new ArgumentException($"There are labels for {labels.VertexCount} vertices and vectors for {embedding.VertexCount}.", nameof(labels));
        int[] vertices = labels.Labelled;
        if (vertices.Length < 2 * options.Folds)
            throw new ArgumentException($"{vertices.Length} vertices have labels; at least {2 * options.Folds} are needed.", nameof(labels));
        var predictor = new LabelPredictor(embedding, labels, vertices, options.Scaling, parallelism ?? Parallelism.AllCores, cancellationToken);
        var random = new KeyedRandom(seed, "embeddings.splits");
        var scores = new List<(double Micro, double Macro, double MicroAtHalf, double MacroAtHalf)>();
        var costs = new List<double>();
        long tested = 0;
        for (int split = 0; split < options.Splits; split++)
        {
            LabelSplit parts = LabelSplit.Draw(labels, vertices, options.TrainingShare, random, 2 * split);
            if (parts.Training.Length == 0 || parts.Test.Length == 0)
                throw new ArgumentException($"A share of {options.TrainingShare.ToString(System.Globalization.CultureInfo.InvariantCulture)} of {vertices.Length} labelled vertices leaves {parts.Training.Length} to learn from and {parts.Test.Length} to predict; choose another LabelPredictionOptions.TrainingShare.", nameof(options));
            tested += parts.Test.Length;
            double cost = options.Costs.Count == 1 ? options.Costs[0] : predictor.BestCost(options.Costs, LabelSplit.Folds(labels, parts.Training, options.Folds, random, 2 * split + 1));
            scores.Add(predictor.Score(parts, cost));
            costs.Add(cost);
            progress?.Report(new Progress("predicting labels", split + 1, options.Splits));
        }

        return new LabelScores(scores.Average(s => s.Micro), Deviation(scores.Select(s => s.Micro)), scores.Average(s => s.Macro), Deviation(scores.Select(s => s.Macro)), scores.Average(s => s.MicroAtHalf), scores.Average(s => s.MacroAtHalf), costs, (double)tested / options.Splits);
    }

    private static double Deviation(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return all.Length < 2 ? 0 : Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1));
    }
}
