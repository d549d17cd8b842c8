using System.Globalization;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Small graphs with known answers, and random ones.</summary>
internal static class Fixtures
{
    /// <summary>Zachary's karate club, 34 vertices and 78 edges, as u,v pairs counted from 0.</summary>
    private const string KarateEdges =
        "0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 " +
        "2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 " +
        "20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33";

    public static CsrGraph Karate { get; } = FromText(KarateEdges);

    /// <summary>Edges as "0-1 1-2 2-0", with weights as "0-1:2.5".</summary>
    public static CsrGraph FromText(string edges, int? vertexCount = null, bool directed = false)
    {
        var builder = new GraphBuilder(vertexCount, new BuildOptions { Directed = directed });
        foreach (string edge in edges.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = edge.Split(':'); // a weight may hold a minus sign
            string[] ends = parts[0].Split('-');
            int u = int.Parse(ends[0], CultureInfo.InvariantCulture);
            int v = int.Parse(ends[1], CultureInfo.InvariantCulture);
            if (parts.Length > 1)
                builder.AddEdge(u, v, double.Parse(parts[1], CultureInfo.InvariantCulture));
            else
                builder.AddEdge(u, v);
        }

        return builder.Build();
    }

    /// <summary>About <paramref name="edges"/> edges, ends drawn with a bias to small vertices so that there are hubs.</summary>
    public static CsrGraph Random(int vertices, int edges, ulong seed, bool directed = false, bool weighted = false)
    {
        var random = new KeyedRandom(seed, "tests.random-graph");
        var builder = new GraphBuilder(vertices, new BuildOptions { Directed = directed, Duplicates = DuplicatePolicy.First });
        for (int e = 0; e < edges; e++)
        {
            int u = (int)(vertices * Math.Pow(random.NextDouble(e, 0), 2));
            int v = (int)(vertices * random.NextDouble(e, 1));
            if (weighted)
                builder.AddEdge(u, v, 1 + Math.Floor(10 * random.NextDouble(e, 2)));
            else
                builder.AddEdge(u, v);
        }

        return builder.Build();
    }

    /// <summary>The graph with vertex v renamed to permutation[v].</summary>
    public static CsrGraph Relabel(CsrGraph graph, int[] permutation)
    {
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Directed = graph.IsDirected });
        foreach (Edge edge in graph.Edges())
        {
            if (graph.IsWeighted)
                builder.AddEdge(permutation[edge.Source], permutation[edge.Target], edge.Weight);
            else
                builder.AddEdge(permutation[edge.Source], permutation[edge.Target]);
        }

        return builder.Build();
    }

    /// <summary>A random permutation of 0..n−1.</summary>
    public static int[] Permutation(int n, ulong seed)
    {
        var random = new KeyedRandom(seed, "tests.permutation");
        return [.. Enumerable.Range(0, n).OrderBy(v => random.NextUInt64(v))];
    }

    public static HashSet<(int, int)> EdgeSet(CsrGraph graph) => [.. graph.Edges().Select(e => (e.Source, e.Target))];
}
