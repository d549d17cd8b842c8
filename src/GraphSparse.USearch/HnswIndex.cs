using Cloud.Unum.USearch;
using GraphSparse.Embeddings;

namespace GraphSparse.USearch;

/// <summary>How an index is built and searched.</summary>
public sealed record HnswOptions
{
    /// <summary>Links of a vector in each layer, in [2, 512]. Default 16.</summary>
    public int Connectivity { get; init; } = 16;

    /// <summary>Vectors that are looked at when one is added, in [1, 65536]: more are slower and give a better index. Default 128.</summary>
    public int BuildEffort { get; init; } = 128;

    /// <summary>Vectors that are looked at in a search, in [1, 65536]: more are slower and find more of the nearest. Default 64.</summary>
    public int SearchEffort { get; init; } = 64;

    /// <summary>What is near. Default cosine.</summary>
    public VectorSimilarity Similarity { get; init; } = VectorSimilarity.Cosine;

    internal void Validate()
    {
        Check(Connectivity, 2, 512, nameof(Connectivity));
        Check(BuildEffort, 1, 65536, nameof(BuildEffort));
        Check(SearchEffort, 1, 65536, nameof(SearchEffort));
        if (!Enum.IsDefined(Similarity))
            throw new ArgumentOutOfRangeException(nameof(Similarity), $"Similarity is {Similarity}.");

        static void Check(int value, int low, int high, string name)
        {
            if (value < low || value > high)
                throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be in [{low}, {high}].");
        }
    }
}

/// <summary>An index that finds most of the nearest vectors without comparing all: for embeddings of some hundred thousand vertices and more, where <see cref="NearestNeighbors"/> would take too long.</summary>
/// <remarks>
/// Source: Malkov and Yashunin, IEEE TPAMI 2020 (hierarchical navigable small worlds), as the USearch library has it. Results are approximate: <see cref="MeasureRecall"/> says what share of the nearest it finds.
/// <para>Vectors are added one after the other on one thread, so that the same vectors make the same index. Searches take all threads. Memory: the vectors and some 200 bytes each at 16 links, outside of the collector's heap.</para>
/// </remarks>
public sealed class HnswIndex : IDisposable
{
    private readonly USearchIndex _index;
    private readonly Embedding _embedding;
    private readonly HnswOptions _options;

    private HnswIndex(USearchIndex index, Embedding embedding, HnswOptions options) => (_index, _embedding, _options) = (index, embedding, options);

    /// <summary>Builds the index of an embedding.</summary>
    /// <param name="embedding">Vectors.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Vectors added.</param>
    /// <param name="cancellationToken">Looked at for every thousand vectors.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static HnswIndex Build(Embedding embedding, HnswOptions? options = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        options ??= new HnswOptions();
        options.Validate();
        var index = new USearchIndex(
            options.Similarity == VectorSimilarity.Cosine ? MetricKind.Cos : MetricKind.Ip, ScalarKind.Float32, (ulong)embedding.Dimension,
            (ulong)options.Connectivity, (ulong)options.BuildEffort, (ulong)options.SearchEffort, multi: false);
        try
        {
            for (int u = 0; u < embedding.VertexCount; u++)
            {
                if (u % 1000 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new Progress("adding vectors", u, embedding.VertexCount));
                }

                index.Add((ulong)u, embedding[u].ToArray());
            }

            return new HnswIndex(index, embedding, options);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Close vectors of some vertices, nearest first. Fewer than <paramref name="count"/> may be found: then there are places with vertex −1 and similarity −∞ at the end.</summary>
    /// <param name="queries">Vertices, or <see langword="null"/> for all.</param>
    /// <param name="count">Neighbours of each, at least 1; fewer where there are not so many other vertices.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Queries done.</param>
    /// <param name="cancellationToken">Looked at for every query.</param>
    /// <exception cref="ArgumentException">A vertex is none, or the count is below 1.</exception>
    public NeighborLists Find(IReadOnlyList<int>? queries = null, int count = 10, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        int n = _embedding.VertexCount;
        int[] wanted = queries is null ? [.. Enumerable.Range(0, n)] : [.. queries];
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), $"count is {count}; it must be at least 1.");
        if (Array.Exists(wanted, v => v < 0 || v >= n))
            throw new ArgumentOutOfRangeException(nameof(queries), $"Vertices are 0..{n - 1}.");
        count = Math.Min(count, Math.Max(0, n - 1));
        var vertices = new int[checked(wanted.Length * count)];
        var similarities = new float[vertices.Length];
        Array.Fill(vertices, -1);
        Array.Fill(similarities, float.NegativeInfinity);
        int done = 0;
        (parallelism ?? Parallelism.AllCores).For(count == 0 ? 0 : wanted.Length, q =>
        {
            int found = _index.Search(_embedding[wanted[q]].ToArray(), Math.Max(count + 1, _options.SearchEffort), out ulong[] keys, out float[] distances);
            int place = q * count;
            foreach ((int vertex, float similarity) in Enumerable.Range(0, found).Select(i => (Vertex: (int)keys[i], Similarity: 1 - distances[i]))
                .Where(v => v.Vertex != wanted[q]).OrderByDescending(v => v.Similarity).ThenBy(v => v.Vertex).Take(count))
            {
                (vertices[place], similarities[place]) = (vertex, similarity);
                place++;
            }

            int now = Interlocked.Increment(ref done);
            if (now % 1000 == 0)
                progress?.Report(new Progress("searching", now, wanted.Length));
        }, cancellationToken);
        return new NeighborLists(wanted, count, vertices, similarities);
    }

    /// <summary>The share of the nearest vectors that the index finds, by an exact search for some vertices.</summary>
    /// <param name="sample">Vertices that are searched for, drawn without order; all where there are not so many.</param>
    /// <param name="count">Neighbours of each.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Queries done.</param>
    /// <param name="cancellationToken">Looked at for every query.</param>
    /// <returns>In [0, 1]; 1 where there is nothing to find. Of vectors equally near either counts.</returns>
    public double MeasureRecall(int sample = 200, int count = 10, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        var random = new KeyedRandom(seed, "embeddings.recall");
        int[] queries = [.. Enumerable.Range(0, _embedding.VertexCount).OrderBy(u => random.NextUInt64(u)).Take(sample)];
        NeighborLists exact = NearestNeighbors.Find(_embedding, queries, count, _options.Similarity, parallelism, progress, cancellationToken);
        NeighborLists found = Find(queries, count, parallelism, progress, cancellationToken);
        if (queries.Length == 0 || exact.Count == 0)
            return 1;
        long hits = 0;
        for (int q = 0; q < queries.Length; q++)
        {
            float least = exact.Similarities(q)[^1];
            int[] nearest = exact.Vertices(q).ToArray();
            for (int i = 0; i < found.Count; i++)
                hits += Array.IndexOf(nearest, found.Vertices(q)[i]) >= 0 || found.Similarities(q)[i] >= least ? 1 : 0;
        }

        return (double)hits / ((long)queries.Length * exact.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();
}
