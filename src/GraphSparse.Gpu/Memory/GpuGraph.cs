using GraphSparse.Acceleration;

namespace GraphSparse.Gpu;

/// <summary>A graph in the memory of a device: rows at once, weights when they are first asked for.</summary>
internal sealed class GpuGraph : IDisposable
{
    private const int StageLength = 1 << 18;
    private readonly GpuContext _context;
    private readonly RowBlock _block;
    private readonly long _arcs;
    private GpuBuffer<double>? _weights;

    /// <summary>Brings all rows.</summary>
    public GpuGraph(GpuContext context, CsrGraph graph, CancellationToken cancellationToken) : this(context, graph, new RowBlock(0, graph.VertexCount), cancellationToken)
    {
    }

    /// <summary>Brings some rows, which count from 0 there; their neighbours keep their ids.</summary>
    public GpuGraph(GpuContext context, CsrGraph graph, RowBlock block, CancellationToken cancellationToken)
    {
        graph.EnsureSound(context.Parallelism, cancellationToken);
        (_context, _block) = (context, block);
        _arcs = graph.RowOffsets[block.To] - graph.RowOffsets[block.From];
        if (block == new RowBlock(0, graph.VertexCount))
            EnsureFits(context.Info, graph);
        Offsets = context.Allocate<uint>(block.To - block.From + 1L, "The graph");
        Neighbors = context.Allocate<int>(_arcs, "The graph");
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
            GpuBuffer<double> weights = _context.Allocate<double>(graph.IsWeighted ? _arcs : 0, "The weights");
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
        long rows = _block.To - _block.From + 1L;
        long before = graph.RowOffsets[_block.From];
        var stage = new uint[(int)Math.Min(StageLength, rows)];
        for (long start = 0; start < rows; start += stage.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(stage.Length, rows - start);
            for (int i = 0; i < count; i++)
                stage[i] = (uint)(graph.RowOffsets[_block.From + start + i] - before);
            Offsets.Write(stage.AsSpan(0, count), start);
        }
    }

    private void WriteArcs<T>(CsrGraph graph, GpuBuffer<T> target, Func<CsrGraph, int, ReadOnlySpan<T>> rowOf, CancellationToken cancellationToken) where T : unmanaged
    {
        var stage = new T[(int)Math.Min(StageLength, _arcs)];
        int staged = 0;
        long sent = 0;
        for (int u = _block.From; u < _block.To; u++)
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
