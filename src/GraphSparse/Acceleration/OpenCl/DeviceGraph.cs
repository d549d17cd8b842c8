namespace GraphSparse.Acceleration;

/// <summary>A graph in the memory of a device: rows at once, weights when they are first asked for.</summary>
internal sealed class DeviceGraph : IDisposable
{
    private const int StageLength = 1 << 18;
    private readonly OpenClContext _context;
    private OpenClBuffer? _weights;

    public DeviceGraph(OpenClContext context, CsrGraph graph, CancellationToken cancellationToken)
    {
        graph.EnsureSound(Parallelism.AllCores, cancellationToken);
        EnsureFits(context.Device.Info, graph);
        _context = context;
        Offsets = context.Allocate<uint>((long)graph.VertexCount + 1, "The graph");
        Neighbors = context.Allocate<int>(graph.ArcCount, "The graph");
        UploadOffsets(graph, cancellationToken);
        UploadArcs(graph, Neighbors, (g, u) => g.Neighbors(u), cancellationToken);
    }

    /// <summary>Bytes of the offsets and of the neighbours.</summary>
    public static (long Offsets, long Neighbors) Bytes(CsrGraph graph) => ((graph.VertexCount + 1L) * sizeof(uint), checked(graph.ArcCount * sizeof(int)));

    /// <summary>Fails before anything is taken where the graph and what is used beside it are too large for the device.</summary>
    /// <exception cref="ResourceLimitException">They are.</exception>
    public static void EnsureFits(DeviceInfo device, CsrGraph graph, params ReadOnlySpan<long> others)
    {
        if (graph.ArcCount > uint.MaxValue)
            throw new ResourceLimitException($"The graph has {graph.ArcCount} arcs; on a device {uint.MaxValue} are the limit. Use the CPU.");
        (long offsets, long neighbors) = Bytes(graph);
        DeviceNeed.Of([offsets, neighbors, .. others]).Ensure(device, "The graph");
    }

    /// <summary>Start of every row, 32 bits, and the end of the last.</summary>
    public OpenClBuffer Offsets { get; }

    /// <summary>The neighbours, row after row.</summary>
    public OpenClBuffer Neighbors { get; }

    /// <summary>Weights of the arcs; null for an unweighted graph.</summary>
    public OpenClBuffer? Weights(CsrGraph graph, CancellationToken cancellationToken)
    {
        if (graph.IsWeighted && _weights is null)
        {
            OpenClBuffer weights = _context.Allocate<double>(graph.ArcCount, "The weights");
            UploadArcs(graph, weights, (g, u) => g.Weights(u), cancellationToken);
            _weights = weights;
        }

        return _weights;
    }

    public void Dispose()
    {
        Offsets.Dispose();
        Neighbors.Dispose();
        _weights?.Dispose();
    }

    private void UploadOffsets(CsrGraph graph, CancellationToken cancellationToken)
    {
        var stage = new uint[Math.Min(StageLength, (long)graph.VertexCount + 1)];
        for (long start = 0; start <= graph.VertexCount; start += stage.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = (int)Math.Min(stage.Length, graph.VertexCount + 1 - start);
            for (int i = 0; i < length; i++)
                stage[i] = (uint)graph.Offset((int)start + i);
            Offsets.Write<uint>(stage.AsSpan(0, length), start);
        }
    }

    /// <summary>Values of all arcs, gathered into pieces since most rows are too short to be sent alone.</summary>
    private static void UploadArcs<T>(CsrGraph graph, OpenClBuffer target, Func<CsrGraph, int, ReadOnlySpan<T>> rowOf, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var stage = new T[StageLength];
        int staged = 0;
        long sent = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<T> row = rowOf(graph, u);
            while (!row.IsEmpty)
            {
                int part = Math.Min(row.Length, stage.Length - staged);
                row[..part].CopyTo(stage.AsSpan(staged));
                row = row[part..];
                staged += part;
                if (staged == stage.Length)
                    Send();
            }
        }

        Send();

        void Send()
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write<T>(stage.AsSpan(0, staged), sent);
            sent += staged;
            staged = 0;
        }
    }
}
