namespace GraphSparse.Summaries;

/// <summary>How a summary with corrections is searched for.</summary>
public sealed record ExactSummaryOptions
{
    /// <summary>The most wrong neighbours of each vertex as a share of its degree, in [0, 1). Default 0: none.</summary>
    public double ErrorBound { get; init; }

    /// <summary>Supervertices that each one may be merged with, in [4, 255]: more are slower and a little better. Default 12.</summary>
    public int Candidates { get; init; } = 12;

    /// <summary>How often a part of the supervertices is taken apart and merged anew, in [0, 1000]: each takes as long as the first search. Default 20.</summary>
    public int Refinements { get; init; } = 20;

    internal void Validate()
    {
        if (!(ErrorBound >= 0 && ErrorBound < 1))
            throw new ArgumentOutOfRangeException(nameof(ErrorBound), $"ExactSummaryOptions.ErrorBound is {ErrorBound}; it must be at least 0 and below 1.");
        Require.InRange(Candidates, 4, 255);
        Require.InRange(Refinements, 0, 1000);
    }
}
