using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

/// <summary>A device that nobody named: where it fails, the CPU does the same work and all that follows, with the same results.</summary>
/// <param name="device">The device; closed when it fails, or with this.</param>
/// <param name="parallelism">Threads of the CPU.</param>
/// <param name="failed">Told once what went wrong.</param>
internal sealed class FallbackAccelerator(IAccelerator device, Parallelism parallelism, Action<Exception> failed) : IAccelerator
{
    private readonly Lock _gate = new();
    private IAccelerator _current = device;

    /// <inheritdoc/>
    public string Name => _current.Name;

    /// <inheritdoc/>
    public DeviceKind Kind => _current.Kind;

    /// <inheritdoc/>
    public long MemoryBytes => _current.MemoryBytes;

    /// <summary>Whether an error of a device is no reason to give up.</summary>
    public static bool IsCurable(Exception error) => error is DeviceException or ResourceLimitException;

    /// <inheritdoc/>
    public void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default) =>
        Do(on => on.RandomWords(seed, first, counter2, counter3, words, cancellationToken));

    /// <inheritdoc/>
    public long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default) => Do(on => on.PrefixSum(counts, cancellationToken));

    /// <inheritdoc/>
    public int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default) => Do(on => on.Histogram(values, bins, cancellationToken));

    /// <inheritdoc/>
    public SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default) =>
        Do(on => on.SortByKey(keys, values, cancellationToken));

    /// <inheritdoc/>
    public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default) =>
        Do(on => on.Spmv(graph, x, y, cancellationToken));

    /// <inheritdoc/>
    public void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default) =>
        Do(on => on.Spmm(graph, x, columns, y, cancellationToken));

    /// <inheritdoc/>
    public void Walks(CsrGraph graph, WalkRequest batch, Memory<int> rows, CancellationToken cancellationToken = default) =>
        Do(on => on.Walks(graph, batch, rows, cancellationToken));

    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default) =>
        Do(on => on.TrianglesPerEdge(graph, index, cancellationToken));

    /// <inheritdoc/>
    public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default) => Do(on => on.Jaccard(graph, index, cancellationToken));

    /// <inheritdoc/>
    public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default) =>
        Do(on => on.PageRank(graph, options, cancellationToken));

    /// <inheritdoc/>
    public double MeasureBandwidth() => Do(on => on.MeasureBandwidth());

    /// <inheritdoc/>
    public void Dispose() => _current.Dispose();

    private void Do(Action<IAccelerator> work) => Do(on =>
    {
        work(on);
        return true;
    });

    private T Do<T>(Func<IAccelerator, T> work)
    {
        IAccelerator on = _current;
        try
        {
            return work(on);
        }
        catch (Exception error) when ((IsCurable(error) || error is ObjectDisposedException) && on.Kind != DeviceKind.Cpu)
        {
            // Closed: another thread met the failure first.
            return work(GiveUp(on, error));
        }
    }

    /// <summary>Calls run on several threads; the first that fails closes the device.</summary>
    private IAccelerator GiveUp(IAccelerator on, Exception error)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current, on))
            {
                _current = new CpuAccelerator(parallelism);
                failed(error);
                on.Dispose();
            }

            return _current;
        }
    }
}
