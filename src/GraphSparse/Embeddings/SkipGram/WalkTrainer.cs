using System.Runtime.CompilerServices;

namespace GraphSparse.Embeddings;

/// <summary>Trains one walk on copies of the rows that it touches, and keeps how they changed.</summary>
/// <remarks>What it computes is a function of the walk, its number, the learning rate and the vectors at the beginning of the batch.</remarks>
internal sealed unsafe class WalkTrainer : IDisposable
{
    /// <summary>Parts of the vertices that changes are added to at once.</summary>
    public const int Shards = 16;

    private readonly SkipGramVectors _vectors;
    private readonly NoiseTable _noise;
    private readonly Node2vecOptions _options;
    private readonly KeyedRandom _random;
    private readonly uint[]? _keep;
    private readonly int _outputs; // the centre and its negatives, up to a multiple of what a step takes
    private readonly int _pool;
    private readonly int[] _words; // second keys 0, 1, …
    private readonly uint[] _draws;
    private readonly int[] _walk;
    private readonly int[] _negatives;
    private readonly int[] _table; // of hashes: slot + 1
    private readonly int[] _rowOf;
    private readonly int[] _order;
    private readonly int[] _shardStarts = new int[Shards + 1];
    private readonly NativeArray<float> _rows;
    private readonly NativeArray<float> _scratch;
    private readonly NativeArray<int> _inputs;
    private int _count;

    public WalkTrainer(SkipGramVectors vectors, NoiseTable noise, uint[]? keep, Node2vecOptions options, ulong seed)
    {
        (_vectors, _noise, _keep, _options) = (vectors, noise, keep, options);
        _random = new KeyedRandom(seed, "embeddings.skip-gram.pairs");
        int places = options.Length + 1;
        _outputs = (options.Negatives + GradientStep.Group) / GradientStep.Group * GradientStep.Group;
        _pool = options.Pool > 0 ? Math.Max(options.Pool, options.Negatives) : places * options.Negatives;
        _words = [.. Enumerable.Range(0, 2 * places + 2 * _pool)];
        _draws = new uint[_words.Length];
        _walk = new int[places];
        _negatives = new int[_pool];
        int most = 2 * places + _pool;
        _table = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * most))];
        _rowOf = new int[most];
        _order = new int[most];
        _rows = new NativeArray<float>(checked(most * vectors.Width));
        _scratch = new NativeArray<float>(GradientStep.Scratch(_outputs, 2 * options.Window));
        _inputs = new NativeArray<int>(2 * options.Window + 2 * _outputs);
    }

    /// <summary>Pairs of the last walk.</summary>
    public long Pairs { get; private set; }

    /// <summary>Trains.</summary>
    /// <param name="walk">Vertices.</param>
    /// <param name="number">Of the walk, among all of all passes.</param>
    /// <param name="rate">Learning rate.</param>
    [MethodImpl(Hot.Loop)]
    public void Train(ReadOnlySpan<int> walk, long number, float rate)
    {
        Pairs = 0;
        _count = 0;
        _shardStarts.AsSpan().Clear();
        int places = _options.Length + 1;
        _random.NextWords(number, _words, _draws);
        int length = 0;
        for (int i = 0; i < walk.Length; i++)
        {
            if (_keep is null || _draws[places + i] <= _keep[walk[i]])
                _walk[length++] = walk[i];
        }

        if (length < 2)
            return;
        _table.AsSpan().Clear();
        // Inputs and outputs of the walk, then negatives: a slot each, where they are copied to.
        int* inputs = stackalloc int[length];
        int* centres = stackalloc int[length];
        for (int i = 0; i < length; i++)
        {
            inputs[i] = SlotOf(2 * _walk[i]);
            centres[i] = SlotOf(2 * _walk[i] + 1);
        }

        int pool = _options.Pool > 0 ? _pool : length * _options.Negatives;
        for (int i = 0; i < pool; i++)
            _negatives[i] = SlotOf(2 * _noise.Pick(_draws[2 * places + 2 * i], _draws[2 * places + 2 * i + 1]) + 1);
        int width = _vectors.Width;
        for (int s = 0; s < _count; s++)
            _vectors.Row(_rowOf[s]).CopyTo(_rows.AsSpan(s * width, width));
        int* contexts = _inputs.First;
        int* outputs = contexts + 2 * _options.Window;
        float* rates = (float*)(outputs + _outputs);
        int next = 0;
        for (int i = 0; i < length; i++)
        {
            int window = 1 + (int)(((ulong)_draws[i] * (ulong)_options.Window) >> 32);
            int count = 0;
            for (int j = Math.Max(0, i - window); j <= Math.Min(length - 1, i + window); j++)
            {
                if (j != i)
                    contexts[count++] = inputs[j];
            }

            outputs[0] = centres[i];
            rates[0] = rate;
            for (int k = 1; k < _outputs; k++)
            {
                bool counts = k <= _options.Negatives;
                int slot = counts ? _negatives[next] : centres[i];
                if (counts && ++next == pool)
                    next = 0;
                outputs[k] = slot;
                rates[k] = slot == centres[i] ? 0 : rate; // what the centre is is no negative of it
            }

            GradientStep.Apply(_rows.First, width, contexts, count, outputs, rates, _outputs, _scratch.First);
            Pairs += count;
        }

        ToChanges(width);
    }

    /// <summary>Adds what changed in one part of the vertices.</summary>
    public void AddTo(int shard)
    {
        int width = _vectors.Width;
        for (int i = _shardStarts[shard]; i < _shardStarts[shard + 1]; i++)
        {
            int slot = _order[i];
            _vectors.Add(_rowOf[slot], _rows.AsSpan(slot * width, width), 1f);
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _scratch.Dispose();
        _inputs.Dispose();
    }

    /// <summary>Takes the vectors of the beginning from the rows, and orders these by shard.</summary>
    private void ToChanges(int width)
    {
        for (int s = 0; s < _count; s++)
        {
            _shardStarts[ShardOf(_rowOf[s]) + 1]++;
            Span<float> row = _rows.AsSpan(s * width, width);
            Numerics.DenseRows.AddScaled(row, -1f, _vectors.Row(_rowOf[s]));
        }

        Span<int> ends = stackalloc int[Shards];
        for (int i = 0; i < Shards; i++)
        {
            _shardStarts[i + 1] += _shardStarts[i];
            ends[i] = _shardStarts[i];
        }

        for (int s = 0; s < _count; s++)
            _order[ends[ShardOf(_rowOf[s])]++] = s;
    }

    private static int ShardOf(int row) => (row >> 1) % Shards;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int row)
    {
        int mask = _table.Length - 1;
        int at = (int)unchecked((uint)row * 2654435769u >> 7) & mask;
        while (_table[at] != 0)
        {
            int slot = _table[at] - 1;
            if (_rowOf[slot] == row)
                return slot;
            at = (at + 1) & mask;
        }

        _rowOf[_count] = row;
        _table[at] = _count + 1;
        return _count++;
    }
}
