using System.Globalization;
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

        // Isolated vertices of the other graph need no counterpart: the original has them, or they are an artefact of numbering.
        var builder = new GraphBuilder(n, new BuildOptions { Directed = other.Graph.IsDirected, Duplicates = DuplicatePolicy.Error });
        int[] vertexOf = new int[other.Graph.VertexCount];
        Array.Fill(vertexOf, -1);
        foreach (Edge edge in other.Graph.Edges())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int source = Find(original, other, edge.Source, vertexOf);
            int target = Find(original, other, edge.Target, vertexOf);
            if (other.Graph.IsWeighted)
                builder.AddEdge(source, target, edge.Weight);
            else
                builder.AddEdge(source, target);
        }

        return builder.Build(parallelism, cancellationToken);
    }

    private static int Find(LoadedGraph original, LoadedGraph other, int vertex, int[] known)
    {
        if (known[vertex] >= 0)
            return known[vertex];
        string id = other.Ids?.Text(vertex) ?? vertex.ToString(CultureInfo.InvariantCulture);
        int found = original.Ids?.Find(id) ?? (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int v) && v < original.Graph.VertexCount ? v : -1);
        return known[vertex] = found >= 0 ? found : throw new ArgumentException(
            $"'{other.Report.Path}' has a vertex {id} that '{original.Report.Path}' has not; compare graphs on the same vertices.");
    }
}
