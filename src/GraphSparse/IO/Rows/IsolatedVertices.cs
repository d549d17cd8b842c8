namespace GraphSparse.IO;

/// <summary>The vertices that no row of an edge table would name.</summary>
internal static class IsolatedVertices
{
    /// <summary>Vertices without arcs in either direction, ascending. O(n + m).</summary>
    public static int[] Of(CsrGraph graph)
    {
        var marks = new VertexMarks(graph.VertexCount);
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            if (neighbors.Length > 0)
                marks.SetAlone(u);
            if (graph.IsDirected)
            {
                foreach (int v in neighbors)
                    marks.SetAlone(v);
            }
        }

        var isolated = new int[graph.VertexCount - marks.Count()];
        int at = 0;
        for (int v = 0; at < isolated.Length; v++)
        {
            if (!marks[v])
                isolated[at++] = v;
        }

        return isolated;
    }
}
