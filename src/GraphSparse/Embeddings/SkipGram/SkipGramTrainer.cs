using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>Trains walks batch by batch.</summary>
internal sealed class SkipGramTrainer : IDisposable
{
    private readonly WalkTrainer[] _trainers;
    private readonly Node2vecOptions _options;
    private readonly Parallelism _parallelism;
    private readonly KeyedRandom _order;
    private readonly ulong _seed;
    private readonly long _total;
    private long _done;

    public SkipGramTrainer(SkipGramVectors vectors, long[] visits, Node2vecOptions options, ulong seed, Parallelism parallelism)
    {
        (_options, _parallelism, _seed) = (options, parallelism, seed);
        _order = new KeyedRandom(seed, "embeddings.skip-gram.order");
        _total = checked((long)visits.Length * options.PerVertex * options.Epochs);
        var noise = new NoiseTable(visits, options.NegativePower);
        uint[]? keep = options.Subsampling > 0 ? Keep(visits, options.Subsampling) : null;
        _trainers = [.. Enumerable.Range(0, options.BatchWalks).Select(_ => new WalkTrainer(vectors, noise, keep, options, seed))];
    }

    public long Pairs { get; private set; }

    public void Train(WalkBatch batch, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int[] order = SeededPermutation.Of(batch.Count, _seed, "embeddings.skip-gram.order", (int)(_done / Math.Max(1, batch.Count)));
        for (int first = 0; first < batch.Count; first += _trainers.Length)
        {
            int count = Math.Min(_trainers.Length, batch.Count - first);
            float rate = (float)(_options.LearningRate * Math.Max(1e-4, 1 - (double)_done / _total));
            long done = _done;
            int start = first;
            _parallelism.For(count, i => _trainers[i].Train(batch.Walk(order[start + i]), done + i, rate), cancellationToken);
            _parallelism.For(WalkTrainer.Shards, shard =>
            {
                for (int i = 0; i < count; i++)
                    _trainers[i].AddTo(shard);
            }, cancellationToken);
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
    }

    private static uint[] Keep(long[] visits, double threshold)
    {
        double total = visits.Sum();
        return [.. visits.Select(c => c == 0 ? uint.MaxValue : (uint)Math.Min(uint.MaxValue, 4294967296.0 * (Math.Sqrt(threshold * total / c) + threshold * total / c)))];
    }
}
