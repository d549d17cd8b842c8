using System.ComponentModel;
using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>How near vectors are found.</summary>
internal enum NearestIndex
{
    /// <summary>By comparing all.</summary>
    Exact,

    /// <summary>By an index that finds most of them.</summary>
    Hnsw,
}

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

    /// <summary>How they are found. Default exact.</summary>
    [Description("How they are found: by comparing all vectors, or by an index that finds most of the nearest and says how many")]
    public NearestIndex Index { get; init; } = NearestIndex.Exact;

    /// <summary>Links of a vector in each layer of the index. Default 16.</summary>
    [Description("Links of a vector in each layer of the index")]
    [ValueName("N")]
    [AppliesTo(nameof(Index), "hnsw")]
    public int Connectivity { get; init; } = 16;

    /// <summary>Vectors that are looked at when one is added to the index. Default 128.</summary>
    [Description("Vectors that are looked at when one is added to the index")]
    [ValueName("N")]
    [AppliesTo(nameof(Index), "hnsw")]
    public int BuildEffort { get; init; } = 128;

    /// <summary>Vectors that are looked at in a search of the index. Default 64.</summary>
    [Description("Vectors that are looked at in a search of the index: more find more of the nearest")]
    [ValueName("N")]
    [AppliesTo(nameof(Index), "hnsw")]
    public int SearchEffort { get; init; } = 64;

    /// <summary>A table to write, or <see langword="null"/> for none.</summary>
    [Description("File to write with source, target, similarity; of all vertices if none is named: .parquet, .csv or .tsv")]
    [ShownUnder(HelpGroup.Output)]
    [ValueName("FILE")]
    public string? Output { get; init; }

    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public void Validate()
    {
        if (Count < 1)
            throw new ArgumentException($"--count is {Count}; it must be at least 1.");
        foreach ((string name, int value, int low, int high) in new[] { ("--connectivity", Connectivity, 2, 512), ("--build-effort", BuildEffort, 1, 65536), ("--search-effort", SearchEffort, 1, 65536) })
        {
            if (value < low || value > high)
                throw new ArgumentException($"{name} is {value}; it must be in {low}..{high}.");
        }
    }
}
