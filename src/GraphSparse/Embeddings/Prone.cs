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
/// <remarks>
/// Source: Zhang, Dong, Wang, Tang and Ding, IJCAI 2019. The matrix is <see cref="LogTransitions"/>, factorised to U·Σ^½ by <see cref="RandomizedSvd"/> with 10 columns more than are asked for, and filtered by <see cref="SpectralPropagation"/>.
/// <para>Cost: 2 · (1 + power iterations) + 2 · order − 1 products of arcs · dimension, and 4 · (1 + power iterations) · n · dimension² for orthonormal columns. Memory: four matrices of n · dimension · 4 bytes, the result among them.</para>
/// <para>Determinism: exact, for every number of threads and width of registers.</para>
/// </remarks>
public static class Prone
{
    internal const int Oversampling = 10;

    /// <summary>A vector for every vertex: rows of length 1, and 0 for vertices without neighbours. Columns beyond the number of vertices are 0.</summary>
    /// <param name="graph">Undirected; weights are finite and not negative, and a weight of 0 counts as no edge.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Of the start of the factorisation.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Products done, of the factorisation and then of the filter.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, an option is out of range, or a weight is negative or not finite.</exception>
    /// <exception cref="ResourceLimitException">The vectors are more than memory can address.</exception>
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
        int width = Math.Min(options.Dimension, graph.VertexCount);
        var vectors = new TallMatrix(graph.VertexCount, width);
        if (strengths.Any(s => s > 0))
        {
            var matrix = new LogTransitions(graph, strengths, parallelism, cancellationToken);
            RandomizedSvd.Compute(matrix, vectors, 0, width, Oversampling, options.PowerIterations, seed, parallelism, progress, cancellationToken);
            RowScaling.UnitRows(vectors, parallelism, cancellationToken);
            if (options.Propagation.Order > 1)
            {
                LargeGarbage.Collect(2 * vectors.Bytes);
                vectors = SpectralPropagation.Filter(graph, vectors, options.Propagation, mayOverwrite: true, parallelism, progress, cancellationToken);
            }
        }

        return new Embedding(width == options.Dimension ? vectors : vectors.Copy(options.Dimension), []);
    }
}
