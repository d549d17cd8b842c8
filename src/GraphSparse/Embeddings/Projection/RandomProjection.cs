using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Random vectors of vertices: sparse ones of their own, and beside them the sums of those of their features.</summary>
internal static class RandomProjection
{
    /// <summary>Fills a row per vertex, each times a factor.</summary>
    /// <param name="vectors">Filled.</param>
    /// <param name="sparsity">Of so many entries one is not 0.</param>
    /// <param name="features">Features of the vertices, or null for none.</param>
    /// <param name="featureColumns">Columns, the last ones, that come from features.</param>
    /// <param name="factors">A factor per vertex.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    /// <returns>Entries of vertices' own vectors that are not 0.</returns>
    public static long Fill(
        TallMatrix vectors, double sparsity, Embedding? features, int featureColumns, double[] factors, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int own = vectors.Columns - featureColumns;
        double half = 1 / (2 * sparsity);
        double root = Math.Sqrt(sparsity);
        var random = new CounterRandom(seed, CounterRandom.Projection);
        float[][] ofFeatures = featureColumns == 0 ? [] : OfFeatures(features!.Dimension, featureColumns, half, root, seed);
        long entries = 0;
        vectors.ForRows(parallelism, (from, to) =>
        {
            long found = 0;
            for (int u = from; u < to; u++)
            {
                Span<float> row = vectors.Row(u);
                found += FillRow(random, u, row[..own], half, root * factors[u]);
                Span<float> rest = row[own..];
                rest.Clear();
                for (int f = 0; f < ofFeatures.Length; f++)
                {
                    if (features![u][f] is var amount and not 0)
                        DenseRows.AddScaled<float>(rest, (float)(amount * factors[u]), ofFeatures[f]);
                }
            }

            Interlocked.Add(ref entries, found);
        }, cancellationToken);
        return entries;
    }

    /// <summary>Fills the random vector of a vertex.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="vertex">The vertex.</param>
    /// <param name="row">Filled.</param>
    /// <param name="half">Probability of each sign: 1 / (2 · sparsity).</param>
    /// <param name="scale">What an entry is that is not 0, but for its sign.</param>
    /// <returns>Entries that are not 0.</returns>
    public static int FillRow(CounterRandom random, int vertex, Span<float> row, double half, double scale)
    {
        random.Signs((ulong)vertex * (ulong)row.Length, half, 1, row);
        int found = row.Length - row.Count(0f);
        DenseRows.Scale(row, (float)scale);
        return found;
    }

    private static float[][] OfFeatures(int count, int columns, double half, double root, ulong seed)
    {
        var random = new CounterRandom(seed, CounterRandom.Features);
        var vectors = new float[count][];
        for (int f = 0; f < count; f++)
        {
            vectors[f] = new float[columns];
            for (int j = 0; j < columns; j++)
                vectors[f][j] = (float)(random.Sign((ulong)f * (ulong)columns + (ulong)j, half) * root);
        }

        return vectors;
    }
}
