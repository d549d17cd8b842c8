using GraphSparse.Acceleration;
using GraphSparse.Graphlets;

namespace GraphSparse.Gpu;

/// <summary>A ranked graph in the memory of a device.</summary>
internal sealed class GpuRankedGraph : IDisposable
{
    private const string What = "Counting graphlets";

    /// <summary>Brings it there.</summary>
    public GpuRankedGraph(GpuContext context, RankedGraph graph)
    {
        Offsets = context.Upload<uint>([.. graph.Offsets.Select(o => (uint)o)], What);
        Neighbors = context.Upload<int>(graph.Neighbors, What);
        Edges = context.Upload<int>(graph.Edges, What);
        FirstEdges = context.Upload<int>(graph.FirstEdges, What);
        var lower = new int[graph.EdgeCount];
        var higher = new int[graph.EdgeCount];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            lower.AsSpan(graph.FirstEdges[u]..graph.FirstEdges[u + 1]).Fill(u);
            graph.HigherRow(u).CopyTo(higher.AsSpan(graph.FirstEdges[u]));
        }

        Lower = context.Upload<int>(lower, What);
        Higher = context.Upload<int>(higher, What);
    }

    public GpuBuffer<uint> Offsets { get; }

    public GpuBuffer<int> Neighbors { get; }

    /// <summary>The edge of each arc.</summary>
    public GpuBuffer<int> Edges { get; }

    /// <summary>The first edge of each vertex to a higher one, and m.</summary>
    public GpuBuffer<int> FirstEdges { get; }

    /// <summary>The endpoint of lower rank of each edge.</summary>
    public GpuBuffer<int> Lower { get; }

    /// <summary>The other.</summary>
    public GpuBuffer<int> Higher { get; }

    /// <summary>What it takes.</summary>
    public static DeviceNeed NeedOf(RankedGraph graph)
    {
        long n = (graph.VertexCount + 1L) * sizeof(int);
        long m = (long)graph.EdgeCount * sizeof(int);
        return DeviceNeed.Of(n, n, 2 * m, 2 * m, m, m);
    }

    public void Dispose()
    {
        Offsets.Dispose();
        foreach (GpuBuffer<int> buffer in (GpuBuffer<int>[])[Neighbors, Edges, FirstEdges, Lower, Higher])
            buffer.Dispose();
    }
}
