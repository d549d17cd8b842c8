using System.Runtime.CompilerServices;

namespace GraphSparse.Embeddings;

/// <summary>Trains one walk, centre by centre, on copies of the rows that it touches.</summary>
/// <remarks>What changes is a function of the walk, its number, the learning rate and the vectors at the beginning of the batch.
/// <para>Negatives are drawn once for a walk, <see cref="WalkNegatives"/> of them, and handed out to its centres in turn: their rows are copied once and used several times.</para></remarks>
internal sealed unsafe class WalkTrainer : IDisposable
{
    /// <summary>Negatives of a walk; more where a centre takes more.</summary>
    public const int WalkNegatives = 64;

    private readonly Node2vecOptions _options;
    private readonly NoiseTable _noise;
    private readonly uint[]? _keep;
    private readonly KeyedRandom _random;
    private readonly int _places;
    private readonly int _outputCount; // the centre and its negatives, rounded up to what a step takes
    private readonly int[] _keys; // 0, 1, …: for each place a window and whether it is kept, then two for each negative
    private readonly uint[] _words;
    private readonly int[] _inputs; // slots of the vertices of the walk
    private readonly int[] _centres;
    private readonly int[] _negatives;
    private readonly int[] _contexts;
    private readonly int[] _outputs;
    private readonly float[] _rates;
    private readonly NativeArray<float> _scratch;

    /// <summary>A trainer.</summary>
    /// <param name="vectors">Rows.</param>
    /// <param name="noise">Draws negatives.</param>
    /// <param name="keep">Thresholds below which a vertex stays on a walk, by vertex; null where all stay.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of windows, negatives and skipped vertices.</param>
    /// <param name="copies">Room for <see cref="MostRows"/> rows.</param>
    public WalkTrainer(SkipGramVectors vectors, NoiseTable noise, uint[]? keep, Node2vecOptions options, ulong seed, float* copies)
    {
        (_options, _noise, _keep) = (options, noise, keep);
        _random = new KeyedRandom(seed, "embeddings.skip-gram.pairs");
        _places = options.Length + 1;
        _outputCount = OutputCount(options);
        _negatives = new int[NegativesOf(options)];
        _keys = [.. Enumerable.Range(0, 2 * _places + 2 * _negatives.Length)];
        _words = new uint[_keys.Length];
        _inputs = new int[_places];
        _centres = new int[_places];
        _contexts = new int[2 * options.Window];
        _outputs = new int[_outputCount];
        _rates = new float[_outputCount];
        _scratch = new NativeArray<float>(GradientStep.Scratch(_outputCount, 2 * options.Window));
        Copies = new RowCopies(vectors, MostRows(options), copies);
    }

    /// <summary>What the last walk changed.</summary>
    public RowCopies Copies { get; }

    /// <summary>Pairs of the last walk.</summary>
    public long Pairs { get; private set; }

    /// <summary>Rows that a walk touches at most.</summary>
    public static int MostRows(Node2vecOptions options) => 2 * (options.Length + 1) + NegativesOf(options);

    /// <summary>Bytes that a trainer holds.</summary>
    public static long EstimateMemoryBytes(Node2vecOptions options) =>
        RowCopies.EstimateMemoryBytes(MostRows(options), GradientStep.Padded(options.Dimension))
        + 24L * (options.Length + 1) + 20L * NegativesOf(options) + 8L * options.Window + sizeof(float) * (GradientStep.Scratch(OutputCount(options), 2 * options.Window) + 2L * OutputCount(options));

    /// <summary>Trains.</summary>
    /// <param name="walk">Vertices.</param>
    /// <param name="number">Of the walk, among all.</param>
    /// <param name="rate">Learning rate.</param>
    [MethodImpl(Hot.Loop)]
    public void Train(ReadOnlySpan<int> walk, long number, float rate)
    {
        Pairs = 0;
        Copies.Clear();
        if (walk.Length < 2)
            return;
        _random.NextWords(number, _keys, _words);
        int length = 0;
        for (int i = 0; i < walk.Length; i++)
        {
            if (_keep is not null && _words[_places + i] > _keep[walk[i]])
                continue;
            _inputs[length] = Copies.SlotOf(2 * walk[i]);
            _centres[length++] = Copies.SlotOf(2 * walk[i] + 1);
        }

        if (length < 2)
        {
            Copies.Clear();
            return;
        }

        for (int i = 0; i < _negatives.Length; i++)
            _negatives[i] = Copies.SlotOf(2 * _noise.Pick(_words[2 * (_places + i)], _words[2 * (_places + i) + 1]) + 1);
        Copies.CopyRows((float)(1 - rate * _options.Decay));
        fixed (int* contexts = _contexts, outputs = _outputs)
        fixed (float* rates = _rates)
        {
            int next = 0;
            for (int i = 0; i < length; i++)
            {
                int count = SetContexts(i, length);
                next = SetOutputs(_centres[i], next, rate);
                GradientStep.Apply(Copies.First, GradientStep.Padded(_options.Dimension), contexts, count, outputs, rates, _outputCount, _scratch.First);
                Pairs += count;
            }
        }

        Copies.ToChanges();
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The centre and its next negatives; a negative that is the centre does not count.</summary>
    private int SetOutputs(int centre, int next, float rate)
    {
        for (int k = 0; k < _outputCount; k++)
        {
            bool isNegative = k > 0 && k <= _options.Negatives;
            int slot = isNegative ? _negatives[next] : centre;
            if (isNegative && ++next == _negatives.Length)
                next = 0;
            _outputs[k] = slot;
            _rates[k] = k == 0 || slot != centre ? rate : 0;
        }

        return next;
    }

    /// <summary>What lies inside the window of a place.</summary>
    private int SetContexts(int place, int length)
    {
        int window = 1 + (int)(((ulong)_words[place] * (ulong)_options.Window) >> 32);
        int count = 0;
        for (int j = Math.Max(0, place - window); j <= Math.Min(length - 1, place + window); j++)
        {
            if (j != place)
                _contexts[count++] = _inputs[j];
        }

        return count;
    }

    private static int NegativesOf(Node2vecOptions options) => Math.Max(WalkNegatives, options.Negatives);

    private static int OutputCount(Node2vecOptions options) => (options.Negatives + GradientStep.Group) / GradientStep.Group * GradientStep.Group;
}
