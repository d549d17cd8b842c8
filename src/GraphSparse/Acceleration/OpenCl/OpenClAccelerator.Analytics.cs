using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

public sealed partial class OpenClAccelerator
{
    private const string Counting = "Counting triangles";

    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, cancellationToken);
        using Lock.Scope scope = Enter();
        using var device = new DeviceForward(_context, forward);
        Count(device, cancellationToken);
        var perEdge = new int[device.ArcCount];
        device.Counts.Read(perEdge.AsSpan());
        return perEdge;
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        ForwardArcs forward = ForwardArcs.Of(graph, index, cancellationToken);
        RequireDouble();
        using Lock.Scope scope = Enter();
        using var device = new DeviceForward(_context, forward);
        using OpenClBuffer degrees = _context.Upload<int>(Degrees.Out(graph), Counting);
        using OpenClBuffer scores = _context.Allocate<double>(device.ArcCount, Counting);
        Count(device, cancellationToken);
        _context.Kernel("jaccard").Buffer(device.Sources).Buffer(device.Targets).Buffer(device.Edges).Value((ulong)device.ArcCount)
            .Buffer(degrees).Buffer(device.Counts).Buffer(scores).Launch(device.ArcCount, 8, cancellationToken);
        var result = new double[device.ArcCount];
        scores.Read(result.AsSpan());
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        RequireDouble();
        using Lock.Scope scope = Enter();
        DeviceGraph.EnsureFits(_context.Device.Info, graph, graph.IsWeighted ? graph.ArcCount * sizeof(double) : 0, 8L * sizeof(double) * graph.VertexCount);
        return Analytics.PageRank.Solve(graph, options, Parallelism.AllCores, setup => graph.IsDirected
            ? new DeviceIteration(_context, Upload(setup.Incoming, cancellationToken), setup, cancellationToken)
            : new DeviceGradients(_context, Upload(setup.Incoming, cancellationToken), setup, cancellationToken), cancellationToken);
    }

    private void Count(DeviceForward device, CancellationToken cancellationToken)
    {
        device.Counts.Clear();
        _context.Kernel("triangles").Buffer(device.Offsets).Buffer(device.Sources).Buffer(device.Targets).Buffer(device.Edges).Value((ulong)device.ArcCount)
            .Buffer(device.Counts).Launch(device.ArcCount, 128, cancellationToken);
    }

    /// <summary>Forward arcs in the memory of a device, and a count for each edge.</summary>
    private sealed class DeviceForward(OpenClContext context, ForwardArcs forward) : IDisposable
    {
        public int ArcCount { get; } = forward.Edges.Length;

        public OpenClBuffer Offsets { get; } = context.Upload<uint>(forward.Offsets, Counting);

        public OpenClBuffer Sources { get; } = context.Upload<int>(forward.Sources, Counting);

        public OpenClBuffer Targets { get; } = context.Upload<int>(forward.Targets, Counting);

        public OpenClBuffer Edges { get; } = context.Upload<int>(forward.Edges, Counting);

        public OpenClBuffer Counts { get; } = context.Allocate<int>(forward.Edges.Length, Counting);

        public void Dispose()
        {
            foreach (OpenClBuffer buffer in (OpenClBuffer[])[Offsets, Sources, Targets, Edges, Counts])
                buffer.Dispose();
        }
    }
}
