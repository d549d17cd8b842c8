namespace GraphSparse.Sparsification.Spectral;

/// <summary>Parameters of <see cref="SpectralSparsifier"/>; immutable, vary with <c>with</c>.</summary>
/// <remarks>The size is given by exactly one of <see cref="Kappa"/>, <see cref="Keep"/> and <see cref="OffTree"/>: the first of them that is set.</remarks>
public sealed record SpectralSparsifierOptions
{
    /// <summary>A tenth of an edge per vertex beside the forest.</summary>
    public static SpectralSparsifierOptions Default { get; } = new();

    /// <summary>More rounds and vectors: a somewhat smaller κ for the same number of edges (47 instead of 51 on 2^18 random points), for 3.5 times the time.</summary>
    public static SpectralSparsifierOptions High { get; } = new() { Rounds = 24, Vectors = 16 };

    /// <summary>Off-tree edges per vertex, at least 0. Default 0.1.</summary>
    public double OffTree { get; init; } = 0.1;

    /// <summary>Fraction of all edges to keep, in (0, 1], or <see langword="null"/>.</summary>
    public double? Keep { get; init; }

    /// <summary>Relative condition number to reach, at least 1, or <see langword="null"/>: edges are added until it is measured.</summary>
    public double? Kappa { get; init; }

    /// <summary>Share of the off-tree edges that are chosen by stretch, in [0, 1]; the others by spectral perturbation. Default 0.3.</summary>
    public double StretchShare { get; init; } = 0.3;

    /// <summary>Hops around a chosen edge within which others are put off (σ), in [0, 64]. Default 2.</summary>
    public int Hops { get; init; } = 2;

    /// <summary>Rounds of spectral perturbation, at least 1. Default 8.</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>Power steps per round, in [1, 64]. Default 2.</summary>
    public int PowerSteps { get; init; } = 2;

    /// <summary>Random vectors per round, in [1, 1024]; rounded up to a multiple of 4. Default 8.</summary>
    public int Vectors { get; init; } = 8;

    /// <summary>Vertices around each end of a taken edge where no other is taken in the same round, at least 1. Default 20.</summary>
    public int Spread { get; init; } = 20;

    /// <summary>Order among edges of equal score. Default <see cref="TieBreaking.Hash"/>.</summary>
    public TieBreaking TieBreaking { get; init; } = TieBreaking.Hash;

    internal void Validate()
    {
        Require.InRange(OffTree, 0.0, double.MaxValue);
        if (Keep is { } keep)
            Require.InRange(keep, 0.0, 1.0, lowerOpen: true);
        if (Kappa is { } kappa)
            Require.InRange(kappa, 1.0, double.MaxValue);
        Require.InRange(StretchShare, 0.0, 1.0);
        Require.InRange(Hops, 0, 64);
        Require.InRange(Rounds, 1, 10_000);
        Require.InRange(PowerSteps, 1, 64);
        Require.InRange(Vectors, 1, 1024);
        Require.InRange(Spread, 1, int.MaxValue);
    }
}
