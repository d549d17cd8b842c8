using System.Runtime.CompilerServices;
using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

internal sealed partial class GpuAccelerator : IHittingWalks
{
    private const int MostQueries = 1 << 16; // of one buffer
    private const int MostPathPlaces = 1 << 24;

    private readonly ConditionalWeakTable<DynamicAdjacency, GpuAdjacency> _adjacencies = [];

    void IHittingWalks.NbrwInsert(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<byte> hits, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        GpuAdjacency device = Follow(graph);
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<AdjacencyRow>, ArrayView<int>, ArrayView<float>, ArrayView<HittingQuery>, uint, uint, int, int, float, ArrayView<byte>>>(HittingKernels.Insert);
        for (int first = 0; first < queries.Length; first += MostQueries)
        {
            int taken = Math.Min(MostQueries, queries.Length - first);
            using GpuBuffer<HittingQuery> input = _context.Upload(queries.Span.Slice(first, taken), "Walks");
            using GpuBuffer<byte> output = _context.Allocate<byte>(taken, "Walks");
            _context.Launch(taken, Cost(request), (start, count) => kernel(
                _context.Stream, Config(count), start, device.Rows.View, device.Neighbors.View, device.Resistances.View, input.View,
                unchecked((uint)request.Seed), (uint)(request.Seed >> 32), request.Walkers, request.Steps, request.Threshold, output.View), cancellationToken);
            output.Read(hits.Span.Slice(first, taken));
        }
    }

    void IHittingWalks.NbrwDelete(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<int> paths, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        GpuAdjacency device = Follow(graph);
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, ArrayView<AdjacencyRow>, ArrayView<int>, ArrayView<float>, ArrayView<HittingQuery>, uint, uint, int, int, ArrayView<int>>>(HittingKernels.Delete);
        int most = Math.Clamp(MostPathPlaces / request.Steps, 1, MostQueries);
        for (int first = 0; first < queries.Length; first += most)
        {
            int taken = Math.Min(most, queries.Length - first);
            using GpuBuffer<HittingQuery> input = _context.Upload(queries.Span.Slice(first, taken), "Walks");
            using GpuBuffer<int> output = _context.Allocate<int>((long)taken * request.Steps, "Walks");
            _context.Launch(taken, Cost(request), (start, count) => kernel(
                _context.Stream, Config(count), start, device.Rows.View, device.Neighbors.View, device.Resistances.View, input.View,
                unchecked((uint)request.Seed), (uint)(request.Seed >> 32), request.Walkers, request.Steps, output.View), cancellationToken);
            output.Read(paths.Span.Slice(first * request.Steps, taken * request.Steps));
        }
    }

    /// <summary>Bytes of a dynamic graph brought to the device so far.</summary>
    internal long UploadedBytes(DynamicAdjacency graph) => _adjacencies.TryGetValue(graph, out GpuAdjacency? device) ? device.UploadedBytes : 0;

    private static long Cost(HittingRequest request) => Math.Max(1, (long)request.Walkers * Math.Min(request.Steps, 16));

    private GpuAdjacency Follow(DynamicAdjacency graph)
    {
        _inUse.AddOrUpdate(graph, graph);
        GpuAdjacency device = _adjacencies.GetValue(graph, g => new GpuAdjacency(_context, g));
        device.Update();
        return device;
    }

    private void DisposeAdjacencies()
    {
        foreach (KeyValuePair<DynamicAdjacency, GpuAdjacency> entry in _adjacencies)
            entry.Value.Dispose();
    }
}
