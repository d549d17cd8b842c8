using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Takes the vertices out of a directed graph that no row of its input names, so that ids with gaps make no vertices that nobody meant.</summary>
/// <remarks>Undirected graphs are written without them (<see cref="MirroredRows"/>): there, whoever has no neighbour is in no row. A pass over the arcs, and another where there
/// are gaps. The result is a function of the graph alone.</remarks>
internal static class OccurringVertices
{
    /// <summary>The graph on the vertices that occur, and their numbers in <paramref name="graph"/>; null where all occur.</summary>
    /// <param name="graph">Given up: the result takes its arrays over.</param>
    /// <param name="others">Vertices that occur although they may have no arc.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    public static (CsrGraph Graph, int[]? Numbers) Of(CsrGraph graph, VertexMarks? others, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var marks = new VertexMarks(graph.VertexCount);
        if (others is not null)
            marks.Add(others);
        parallelism.ForBounds(graph.VertexRanges(), [MethodImpl(Hot.Loop)] (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                if (!neighbors.IsEmpty)
                    marks.Set(u);
                foreach (int v in neighbors)
                    marks.Set(v);
            }
        }, cancellationToken);

        var ranks = new VertexRanks(marks);
        if (ranks.Count == graph.VertexCount)
            return (graph, null);
        int[] numbers = ranks.ToArray();
        return (graph.OnVertices(numbers, ranks, parallelism, cancellationToken), numbers);
    }
}
