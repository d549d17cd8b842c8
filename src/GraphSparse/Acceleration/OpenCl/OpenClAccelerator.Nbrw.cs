using System.Runtime.CompilerServices;

namespace GraphSparse.Acceleration;

public sealed partial class OpenClAccelerator : IHittingWalks
{
    private const int MostQueries = 1 << 16; // of one buffer
    private const int MostPathPlaces = 1 << 24;

    private readonly ConditionalWeakTable<DynamicAdjacency, DeviceAdjacency> _adjacencies = [];

    void IHittingWalks.NbrwInsert(
        DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<byte> hits, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        DeviceAdjacency device = Follow(graph);
        for (int start = 0; start < queries.Length; start += MostQueries)
        {
            int count = Math.Min(MostQueries, queries.Length - start);
            using OpenClBuffer input = _context.Upload(queries.Span.Slice(start, count), "Walks");
            using OpenClBuffer output = _context.Allocate<byte>(count, "Walks");
            OpenClKernel kernel = Arguments("nbrw_insert", device, request, input, count);
            kernel.Value(request.Threshold).Buffer(output).Launch((long)count * kernel.LocalSize, Cost(request, kernel), cancellationToken);
            output.Read(hits.Span.Slice(start, count));
        }
    }

    void IHittingWalks.NbrwDelete(
        DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<int> paths, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        DeviceAdjacency device = Follow(graph);
        int most = Math.Clamp(MostPathPlaces / request.Steps, 1, MostQueries);
        for (int start = 0; start < queries.Length; start += most)
        {
            int count = Math.Min(most, queries.Length - start);
            using OpenClBuffer input = _context.Upload(queries.Span.Slice(start, count), "Walks");
            using OpenClBuffer output = _context.Allocate<int>((long)count * request.Steps, "Walks");
            OpenClKernel kernel = Arguments("nbrw_delete", device, request, input, count);
            kernel.Buffer(output).Local<float>(kernel.LocalSize).Local<uint>(kernel.LocalSize)
                .Launch((long)count * kernel.LocalSize, Cost(request, kernel), cancellationToken);
            output.Read(paths.Span.Slice(start * request.Steps, count * request.Steps));
        }
    }

    /// <summary>Bytes of a dynamic graph brought to the device so far.</summary>
    internal long UploadedBytes(DynamicAdjacency graph) => _adjacencies.TryGetValue(graph, out DeviceAdjacency? device) ? device.UploadedBytes : 0;

    private static long Cost(HittingRequest request, OpenClKernel kernel) =>
        Math.Max(1, (long)request.Walkers * Math.Min(request.Steps, 16) / kernel.LocalSize);

    private OpenClKernel Arguments(string name, DeviceAdjacency device, HittingRequest request, OpenClBuffer queries, int count) =>
        _context.Kernel(name).Buffer(device.Rows).Buffer(device.Neighbors).Buffer(device.Resistances).Buffer(queries).Value((ulong)count)
            .Value((uint)request.Seed).Value((uint)(request.Seed >> 32)).Value(request.Walkers).Value(request.Steps);

    private DeviceAdjacency Follow(DynamicAdjacency graph)
    {
        DeviceAdjacency device = _adjacencies.GetValue(graph, g => new DeviceAdjacency(_context, g));
        device.Update();
        return device;
    }

    private void DisposeAdjacencies()
    {
        foreach (KeyValuePair<DynamicAdjacency, DeviceAdjacency> entry in _adjacencies)
            entry.Value.Dispose();
    }
}
