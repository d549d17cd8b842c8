using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

internal sealed partial class GpuAccelerator
{
    /// <inheritdoc/>
    public long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default)
    {
        using Lock.Scope scope = Enter();
        var result = new long[(long)counts.Length + 1];
        if (counts.Length == 0)
            return result;
        using GpuBuffer<int> input = _context.Upload(counts.Span, "Prefix sums");
        using GpuBuffer<long> offsets = _context.Allocate<long>(counts.Length, "Prefix sums");
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
        using GpuBuffer<int> input = _context.Upload(values.Span, "A histogram");
        using GpuBuffer<int> counts = _context.Allocate<int>(result.Length, "A histogram");
        counts.Clear();
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<int>, long, int, ArrayView<int>>>(bins <= Groups.LocalBins ? HistogramKernels.Local : HistogramKernels.Wide);
        _context.Launch(Tiles(values.Length), TileCost, (start, count) => kernel(_context.Stream, Config(count), start, input.View, values.Length, bins, counts.View), cancellationToken);
        counts.Read(result.AsSpan());
        return CpuAccelerator.WithoutOutside(result);
    }

    /// <inheritdoc/>
    public SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default)
    {
        RadixPasses.Check(keys.Length, values.Length);
        using Lock.Scope scope = Enter();
        var result = new SortedPairs(new ulong[keys.Length], new int[values.Length]);
        long tiles = Tiles(keys.Length);
        const string what = "Sorting";
        using GpuBuffer<int> counts = _context.Allocate<int>(tiles * Groups.RadixDigits, what);
        using GpuBuffer<long> offsets = _context.Allocate<long>(tiles * Groups.RadixDigits, what);
        using GpuBuffer<ulong> keysA = _context.Upload(keys.Span, what);
        using GpuBuffer<int> valuesA = _context.Upload(values.Span, what);
        using GpuBuffer<ulong> keysB = _context.Allocate<ulong>(keys.Length, what);
        using GpuBuffer<int> valuesB = _context.Allocate<int>(values.Length, what);
        (GpuBuffer<ulong> Keys, GpuBuffer<int> Values) from = (keysA, valuesA);
        (GpuBuffer<ulong> Keys, GpuBuffer<int> Values) to = (keysB, valuesB);
        var digits = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<ulong>, long, int, long, ArrayView<int>>>(RadixKernels.Digits);
        var scatter = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<ulong>, ArrayView<int>, long, int, long, ArrayView<long>, ArrayView<ulong>, ArrayView<int>>>(RadixKernels.Scatter);
        foreach (int shift in RadixPasses.Shifts(keys.Span, Groups.RadixBits))
        {
            (GpuBuffer<ulong> Keys, GpuBuffer<int> Values) source = from;
            (GpuBuffer<ulong> Keys, GpuBuffer<int> Values) target = to;
            _context.Launch(tiles, TileCost, (start, count) => digits(_context.Stream, Config(count), start, source.Keys.View, keys.Length, shift, tiles, counts.View), cancellationToken);
            AddUp(counts, tiles * Groups.RadixDigits, offsets, cancellationToken);
            _context.Launch(tiles, TileCost * 8, (start, count) =>
                scatter(_context.Stream, Config(count), start, source.Keys.View, source.Values.View, keys.Length, shift, tiles, offsets.View, target.Keys.View, target.Values.View), cancellationToken);
            (from, to) = (to, from);
        }

        cancellationToken.ThrowIfCancellationRequested();
        from.Keys.Read(result.Keys.AsSpan());
        from.Values.Read(result.Values.AsSpan());
        return result;
    }

    private long TileCost => (long)_context.GroupSize * Groups.PerItem;

    /// <summary>Exclusive prefix sums inside the device.</summary>
    private void AddUp(GpuBuffer<int> counts, long length, GpuBuffer<long> offsets, CancellationToken cancellationToken)
    {
        long tiles = Tiles(length);
        using GpuBuffer<long> sums = _context.Allocate<long>(tiles, "Prefix sums");
        var add = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<int>, long, ArrayView<long>>>(PrefixSumKernels.Tiles);
        var carry = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<long>>>(PrefixSumKernels.Carry);
        var fill = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<int>, long, ArrayView<long>, ArrayView<long>>>(PrefixSumKernels.Fill);
        _context.Launch(tiles, TileCost, (start, count) => add(_context.Stream, Config(count), start, counts.View, length, sums.View), cancellationToken);
        _context.Launch(1, tiles, (_, count) => carry(_context.Stream, Config(count), tiles, sums.View), cancellationToken);
        _context.Launch(tiles, TileCost * 8, (start, count) => fill(_context.Stream, Config(count), start, counts.View, length, sums.View, offsets.View), cancellationToken);
    }

    private KernelConfig Config(int groups) => new(groups, _context.GroupSize);

    private long Tiles(long length) => (length + TileCost - 1) / TileCost;
}
