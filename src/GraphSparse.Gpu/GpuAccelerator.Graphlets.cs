using System.Runtime.InteropServices;
using GraphSparse.Acceleration;
using GraphSparse.Graphlets;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>Counts of graphlets.</summary>
internal sealed partial class GpuAccelerator : IGraphletKernels
{
    private const string CountingGraphlets = "Counting graphlets";
    private const int GroupsPerGpuUnit = 16;
    private const int GroupsPerThread = 2; // of a CPU, which works on one after the other

    EdgeArrays IGraphletKernels.CountOnEdges(RankedGraph graph, EdgeCounts needed, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        using EdgeBuffers device = CountOnEdges(graph, needed, cancellationToken);
        int m = graph.EdgeCount;
        ThirdSums[] thirds = needed.HasFlag(EdgeCounts.Thirds) ? Read(device.Thirds, m) : [];
        return new EdgeArrays(
            Read(device.Triangles, m), needed.HasFlag(EdgeCounts.Cliques) ? ReadWide(device.Cliques, m) : [], [.. thirds.Select(t => t.BeyondHigher)], [.. thirds.Select(t => t.BeyondLower)],
            [.. thirds.Select(t => t.Degrees)], needed.HasFlag(EdgeCounts.Cycles) ? ReadWide(device.Cycles, m) : []);
    }

    long[][] IGraphletKernels.CountOrbits(RankedGraph graph, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        using EdgeBuffers device = CountOnEdges(graph, EdgeCounts.All, cancellationToken);
        int n = graph.VertexCount;
        using GpuBuffer<VertexSums> vertices = _context.Allocate<VertexSums>(n, CountingGraphlets);
        using GpuBuffer<int> ids = _context.Upload<int>(graph.Ids, CountingGraphlets);
        using GpuBuffer<long> columns = _context.Allocate<long>((long)n * OrbitCounts.OrbitCount, CountingGraphlets);
        using GpuBuffer<int> overflow = _context.Allocate<int>(1, CountingGraphlets);
        overflow.Clear();
        GpuRankedGraph rows = device.Graph;
        var sum = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<VertexSums>>>(GraphletKernels.AtVertices);
        _context.Launch(n, ArcCost(graph), (start, count) => sum(
            _context.Stream, count, start, rows.Offsets.View, rows.Neighbors.View, rows.Edges.View, device.Triangles.View, vertices.View), cancellationToken);
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<long>, ArrayView<ThirdSums>, ArrayView<long>, ArrayView<VertexSums>, ArrayView<long>, ArrayView<int>>>(GraphletKernels.Orbits);
        _context.Launch(n, 8 * ArcCost(graph), (start, count) => kernel(
            _context.Stream, count, start, rows.Offsets.View, rows.Neighbors.View, rows.Edges.View, ids.View, device.Triangles.View, device.Cliques.View.Cast<long>(),
            device.Thirds.View, device.Cycles.View.Cast<long>(), vertices.View, columns.View, overflow.View), cancellationToken);
        if (Read(overflow, 1)[0] is > 0 and int rank)
            throw OrbitCounter.Overflow(graph.Degree(rank - 1));
        var result = new long[OrbitCounts.OrbitCount][];
        for (int orbit = 0; orbit < result.Length; orbit++)
        {
            result[orbit] = new long[n];
            columns.Read(result[orbit], (long)orbit * n);
        }

        return result;
    }

    TwoHops IGraphletKernels.FindTwoHops(AdjacencyInput input, ReadOnlyMemory<int> vertices, bool needsChords, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = Enter();
        CsrGraph graph = input.Graph;
        int n = graph.VertexCount;
        long[] room = RoomFor(graph, vertices.Span);
        long words = (n + 31L) / 32;
        long integersPerGroup = TwoHopKernels.Integers * (long)n + words;
        int groups = Residents(vertices.Length, integersPerGroup * sizeof(int) + TwoHopKernels.Sums * (long)n * sizeof(long), sizeof(long) * TwoHopKernels.Sums * (long)n);
        GpuGraph device = Upload(graph, cancellationToken);
        _inUse.AddOrUpdate(input.Triangles, input.Triangles);
        GpuBuffer<int> triangles = _arcValues.GetValue(input.Triangles, values => _context.Upload<int>(values, CountingGraphlets));
        long capacity = room[^1];
        if (3 * capacity > Array.MaxLength)
            throw new ResourceLimitException($"{CountingGraphlets} would have up to {capacity} entries in rows that go to {Name} at once; use the CPU.");
        using GpuBuffer<int> rows = _context.Upload(vertices.Span, CountingGraphlets);
        using GpuBuffer<long> starts = _context.Upload<long>(room, CountingGraphlets);
        using GpuBuffer<int> integers = _context.Allocate<int>(groups * integersPerGroup, CountingGraphlets);
        using GpuBuffer<long> sums = _context.Allocate<long>(groups * TwoHopKernels.Sums * (long)n, CountingGraphlets);
        using GpuBuffer<int> lengths = _context.Allocate<int>(vertices.Length, CountingGraphlets);
        using GpuBuffer<int> entries = _context.Allocate<int>(3 * capacity, CountingGraphlets);
        using GpuBuffer<long> entrySums = _context.Allocate<long>(3 * capacity, CountingGraphlets);
        integers.Clear();
        sums.Clear();
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, TwoHopNumbers, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<long>, ArrayView<int>, ArrayView<long>, ArrayView<int>, ArrayView<int>, ArrayView<long>>>(TwoHopKernels.Rows);
        _context.Launch(vertices.Length, 4 * capacity / Math.Max(1, vertices.Length) + words, (start, count) => kernel(
            _context.Stream, Config(Math.Min(count, groups)), new TwoHopNumbers { First = (int)start, Count = count, NeedsChords = needsChords ? 1 : 0, VertexCount = n, Capacity = capacity },
            device.Offsets.View, device.Neighbors.View, triangles.View, rows.View, starts.View, integers.View, sums.View, lengths.View, entries.View, entrySums.View), cancellationToken);
        return Compact(room, Read(lengths, vertices.Length), entries, entrySums);
    }

    /// <summary>Most entries that each row may have: as many as there are paths of two edges, or vertices.</summary>
    private static long[] RoomFor(CsrGraph graph, ReadOnlySpan<int> vertices)
    {
        var starts = new long[vertices.Length + 1];
        for (int i = 0; i < vertices.Length; i++)
        {
            long paths = 0;
            foreach (int x in graph.Neighbors(vertices[i]))
                paths += graph.Degree(x) - 1;
            starts[i + 1] = starts[i] + Math.Min(paths, graph.VertexCount);
        }

        return starts;
    }

    /// <summary>Rows one after the other, without the room that they did not need.</summary>
    private static TwoHops Compact(long[] room, int[] lengths, GpuBuffer<int> entries, GpuBuffer<long> sums)
    {
        int[] integers = Read(entries, (int)entries.Length);
        long[] wide = Read(sums, (int)sums.Length);
        var starts = new long[room.Length];
        for (int i = 0; i < lengths.Length; i++)
            starts[i + 1] = starts[i] + lengths[i];
        var rows = new TwoHops(starts);
        int capacity = (int)room[^1];
        for (int i = 0; i < lengths.Length; i++)
        {
            (int from, int to, int length) = ((int)room[i], (int)starts[i], lengths[i]);
            Array.Copy(integers, from, rows.Targets, to, length);
            Array.Copy(integers, capacity + from, rows.Paths, to, length);
            Array.Copy(integers, 2 * capacity + from, rows.Chords, to, length);
            Array.Copy(wide, from, rows.OwnTriangles, to, length);
            Array.Copy(wide, capacity + from, rows.OtherTriangles, to, length);
            Array.Copy(wide, 2 * capacity + from, rows.Degrees, to, length);
        }

        return rows;
    }

    private EdgeBuffers CountOnEdges(RankedGraph graph, EdgeCounts needed, CancellationToken cancellationToken)
    {
        int m = graph.EdgeCount;
        GpuRankedGraph.NeedOf(graph).And(m * 4L, m * 24L, m * 8L, m * 8L).Ensure(_context.Info, CountingGraphlets);
        var device = new EdgeBuffers(_context, graph);
        try
        {
            GpuRankedGraph rows = device.Graph;
            var triangles = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>>>(GraphletKernels.Triangles);
            _context.Launch(m, 8 * ArcCost(graph), (start, count) => triangles(
                _context.Stream, count, start, rows.Offsets.View, rows.Neighbors.View, rows.Lower.View, rows.Higher.View, device.Triangles.View), cancellationToken);
            if (needed.HasFlag(EdgeCounts.Thirds))
            {
                var thirds = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<ThirdSums>>>(GraphletKernels.Thirds);
                _context.Launch(m, 8 * ArcCost(graph), (start, count) => thirds(
                    _context.Stream, count, start, rows.Offsets.View, rows.Neighbors.View, rows.Edges.View, rows.Lower.View, rows.Higher.View, device.Triangles.View, device.Thirds.View), cancellationToken);
            }

            if (needed.HasFlag(EdgeCounts.Cliques))
                CountCliques(graph, device, cancellationToken);
            if (needed.HasFlag(EdgeCounts.Cycles))
                CountCycles(graph, device, cancellationToken);
            return device;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    private void CountCliques(RankedGraph graph, EdgeBuffers device, CancellationToken cancellationToken)
    {
        device.Cliques.Clear();
        long most = 0;
        for (int u = 0; u < graph.VertexCount; u++)
            most = Math.Max(most, graph.HigherRow(u).Length);
        long slice = most * ((most + 31) / 32) + most;
        int groups = Residents(graph.VertexCount, slice * sizeof(uint), slice * sizeof(uint));
        using GpuBuffer<uint> scratch = _context.Allocate<uint>(groups * slice, CountingGraphlets);
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, int, long, ArrayView<int>, ArrayView<int>, ArrayView<uint>, ArrayView<uint>>>(CliqueKernels.Cliques);
        _context.Launch(graph.VertexCount, 32 * ArcCost(graph), (start, count) => kernel(
            _context.Stream, Config(Math.Min(count, groups)), start, count, slice, device.Graph.FirstEdges.View, device.Graph.Higher.View, scratch.View, device.Cliques.View), cancellationToken);
    }

    private void CountCycles(RankedGraph graph, EdgeBuffers device, CancellationToken cancellationToken)
    {
        device.Cycles.Clear();
        int n = graph.VertexCount;
        int groups = Residents(n, n * (long)sizeof(uint), n * (long)sizeof(uint));
        using GpuBuffer<uint> scratch = _context.Allocate<uint>(groups * (long)n, CountingGraphlets);
        scratch.Clear();
        var kernel = _context.Kernel<Action<AcceleratorStream, KernelConfig, long, int, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<uint>, ArrayView<uint>>>(CliqueKernels.Cycles);
        _context.Launch(n, 16 * ArcCost(graph), (start, count) => kernel(
            _context.Stream, Config(Math.Min(count, groups)), start, count, device.Graph.Offsets.View, device.Graph.Neighbors.View, device.Graph.Edges.View, scratch.View, device.Cycles.View), cancellationToken);
    }

    /// <summary>Groups that work at once, each with memory of its own: some for every unit of the device, as far as a quarter of its memory goes.</summary>
    private int Residents(int items, long bytesPerGroup, long largestBuffer)
    {
        long byMemory = Math.Min(UsableBytes / 4 / Math.Max(1, bytesPerGroup), _context.Info.MaxAllocationBytes / Math.Max(1, largestBuffer));
        if (byMemory < 1)
            throw new ResourceLimitException($"{CountingGraphlets} would need {MemoryBudget.Text(bytesPerGroup)} for a single group of {_context.Info.Name}; use the CPU.");
        return (int)Math.Max(1, Math.Min(items, Math.Min(byMemory, (_context.Info.Hardware == "CPU" ? GroupsPerThread : GroupsPerGpuUnit) * (long)_context.Info.ComputeUnits)));
    }

    private static long ArcCost(RankedGraph graph) => 4 + graph.EdgeCount * 2L / Math.Max(1, graph.VertexCount);

    private static T[] Read<T>(GpuBuffer<T> buffer, int length) where T : unmanaged
    {
        var values = new T[length];
        buffer.Read(values);
        return values;
    }

    private static long[] ReadWide(GpuBuffer<uint> halves, int length)
    {
        var values = new long[length];
        halves.Read(MemoryMarshal.Cast<long, uint>(values.AsSpan()));
        return values;
    }

    /// <summary>A ranked graph on the device, and what is counted on its edges.</summary>
    private sealed class EdgeBuffers(GpuContext context, RankedGraph graph) : IDisposable
    {
        public GpuRankedGraph Graph { get; } = new(context, graph);

        public GpuBuffer<int> Triangles { get; } = context.Allocate<int>(graph.EdgeCount, CountingGraphlets);

        public GpuBuffer<ThirdSums> Thirds { get; } = context.Allocate<ThirdSums>(graph.EdgeCount, CountingGraphlets);

        public GpuBuffer<uint> Cliques { get; } = context.Allocate<uint>(2L * graph.EdgeCount, CountingGraphlets);

        public GpuBuffer<uint> Cycles { get; } = context.Allocate<uint>(2L * graph.EdgeCount, CountingGraphlets);

        public void Dispose()
        {
            Graph.Dispose();
            Triangles.Dispose();
            Thirds.Dispose();
            Cliques.Dispose();
            Cycles.Dispose();
        }
    }
}
