namespace GraphSparse;

/// <summary>Degrees of all vertices.</summary>
public static class Degrees
{
    /// <summary>Arcs out of each vertex; the degree of an undirected graph.</summary>
    public static int[] Out(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var degrees = new int[graph.VertexCount];
        for (int u = 0; u < degrees.Length; u++)
            degrees[u] = graph.Degree(u);
        return degrees;
    }

    /// <summary>Arcs into each vertex; the degree of an undirected graph.</summary>
    public static int[] In(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            return Out(graph);
        var degrees = new int[graph.VertexCount];
        for (int u = 0; u < degrees.Length; u++)
        {
            foreach (int v in graph.Neighbors(u))
                degrees[v]++;
        }

        return degrees;
    }

    /// <summary>Edges at each vertex, whatever their direction.</summary>
    public static int[] Total(CsrGraph graph)
    {
        int[] degrees = Out(graph);
        if (graph.IsDirected)
        {
            int[] incoming = In(graph);
            for (int v = 0; v < degrees.Length; v++)
                degrees[v] += incoming[v];
        }

        return degrees;
    }

    /// <summary>The place of each vertex in the order by (degree, id): a counting sort.</summary>
    internal static int[] RankByDegree(CsrGraph graph)
    {
        var starts = new int[graph.MaxDegree + 2];
        for (int u = 0; u < graph.VertexCount; u++)
            starts[graph.Degree(u) + 1]++;
        for (int d = 0; d <= graph.MaxDegree; d++)
            starts[d + 1] += starts[d];
        var ranks = new int[graph.VertexCount];
        for (int u = 0; u < graph.VertexCount; u++)
            ranks[u] = starts[graph.Degree(u)]++;
        return ranks;
    }
}
