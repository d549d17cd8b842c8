using System.Diagnostics;
using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>The threads of this process: always there, and the reference of every other device.</summary>
public sealed partial class CpuAccelerator : IAccelerator
{
    private const int Grain = 1 << 16;
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
        var offsets = new long[(long)counts.Length + 1];
        long carry = 0;
        const int run = 1 << 24;
        for (int start = 0; start < counts.Length; start += Math.Min(run, counts.Length - start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = Math.Min(run, counts.Length - start);
            carry = CpuKernels.PrefixSum(counts.Span.Slice(start, length), offsets.AsSpan(start, length), carry);
        }

        offsets[^1] = carry;
        return offsets;
    }

    /// <inheritdoc/>
    public int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default)
    {
        Require.InRange(bins, 1, Array.MaxLength - 1);
        var counts = new int[bins + 1];
        const int run = 1 << 24;
        for (int start = 0; start < values.Length; start += Math.Min(run, values.Length - start))
        {
            cancellationToken.ThrowIfCancellationRequested();
            CpuKernels.Histogram(values.Span.Slice(start, Math.Min(run, values.Length - start)), counts);
        }

        return WithoutOutside(counts);
    }

    /// <inheritdoc/>
    public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CheckVectors(graph, x.Length, y.Length);
        _parallelism.ForBounds(graph.VertexRanges(), (_, from, to) => CpuKernels.Spmv(graph, x.Span, y.Span, from, to), cancellationToken);
    }

    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        Require.Undirected(graph, "Counting triangles");
        var forward = new ForwardArcs(graph, index, cancellationToken);
        var perEdge = new int[index.EdgeCount];
        _parallelism.ForRanges(perEdge.Length, 1 << 12, (_, from, to) => CpuKernels.Triangles(forward, perEdge, (int)from, (int)to), cancellationToken);
        return perEdge;
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
        const int length = 1 << 23; // 64 MiB each, beyond most caches
        var source = new long[length];
        var target = new long[length];
        Array.Fill(source, 1); // the first touch of memory is slow and not what is measured
        Array.Fill(target, 1);
        long began = Stopwatch.GetTimestamp();
        int copies = 0;
        do
        {
            _parallelism.ForRanges(length, Grain, (_, from, to) =>
                source.AsSpan((int)from, (int)(to - from)).CopyTo(target.AsSpan((int)from)));
            copies++;
        }
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(100));
        return 2.0 * sizeof(long) * length * copies / Stopwatch.GetElapsedTime(began).TotalSeconds;
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
}
