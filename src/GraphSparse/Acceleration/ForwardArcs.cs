using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

/// <summary>An undirected graph with each edge stored once, at its end of lower (degree, id); rows ascend by id.</summary>
/// <remarks>Rows hold at most √(2m) arcs. Ids are kept, so that rows can be intersected as sorted sets. 12 bytes per edge, 4 per vertex.</remarks>
internal sealed class ForwardArcs
{
    /// <summary>The forward arcs of an undirected graph.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static ForwardArcs Of(CsrGraph graph, EdgeIndex index, Parallelism parallelism, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        Require.Undirected(graph, "Counting triangles");
        return new ForwardArcs(graph, index, parallelism, cancellationToken);
    }

    private ForwardArcs(CsrGraph graph, EdgeIndex index, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        int[] degrees = Degrees.Out(graph);
        var counts = new int[n];
        parallelism.ForBounds(graph.VertexRanges(), (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                foreach (int v in graph.Neighbors(u))
                    counts[u] += IsForward(degrees, u, v) ? 1 : 0;
            }
        }, cancellationToken);
        Offsets = new uint[n + 1];
        for (int u = 0; u < n; u++)
            Offsets[u + 1] = Offsets[u] + (uint)counts[u];
        Sources = new int[index.EdgeCount];
        Targets = new int[index.EdgeCount];
        Edges = new int[index.EdgeCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, from, to) =>
        {
            for (int u = from; u < to; u++)
                Fill(u, graph.Neighbors(u), index.Of(u), degrees);
        }, cancellationToken);
    }

    /// <summary>Start of the row of each vertex, and the end of the last.</summary>
    public uint[] Offsets { get; }

    /// <summary>The vertex in whose row an arc stands.</summary>
    public int[] Sources { get; }

    /// <summary>The other end of each arc.</summary>
    public int[] Targets { get; }

    /// <summary>The edge id of each arc.</summary>
    public int[] Edges { get; }

    private static bool IsForward(int[] degrees, int u, int v) => degrees[v] > degrees[u] || (degrees[v] == degrees[u] && v > u);

    private void Fill(int u, ReadOnlySpan<int> neighbors, ReadOnlySpan<int> edges, int[] degrees)
    {
        int place = (int)Offsets[u];
        for (int k = 0; k < neighbors.Length; k++)
        {
            int v = neighbors[k];
            if (!IsForward(degrees, u, v))
                continue;
            Sources[place] = u;
            Targets[place] = v;
            Edges[place++] = edges[k];
        }
    }
}
