using System.ComponentModel;
using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>What the command nearest looks for.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record NearestOptions
{
    /// <summary>Neighbours of each vertex, at least 1. Default 10.</summary>
    [Description("Neighbours of each vertex")]
    [ValueName("K")]
    public int Count { get; init; } = 10;

    /// <summary>What is near. Default cosine.</summary>
    [Description("What makes vectors near")]
    public VectorSimilarity Similarity { get; init; } = VectorSimilarity.Cosine;

    /// <summary>A table to write, or <see langword="null"/> for none.</summary>
    [Description("File to write with source, target, similarity; of all vertices if none is named: .parquet, .csv or .tsv")]
    [ShownUnder(HelpGroup.Output)]
    [ValueName("FILE")]
    public string? Output { get; init; }

    /// <exception cref="ArgumentException">The count is below 1.</exception>
    public void Validate()
    {
        if (Count < 1)
            throw new ArgumentException($"--count is {Count}; it must be at least 1.");
    }
}
