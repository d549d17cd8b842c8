using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

public sealed partial class CpuAccelerator
{
    /// <inheritdoc/>
    public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default) =>
        TriangleCounter.Count(graph, index, _parallelism, null, cancellationToken).PerEdge;

    /// <inheritdoc/>
    public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
    {
        int[] common = TrianglesPerEdge(graph, index, cancellationToken);
        int[] degrees = Degrees.Out(graph);
        var scores = new double[common.Length];
        _parallelism.ForBounds(graph.VertexRanges(), (_, from, to) => CpuKernels.Jaccard(graph, index, degrees, common, scores, from, to), cancellationToken);
        return scores;
    }

    /// <inheritdoc/>
    public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default) =>
        Analytics.PageRank.Compute(graph, options, _parallelism, null, cancellationToken);
}
