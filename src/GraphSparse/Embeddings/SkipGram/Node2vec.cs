using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>node2vec.</summary>
public static class Node2vec
{
    /// <summary>A vector for every vertex.</summary>
    public static Embedding Embed(
        CsrGraph graph, Node2vecOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new Node2vecOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "node2vec");
        var walks = new WalkOptions
        {
            Method = options.P != 1 || options.Q != 1 ? WalkMethod.Node2vec : graph.IsWeighted ? WalkMethod.Weighted : WalkMethod.Uniform,
            Length = options.Length,
            PerVertex = options.PerVertex,
            P = options.P,
            Q = options.Q,
        };
        long[] visits = VisitCounts.Count(graph, walks, seed, accelerator, parallelism, progress, cancellationToken).Visits;
        for (int v = 0; v < graph.VertexCount; v++)
        {
            if (visits[v] == options.PerVertex && graph.Neighbors(v).Length == 0)
                visits[v] = 0; // walks of one vertex alone
        }

        var vectors = new SkipGramVectors(graph.VertexCount, options.Dimension, seed, parallelism, cancellationToken);
        if (visits.Any(c => c > 0))
        {
            using var trainer = new SkipGramTrainer(vectors, visits, options, seed, parallelism);
            for (int epoch = 0; epoch < options.Epochs; epoch++)
                RandomWalker.Walk(graph, walks, batch => trainer.Train(batch, progress, cancellationToken), seed, accelerator, parallelism, null, cancellationToken);
            LastPairs = trainer.Pairs;
        }

        return new Embedding(vectors.Embedding(parallelism, cancellationToken), []);
    }

    internal static long LastPairs;
}
