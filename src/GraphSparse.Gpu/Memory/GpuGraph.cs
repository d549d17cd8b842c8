using GraphSparse.Acceleration;

namespace GraphSparse.Gpu;

/// <summary>A graph in the memory of a device: rows at once, weights when they are first asked for.</summary>
internal sealed class GpuGraph : IDisposable
{
    private const int StageLength = 1 << 18;
    private readonly GpuContext _context;
    private GpuBuffer<double>? _weights;

    public GpuGraph(GpuContext context, CsrGraph graph, CancellationToken cancellationToken)
    {
        graph.EnsureSound(Parallelism.AllCores, cancellationToken);
        EnsureFits(context.Info, graph);
        _context = context;
        Offsets = context.Allocate<uint>((long)graph.VertexCount + 1, "The graph");
        Neighbors = context.Allocate<int>(graph.ArcCount, "The graph");
        WriteOffsets(graph, cancellationToken);
        WriteArcs(graph, Neighbors, static (g, u) => g.Neighbors(u), cancellationToken);
    }

    /// <summary>Start of every row, 32 bits, and the end of the last.</summary>
    public GpuBuffer<uint> Offsets { get; }

    /// <summary>The neighbours, row after row.</summary>
    public GpuBuffer<int> Neighbors { get; }

    /// <summary>Fails before anything is taken where the graph and what is used beside it are too large for the device.</summary>
    /// <exception cref="ResourceLimitException">They are.</exception>
    public static void EnsureFits(DeviceInfo device, CsrGraph graph, params ReadOnlySpan<long> others)
    {
        if (graph.ArcCount > uint.MaxValue)
            throw new ResourceLimitException($"The graph has {graph.ArcCount} arcs; on a device {uint.MaxValue} are the limit. Use the CPU.");
        (long offsets, long neighbors) = DeviceNeed.BytesOf(graph);
        DeviceNeed.Of([offsets, neighbors, .. others]).Ensure(device, "The graph");
    }

    /// <summary>Weights of the arcs; one that is not looked at for an unweighted graph.</summary>
    public GpuBuffer<double> Weights(CsrGraph graph, CancellationToken cancellationToken)
    {
        if (_weights is null)
        {
            GpuBuffer<double> weights = _context.Allocate<double>(graph.IsWeighted ? graph.ArcCount : 0, "The weights");
            if (graph.IsWeighted)
                WriteArcs(graph, weights, static (g, u) => g.Weights(u), cancellationToken);
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

    private void WriteOffsets(CsrGraph graph, CancellationToken cancellationToken)
    {
        var stage = new uint[(int)Math.Min(StageLength, graph.VertexCount + 1L)];
        for (long start = 0; start <= graph.VertexCount; start += stage.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(stage.Length, graph.VertexCount + 1 - start);
            for (int i = 0; i < count; i++)
                stage[i] = (uint)graph.RowOffsets[start + i];
            Offsets.Write(stage.AsSpan(0, count), start);
        }
    }

    private static void WriteArcs<T>(CsrGraph graph, GpuBuffer<T> target, Func<CsrGraph, int, ReadOnlySpan<T>> rowOf, CancellationToken cancellationToken) where T : unmanaged
    {
        var stage = new T[(int)Math.Min(StageLength, graph.ArcCount)];
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
            target.Write(stage.AsSpan(0, staged), sent);
            sent += staged;
            staged = 0;
        }
    }
}
