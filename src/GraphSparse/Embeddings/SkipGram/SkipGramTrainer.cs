using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>Trains walks batch by batch: the walks of a batch side by side, each from the vectors at its beginning; then their changes are added in the order of the walks, part of the vertices by part.</summary>
/// <remarks>Batches depend on the graph and the options alone, so the bytes are the same for every number of threads.</remarks>
internal sealed unsafe class SkipGramTrainer : IDisposable
{
    /// <summary>Walks of a batch visit a vertex this often on average, so that few of its changes are made without knowing one another.</summary>
    private const int VisitsOfBatch = 2;

    private const int MostWalks = 256; // of a batch: enough threads, and copies that stay in the cache they share
    private const int MostRows = 1 << 16; // that are copied for a batch

    private readonly Node2vecOptions _options;
    private readonly ulong _seed;
    private readonly Parallelism _parallelism;
    private readonly NativeArray<float> _copies; // of all walks of a batch, in one piece: large pages
    private readonly WalkTrainer[] _trainers; // one for each walk of a batch
    private readonly long _total;
    private long _done;

    /// <summary>A trainer of all walks.</summary>
    /// <param name="vectors">What is trained.</param>
    /// <param name="visits">How often walks visit each vertex, 0 for those alone on their walks; one above 0 at least.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of all draws but the walks.</param>
    /// <param name="parallelism">Threads.</param>
    public SkipGramTrainer(SkipGramVectors vectors, long[] visits, Node2vecOptions options, ulong seed, Parallelism parallelism)
    {
        (_options, _seed, _parallelism) = (options, seed, parallelism);
        _total = checked((long)visits.Length * options.PerVertex * options.Epochs);
        var noise = new NoiseTable(visits, options.NegativePower);
        uint[]? keep = options.Subsampling > 0 ? KeepThresholds(visits, options.Subsampling) : null;
        _trainers = new WalkTrainer[WalksOfBatch(visits.Length, options)];
        int length = WalkTrainer.MostRows(options) * vectors.Width;
        _copies = new NativeArray<float>(checked(_trainers.Length * length));
        for (int i = 0; i < _trainers.Length; i++)
            _trainers[i] = new WalkTrainer(vectors, noise, keep, options, seed, _copies.First + (long)i * length);
    }

    /// <summary>Pairs that were trained, each against its centre and negatives.</summary>
    public long Pairs { get; private set; }

    /// <summary>Walks that are trained side by side.</summary>
    public static int WalksOfBatch(long vertices, Node2vecOptions options) =>
        (int)Math.Clamp(VisitsOfBatch * vertices / (options.Length + 1), 1, Math.Clamp(MostRows / WalkTrainer.MostRows(options), 1, MostWalks));

    /// <summary>Trains walks that follow those before, in a random order.</summary>
    public void Train(WalkBatch walks, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int[] order = SeededPermutation.Of(walks.Count, _seed, "embeddings.skip-gram.order", (int)(walks.FirstWalkId & int.MaxValue));
        for (int first = 0; first < order.Length; first += _trainers.Length)
        {
            int start = first;
            int count = Math.Min(_trainers.Length, order.Length - first);
            float rate = (float)(_options.LearningRate * Math.Max(1e-4, 1 - (double)_done / _total));
            _parallelism.For(count, i => _trainers[i].Train(walks.Walk(order[start + i]), walks.FirstWalkId + order[start + i], rate), cancellationToken);
            _parallelism.For(RowCopies.Shards, shard => AddChanges(count, shard), cancellationToken);
            for (int i = 0; i < count; i++)
                Pairs += _trainers[i].Pairs;
            _done += count;
        }

        progress?.Report(new Progress("training", _done, _total));
    }

    public void Dispose()
    {
        foreach (WalkTrainer trainer in _trainers)
            trainer.Dispose();
        _copies.Dispose();
    }

    private void AddChanges(int count, int shard)
    {
        for (int i = 0; i < count; i++)
            _trainers[i].Copies.CountIn(shard);
        for (int i = 0; i < count; i++)
        {
            if (i + 1 < count)
                _trainers[i + 1].Copies.PrefetchIn(shard);
            _trainers[i].Copies.AddIn(shard);
        }

        for (int i = 0; i < count; i++)
            _trainers[i].Copies.ForgetIn(shard);
    }

    /// <summary>min(1, √(t/s) + t/s) of 2³², where s is the share of the visits and t the threshold.</summary>
    private static uint[] KeepThresholds(long[] visits, double threshold)
    {
        double total = visits.Sum();
        return [.. visits.Select(visit =>
        {
            double ratio = visit == 0 ? 1 : threshold * total / visit;
            return (uint)Math.Min(uint.MaxValue, 4294967296.0 * (Math.Sqrt(ratio) + ratio));
        })];
    }
}
