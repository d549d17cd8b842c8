using System.Globalization;
using GraphSparse.Analytics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Whether a graph can be the sparsifier of another: a subgraph with the same components.</summary>
internal static class SparsifierValidation
{
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check(CsrGraph graph, CsrGraph sparsifier, bool sameWeights, CancellationToken cancellationToken)
    {
        Require.Undirected(graph, "A dynamic sparsifier");
        Require.Undirected(sparsifier, "A dynamic sparsifier");
        string? problem = WeightProblem(sparsifier, ids: null) ?? Problem(graph, sparsifier, sameWeights, components: null, ids: null, cancellationToken);
        if (problem is not null)
            throw new ArgumentException($"{problem}.", nameof(sparsifier));
    }

    /// <summary>Which weight of the sparsifier is no conductance, or null.</summary>
    public static string? WeightProblem(CsrGraph sparsifier, VertexIds? ids)
    {
        foreach (Edge edge in sparsifier.Edges())
        {
            if (EdgeUpdate.WeightProblem(edge.Weight) is { } bad)
                return $"The sparsifier's edge {Name(ids, edge.Source)}–{Name(ids, edge.Target)}: {bad}";
        }

        return null;
    }

    /// <summary>What keeps it from being the sparsifier, or null; vertices are named by the ids of the graph, or counted from 0.</summary>
    public static string? Problem(CsrGraph graph, CsrGraph sparsifier, bool sameWeights, int? components, VertexIds? ids, CancellationToken cancellationToken)
    {
        if (sparsifier.VertexCount != graph.VertexCount)
            return $"The sparsifier has {sparsifier.VertexCount} vertices, the graph {graph.VertexCount}";
        for (int u = 0; u < graph.VertexCount; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> row = sparsifier.Neighbors(u);
            for (int k = 0; k < row.Length; k++)
            {
                int place = graph.Neighbors(u).BinarySearch(row[k]);
                if (place < 0)
                    return $"The sparsifier has an edge {Name(ids, u)}–{Name(ids, row[k])} that the graph has not";
                if (sameWeights && sparsifier.Weights(u)[k] != graph.Weights(u)[place])
                    return string.Create(CultureInfo.InvariantCulture, $"Edge {Name(ids, u)}–{Name(ids, row[k])} weighs {sparsifier.Weights(u)[k]} in the sparsifier and {graph.Weights(u)[place]} in the graph");
            }
        }

        Components ofGraph = ConnectedComponents.Find(graph, cancellationToken: cancellationToken);
        Components ofSparsifier = ConnectedComponents.Find(sparsifier, cancellationToken: cancellationToken);
        if (ofGraph.Count != ofSparsifier.Count) // it is a subgraph, so equal counts are equal components
            return $"The sparsifier has {ofSparsifier.Count} components, the graph {ofGraph.Count}";
        return components is { } expected && expected != ofGraph.Count ? $"{expected} components are counted, the graph has {ofGraph.Count}" : null;
    }

    private static string Name(VertexIds? ids, int vertex) => ids?.GetText(vertex) ?? vertex.ToString(CultureInfo.InvariantCulture);
}
