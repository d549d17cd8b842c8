namespace GraphSparse.Embeddings;

/// <summary>How often vectors are averaged over neighbours and whitened.</summary>
public sealed record WhitenedIterationOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Times that vectors are whitened, in [1, 1000]. Default 4.</summary>
    public int Rounds { get; init; } = 4;

    /// <summary>Averagings before each whitening, in [1, 100]. Default 8.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>Share of its own vector that a vertex keeps when it is averaged, in [0, 1). Default 0.2.</summary>
    public double SelfShare { get; init; } = 0.2;

    /// <summary>Ten rounds: more of the large structure of sparse graphs, in 2.5 times the time.</summary>
    public static WhitenedIterationOptions Quality { get; } = new() { Rounds = 10 };

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(Rounds, 1, 1000);
        Require.InRange(Steps, 1, 100);
        if (!(SelfShare is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(SelfShare), $"SelfShare is {SelfShare.ToString(System.Globalization.CultureInfo.InvariantCulture)}; it must be in [0, 1).");
    }
}
