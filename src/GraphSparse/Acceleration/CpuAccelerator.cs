using System.Diagnostics;
using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>The threads of this process: always there, and the reference of every other device.</summary>
public sealed partial class CpuAccelerator : IAccelerator
{
    private const int Grain = 1 << 16;

    // Below, one thread is as fast. On two free cores 2^17 values took 44 instead of 87 µs, and 2^19 prefix sums 2.3 to 2.8 instead of 3.9 to 4.3 ms
    // (2^18 were slower: there the second look at the counts costs more than the second thread brings).
    private const int HistogramInlineBelow = 1 << 17;
    private const int PrefixSumInlineBelow = 1 << 19;

    private readonly Parallelism _parallelism;

    /// <summary>Uses these threads, all cores by default.</summary>
    public CpuAccelerator(Parallelism? parallelism = null) => _parallelism = parallelism ?? Parallelism.AllCores;

    /// <inheritdoc/>
    public string Name => CpuInfo.Describe().Name;

    /// <inheritdoc/>
    public DeviceKind Kind => DeviceKind.Cpu;

    /// <inheritdoc/>
    public long MemoryBytes => CpuInfo.Describe().MemoryBytes;

    /// <inheritdoc/>
    public void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default) =>
        _parallelism.ForRanges(((long)words.Length + 3) / 4, Grain, (_, from, to) =>
            CpuKernels.RandomWords(seed, first, counter2, counter3, words.Span, from, to), cancellationToken);

    /// <inheritdoc/>
    public long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default)
    {
        long[] offsets = GC.AllocateUninitializedArray<long>(checked(counts.Length + 1));
        offsets[^1] = 0;
        Parallelism parallelism = counts.Length < PrefixSumInlineBelow ? Parallelism.Sequential : _parallelism;
        var carries = new long[(counts.Length + Grain - 1L) / Grain];
        if (parallelism.Degree > 1) // one thread passes its total on and need not add everything up beforehand
        {
            parallelism.ForRanges(counts.Length, Grain, (c, from, end) => carries[c] = CpuKernels.Sum(counts.Span[(int)from..(int)end]), cancellationToken);
            long before = 0;
            for (int c = 0; c < carries.Length; c++)
                (carries[c], before) = (before, before + carries[c]);
        }

        parallelism.ForRanges(counts.Length, Grain, (c, from, end) =>
        {
            long carry = CpuKernels.PrefixSum(counts.Span[(int)from..(int)end], offsets.AsSpan((int)from), carries[c]);
            if (end == counts.Length)
                offsets[^1] = carry;
            else if (parallelism.Degree == 1)
                carries[c + 1] = carry;
        }, cancellationToken);
        return offsets;
    }

    /// <inheritdoc/>
    public int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default)
    {
        Require.InRange(bins, 1, Array.MaxLength - 1);
        // Every part counts into an array of its own; adding those up must stay cheaper than counting.
        int parts = values.Length < HistogramInlineBelow ? 1 : (int)Math.Clamp(values.Length / (bins + 1L), 1, _parallelism.Degree);
        var counts = new int[parts][];
        const int run = 1 << 24;
        _parallelism.For(parts, part =>
        {
            int[] own = counts[part] = new int[bins + 1];
            int end = (int)((long)values.Length * (part + 1) / parts);
            for (int from = (int)((long)values.Length * part / parts); from < end; from += Math.Min(run, end - from))
            {
                cancellationToken.ThrowIfCancellationRequested();
                CpuKernels.Histogram(values.Span.Slice(from, Math.Min(run, end - from)), own);
            }
        }, cancellationToken);
        if (parts > 1)
        {
            _parallelism.ForRanges(bins + 1, Grain, (_, from, end) =>
            {
                for (int part = 1; part < parts; part++)
                    CpuKernels.Add(counts[part].AsSpan()[(int)from..(int)end], counts[0].AsSpan((int)from));
            }, cancellationToken);
        }

        return WithoutOutside(counts[0]);
    }

    /// <inheritdoc/>
    public SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default)
    {
        RadixPasses.Check(keys.Length, values.Length);
        cancellationToken.ThrowIfCancellationRequested();
        return RadixPasses.Sort(keys, values, _parallelism, cancellationToken);
    }

    /// <inheritdoc/>
    public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CheckVectors(graph, x.Length, y.Length);
        _parallelism.ForBounds(graph.VertexRanges(), (_, from, to) => CpuKernels.Spmv(graph, x.Span, y.Span, from, to), cancellationToken);
    }

    /// <inheritdoc/>
    public void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CheckMatrices(graph, x.Length, columns, y.Length);
        _parallelism.ForBounds(graph.VertexRanges(), (_, from, to) => CpuKernels.Spmm(graph, x.Span, columns, y.Span, from, to), cancellationToken);
    }

    /// <inheritdoc/>
    public void Walks(CsrGraph graph, WalkRequest batch, Memory<int> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int walks = batch.Validate(graph, rows.Length);
        _parallelism.ForRanges(walks, Math.Max(1, Grain / batch.Length), (_, from, to) =>
            CpuKernels.Walk(graph, batch, rows.Span, (int)from, (int)to), cancellationToken);
    }

    /// <inheritdoc/>
    public double MeasureBandwidth()
    {
        int length = (int)Math.Min(MemoryBytes / 16, 256 << 20) / sizeof(long); // together beyond the caches, of large servers too
        var source = new long[length];
        var target = new long[length];
        Array.Fill(source, 1); // the first touch of memory is slow and not what is measured
        Array.Fill(target, 1);
        long began = Stopwatch.GetTimestamp();
        TimeSpan least = TimeSpan.MaxValue;
        do
        {
            long start = Stopwatch.GetTimestamp();
            _parallelism.ForRanges(length, Grain, (_, from, to) =>
                source.AsSpan((int)from, (int)(to - from)).CopyTo(target.AsSpan((int)from)));
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            least = taken < least ? taken : least;
        }
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(100));
        return 2.0 * sizeof(long) * length / least.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Drops the place past the last bin, which must be 0.</summary>
    internal static int[] WithoutOutside(int[] counts) => counts[^1] == 0 ? counts[..^1]
        : throw new ArgumentOutOfRangeException(nameof(counts), string.Create(CultureInfo.InvariantCulture, $"{counts[^1]} values lie outside 0..{counts.Length - 2}."));

    /// <summary>Fails unless both vectors have an entry per vertex.</summary>
    internal static void CheckVectors(CsrGraph graph, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (x != graph.VertexCount || y != graph.VertexCount)
            throw new ArgumentException($"The vectors have {x} and {y} entries; the graph has {graph.VertexCount} vertices.");
    }

    /// <summary>Fails unless both matrices have a row of so many columns per vertex.</summary>
    internal static void CheckMatrices(CsrGraph graph, int x, int columns, int y)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(columns, 1, Array.MaxLength);
        long entries = (long)graph.VertexCount * columns;
        if (x != entries || y != entries)
            throw new ArgumentException($"The matrices have {x} and {y} entries; {graph.VertexCount} vertices with {columns} columns have {entries}.");
    }
}
