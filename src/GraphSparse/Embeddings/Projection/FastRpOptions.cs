using System.Globalization;

namespace GraphSparse.Embeddings;

/// <summary>What becomes of the sum of the powers.</summary>
public enum EmbeddingScaling
{
    /// <summary>It stays as it is.</summary>
    None,

    /// <summary>Rows of length 1.</summary>
    UnitRows,

    /// <summary>Columns of mean 0 and deviation 1 over the vertices whose vectors are not 0; columns without deviation become 0.</summary>
    StandardColumns,
}

/// <summary>Which arcs of a directed graph a vector is averaged along.</summary>
public enum ArcOrientation
{
    /// <summary>Those that leave a vertex.</summary>
    Out,

    /// <summary>Those that reach it.</summary>
    In,

    /// <summary>Both; weights of opposite arcs are added.</summary>
    Both,
}

/// <summary>How FastRP projects. The defaults are those that its authors' search found on BlogCatalog.</summary>
public sealed record FastRpOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Weights of the powers 1, 2, … of the transition matrix: 1 to 16 finite numbers, not all 0. Default 1, 1, 7.81, 45.28.</summary>
    public IReadOnlyList<double> IterationWeights { get; init; } = [1, 1, 7.81, 45.28];

    /// <summary>Weight of a vertex's own random vector, finite; where it is not 0, vertices without neighbours have a vector, and their degree counts as 1. Default 0.</summary>
    public double SelfInfluence { get; init; }

    /// <summary>Power of the degree (over the sum of degrees) that random vectors are multiplied by, in [−4, 4]: below 0 hubs count less. Default −0.628.</summary>
    public double NormalizationStrength { get; init; } = -0.628;

    /// <summary>Of so many entries of the projection one is not 0: at least 1, or 0 for the root of the number of vertices. Default 3.</summary>
    public double Sparsity { get; init; } = 3;

    /// <summary>Whether each power's rows are brought to length 1 before they are added up. Default true.</summary>
    public bool NormalizeIterations { get; init; } = true;

    /// <summary>What becomes of the sum. Default standard columns.</summary>
    public EmbeddingScaling Scaling { get; init; } = EmbeddingScaling.StandardColumns;

    /// <summary>Whether a vertex without neighbours keeps its random vector; else its vector is 0. Default false.</summary>
    public bool KeepIsolated { get; init; }

    /// <summary>Arcs of directed graphs. Default out.</summary>
    public ArcOrientation Orientation { get; init; } = ArcOrientation.Out;

    /// <summary>Share of the columns that come from features of vertices, in [0, 1]; above 0 only with features. Default 0.</summary>
    public double PropertyRatio { get; init; }

    /// <summary>Averages over two and three steps without other adjustments, as graph databases compute them: power weights 0, 1, 1, normalization strength 0, no scaling.</summary>
    public static FastRpOptions Averaging { get; } = new() { IterationWeights = [0, 1, 1], NormalizationStrength = 0, Scaling = EmbeddingScaling.None };

    internal double SparsityFor(int vertexCount) => Sparsity == 0 ? Math.Max(1, Math.Sqrt(vertexCount)) : Sparsity;

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        if (IterationWeights.Count is < 1 or > 16)
            throw new ArgumentException($"FastRpOptions.IterationWeights has {IterationWeights.Count} numbers; there are 1 to 16.", nameof(IterationWeights));
        if (IterationWeights.FirstOrDefault(w => !double.IsFinite(w)) is var wrong && !double.IsFinite(wrong))
            throw new ArgumentException($"FastRpOptions.IterationWeights has {wrong.ToString(CultureInfo.InvariantCulture)}; weights are finite.", nameof(IterationWeights));
        if (!double.IsFinite(SelfInfluence))
            throw new ArgumentOutOfRangeException(nameof(SelfInfluence), $"SelfInfluence is {SelfInfluence.ToString(CultureInfo.InvariantCulture)}; it must be finite.");
        if (SelfInfluence == 0 && IterationWeights.All(w => w == 0))
            throw new ArgumentException("FastRpOptions.IterationWeights and FastRpOptions.SelfInfluence are all 0: nothing would be added up.", nameof(IterationWeights));
        Require.InRange(NormalizationStrength, -4, 4);
        if (Sparsity != 0)
            Require.InRange(Sparsity, 1, double.MaxValue);
        Require.Defined(Scaling);
        Require.Defined(Orientation);
        Require.InRange(PropertyRatio, 0, 1);
    }
}
