namespace GraphSparse.Analytics;

/// <summary>Parameters of what follows shortest paths from all vertices or a sample of them; immutable, vary with <c>with</c>.</summary>
public abstract record SourceSampling
{
    private protected SourceSampling()
    {
    }

    /// <summary>How long an edge is. Default 1 / weight: weights are strengths.</summary>
    public EdgeLength Length { get; init; } = EdgeLength.Inverse;

    /// <summary>Random vertices that paths begin from, or lead to for <see cref="ClosenessCentrality"/>, at least 1; n or more for all. Default all where
    /// n · (n + arcs) ≤ 4·10⁹, 500 otherwise.</summary>
    public int? Sources { get; init; }

    internal void Validate()
    {
        if (Sources is { } sources)
            Require.InRange(sources, 1, int.MaxValue, name: nameof(Sources));
    }
}
