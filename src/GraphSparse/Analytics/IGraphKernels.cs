namespace GraphSparse.Analytics;

/// <summary>Steps of analyses that can be done elsewhere than on the threads of this process: with the same bits wherever they are done.</summary>
public interface IGraphKernels
{
    /// <summary>For each edge id of an undirected graph the number of triangles on it.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default);

    /// <summary>For each edge id of an undirected graph the Jaccard similarity of its ends' neighbourhoods: t / (du + dv − t) with t common neighbours.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default);

    /// <summary>PageRank as <see cref="Analytics.PageRank"/> defines it.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="options">Damping and stopping rule, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <exception cref="ArgumentException">A weight is negative.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached.</exception>
    PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default);
}
