using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>How ProNE factorises and filters.</summary>
public sealed record ProneOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Power iterations of the factorisation, in [0, 20]. Default 5.</summary>
    public int PowerIterations { get; init; } = 5;

    /// <summary>The filter; of order 1 for the factorisation alone. Default as in the paper.</summary>
    public SpectralPropagationOptions Propagation { get; init; } = new();

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(PowerIterations, 0, 20);
        Propagation.Validate();
    }
}

/// <summary>ProNE: a sparse matrix of logarithms on the arcs, factorised, and filtered by the spectrum of the graph.</summary>
public static class Prone
{
    internal const int Oversampling = 10;

    /// <summary>A vector for every vertex.</summary>
    public static Embedding Embed(
        CsrGraph graph, ProneOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new ProneOptions();
        options.Validate();
        Require.Undirected(graph, "ProNE");
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "ProNE");
        double[] strengths = new AdjacencyOperator(graph, parallelism).Strengths(cancellationToken);
        var notes = new List<string>();
        var vectors = new TallMatrix(graph.VertexCount, options.Dimension);
        if (strengths.Any(s => s > 0))
        {
            var matrix = new LogTransitions(graph, strengths, parallelism, cancellationToken);
            RandomizedSvd.Compute(matrix, vectors, 0, options.Dimension, Oversampling, options.PowerIterations, seed, parallelism, progress, cancellationToken);
            RowScaling.UnitRows(vectors, parallelism, cancellationToken);
            if (options.Propagation.Order > 1)
            {
                LargeGarbage.Collect(2 * vectors.Bytes);
                vectors = SpectralPropagation.Filter(graph, vectors, options.Propagation, mayOverwrite: true, parallelism, progress, cancellationToken);
            }
        }

        EmbeddingInput.NoteZeros(strengths, false, notes);
        return new Embedding(vectors, notes);
    }
}
