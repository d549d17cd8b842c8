using GraphSparse.IO;

namespace GraphSparse.Pipelines;

/// <summary>Brings a graph onto the vertices of another, so that both can be compared.</summary>
internal static class GraphAlignment
{
    /// <summary>The other graph with the vertices of the original: matched by ids, or padded with isolated vertices at the end.</summary>
    /// <exception cref="ArgumentException">The other graph has vertices that the original has not.</exception>
    public static CsrGraph Align(LoadedGraph original, LoadedGraph other, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = original.Graph.VertexCount;
        bool same = original.Ids is null && other.Ids is null;
        if (same && other.Graph.VertexCount == n)
            return other.Graph;
        if (same && other.Graph.VertexCount > n)
            throw new ArgumentException($"'{other.Report.Path}' has {other.Graph.VertexCount} vertices and '{original.Report.Path}' has {n}; compare graphs on the same vertices.");

        var vertexOf = new int[other.Graph.VertexCount];
        for (int v = 0; v < vertexOf.Length; v++)
        {
            vertexOf[v] = Find(original, Id(other, v));
            if (vertexOf[v] < 0)
                throw new ArgumentException($"'{other.Report.Path}' has a vertex {Id(other, v)} that '{original.Report.Path}' has not; compare graphs on the same vertices.");
        }

        var builder = new GraphBuilder(n, new BuildOptions { Directed = other.Graph.IsDirected, Duplicates = DuplicatePolicy.Error });
        foreach (Edge edge in other.Graph.Edges())
        {
            if (other.Graph.IsWeighted)
                builder.AddEdge(vertexOf[edge.Source], vertexOf[edge.Target], edge.Weight);
            else
                builder.AddEdge(vertexOf[edge.Source], vertexOf[edge.Target]);
        }

        return builder.Build(parallelism, cancellationToken);
    }

    private static string Id(LoadedGraph loaded, int vertex) =>
        loaded.Ids?.Text(vertex) ?? vertex.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Find(LoadedGraph loaded, string id)
    {
        if (loaded.Ids is not null)
            return loaded.Ids.Find(id);
        return int.TryParse(id, out int vertex) && vertex < loaded.Graph.VertexCount ? vertex : -1;
    }
}
