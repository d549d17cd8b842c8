using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Simmelian backbone: how many of their ten strongest neighbours the ends of an edge share, strength being triangles.</summary>
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
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        CsrGraph simple = graph.Symmetrize(context.Parallelism, context.CancellationToken);
        EdgeIndex simpleIndex = graph.IsDirected ? new EdgeIndex(simple, context.CancellationToken) : index;
        int[] common = TriangleCounter.PerEdge(simple, simpleIndex, context.Kernels, context.Parallelism, context.Progress, context.CancellationToken);
        int[] top = Strongest(simple, simpleIndex, common, context);
        var scores = new double[index.EdgeCount];
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                for (int k = 0; k < neighbors.Length; k++)
                {
                    if (graph.IsDirected || neighbors[k] > u)
                        scores[edges[k]] = Shared(top.AsSpan(u * Ranks, Ranks), top.AsSpan(neighbors[k] * Ranks, Ranks));
                }
            }
        }, context.CancellationToken);
        return scores;
    }

    /// <summary>For each vertex its first neighbours by triangles, ascending by number, −1 where it has fewer.</summary>
    private static int[] Strongest(CsrGraph graph, EdgeIndex index, int[] common, ScoreContext context)
    {
        var top = new int[checked(graph.VertexCount * Ranks)];
        Array.Fill(top, -1);
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            var ranks = new LocalRanks();
            double[] values = [];
            int[] buffer = [];
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> edges = index.Of(u);
                if (values.Length < edges.Length)
                    (values, buffer) = (new double[edges.Length], new int[edges.Length]);
                for (int k = 0; k < edges.Length; k++)
                    values[k] = common[edges[k]];
                ReadOnlySpan<int> order = ranks.Ordinal(values.AsSpan(0, edges.Length), edges, context.TieOrder, buffer.AsSpan(0, edges.Length));
                for (int k = 0, next = u * Ranks; k < edges.Length; k++)
                {
                    if (order[k] <= Ranks)
                        top[next++] = graph.Neighbors(u)[k];
                }
            }
        }, context.CancellationToken);
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
