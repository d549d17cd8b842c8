using GraphSparse.Graphlets;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Embeds vertices by how they stand together in graphlets: the positive pointwise mutual information of an orbit adjacency matrix, factorised.</summary>
/// <remarks>
/// Vectors are U·Σ^½ of the largest singular values, by <see cref="RandomizedSvd"/> with 10 columns more than are asked for. Vertices that stand on no such orbit get a vector of zeros. What walks cannot tell apart these
/// matrices do: 15 of the 28 never enter a walk of up to four vertices.
/// <para>Cost: the matrix is counted once where it fits, and for every product (6 with two iterations) where it does not; a product takes entries × dimension. Memory: that of counting rows, 8 bytes per entry up to the
/// limit, and two dense matrices of n × (dimension + 10) in single precision beside the vectors. The same on any number of threads. Source: Windels et al. (2024, graphlet-orbit PMI).</para>
/// </remarks>
public static class OrbitEmbedder
{
    /// <summary>Columns of the factorisation beyond those that are asked for.</summary>
    internal const int Oversampling = 10;

    /// <summary>A vector for every vertex.</summary>
    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="options">Matrices and length; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Of the start of the factorisation.</param>
    /// <param name="mostEntries">Entries of a matrix that are kept in memory, 8 bytes each; larger ones are counted anew for every product.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Products done, matrix by matrix.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="ResourceLimitException">The vectors do not fit an array.</exception>
    public static Embedding Embed(
        CsrGraph graph, OrbitEmbeddingOptions? options = null, ulong seed = 42, long mostEntries = 1L << 28, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new OrbitEmbeddingOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        OrbitAdjacency.Plan(graph, new() { Matrices = options.Matrices }); // refuses what is none
        (RankedGraph ranked, EdgePrimitives primitives) = EdgePrimitives.Of(graph, new PhaseClock(), parallelism, cancellationToken);
        OrbitCounts counts = OrbitCounter.Of(ranked, primitives, new PhaseClock(), parallelism, cancellationToken);
        var input = new AdjacencyInput(graph, ranked, primitives, cancellationToken);
        var vectors = new TallMatrix(graph.VertexCount, options.Dimension);
        var notes = new List<string>();
        int first = 0;
        for (int i = 0; i < options.Matrices.Count; i++)
        {
            OrbitPair pair = options.Matrices[i];
            int rank = options.Dimension / options.Matrices.Count + (i < options.Dimension % options.Matrices.Count ? 1 : 0);
            var matrix = new OrbitPpmi(input, counts, pair, options.Symmetric, mostEntries, parallelism, cancellationToken);
            if (!matrix.IsKept)
                notes.Add($"the orbit adjacency {pair} does not fit the memory: its rows are counted anew for each of {2 * (1 + options.PowerIterations)} products");
            double[] singular = RandomizedSvd.Compute(matrix, vectors, first, rank, Oversampling, options.PowerIterations, seed + (ulong)i, parallelism, progress, cancellationToken);
            int found = singular.Count(s => s > 1e-6 * singular[0]); // singular is empty where the graph is
            if (found < rank)
                notes.Add($"the orbit adjacency {pair} has only {found} singular values above 0, and {rank - found} columns of its {rank} say nothing");
            first += rank;
        }

        vectors.FixSigns();
        return new Embedding(vectors, notes);
    }
}
