using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>How close two vectors are.</summary>
public enum VectorSimilarity
{
    /// <summary>The cosine of their angle; 0 where one is 0.</summary>
    Cosine,

    /// <summary>Their dot product.</summary>
    Dot,
}

/// <summary>The nearest vectors of some vertices, nearest first.</summary>
public sealed class NeighborLists
{
    private readonly int[] _vertices;
    private readonly float[] _similarities;

    internal NeighborLists(int[] queries, int count, int[] vertices, float[] similarities) => (Queries, Count, _vertices, _similarities) = (queries, count, vertices, similarities);

    /// <summary>The vertices that neighbours are of.</summary>
    public IReadOnlyList<int> Queries { get; }

    /// <summary>Neighbours of each.</summary>
    public int Count { get; }

    /// <summary>Neighbours of the query at a place, nearest first; of equally near ones the smaller number.</summary>
    public ReadOnlySpan<int> Vertices(int query) => _vertices.AsSpan(query * Count, Count);

    /// <summary>How near each of them is.</summary>
    public ReadOnlySpan<float> Similarities(int query) => _similarities.AsSpan(query * Count, Count);
}

/// <summary>Finds the nearest vectors exactly: every pair is compared, in blocks of products.</summary>
/// <remarks>Cost: queries · n · dimension multiply-adds in single precision, and some comparisons; memory a second matrix with cosines. With 50,000 vectors of 128 numbers all neighbours of all take seconds. Determinism: exact, for every number of threads and width of registers.</remarks>
public static class NearestNeighbors
{
    private const int Candidates = 256; // transposed, 128 KiB at 128 columns
    private const int QueriesAtOnce = 256;

    /// <summary>Neighbours of some vertices among all others.</summary>
    /// <param name="embedding">Vectors.</param>
    /// <param name="queries">Vertices, or <see langword="null"/> for all.</param>
    /// <param name="count">Neighbours of each, at least 1; fewer where there are not so many other vertices.</param>
    /// <param name="similarity">What is near.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Queries done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">A vertex is none, or the count is below 1.</exception>
    /// <exception cref="ResourceLimitException">There are more neighbours than an array holds.</exception>
    public static NeighborLists Find(
        Embedding embedding, IReadOnlyList<int>? queries = null, int count = 10, VectorSimilarity similarity = VectorSimilarity.Cosine, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        Require.InRange(count, 1, int.MaxValue);
        Require.Defined(similarity);
        parallelism ??= Parallelism.AllCores;
        int n = embedding.VertexCount;
        int[] wanted = queries is null ? [.. Enumerable.Range(0, n)] : [.. queries];
        foreach (int vertex in wanted)
            Require.InRange(vertex, 0, n - 1, name: nameof(queries));
        count = Math.Min(count, Math.Max(0, n - 1));
        if ((long)wanted.Length * count > Array.MaxLength)
            throw new ResourceLimitException($"{count} neighbours of {wanted.Length} vertices are more than {Array.MaxLength} together; ask for fewer at once.");
        var vertices = new int[wanted.Length * count];
        var similarities = new float[wanted.Length * count];
        if (count == 0)
            return new NeighborLists(wanted, 0, vertices, similarities);
        TallMatrix vectors = similarity == VectorSimilarity.Cosine ? UnitRows(embedding.Vectors, parallelism, cancellationToken) : embedding.Vectors;
        int done = 0;
        parallelism.ForRanges(wanted.Length, QueriesAtOnce, (_, from, to) =>
        {
            new Scan(vectors, wanted.AsMemory((int)from, (int)(to - from)), count, vertices.AsMemory((int)from * count, (int)(to - from) * count), similarities.AsMemory((int)from * count, (int)(to - from) * count)).Run(cancellationToken);
            progress?.Report(new Progress("comparing vectors", Interlocked.Add(ref done, (int)(to - from)), wanted.Length));
        }, cancellationToken);
        return new NeighborLists(wanted, count, vertices, similarities);
    }

    private static TallMatrix UnitRows(TallMatrix vectors, Parallelism parallelism, CancellationToken cancellationToken)
    {
        TallMatrix unit = TallMatrix.Uninitialized(vectors.Rows, vectors.Columns);
        vectors.ForRows(parallelism, (from, to) =>
        {
            vectors.RowsOf(from, to).CopyTo(unit.RowsOf(from, to));
            for (int u = from; u < to; u++)
                RowScaling.ToUnit(unit.Row(u));
        }, cancellationToken);
        return unit;
    }

    /// <summary>Some queries against all vectors.</summary>
    private sealed class Scan(TallMatrix vectors, ReadOnlyMemory<int> queries, int count, Memory<int> vertices, Memory<float> similarities)
    {
        private readonly float[] _queries = Gather(vectors, queries.Span);
        private readonly float[] _transposed = new float[vectors.Columns * Candidates];
        private readonly float[] _products = new float[4 * Candidates];
        private readonly float[] _shift = new float[Candidates];

        public void Run(CancellationToken cancellationToken)
        {
            similarities.Span.Fill(float.NegativeInfinity);
            vertices.Span.Fill(int.MaxValue);
            int d = vectors.Columns;
            for (int first = 0; first < vectors.Rows; first += Candidates)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int some = Math.Min(Candidates, vectors.Rows - first);
                Transpose(first, some);
                for (int q = 0; q < queries.Length; q += 4)
                {
                    int rows = Math.Min(4, queries.Length - q);
                    TallKernels.Multiply(_queries.AsSpan(q * d, rows * d), rows, d, _transposed, Candidates, _shift, false, _products);
                    for (int r = 0; r < rows; r++)
                        Take(q + r, first, _products.AsSpan(r * Candidates, some));
                }
            }
        }

        /// <summary>Keeps the nearest seen so far; candidates come in ascending order, so that an equal one goes behind.</summary>
        private void Take(int query, int first, ReadOnlySpan<float> found)
        {
            Span<int> best = vertices.Span.Slice(query * count, count);
            Span<float> near = similarities.Span.Slice(query * count, count);
            float least = near[^1];
            int self = queries.Span[query];
            for (int i = 0; i < found.Length; i++)
            {
                if (!(found[i] > least) || first + i == self)
                    continue;
                int place = count - 1;
                for (; place > 0 && near[place - 1] < found[i]; place--)
                    (near[place], best[place]) = (near[place - 1], best[place - 1]);
                (near[place], best[place]) = (found[i], first + i);
                least = near[^1];
            }
        }

        private void Transpose(int first, int some)
        {
            for (int i = 0; i < some; i++)
            {
                ReadOnlySpan<float> row = vectors.Row(first + i);
                for (int j = 0; j < row.Length; j++)
                    _transposed[j * Candidates + i] = row[j];
            }
        }

        private static float[] Gather(TallMatrix vectors, ReadOnlySpan<int> queries)
        {
            var rows = new float[queries.Length * vectors.Columns];
            for (int q = 0; q < queries.Length; q++)
                vectors.Row(queries[q]).CopyTo(rows.AsSpan(q * vectors.Columns));
            return rows;
        }
    }
}
