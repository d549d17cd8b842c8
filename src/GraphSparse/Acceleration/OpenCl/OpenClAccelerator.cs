using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Acceleration;

/// <summary>A device driven by OpenCL. The same integers as <see cref="CpuAccelerator"/>, and the same bits of sums.</summary>
public sealed partial class OpenClAccelerator : IAccelerator
{
    private const int TilePerItem = 16; // PER_ITEM of prefix_sum.cl, histogram.cl and radix_sort.cl
    private const int RadixBits = 4;
    private const int RadixDigits = 1 << RadixBits; // DIGITS of radix_sort.cl
    private const int MostLocalBins = 1024;
    private const int MostSteps = 4096; // of each walk in one launch
    private const long MostRowBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly OpenClContext _context;
    private readonly ConditionalWeakTable<CsrGraph, DeviceGraph> _graphs = [];
    private readonly ConditionalWeakTable<ulong[], OpenClBuffer> _slots = [];
    private OpenClBuffer? _rows; // kept from batch to batch
    private bool _disposed;

    internal OpenClAccelerator(OpenClDevice device) => _context = new OpenClContext(device);

    /// <inheritdoc/>
    public string Name => _context.Device.Info.Name;

    /// <inheritdoc/>
    public DeviceKind Kind => DeviceKind.OpenCl;

    /// <inheritdoc/>
    public long MemoryBytes => _context.Device.Info.MemoryBytes;

    /// <inheritdoc/>
    public void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default)
    {
        using Lock.Scope scope = Enter();
        using OpenClBuffer buffer = _context.Allocate<uint>(words.Length, "Random words");
        _context.Kernel("random_words").Value((uint)seed).Value((uint)(seed >> 32)).Value(first).Value(counter2).Value(counter3)
            .Value((ulong)words.Length).Buffer(buffer).Launch(((long)words.Length + 3) / 4, 20, cancellationToken);
        buffer.Read(words.Span);
    }

    /// <inheritdoc/>
    public long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default)
    {
        using Lock.Scope scope = Enter();
        var result = new long[(long)counts.Length + 1];
        if (counts.Length == 0)
            return result;
        using OpenClBuffer input = _context.Upload(counts.Span, "Prefix sums");
        using OpenClBuffer offsets = _context.Allocate<long>(counts.Length, "Prefix sums");
        AddUp(input, counts.Length, offsets, cancellationToken);
        offsets.Read(result.AsSpan(0, counts.Length));
        result[^1] = result[^2] + counts.Span[^1];
        return result;
    }

    /// <inheritdoc/>
    public int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default)
    {
        Require.InRange(bins, 1, Array.MaxLength - 1);
        using Lock.Scope scope = Enter();
        var result = new int[bins + 1];
        using OpenClBuffer input = _context.Upload(values.Span, "A histogram");
        using OpenClBuffer counts = _context.Allocate<int>(result.Length, "A histogram");
        counts.Clear();
        bool local = bins <= MostLocalBins;
        OpenClKernel kernel = _context.Kernel(local ? "histogram_local" : "histogram");
        kernel.Buffer(input).Value((ulong)values.Length).Value(bins).Buffer(counts);
        if (local)
            kernel.Local<int>(result.Length);
        long perGroup = (long)kernel.LocalSize * TilePerItem;
        kernel.Launch((values.Length + perGroup - 1) / perGroup * kernel.LocalSize, TilePerItem, cancellationToken);
        counts.Read(result.AsSpan());
        return CpuAccelerator.WithoutOutside(result);
    }

    /// <inheritdoc/>
    public SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default)
    {
        RadixPasses.Check(keys.Length, values.Length);
        using Lock.Scope scope = Enter();
        var result = new SortedPairs(new ulong[keys.Length], new int[values.Length]);
        int group = SharedGroup("radix_digits", "radix_scatter");
        long tiles = Tiles(keys.Length, group);
        const string what = "Sorting";
        using OpenClBuffer counts = _context.Allocate<int>(tiles * RadixDigits, what);
        using OpenClBuffer offsets = _context.Allocate<long>(tiles * RadixDigits, what);
        using OpenClBuffer keysA = _context.Upload(keys.Span, what);
        using OpenClBuffer valuesA = _context.Upload(values.Span, what);
        using OpenClBuffer keysB = _context.Allocate<ulong>(keys.Length, what);
        using OpenClBuffer valuesB = _context.Allocate<int>(values.Length, what);
        (OpenClBuffer Keys, OpenClBuffer Values) from = (keysA, valuesA);
        (OpenClBuffer Keys, OpenClBuffer Values) to = (keysB, valuesB);
        foreach (int shift in RadixPasses.Shifts(keys.Span, RadixBits))
        {
            _context.Kernel("radix_digits").Buffer(from.Keys).Value((ulong)keys.Length).Value((uint)shift).Value((ulong)tiles).Buffer(counts)
                .Local<int>(RadixDigits).Launch(tiles * group, TilePerItem, cancellationToken);
            AddUp(counts, tiles * RadixDigits, offsets, cancellationToken);
            _context.Kernel("radix_scatter").Buffer(from.Keys).Buffer(from.Values).Value((ulong)keys.Length).Value((uint)shift).Value((ulong)tiles)
                .Buffer(offsets).Buffer(to.Keys).Buffer(to.Values).Local<uint>(RadixDigits * group).Local<uint>(group)
                .Launch(tiles * group, TilePerItem * 8, cancellationToken);
            (from, to) = (to, from);
        }

        cancellationToken.ThrowIfCancellationRequested();
        from.Keys.Read(result.Keys.AsSpan());
        from.Values.Read(result.Values.AsSpan());
        return result;
    }

    /// <inheritdoc/>
    public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CpuAccelerator.CheckVectors(graph, x.Length, y.Length);
        RequireDouble();
        using Lock.Scope scope = Enter();
        DeviceGraph device = Upload(graph, cancellationToken);
        OpenClBuffer? weights = device.Weights(graph, cancellationToken);
        using OpenClBuffer from = _context.Upload(x.Span, "A vector");
        using OpenClBuffer to = _context.Allocate<double>(y.Length, "A vector");
        _context.Kernel("spmv").Buffer(device.Offsets).Buffer(device.Neighbors).Buffer(weights).Value(graph.IsWeighted ? 1 : 0)
            .Value(graph.VertexCount).Buffer(from).Buffer(to)
            .Launch(graph.VertexCount, 4 + graph.ArcCount / Math.Max(1, graph.VertexCount), cancellationToken);
        to.Read(y.Span);
    }

    /// <inheritdoc/>
    public void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CpuAccelerator.CheckMatrices(graph, x.Length, columns, y.Length);
        RequireDouble();
        using Lock.Scope scope = Enter();
        DeviceGraph device = Upload(graph, cancellationToken);
        OpenClBuffer? weights = device.Weights(graph, cancellationToken);
        using OpenClBuffer from = _context.Upload(x.Span, "A matrix");
        using OpenClBuffer to = _context.Allocate<double>(y.Length, "A matrix");
        _context.Kernel("spmm").Buffer(device.Offsets).Buffer(device.Neighbors).Buffer(weights).Value(graph.IsWeighted ? 1 : 0)
            .Value(graph.VertexCount).Value(columns).Buffer(from).Buffer(to)
            .Launch(y.Length, 4 + graph.ArcCount / Math.Max(1, graph.VertexCount), cancellationToken);
        to.Read(y.Span);
    }

    /// <inheritdoc/>
    public void Walks(CsrGraph graph, WalkRequest batch, Memory<int> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int walks = batch.Validate(graph, rows.Length);
        if (walks == 0)
            return;
        using Lock.Scope scope = Enter();
        long rowBytes = (long)batch.Width * sizeof(int);
        int most = (int)Math.Clamp(Math.Min(MostRowBytes, _context.Device.Info.MaxAllocationBytes) / rowBytes, 1, walks);
        DeviceGraph.EnsureFits(_context.Device.Info, graph, (long)batch.AliasSlots.Length * sizeof(ulong), most * rowBytes);
        DeviceGraph device = Upload(graph, cancellationToken);
        using OpenClBuffer? passing = MemoryMarshal.TryGetArray(batch.AliasSlots, out ArraySegment<ulong> slots) && slots.Count == slots.Array!.Length
            ? null : _context.Upload(batch.AliasSlots.Span, "Alias tables");
        OpenClBuffer? alias = batch.AliasSlots.IsEmpty ? null : passing ?? _slots.GetValue(slots.Array!, a => _context.Upload<ulong>(a, "Alias tables"));
        for (int start = 0; start < walks; start += most)
        {
            int count = Math.Min(most, walks - start);
            OpenClBuffer target = Rows(most * rowBytes);
            LaunchWalks(graph, device, alias, batch, batch.FirstWalkId + start, count, target, cancellationToken);
            target.Read(rows.Span.Slice(start * batch.Width, count * batch.Width));
        }
    }

    /// <inheritdoc/>
    public double MeasureBandwidth()
    {
        using Lock.Scope scope = Enter();
        long bytes = Math.Min(64L << 20, Math.Min(_context.Device.Info.MaxAllocationBytes, MemoryBytes / 8));
        using OpenClBuffer source = _context.Allocate<byte>(bytes, "Measuring bandwidth");
        using OpenClBuffer target = _context.Allocate<byte>(bytes, "Measuring bandwidth");
        source.Clear();
        target.CopyFrom(source); // the first touch of memory is slow and not what is measured
        _context.Finish();
        long began = Stopwatch.GetTimestamp();
        TimeSpan least = TimeSpan.MaxValue;
        do
        {
            long start = Stopwatch.GetTimestamp();
            target.CopyFrom(source);
            _context.Finish();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            least = taken < least ? taken : least;
        }
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(100));
        return 2.0 * bytes / least.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (KeyValuePair<CsrGraph, DeviceGraph> entry in _graphs)
                entry.Value.Dispose();
            foreach (KeyValuePair<ulong[], OpenClBuffer> entry in _slots)
                entry.Value.Dispose();
            DisposeAdjacencies();
            _rows?.Dispose();
            _context.Dispose();
        }
    }

    /// <summary>Exclusive prefix sums inside the device.</summary>
    private void AddUp(OpenClBuffer counts, long length, OpenClBuffer offsets, CancellationToken cancellationToken)
    {
        int group = SharedGroup("prefix_sum_tiles", "prefix_sum_fill");
        long tiles = Tiles(length, group);
        using OpenClBuffer sums = _context.Allocate<long>(tiles, "Prefix sums");
        _context.Kernel("prefix_sum_tiles").Buffer(counts).Value((ulong)length).Buffer(sums).Local<long>(group)
            .Launch(tiles * group, TilePerItem, cancellationToken);
        OpenClKernel carry = _context.Kernel("prefix_sum_carry");
        carry.Value((ulong)tiles).Buffer(sums).Local<long>(carry.LocalSize).Launch(carry.LocalSize, tiles, cancellationToken);
        _context.Kernel("prefix_sum_fill").Buffer(counts).Value((ulong)length).Buffer(sums).Buffer(offsets).Local<long>(group)
            .Launch(tiles * group, TilePerItem * 8, cancellationToken);
    }

    /// <summary>The size of the groups of two kernels that divide their input into the same tiles.</summary>
    private int SharedGroup(string first, string second)
    {
        int group = _context.Kernel(first).LocalSize;
        return _context.Kernel(second).LocalSize == group ? group
            : throw new DeviceException($"{Name} runs {first} and {second} in groups of different sizes, which is not supported");
    }

    private static long Tiles(long length, int group) => (length + (long)group * TilePerItem - 1) / (group * TilePerItem);

    /// <summary>Long walks are taken in pieces, so that not even a single group keeps the device busy for long.</summary>
    private void LaunchWalks(
        CsrGraph graph, DeviceGraph device, OpenClBuffer? alias, WalkRequest batch, long firstId, int count, OpenClBuffer target, CancellationToken cancellationToken)
    {
        for (int from = 0; from < batch.Length; from += MostSteps)
        {
            int to = Math.Min(batch.Length, from + MostSteps);
            _context.Kernel("walk").Buffer(device.Offsets).Buffer(device.Neighbors).Buffer(alias).Value(alias is null ? 0 : 1)
                .Value((int)batch.Rule).Value(batch.Lowest).Value(batch.Return).Value(batch.Common).Value(batch.Other).Value(batch.Fold).Value(batch.Stop)
                .Value((uint)batch.Seed).Value((uint)(batch.Seed >> 32)).Value(batch.Length).Value(from).Value(to)
                .Value(graph.VertexCount).Value((ulong)firstId).Value((ulong)count).Buffer(target)
                .Launch(count, (to - from) * (batch.Rule == StepRule.Node2vec ? 8L : 1L), cancellationToken);
        }
    }

    private void RequireDouble()
    {
        if (!_context.Device.Info.HasDouble)
            throw new DeviceException($"{Name} has no double precision, which sums of weights need; use the CPU");
    }

    private Lock.Scope Enter()
    {
        Lock.Scope scope = _gate.EnterScope();
        if (!_disposed)
            return scope;
        scope.Dispose();
        throw new ObjectDisposedException(nameof(OpenClAccelerator));
    }

    /// <summary>The graph on the device, brought there at its first use. For callers that hold the gate.</summary>
    internal DeviceGraph Upload(CsrGraph graph, CancellationToken cancellationToken)
    {
        if (!_graphs.TryGetValue(graph, out DeviceGraph? device))
        {
            device = new DeviceGraph(_context, graph, cancellationToken);
            _graphs.Add(graph, device);
        }

        return device;
    }

    private OpenClBuffer Rows(long bytes)
    {
        if (_rows is null || _rows.Bytes < bytes)
        {
            _rows?.Dispose();
            _rows = null;
            _rows = _context.Allocate<byte>(bytes, "Walks");
        }

        return _rows;
    }
}
