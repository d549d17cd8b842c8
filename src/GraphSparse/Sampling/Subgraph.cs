namespace GraphSparse.Sampling;

/// <summary>Graphs on some of the vertices of another.</summary>
internal static class Subgraph
{
    /// <summary>The vertices that some flagged edge touches, ascending.</summary>
    public static int[] EndsOf(CsrGraph graph, bool[] edges)
    {
        var touched = new bool[graph.VertexCount];
        int id = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (!graph.IsDirected && v < u)
                    continue;
                if (edges[id++])
                    touched[u] = touched[v] = true;
            }
        }

        return Flagged(touched);
    }

    /// <summary>The places of the flags that are set, ascending.</summary>
    public static int[] Flagged(bool[] flags)
    {
        var places = new int[flags.Count(f => f)];
        int next = 0;
        for (int v = 0; v < flags.Length; v++)
        {
            if (flags[v])
                places[next++] = v;
        }

        return places;
    }

    /// <summary>The given vertices, ascending and renumbered 0, 1, …, with every edge between them; weights stay.</summary>
    public static CsrGraph Induced(CsrGraph graph, int[] vertices, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var place = new int[graph.VertexCount];
        Array.Fill(place, -1);
        for (int i = 0; i < vertices.Length; i++)
            place[vertices[i]] = i;
        var offsets = new long[vertices.Length + 1];
        const int grain = 1024;
        parallelism.ForRanges(vertices.Length, grain, (_, start, end) =>
        {
            for (int i = (int)start; i < end; i++)
            {
                int kept = 0;
                foreach (int v in graph.Neighbors(vertices[i]))
                    kept += place[v] >= 0 ? 1 : 0;
                offsets[i + 1] = kept;
            }
        }, cancellationToken);
        for (int i = 0; i < vertices.Length; i++)
            offsets[i + 1] += offsets[i];

        var neighbors = new int[offsets[^1]];
        double[]? weights = graph.IsWeighted ? new double[offsets[^1]] : null;
        parallelism.ForRanges(vertices.Length, grain, (_, start, end) =>
        {
            for (int i = (int)start; i < end; i++)
            {
                ReadOnlySpan<int> row = graph.Neighbors(vertices[i]);
                ReadOnlySpan<double> rowWeights = weights is null ? default : graph.Weights(vertices[i]);
                long next = offsets[i];
                for (int k = 0; k < row.Length; k++)
                {
                    if (place[row[k]] < 0)
                        continue;
                    neighbors[next] = place[row[k]]; // ascending, since places follow the order of the vertices
                    if (weights is not null)
                        weights[next] = rowWeights[k];
                    next++;
                }
            }
        }, cancellationToken);
        return new CsrGraph(offsets, neighbors, weights, graph.IsDirected);
    }
}
