namespace GraphSparse.Summaries;

/// <summary>How much is tried after each change of a graph.</summary>
public sealed record SummaryStreamOptions
{
    /// <summary>Neighbours drawn for either end of a change, in [0, 10,000]: more are slower and smaller. Default 120.</summary>
    public int Draws { get; init; } = 120;

    /// <summary>Probability that a vertex tries a supervertex of its own, in [0, 1]. Default 0.3.</summary>
    public double Apart { get; init; } = 0.3;

    internal void Validate()
    {
        Require.InRange(Draws, 0, 10_000);
        Require.InRange(Apart, 0, 1);
    }
}
