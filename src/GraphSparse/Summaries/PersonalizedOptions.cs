namespace GraphSparse.Summaries;

/// <summary>Around which vertices a summary is best, and how far that reaches.</summary>
public sealed record PersonalizedOptions
{
    /// <summary>The vertices; at least one.</summary>
    public required IReadOnlyList<int> Targets { get; init; }

    /// <summary>Factor by which a vertex counts less for each edge that it is farther away, in [1, 100]. 1 counts all the same. Default 1.25.</summary>
    public double Decay { get; init; } = 1.25;

    /// <summary>Supervertices that each one may be merged with, in [4, 255]: more are slower and a little better. Default 12.</summary>
    public int Candidates { get; init; } = 12;

    internal void Validate(int vertexCount)
    {
        if (Targets.Count == 0)
            throw new ArgumentException("PersonalizedOptions.Targets names no vertex.");
        foreach (int target in Targets)
        {
            if ((uint)target >= (uint)vertexCount)
                throw new ArgumentException($"PersonalizedOptions.Targets names vertex {target}; there are {vertexCount}.");
        }

        if (!(Decay >= 1 && Decay <= 100))
            throw new ArgumentException($"PersonalizedOptions.Decay is {Decay}; it must be at least 1 and at most 100.");
        Require.InRange(Candidates, 4, 255);
    }
}
