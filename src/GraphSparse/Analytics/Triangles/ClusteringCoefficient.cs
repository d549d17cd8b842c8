namespace GraphSparse.Analytics;

/// <summary>Triangles and clustering of a graph, directions ignored.</summary>
/// <param name="Triangles">Number of triangles.</param>
/// <param name="Wedges">Number of paths of two edges, by their middle vertex.</param>
/// <param name="Average">Mean over all vertices of the local coefficient (triangles at the vertex over pairs of its neighbours);
/// 0 where the degree is below 2. Watts and Strogatz, Nature 393, 1998.</param>
/// <param name="Global">3 · triangles / wedges (transitivity), 0 where there is no wedge.</param>
public sealed record ClusteringCoefficients(long Triangles, long Wedges, double Average, double Global);

/// <summary>Computes clustering coefficients exactly, from the triangles at every vertex.</summary>
public static class ClusteringCoefficient
{
    /// <summary>Triangles, wedges and both coefficients. Cost: that of <see cref="TriangleCounter"/>. Determinism: exact.</summary>
    public static ClusteringCoefficients Compute(
        CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Compute(graph, null, parallelism, progress, cancellationToken);

    /// <summary>What counting takes beside the graph: by vertex, or where kernels do it, by edge.</summary>
    internal static long EstimateBytes(GraphSize size, int threads, bool byKernels) =>
        byKernels ? size.Edges * (4 + 8) + size.Vertices * 20 + (size.Directed ? size.GraphBytes : 0) : TriangleCounter.EstimateVertexBytes(size, threads);

    /// <summary>The same with triangles counted elsewhere, where kernels are given.</summary>
    internal static ClusteringCoefficients Compute(
        CsrGraph graph, IGraphKernels? kernels, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        parallelism ??= Parallelism.AllCores;
        CsrGraph simple = graph.Symmetrize(parallelism, cancellationToken);
        (long[] perVertex, long triangles) = kernels is null
            ? TriangleCounter.CountPerVertex(simple, parallelism, progress, cancellationToken)
            : ByKernels(simple, kernels, parallelism, cancellationToken);
        long wedges = 0;
        for (int u = 0; u < simple.VertexCount; u++)
            wedges += (long)simple.Degree(u) * (simple.Degree(u) - 1) / 2;

        double sum = parallelism.Sum(simple.VertexCount, (start, end) =>
        {
            double local = 0;
            for (int u = (int)start; u < end; u++)
            {
                long degree = simple.Degree(u);
                if (degree < 2)
                    continue;
                local += 2 * perVertex[u] / (double)(degree * (degree - 1));
            }

            return local;
        }, cancellationToken);
        return new ClusteringCoefficients(
            triangles, wedges,
            simple.VertexCount == 0 ? 0 : sum / simple.VertexCount,
            wedges == 0 ? 0 : 3.0 * triangles / wedges);
    }
    /// <summary>Each triangle at a vertex lies on two of its edges.</summary>
    private static VertexTriangleCounts ByKernels(CsrGraph graph, IGraphKernels kernels, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var index = new EdgeIndex(graph, parallelism, cancellationToken);
        int[] perEdge = kernels.TrianglesPerEdge(graph, index, cancellationToken);
        var perVertex = new long[graph.VertexCount];
        for (int u = 0; u < perVertex.Length; u++)
        {
            foreach (int edge in index.Of(u))
                perVertex[u] += perEdge[edge];
            perVertex[u] /= 2;
        }

        return new VertexTriangleCounts(perVertex, perVertex.Sum() / 3);
    }
}
