using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Simmelian backbone, parametric: how many of their ten strongest neighbours the ends of an edge share, strength being triangles.</summary>
/// <remarks>
/// Source: Nick, Lee, Cunningham and Brandes, "Simmelian Backbones: Amplifying Hidden Homophily in Facebook Networks", ASONAM 2013 (parametric
/// form, ranks up to 10). Neighbours with equal triangles are ordered by the tie rule.
/// <para>Directed: without directions. Weights are not looked at. Cost: triangles, then O(m log d + 10 m). Determinism: exact.</para>
/// </remarks>
public sealed class SimmelianScore : IEdgeScore
{
    private const int Ranks = 10;

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var view = new UndirectedView(graph, index, context);
        ArcValues<int> ranks = RankedNeighbors.Of(view.Graph, view.Index, TriangleStrengths(view, context), context);
        int[] top = Strongest(view.Graph, ranks);
        return view.ScoreEdges((u, k, _) => Shared(top.AsSpan(u * Ranks, Ranks), top.AsSpan(view.Graph.Neighbors(u)[k] * Ranks, Ranks)));
    }

    /// <summary>Triangles per edge.</summary>
    internal static double[] TriangleStrengths(UndirectedView view, ScoreContext context) => Array.ConvertAll(
        TriangleCounter.PerEdge(view.Graph, view.Index, context.Kernels, context.Parallelism, context.Progress, context.CancellationToken), count => (double)count);

    /// <summary>For each vertex its first neighbours, ascending by number, −1 where it has fewer.</summary>
    private static int[] Strongest(CsrGraph graph, ArcValues<int> ranks)
    {
        var top = new int[checked(graph.VertexCount * Ranks)];
        Array.Fill(top, -1);
        for (int u = 0; u < graph.VertexCount; u++)
        {
            ReadOnlySpan<int> row = ranks.Of(u);
            for (int k = 0, next = u * Ranks; k < row.Length; k++)
            {
                if (row[k] <= Ranks)
                    top[next++] = graph.Neighbors(u)[k];
            }
        }

        return top;
    }

    private static int Shared(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int shared = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length && a[i] >= 0 && b[j] >= 0;)
        {
            shared += a[i] == b[j] ? 1 : 0;
            int x = a[i];
            i += x <= b[j] ? 1 : 0;
            j += b[j] <= x ? 1 : 0;
        }

        return shared;
    }
}
