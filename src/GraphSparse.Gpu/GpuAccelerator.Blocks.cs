using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>Graphs that do not fit the device, a block of rows after the other.</summary>
internal sealed partial class GpuAccelerator
{
    /// <summary>Bytes that one call takes of the device at most; less than it has makes it work in blocks, for tests.</summary>
    internal long MostBytes { get; set; } = long.MaxValue;

    /// <summary>A tenth stays free, for what the driver and other graphs hold.</summary>
    private long UsableBytes => Math.Min(MostBytes, _context.Info.MemoryBytes / 10 * 9);

    /// <summary>Whether buffers fit together, and each by itself.</summary>
    private bool Fits(DeviceNeed need) => need.ShortageOn(_context.Info) is null && need.TotalBytes <= UsableBytes;

    /// <summary>The product, some rows after the others: the matrix goes to the device once, and does not stay.</summary>
    private void SpmmInBlocks(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken)
    {
        DeviceNeed.Of((long)x.Length * sizeof(double)).Ensure(_context.Info, "The product");
        long left = UsableBytes - (long)x.Length * sizeof(double);
        long perArc = sizeof(int) + (graph.IsWeighted ? sizeof(double) : 0);
        long perRow = sizeof(uint) + (long)columns * sizeof(double);
        long mostArcs = Math.Min(left / 2 / perArc, _context.Info.MaxAllocationBytes / (graph.IsWeighted ? sizeof(double) : sizeof(int)));
        long mostRows = Math.Min(left / 2 / perRow, _context.Info.MaxAllocationBytes / ((long)columns * sizeof(double)));
        if (mostRows < 1)
            DeviceNeed.Of((long)x.Length * sizeof(double) + 2 * perRow).Ensure(_context.Info with { MemoryBytes = UsableBytes }, "The product");
        using GpuBuffer<double> from = _context.Upload(x.Span, "A matrix");
        foreach (RowBlock block in RowBlock.Cut(graph.VertexCount, u => graph.RowOffsets[u], Math.Min(mostArcs, uint.MaxValue), mostRows))
        {
            using var rows = new GpuGraph(_context, graph, block, cancellationToken);
            int length = (block.To - block.From) * columns;
            using GpuBuffer<double> to = _context.Allocate<double>(length, "A matrix");
            LaunchSpmm(rows.Offsets, rows.Neighbors, rows.Weights(graph, cancellationToken), graph, columns, from, to, cancellationToken);
            to.Read(y.Span.Slice(block.From * columns, length));
        }
    }

    /// <summary>Triangles on edges, two blocks at a time: for every arc the rows of its ends are there at once.</summary>
    private int[] CountInBlocks(ForwardArcs forward, CancellationToken cancellationToken)
    {
        const int buffers = 4; // targets, sources, places, counts
        long most = Math.Min(_context.Info.MaxAllocationBytes / 2, (UsableBytes - 2L * sizeof(uint) * forward.Offsets.Length) / (2 * buffers)) / sizeof(int);
        IReadOnlyList<RowBlock> blocks = RowBlock.Cut(forward.Offsets.Length - 1, u => forward.Offsets[u], Math.Min(most, int.MaxValue / 2), int.MaxValue);
        var byPlace = new int[forward.Edges.Length];
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, BlockPair, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>>>(ArcKernels.TrianglesOfBlocks);
        foreach (RowBlock own in blocks)
        {
            foreach (RowBlock other in blocks)
            {
                RowBlock low = own.From <= other.From ? own : other;
                RowBlock high = own.From <= other.From ? other : own;
                (int lowStart, int lowLength) = Places(forward, low);
                (int highStart, int highLength) = low == high ? (lowStart, 0) : Places(forward, high);
                int length = lowLength + highLength;
                using GpuBuffer<uint> offsets = _context.Upload<uint>(OffsetsOf(forward, low, high), Counting);
                using GpuBuffer<int> sources = Joined(forward.Sources);
                using GpuBuffer<int> targets = Joined(forward.Targets);
                using GpuBuffer<int> places = _context.Upload<int>([.. Enumerable.Range(0, length)], Counting);
                using GpuBuffer<int> counts = _context.Allocate<int>(length, Counting);
                counts.Clear();
                (int first, int arcs) = own == low ? (0, lowLength) : (lowLength, highLength);
                var pair = new BlockPair { LowFrom = low.From, LowTo = low.To, HighFrom = high.From, OtherFrom = other.From, OtherTo = other.To };
                _context.Launch(arcs, 128, (start, count) => kernel(
                    _context.Stream, count, first + start, pair, offsets.View, sources.View, targets.View, places.View, counts.View), cancellationToken);
                var found = new int[length];
                counts.Read(found);
                for (int i = 0; i < length; i++)
                    byPlace[i < lowLength ? lowStart + i : highStart + i - lowLength] += found[i];

                GpuBuffer<int> Joined(int[] values)
                {
                    GpuBuffer<int> buffer = _context.Allocate<int>(length, Counting);
                    buffer.Write(values.AsSpan(lowStart, lowLength));
                    buffer.Write(values.AsSpan(highStart, highLength), lowLength);
                    return buffer;
                }
            }
        }

        var perEdge = new int[byPlace.Length];
        for (int i = 0; i < byPlace.Length; i++)
            perEdge[forward.Edges[i]] = byPlace[i];
        return perEdge;
    }

    private static (int Start, int Length) Places(ForwardArcs forward, RowBlock block) =>
        ((int)forward.Offsets[block.From], (int)(forward.Offsets[block.To] - forward.Offsets[block.From]));

    /// <summary>Starts of the rows of two blocks, the second after the first; one place more than rows for each.</summary>
    private static uint[] OffsetsOf(ForwardArcs forward, RowBlock low, RowBlock high)
    {
        var offsets = new List<uint>();
        for (int u = low.From; u <= low.To; u++)
            offsets.Add(forward.Offsets[u] - forward.Offsets[low.From]);
        uint before = offsets[^1];
        for (int u = high.From; low != high && u <= high.To; u++)
            offsets.Add(before + forward.Offsets[u] - forward.Offsets[high.From]);
        return [.. offsets];
    }
}
