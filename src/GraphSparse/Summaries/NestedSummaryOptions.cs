namespace GraphSparse.Summaries;

/// <summary>How long a nested summary is searched for.</summary>
public sealed record NestedSummaryOptions
{
    /// <summary>Supervertices that each one may be merged with, in [4, 255]: more are slower and a little better. Default 12.</summary>
    public int Candidates { get; init; } = 12;

    internal void Validate() => Require.InRange(Candidates, 4, 255);
}
