using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>Vectors by which vertices that lie close together on random walks are told from others: skip-gram with negative sampling.</summary>
public static class Node2vec
{
    /// <summary>A vector for every vertex.</summary>
    public static Embedding Embed(
        CsrGraph graph, Node2vecOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Embed(graph, options, seed, accelerator, parallelism, progress, out _, cancellationToken);

    /// <summary>Bytes held at the peak beside the graph: vectors, counts of visits, copies of a batch and walks in flight.</summary>
    /// <param name="size">Of the graph.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
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
        var notes = new List<string>();
        int untrained = vectors.UntrainedCount;
        if (untrained > 0)
            notes.Add(untrained == 1 ? "1 vertex is in no pair of a walk; its vector is 0" : $"{untrained} vertices are in no pair of a walk; their vectors are 0");
        return new Embedding(vectors.Embedding(parallelism, cancellationToken), notes);
    }
}
