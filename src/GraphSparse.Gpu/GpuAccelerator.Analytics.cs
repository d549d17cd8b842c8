using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

internal sealed partial class GpuAccelerator
{
    private const string Counting = "Counting triangles";
    private const int PageRankVectors = 8;

    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, _parallelism, cancellationToken);
        using Lock.Scope scope = Enter();
        if (!Fits(NeedOf(forward)))
            return CountInBlocks(forward, cancellationToken);
        using var device = new Forward(_context, forward);
        Count(device, cancellationToken);
        var perEdge = new int[device.ArcCount];
        device.Counts.Read(perEdge);
        return perEdge;
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, _parallelism, cancellationToken);
        RequireDouble();
        using Lock.Scope scope = Enter();
        int[] degreeOf = Degrees.Out(graph);
        DeviceNeed need = NeedOf(forward);
        if (!Fits(need.And((long)forward.Edges.Length * sizeof(double), (long)degreeOf.Length * sizeof(int))))
        {
            var similarities = new double[forward.Edges.Length];
            CpuKernels.Jaccard(graph, index, degreeOf, CountInBlocks(forward, cancellationToken), similarities, 0, graph.VertexCount); // one quotient an edge
            return similarities;
        }

        using var device = new Forward(_context, forward);
        using GpuBuffer<int> degrees = _context.Upload<int>(degreeOf, Counting);
        using GpuBuffer<double> scores = _context.Allocate<double>(device.ArcCount, Counting);
        Count(device, cancellationToken);
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<double>>>(ArcKernels.Jaccard);
        _context.Launch(device.ArcCount, 8, (start, count) => kernel(
            _context.Stream, count, start, device.Sources.View, device.Targets.View, device.Edges.View, degrees.View, device.Counts.View, scores.View), cancellationToken);
        var result = new double[device.ArcCount];
        scores.Read(result);
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        RequireDouble();
        using Lock.Scope scope = Enter();
        GpuGraph.EnsureFits(_context.Info, graph, [graph.IsWeighted ? graph.ArcCount * sizeof(double) : 0, .. Enumerable.Repeat((long)sizeof(double) * graph.VertexCount, PageRankVectors)]);
        return Analytics.PageRank.Solve(graph, options, _parallelism, setup => graph.IsDirected
            ? new GpuIteration(_context, Upload(setup.Incoming, cancellationToken), setup, cancellationToken)
            : new GpuGradients(_context, Upload(setup.Incoming, cancellationToken), setup, cancellationToken), cancellationToken);
    }

    private void Count(Forward device, CancellationToken cancellationToken)
    {
        device.Counts.Clear();
        var kernel = _context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<int>, ArrayView<int>, ArrayView<int>>>(ArcKernels.Triangles);
        _context.Launch(device.ArcCount, 128, (start, count) => kernel(
            _context.Stream, count, start, device.Offsets.View, device.Sources.View, device.Targets.View, device.Edges.View, device.Counts.View), cancellationToken);
    }

    private static DeviceNeed NeedOf(ForwardArcs forward)
    {
        long arcs = (long)forward.Edges.Length * sizeof(int);
        return DeviceNeed.Of((long)forward.Offsets.Length * sizeof(uint), arcs, arcs, arcs, arcs);
    }

    /// <summary>Forward arcs in the memory of a device, and a count for each edge.</summary>
    private sealed class Forward(GpuContext context, ForwardArcs forward) : IDisposable
    {
        public int ArcCount { get; } = forward.Edges.Length;

        public GpuBuffer<uint> Offsets { get; } = context.Upload<uint>(forward.Offsets, Counting);

        public GpuBuffer<int> Sources { get; } = context.Upload<int>(forward.Sources, Counting);

        public GpuBuffer<int> Targets { get; } = context.Upload<int>(forward.Targets, Counting);

        public GpuBuffer<int> Edges { get; } = context.Upload<int>(forward.Edges, Counting);

        public GpuBuffer<int> Counts { get; } = context.Allocate<int>(forward.Edges.Length, Counting);

        public void Dispose()
        {
            Offsets.Dispose();
            foreach (GpuBuffer<int> buffer in (GpuBuffer<int>[])[Sources, Targets, Edges, Counts])
                buffer.Dispose();
        }
    }
}
