using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>What is done with a row of a product while it is in the first cache.</summary>
internal interface IRowStep
{
    /// <param name="vertex">The row.</param>
    /// <param name="row">Its sums over neighbours; may be written.</param>
    void Apply(int vertex, Span<float> row);
}

/// <summary>The adjacency matrix of a graph as a factor of tall matrices. The graph's own rows are read; where it has no weights no value is.</summary>
/// <param name="graph">Any graph; of a directed one rows are out-neighbours.</param>
/// <param name="parallelism">Threads.</param>
internal sealed class AdjacencyOperator(CsrGraph graph, Parallelism parallelism)
{
    private readonly int[] _ranges = RowRanges.Of(Sound(graph, parallelism));

    /// <summary>Rows are read without checks.</summary>
    private static CsrGraph Sound(CsrGraph graph, Parallelism parallelism)
    {
        graph.EnsureSound(parallelism, CancellationToken.None);
        return graph;
    }

    /// <summary>Sums of weights, 0 for a vertex without neighbours.</summary>
    public double[] Strengths(CancellationToken cancellationToken)
    {
        var strengths = new double[graph.VertexCount];
        parallelism.ForBounds(_ranges, (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                double sum = graph.IsWeighted ? 0 : graph.Degree(u);
                foreach (double weight in graph.IsWeighted ? graph.Weights(u) : default)
                    sum += weight;
                strengths[u] = sum;
            }
        }, cancellationToken);
        return strengths;
    }

    /// <summary>y = S·A·x with a scale for each row, each row then given to a step.</summary>
    /// <param name="x">A row per vertex.</param>
    /// <param name="scales">Scale of each row: the inverse of the sum of its weights makes means of sums, of weights of any size.</param>
    /// <param name="y">Written; another matrix of the same shape.</param>
    /// <param name="step">Works on each row of y.</param>
    /// <param name="cancellationToken">Looked at for some 8,192 arcs.</param>
    public void Times<TStep>(TallMatrix x, double[] scales, TallMatrix y, TStep step, CancellationToken cancellationToken)
        where TStep : IRowStep =>
        parallelism.ForBounds(_ranges, [MethodImpl(Hot.Loop)] (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                Span<float> row = y.Row(u);
                Sum(graph.Neighbors(u), graph.IsWeighted ? graph.Weights(u) : default, scales[u], x, row);
                step.Apply(u, row);
            }
        }, cancellationToken);

    /// <summary>S·A·x, each row only given to a step, on room that is used again.</summary>
    /// <param name="x">A row per vertex.</param>
    /// <param name="scales">Scale of each row.</param>
    /// <param name="step">Works on each row.</param>
    /// <param name="cancellationToken">Looked at for some 8,192 arcs.</param>
    public void ForEachSum<TStep>(TallMatrix x, double[] scales, TStep step, CancellationToken cancellationToken)
        where TStep : IRowStep =>
        parallelism.ForBounds(_ranges, [MethodImpl(Hot.Loop)] (_, from, to) =>
        {
            Span<float> row = new float[x.Columns];
            for (int u = from; u < to; u++)
            {
                Sum(graph.Neighbors(u), graph.IsWeighted ? graph.Weights(u) : default, scales[u], x, row);
                step.Apply(u, row);
            }
        }, cancellationToken);

    /// <summary>One row: the sum of others, by weight where there are weights, times a scale.</summary>
    public static void Sum(ReadOnlySpan<int> neighbors, ReadOnlySpan<double> weights, double scale, TallMatrix x, Span<float> row)
    {
        if (!weights.IsEmpty)
        {
            NeighborSums.Sum(neighbors, weights, scale, ref x.First, row);
            return;
        }

        NeighborSums.Sum(neighbors, ref x.First, row);
        if (scale != 1)
            DenseRows.Scale(row, (float)scale);
    }
}
