namespace GraphSparse.IO;

/// <summary>The vertices that no row of an edge table would name.</summary>
internal static class IsolatedVertices
{
    /// <summary>Vertices without arcs in either direction, ascending. O(n + m).</summary>
    public static IEnumerable<int> Of(CsrGraph graph)
    {
        var seen = new bool[graph.VertexCount];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            seen[u] |= neighbors.Length > 0;
            if (graph.IsDirected)
            {
                foreach (int v in neighbors)
                    seen[v] = true;
            }
        }

        for (int v = 0; v < seen.Length; v++)
        {
            if (!seen[v])
                yield return v;
        }
    }
}
