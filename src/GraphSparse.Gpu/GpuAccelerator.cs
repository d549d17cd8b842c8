using System.Diagnostics;
using System.Runtime.InteropServices;
using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>A device driven by ILGPU. The same integers as <see cref="CpuAccelerator"/>, and the same bits of sums.</summary>
internal sealed partial class GpuAccelerator : IAccelerator
{
    private const int MostSteps = 4096; // of each walk in one launch
    private const long MostRowBytes = 64L << 20;

    private readonly Context _owner;
    private readonly GpuContext _context;
    private readonly Parallelism _parallelism;

    /// <param name="owner">The context of the device, which goes with this.</param>
    /// <param name="accelerator">The device.</param>
    /// <param name="info">What is known of it.</param>
    /// <param name="parallelism">Threads for what the CPU does beside it.</param>
    public GpuAccelerator(Context owner, Accelerator accelerator, DeviceInfo info, Parallelism parallelism)
    {
        (_owner, _parallelism) = (owner, parallelism);
        _context = new GpuContext(accelerator, info, parallelism, Reclaim);
    }

    /// <summary>The device at work, for tests and for measurements of what is not a copy.</summary>
    internal GpuContext Context => _context;

    /// <inheritdoc/>
    public string Name => _context.Info.Name;

    /// <inheritdoc/>
    public DeviceKind Kind => _context.Info.Kind;

    /// <inheritdoc/>
    public long MemoryBytes => _context.Info.MemoryBytes;

    /// <inheritdoc/>
    public void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default)
    {
        using Lock.Scope scope = Enter();
        using GpuBuffer<uint> buffer = _context.Allocate<uint>(words.Length, "Random words");
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, uint, uint, ulong, uint, uint, long, ArrayView<uint>>>(WordKernels.RandomWords);
        _context.Launch(((long)words.Length + 3) / 4, 20, (start, count) =>
            kernel(_context.Stream, count, start, unchecked((uint)seed), (uint)(seed >> 32), first, counter2, counter3, words.Length, buffer.View), cancellationToken);
        buffer.Read(words.Span);
    }

    /// <inheritdoc/>
    public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CpuAccelerator.CheckVectors(graph, x.Length, y.Length);
        RequireDouble();
        using Lock.Scope scope = Enter();
        if (!HoldsForProduct(graph, columns: 1))
        {
            SpmmInBlocks(graph, x, 1, y, cancellationToken);
            return;
        }

        GpuGraph device = Upload(graph, cancellationToken);
        GpuBuffer<double> weights = device.Weights(graph, cancellationToken);
        using GpuBuffer<double> from = _context.Upload(x.Span, "A vector");
        using GpuBuffer<double> to = _context.Allocate<double>(y.Length, "A vector");
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<double>, int, ArrayView<double>, ArrayView<double>>>(ArcKernels.Spmv);
        _context.Launch(graph.VertexCount, RowCost(graph), (start, count) =>
            kernel(_context.Stream, count, start, device.Offsets.View, device.Neighbors.View, weights.View, graph.IsWeighted ? 1 : 0, from.View, to.View), cancellationToken);
        to.Read(y.Span);
    }

    /// <inheritdoc/>
    public void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default)
    {
        CpuAccelerator.CheckMatrices(graph, x.Length, columns, y.Length);
        RequireDouble();
        using Lock.Scope scope = Enter();
        if (!HoldsForProduct(graph, columns))
        {
            SpmmInBlocks(graph, x, columns, y, cancellationToken);
            return;
        }

        GpuGraph device = Upload(graph, cancellationToken);
        using GpuBuffer<double> from = _context.Upload(x.Span, "A matrix");
        using GpuBuffer<double> to = _context.Allocate<double>(y.Length, "A matrix");
        LaunchSpmm(device.Offsets, device.Neighbors, device.Weights(graph, cancellationToken), graph, columns, from, to, cancellationToken);
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
        int most = (int)Math.Clamp(Math.Min(MostRowBytes, _context.Info.MaxAllocationBytes) / rowBytes, 1, walks);
        GpuGraph.EnsureFits(_context.Info, graph, (long)batch.AliasSlots.Length * sizeof(ulong), most * rowBytes);
        GpuGraph device = Upload(graph, cancellationToken);
        using GpuBuffer<ulong>? passing = MemoryMarshal.TryGetArray(batch.AliasSlots, out ArraySegment<ulong> slots) && slots.Array is not null && slots.Count == slots.Array.Length
            ? null : _context.Upload(Checked(graph, batch.AliasSlots.Span), "Alias tables");
        if (passing is null)
            _inUse.AddOrUpdate(slots.Array!, slots.Array!);
        GpuBuffer<ulong> alias = passing ?? _slots.GetValue(slots.Array!, a => _context.Upload(Checked(graph, a), "Alias tables"));
        for (int start = 0; start < walks; start += most)
        {
            int count = Math.Min(most, walks - start);
            GpuBuffer<int> target = Rows((long)most * batch.Width);
            LaunchWalks(graph, device, alias, batch, batch.FirstWalkId + start, count, target, cancellationToken);
            target.Read(rows.Span.Slice(start * batch.Width, count * batch.Width));
        }
    }

    private static ReadOnlySpan<ulong> Checked(CsrGraph graph, ReadOnlySpan<ulong> slots)
    {
        WalkRequest.CheckAliases(graph, slots);
        return slots;
    }

    /// <inheritdoc/>
    public double MeasureBandwidth()
    {
        using Lock.Scope scope = Enter();
        return DeviceFailure.Guard(Name, "copying its memory", Copies);
    }

    private double Copies()
    {
        long bytes = Math.Min(256L << 20, Math.Min(_context.Info.MaxAllocationBytes, MemoryBytes / 8));
        using GpuBuffer<byte> source = _context.Allocate<byte>(bytes, "Measuring bandwidth");
        using GpuBuffer<byte> target = _context.Allocate<byte>(bytes, "Measuring bandwidth");
        source.Clear();
        target.CopyFrom(source); // the first touch of memory is slow and not what is measured
        _context.Stream.Synchronize();
        long began = Stopwatch.GetTimestamp();
        TimeSpan least = TimeSpan.MaxValue;
        do
        {
            long start = Stopwatch.GetTimestamp();
            target.CopyFrom(source);
            _context.Stream.Synchronize();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            least = taken < least ? taken : least;
        }
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(100));
        return 2.0 * bytes / least.TotalSeconds;
    }

    /// <summary>Long walks are taken in pieces, so that not even a single group keeps the device busy for long.</summary>
    private void LaunchWalks(CsrGraph graph, GpuGraph device, GpuBuffer<ulong> alias, WalkRequest batch, long firstId, int walks, GpuBuffer<int> target, CancellationToken cancellationToken)
    {
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, WalkNumbers, ArrayView<uint>, ArrayView<int>, ArrayView<ulong>, ArrayView<int>>>(WalkKernels.Walk);
        WalkNumbers numbers = WalkNumbers.Of(batch, graph.VertexCount, firstId);
        for (int from = 0; from < batch.Length; from += MostSteps)
        {
            WalkNumbers piece = numbers;
            piece.From = from;
            piece.To = Math.Min(batch.Length, from + MostSteps);
            _context.Launch(walks, (piece.To - from) * (batch.Rule == StepRule.Node2vec ? 8L : 1L), (start, count) =>
                kernel(_context.Stream, count, start, piece, device.Offsets.View, device.Neighbors.View, alias.View, target.View), cancellationToken);
        }
    }

    private void LaunchSpmm(
        GpuBuffer<uint> offsets, GpuBuffer<int> neighbors, GpuBuffer<double> weights, CsrGraph graph, int columns, GpuBuffer<double> from, GpuBuffer<double> to, CancellationToken cancellationToken)
    {
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<double>, int, int, ArrayView<double>, ArrayView<double>>>(ArcKernels.Spmm);
        _context.Launch(to.Length, RowCost(graph), (start, count) =>
            kernel(_context.Stream, count, start, offsets.View, neighbors.View, weights.View, graph.IsWeighted ? 1 : 0, columns, from.View, to.View), cancellationToken);
    }

    /// <summary>Whether a graph, its weights and two matrices fit the device at once.</summary>
    private bool HoldsForProduct(CsrGraph graph, int columns)
    {
        (long offsets, long neighbors) = DeviceNeed.BytesOf(graph);
        long matrix = (long)graph.VertexCount * columns * sizeof(double);
        return graph.ArcCount <= uint.MaxValue && Fits(DeviceNeed.Of(offsets, neighbors, graph.IsWeighted ? graph.ArcCount * sizeof(double) : 0, matrix, matrix));
    }

    private static long RowCost(CsrGraph graph) => 4 + graph.ArcCount / Math.Max(1, graph.VertexCount);

    private void RequireDouble()
    {
        if (!_context.Info.HasDouble)
            throw new DeviceException($"{Name} has no double precision, which sums of weights need; use the CPU");
    }
}
