using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>An undirected graph with its vertices renumbered by (degree, id), rows ascending, and the edge of every arc.</summary>
/// <remarks>An edge is numbered where it stands in the row of its lower end: rows of higher neighbours have at most √(2m) arcs, and their edges follow one another.
/// 16 bytes per edge, 20 per vertex. O(n + m).</remarks>
internal sealed class RankedGraph
{
    public RankedGraph(CsrGraph graph, CancellationToken cancellationToken)
    {
        if (graph.ArcCount > Array.MaxLength)
            throw new ResourceLimitException($"Counting graphlets needs a value for each of {graph.ArcCount} arcs, the limit is {Array.MaxLength}.");
        int n = graph.VertexCount;
        Ranks = Degrees.RankByDegree(graph);
        Ids = new int[n];
        for (int v = 0; v < n; v++)
            Ids[Ranks[v]] = v;
        Offsets = new int[n + 1];
        for (int u = 0; u < n; u++)
            Offsets[u + 1] = Offsets[u] + graph.Degree(Ids[u]);
        Higher = new int[n];
        FirstEdges = new int[n + 1];
        Neighbors = HugePages.Of(GC.AllocateUninitializedArray<int>(Offsets[n]));
        Edges = HugePages.Of(GC.AllocateUninitializedArray<int>(Offsets[n]));
        FillRows(graph, cancellationToken);
        NumberEdges(cancellationToken);
    }

    public int VertexCount => Ids.Length;

    public int EdgeCount => FirstEdges[^1];

    /// <summary>The vertex of each rank.</summary>
    public int[] Ids { get; }

    /// <summary>The rank of each vertex.</summary>
    public int[] Ranks { get; }

    /// <summary>Where the row of each rank begins, and the end of the last.</summary>
    public int[] Offsets { get; }

    /// <summary>Where in its row the higher neighbours begin.</summary>
    public int[] Higher { get; }

    /// <summary>The edge of the first higher neighbour, and m.</summary>
    public int[] FirstEdges { get; }

    /// <summary>Ranks of the neighbours, rows ascending.</summary>
    public int[] Neighbors { get; }

    /// <summary>The edge of each arc.</summary>
    public int[] Edges { get; }

    public int Degree(int u) => Offsets[u + 1] - Offsets[u];

    /// <summary>The neighbours of u.</summary>
    public ReadOnlySpan<int> Row(int u) => Neighbors.AsSpan(Offsets[u], Offsets[u + 1] - Offsets[u]);

    /// <summary>The higher neighbours of u; the edge of the first is <see cref="FirstEdges"/> of u.</summary>
    public ReadOnlySpan<int> HigherRow(int u) => Neighbors.AsSpan(Higher[u], Offsets[u + 1] - Higher[u]);

    /// <summary>The edges of the arcs of u.</summary>
    public ReadOnlySpan<int> EdgesOf(int u) => Edges.AsSpan(Offsets[u], Offsets[u + 1] - Offsets[u]);

    /// <summary>Bounds of ranges of vertices with about equal work.</summary>
    public static int[] Ranges(long[] work, int most)
    {
        long total = 0;
        foreach (long w in work)
            total += w + 1;
        var bounds = new List<int> { 0 };
        long sum = 0;
        for (int u = 0; u < work.Length; u++)
        {
            sum += work[u] + 1;
            if (sum >= (double)total * bounds.Count / most && u + 1 < work.Length)
                bounds.Add(u + 1);
        }

        if (work.Length > 0)
            bounds.Add(work.Length);
        return [.. bounds];
    }

    /// <summary>Vertices come in ascending order, and each joins the rows of its neighbours: nothing needs to be sorted.</summary>
    [MethodImpl(Hot.Loop)]
    private void FillRows(CsrGraph graph, CancellationToken cancellationToken)
    {
        int[] next = Offsets[..^1];
        for (int u = 0; u < next.Length; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Higher[u] = next[u];
            foreach (int v in graph.Neighbors(Ids[u]))
                Neighbors[next[Ranks[v]]++] = u;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void NumberEdges(CancellationToken cancellationToken)
    {
        int[] next = Offsets[..^1];
        int edge = 0;
        for (int u = 0; u < next.Length; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            FirstEdges[u] = edge;
            for (int arc = Higher[u]; arc < Offsets[u + 1]; arc++)
            {
                Edges[arc] = edge;
                Edges[next[Neighbors[arc]]++] = edge++;
            }
        }

        FirstEdges[^1] = edge;
    }
}
