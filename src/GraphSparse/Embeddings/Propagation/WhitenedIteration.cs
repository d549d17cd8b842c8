using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Random vectors that are averaged over neighbours, brought to length 1, and whitened every few averagings: a subspace iteration towards what changes least along edges.</summary>
/// <remarks>
/// Source: the iteration of Cleora 3 (Rychalska et al., 2021, with whitening), which is this with one step a round and a self share of 0. Deviations: eight averagings a round, since whitening costs more than they do and eight in a row weigh
/// directions by how little they change; each vertex keeps a fifth of itself, so that parts of a graph that are close to bipartite do not alternate. Chosen on six networks, none of them those on which figures are reported.
/// <para>Rounds but the last are whitened by a triangular factor, which is whitening up to a turn of the columns, and later steps do not see turns. Directions come last to first by their variance; those without any are columns of 0.</para>
/// <para>Cost: rounds · steps · arcs · dimension, and 2 · rounds · n · dimension². Memory: two matrices of n · dimension · 4 bytes, the result among them.</para>
/// <para>Determinism: exact, for every number of threads and width of registers.</para>
/// </remarks>
public static class WhitenedIteration
{
    /// <summary>A vector for every vertex: columns have mean 0 and deviation 1 over the vertices that have neighbours; the others' vectors are 0.</summary>
    /// <param name="graph">Any graph; of a directed one vectors are averaged over out-neighbours. Weights are finite and not negative.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Of the start.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Averagings done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a weight is negative or not finite.</exception>
    /// <exception cref="ResourceLimitException">The vectors are more than memory can address.</exception>
    public static Embedding Embed(
        CsrGraph graph, WhitenedIterationOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new WhitenedIterationOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "Whitened iteration");
        var adjacency = new AdjacencyOperator(graph, parallelism);
        double[] strengths = adjacency.Strengths(cancellationToken);
        double[] scales = Array.ConvertAll(strengths, s => s > 0 ? (1 - options.SelfShare) / s : 0);
        int width = Math.Min(options.Dimension, strengths.Count(s => s > 0)); // there are no more directions
        var vectors = new TallMatrix(graph.VertexCount, width);
        if (width > 0)
        {
            FillUniform(vectors, seed, parallelism, cancellationToken);
            var next = TallMatrix.Uninitialized(graph.VertexCount, width);
            int steps = options.Rounds * options.Steps;
            for (int step = 1; step <= steps; step++)
            {
                adjacency.Times(vectors, scales, next, new Step(strengths, vectors, options.SelfShare), cancellationToken);
                (vectors, next) = (next, vectors);
                if (step < steps && step % options.Steps == 0)
                    Whitener.Decorrelate(vectors, parallelism, cancellationToken);
                progress?.Report(new Progress("averaging and whitening", step, steps));
            }

            Whitener.Whiten(vectors, vectors, 1, parallelism, cancellationToken);
        }

        return new Embedding(width == options.Dimension ? vectors : vectors.Copy(options.Dimension), []);
    }

    /// <summary>Uniform in [−1, 1).</summary>
    private static void FillUniform(TallMatrix vectors, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var random = new CounterRandom(seed, CounterRandom.Projection);
        vectors.ForRows(parallelism, (from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                Span<float> row = vectors.Row(u);
                random.Symmetric((ulong)u * (ulong)row.Length, row);
            }
        }, cancellationToken);
    }

    /// <summary>Means over neighbours and, with its share, the vertex itself; of length 1.</summary>
    private readonly struct Step(double[] strengths, TallMatrix vectors, double selfShare) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            if (!(strengths[vertex] > 0))
            {
                row.Clear();
                return;
            }

            if (selfShare > 0)
                DenseRows.AddScaled(row, (float)selfShare, vectors.Row(vertex));
            RowScaling.ToUnit(row);
        }
    }
}
