using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>The number of quadrangles on an edge: cycles of four edges, with or without chords.</summary>
/// <remarks>Directed: without directions. Weights are not looked at. Cost: <see cref="QuadrangleCounter"/>. Determinism: exact.</remarks>
public sealed class QuadrangleScore : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var view = new UndirectedView(graph, index, context);
        return view.ToArcs(Array.ConvertAll(QuadrangleCounter.Count(view.Graph, view.Index, context.Parallelism, progress: context.Progress, cancellationToken: context.CancellationToken), count => (double)count));
    }

    /// <summary>Quadrangles of an edge over the geometric mean of those at its ends: q(u, v) / √(q(u) q(v)), q(u) the sum over the edges of u; 0 where there are none.</summary>
    internal static double[] Normalized(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        long[] perEdge = QuadrangleCounter.Count(graph, index, context.Parallelism, progress: context.Progress, cancellationToken: context.CancellationToken);
        var perVertex = new long[graph.VertexCount];
        for (int u = 0; u < perVertex.Length; u++)
        {
            foreach (int edge in index.Of(u))
                perVertex[u] += perEdge[edge];
        }

        return new UndirectedView(graph, index, context).ScoreEdges((u, k, edge) =>
        {
            long count = perEdge[edge];
            return count == 0 ? 0 : count / (Math.Sqrt(perVertex[u]) * Math.Sqrt(perVertex[graph.Neighbors(u)[k]]));
        });
    }
}
