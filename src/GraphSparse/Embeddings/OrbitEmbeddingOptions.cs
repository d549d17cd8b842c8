using System.ComponentModel;
using GraphSparse.Graphlets;

namespace GraphSparse.Embeddings;

/// <summary>What orbit adjacencies are factorised, and how.</summary>
public sealed record OrbitEmbeddingOptions
{
    /// <summary>The matrices; vectors are their factors one after the other. Default neighbours and paths of two edges, 1:0,0 and 2:1,1.</summary>
    public IReadOnlyList<OrbitPair> Matrices { get; init; } = [new(1, 0, 0), new(2, 1, 1)];

    /// <summary>Length of the vectors, in [1, 4096], shared evenly among the matrices. Default 128.</summary>
    [Description("Length of the vectors")]
    public int Dimension { get; init; } = 128;

    /// <summary>Whether a matrix of two different orbits is added to its transpose; else vectors are those of its rows. Default false.</summary>
    [Description("Add a matrix of two different orbits to its transpose")]
    public bool Symmetric { get; init; }

    /// <summary>Power iterations of the factorisation, in [0, 20]: more are slower and more exact. Default 2.</summary>
    [Description("Power iterations of the factorisation: more are slower and more exact")]
    public int PowerIterations { get; init; } = 2;

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(PowerIterations, 0, 20);
        if (Matrices.Count == 0)
            throw new ArgumentException("OrbitEmbeddingOptions.Matrices names no orbit adjacency.", nameof(Matrices));
        if (Matrices.Count > Dimension)
            throw new ArgumentException($"{Matrices.Count} matrices share vectors of {Dimension} numbers: OrbitEmbeddingOptions.Dimension must be at least {Matrices.Count}.", nameof(Matrices));
        var seen = new HashSet<OrbitPair>();
        foreach (OrbitPair pair in Matrices)
        {
            if (!seen.Add(pair) || (Symmetric && !pair.IsSymmetric && seen.Contains(pair.Transposed)))
                throw new ArgumentException($"The orbit adjacency {pair} is named twice{(Symmetric ? ", or its transpose is" : "")}.", nameof(Matrices));
        }
    }
}
