using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>Vectors by which vertices that lie close together on random walks are told from others: skip-gram with negative sampling.</summary>
/// <remarks>
/// Sources: Grover and Leskovec, KDD 2016 (node2vec; with p = q = 1 the walks of DeepWalk, Perozzi, Al-Rfou and Skiena, KDD 2014); Mikolov et al., NIPS 2013 (negative sampling); Ji, Satish, Li and Dubey, IEEE TPDS 30(9), 2019 (all pairs
/// of a centre in one step, which share its negatives). Deviations: walks of a batch are trained side by side, each on copies of the vectors from the beginning of the batch, and their changes are added; of more than two changes of a
/// vector each counts in part, together as two; negatives are drawn for a walk; vectors decay; each epoch has new walks.
/// <para>Why so: writing to shared vectors without order, as is usual, gives other bytes in every run. Training disjoint blocks of pairs in a fixed rotation (Zhu et al., WWW 2019) has an order, too, but scatters the contexts of a centre: on
/// PPI (3,860 vertices) with eight by eight blocks it predicted as well as plain steps, walk after walk (20.2 % and 20.0 % micro-F1 from one half), and took three times as long as batches. Changes that count in part keep hubs from
/// overshooting, which plain sums do (they grew without bound with 128 walks in a batch), and predicted better than plain steps (23.4 %) from the same walks.</para>
/// <para>Cost: per pair 1 + negatives scalar products and twice as many additions of vectors, from first and second cache; every walk copies, compares and adds its rows, 226 of them by default. Memory: 8 bytes · n · dimension, which a
/// dimension that is no multiple of 16 rounds up and copies once, 8 · (threads + 2) + 41 bytes per vertex for visits and negatives, up to 65,536 copied rows, and walks in flight (<see cref="EstimateMemoryBytes"/>).</para>
/// <para>Determinism: exact, for every number of threads and width of registers. Walks are those of <see cref="RandomWalker"/> with the same seed.</para>
/// </remarks>
public static class Node2vec
{
    /// <summary>A vector for every vertex.</summary>
    /// <param name="graph">Any graph; weights are finite and not negative, and make steps likely in proportion. On directed graphs walks follow arcs from source to target.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Of walks, windows, negatives and the vectors at the beginning.</param>
    /// <param name="accelerator">A device to walk on, or <see langword="null"/> for the CPU; the bytes are the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Walks counted, then walks trained.</param>
    /// <param name="cancellationToken">Looked at for every walk.</param>
    /// <returns>Vectors as they were trained, not scaled; 0 for vertices that are in no pair of a walk.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a weight is negative or not finite, or the learning rate is so high that vectors grew without bound.</exception>
    /// <exception cref="ResourceLimitException">The vectors are more than memory can address, or there are more than 10⁹ vertices.</exception>
    public static Embedding Embed(
        CsrGraph graph, Node2vecOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Embed(graph, options, seed, accelerator, parallelism, progress, out _, cancellationToken);

    /// <summary>Bytes held at the peak beside the graph: vectors, counts of visits, copies of a batch and walks in flight.</summary>
    /// <param name="size">Of the graph.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static long EstimateMemoryBytes(GraphSize size, Node2vecOptions? options = null, Parallelism? parallelism = null)
    {
        ArgumentNullException.ThrowIfNull(size);
        options ??= new Node2vecOptions();
        options.Validate();
        int threads = (parallelism ?? Parallelism.AllCores).Degree;
        WalkOptions walks = options.Walks(size.Weighted, options.PerVertex);
        long walkRows = checked((threads + 2L) * Math.Min(size.Vertices * options.PerVertex, RandomWalker.BatchWalks(walks)) * (options.Length + 1) * sizeof(int));
        return checked(WalkMemory.Estimate(walks with { Visits = true }, size with { IsMapped = true }, threads) + walkRows
            + SkipGramVectors.EstimateMemoryBytes(size.Vertices, options.Dimension) + NoiseTable.EstimateMemoryBytes(size.Vertices)
            + SkipGramTrainer.WalksOfBatch(size.Vertices, options) * WalkTrainer.EstimateMemoryBytes(options));
    }

    /// <summary>The same, with the number of pairs that were trained.</summary>
    internal static Embedding Embed(
        CsrGraph graph, Node2vecOptions? options, ulong seed, IAccelerator? accelerator, Parallelism? parallelism, IProgress<Progress>? progress, out long pairs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new Node2vecOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "node2vec");

        // 1. How often walks of the first epoch visit a vertex decides how often it is a negative.
        long[] visits = VisitCounts.Count(graph, options.Walks(graph.IsWeighted, options.PerVertex), seed, accelerator, parallelism, progress, cancellationToken).Visits;
        for (int v = 0; v < visits.Length; v++)
        {
            if (graph.Neighbors(v).IsEmpty)
                visits[v] -= options.PerVertex; // the start of a walk without steps
        }

        // 2. Walks are taken again and trained batch by batch.
        var vectors = new SkipGramVectors(graph.VertexCount, options.Dimension, seed, parallelism, cancellationToken);
        pairs = 0;
        if (visits.Any(count => count > 0))
        {
            using var trainer = new SkipGramTrainer(vectors, visits, options, seed, parallelism);
            WalkOptions walks = options.Walks(graph.IsWeighted, options.PerVertex * options.Epochs);
            RandomWalker.Walk(graph, walks, batch => trainer.Train(batch, progress, cancellationToken), seed, accelerator, parallelism, progress: null, cancellationToken);
            pairs = trainer.Pairs;
        }

        if (!vectors.AreFinite(parallelism, cancellationToken))
            throw new ArgumentOutOfRangeException(nameof(options), string.Create(CultureInfo.InvariantCulture, $"LearningRate is {options.LearningRate}, and the vectors grew without bound; choose a smaller one."));
        return new Embedding(vectors.Embedding(parallelism, cancellationToken), []);
    }
}
