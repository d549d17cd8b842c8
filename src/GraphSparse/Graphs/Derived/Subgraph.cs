namespace GraphSparse;

/// <summary>Graphs on some of the vertices of another.</summary>
internal static class Subgraph
{
    /// <summary>Source and target of every edge by edge id.</summary>
    public static (int[] Sources, int[] Targets) EndsInOrder(CsrGraph graph)
    {
        var sources = new int[graph.EdgeCount];
        var targets = new int[graph.EdgeCount];
        int edge = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u)[FirstEdge(graph, u)..])
                (sources[edge], targets[edge++]) = (u, v);
        }

        return (sources, targets);
    }

    /// <summary>The edge of an arc, or of its reverse where only that is there.</summary>
    public static int EdgeOf(CsrGraph graph, EdgeIndex index, int from, int to)
    {
        int at = graph.Neighbors(from).BinarySearch(to);
        return at >= 0 ? index.Of(from)[at] : index.Of(to)[graph.Neighbors(to).BinarySearch(from)];
    }

    /// <summary>The flagged edges and the vertices at their ends, ascending and renumbered 0, 1, …; weights stay.</summary>
    public static (CsrGraph Graph, int[] Vertices) OfEdges(CsrGraph graph, bool[] edges, int[]? vertices = null)
    {
        var sources = new List<int>();
        var targets = new List<int>();
        var weights = new List<double>();
        int id = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            int first = FirstEdge(graph, u);
            ReadOnlySpan<int> row = graph.Neighbors(u)[first..];
            ReadOnlySpan<bool> flags = edges.AsSpan(id, row.Length);
            id += row.Length;
            for (int k = flags.IndexOf(true); k >= 0 && k < row.Length;)
            {
                sources.Add(u);
                targets.Add(row[k]);
                if (graph.IsWeighted)
                    weights.Add(graph.Weights(u)[first + k]);
                int next = flags[(k + 1)..].IndexOf(true);
                k = next < 0 ? row.Length : k + 1 + next;
            }
        }

        var place = new int[graph.VertexCount];
        if (vertices is null)
        {
            foreach (int u in sources)
                place[u] = 1;
            foreach (int v in targets)
                place[v] = 1;
            vertices = [.. Enumerable.Range(0, place.Length).Where(v => place[v] == 1)];
        }

        Array.Fill(place, -1);
        for (int i = 0; i < vertices.Length; i++)
            place[vertices[i]] = i;
        for (int e = 0; e < sources.Count; e++)
        {
            if ((place[sources[e]] | place[targets[e]]) < 0)
                throw new InvalidOperationException($"The edge {sources[e]}–{targets[e]} is selected, and the vertex {(place[sources[e]] < 0 ? sources[e] : targets[e])}, one of its endpoints, is left out.");
        }

        return (Assemble(vertices.Length, sources, targets, weights, place, graph), vertices);
    }

    /// <summary>Rows of edges that come in the order of their ends: first those to smaller vertices, which then are sorted as they are dealt out, then the others.</summary>
    private static CsrGraph Assemble(int n, List<int> sources, List<int> targets, List<double> weights, int[] place, CsrGraph original)
    {
        bool isDirected = original.IsDirected;
        var offsets = new long[n + 1];
        for (int e = 0; e < sources.Count; e++)
        {
            offsets[place[sources[e]] + 1]++;
            if (!isDirected)
                offsets[place[targets[e]] + 1]++;
        }

        for (int v = 0; v < n; v++)
            offsets[v + 1] += offsets[v];
        long[] next = [.. offsets];
        var neighbors = new int[offsets[n]];
        double[]? rowWeights = original.IsWeighted ? new double[offsets[n]] : null;
        if (!isDirected)
            Deal(targets, sources);
        Deal(sources, targets);
        return new CsrGraph(offsets, neighbors, rowWeights, isDirected);

        void Deal(List<int> from, List<int> to)
        {
            for (int e = 0; e < from.Count; e++)
            {
                long at = next[place[from[e]]]++;
                neighbors[at] = place[to[e]];
                if (rowWeights is not null)
                    rowWeights[at] = weights[e];
            }
        }
    }

    /// <summary>The first place of a row that begins an edge: all of a directed one, else that of the first larger neighbour.</summary>
    private static int FirstEdge(CsrGraph graph, int u) => graph.IsDirected ? 0 : ~graph.Neighbors(u).BinarySearch(u);

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
