using System.Globalization;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Brings a graph onto the vertices of another, so that both can be compared.</summary>
internal static class GraphAlignment
{
    /// <summary>The other graph with the vertices of the original, matched by id; those that it lacks are isolated, and counted in a note.</summary>
    /// <exception cref="GraphFormatException">The other graph has an id that the original lacks.</exception>
    public static CsrGraph Align(LoadedGraph original, LoadedGraph other, ICollection<string> notes, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = original.Graph.VertexCount;
        int[] vertexOf = Match(original, other);
        if (vertexOf.Length < n)
            notes.Add($"{n - vertexOf.Length} vertices of '{original.Report.Path}' are not in '{other.Report.Path}'; they count as isolated there");
        if (vertexOf.Length == n) // both ascending: the same vertices in the same order
            return other.Graph;
        var builder = new GraphBuilder(n, new BuildOptions { Directed = other.Graph.IsDirected, Duplicates = DuplicatePolicy.Error });
        foreach (Edge edge in other.Graph.Edges())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (other.Graph.IsWeighted)
                builder.AddEdge(vertexOf[edge.Source], vertexOf[edge.Target], edge.Weight);
            else
                builder.AddEdge(vertexOf[edge.Source], vertexOf[edge.Target]);
        }

        return builder.Build(parallelism, cancellationToken);
    }

    /// <summary>The vertex of the original for each vertex of the other graph.</summary>
    /// <exception cref="GraphFormatException">The other graph has an id that the original lacks.</exception>
    public static int[] Match(LoadedGraph original, LoadedGraph other)
    {
        var vertexOf = new int[other.Graph.VertexCount];
        for (int v = 0; v < vertexOf.Length; v++)
        {
            vertexOf[v] = Find(original, other.Ids, v);
            if (vertexOf[v] < 0)
                throw new GraphFormatException($"vertex {other.Ids?.GetText(v) ?? v.ToString(CultureInfo.InvariantCulture)} is not in '{original.Report.Path}'; graphs are matched by the ids of their vertices").At(other.Report.Path);
        }

        return vertexOf;
    }

    private static int Find(LoadedGraph original, VertexIds? otherIds, int vertex)
    {
        bool isInteger = otherIds is null or { AreIntegers: true, AreUnsigned: false };
        long integer = isInteger ? otherIds?.GetInteger(vertex) ?? vertex : -1;
        return original.Ids switch
        {
            null => isInteger && integer >= 0 && integer < original.Graph.VertexCount ? (int)integer : FindCanonical(otherIds, vertex, original.Graph.VertexCount),
            { AreIntegers: true, AreUnsigned: false } ids when isInteger => ids.Find(integer),
            { } ids => ids.Find(otherIds?.GetText(vertex) ?? vertex.ToString(CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>A text id that spells a vertex number.</summary>
    private static int FindCanonical(VertexIds? ids, int vertex, int n) =>
        ids is { AreIntegers: false } && int.TryParse(ids.GetText(vertex), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < n
            && number.ToString(CultureInfo.InvariantCulture) == ids.GetText(vertex) ? number : -1;
}
