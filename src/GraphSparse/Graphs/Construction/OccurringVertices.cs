using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Takes the vertices out of a graph that no row of its input names, so that ids with gaps make no vertices that nobody meant.</summary>
/// <remarks>What the build has counted tells which they are; only a graph with gaps is gone through once more. O(n), and O(m) where there are gaps or directions.
/// The result is a function of the graph alone.</remarks>
internal static class OccurringVertices
{
    /// <summary>The graph on the vertices that occur, and their numbers in <paramref name="graph"/>; null where all occur.</summary>
    /// <param name="graph">Given up: the result takes its arrays over.</param>
    /// <param name="others">Vertices that occur although they may have no edge.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    [MethodImpl(Hot.Loop)]
    public static (CsrGraph Graph, int[]? Numbers) Of(CsrGraph graph, VertexMarks? others, Parallelism parallelism, CancellationToken cancellationToken)
    {
        VertexMarks? targets = graph.IsDirected ? Targets(graph, parallelism, cancellationToken) : null;
        int[] renumbered = new int[graph.VertexCount];
        int count = 0;
        for (int u = 0; u < renumbered.Length; u++)
        {
            if ((u & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            bool occurs = graph.Degree(u) > 0 || (targets is not null && targets[u]) || (others is not null && others[u]);
            renumbered[u] = occurs ? count++ : -1;
        }

        if (count == renumbered.Length)
            return (graph, null);
        var numbers = new int[count];
        for (int u = 0; u < renumbered.Length; u++)
        {
            if (renumbered[u] >= 0)
                numbers[renumbered[u]] = u;
        }

        return (graph.OnVertices(numbers, renumbered, parallelism, cancellationToken), numbers);
    }

    private static VertexMarks Targets(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var marks = new VertexMarks(graph.VertexCount);
        parallelism.ForBounds(graph.VertexRanges(), [MethodImpl(Hot.Loop)] (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                foreach (int v in graph.Neighbors(u))
                    marks.Set(v);
            }
        }, cancellationToken);
        return marks;
    }
}
