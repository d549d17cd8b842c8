namespace GraphSparse.Embeddings;

/// <summary>How node2vec walks and trains; immutable, vary with <c>with</c>.</summary>
public sealed record Node2vecOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Most steps of a walk, in [1, 10⁴]. Default 80.</summary>
    public int Length { get; init; } = 80;

    /// <summary>Walks from every vertex, at least 1. Default 10.</summary>
    public int PerVertex { get; init; } = 10;

    /// <summary>Return parameter p, &gt; 0. Default 1.</summary>
    public double P { get; init; } = 1;

    /// <summary>In-out parameter q, &gt; 0. Default 1. With p = q = 1 walks are of the first order: DeepWalk with negative sampling.</summary>
    public double Q { get; init; } = 1;

    /// <summary>Vertices at most this far apart on a walk are a pair, in [1, 100]; each centre draws its own window from 1 to this. Default 10.</summary>
    public int Window { get; init; } = 10;

    /// <summary>Negative vertices for each centre, in [1, 100]. Default 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Negatives are drawn with probability proportional to visits to this power, in [−4, 4]. Default 0.75.</summary>
    public double NegativePower { get; init; } = 0.75;

    /// <summary>Passes over the same walks, in [1, 1000]. Default 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Learning rate at the start, in (0, 1]; it falls in a line to a ten-thousandth of this. Default 0.025.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>Share of visits above which a vertex is skipped on walks, in [0, 1]: one of share s is kept with probability √(t/s) + t/s; 0 skips none. Default 0.</summary>
    public double Subsampling { get; init; }

    internal int BatchWalks { get; init; } = 32;

    internal int Pool { get; init; }

    internal double RowLimit { get; init; }

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(Length, 1, 10_000);
        Require.InRange(PerVertex, 1, int.MaxValue);
        Require.InRange(P, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Q, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Window, 1, 100);
        Require.InRange(Negatives, 1, 100);
        Require.InRange(NegativePower, -4.0, 4.0);
        Require.InRange(Epochs, 1, 1000);
        Require.InRange(LearningRate, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Subsampling, 0.0, 1.0);
    }
}
