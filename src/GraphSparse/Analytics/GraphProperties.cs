namespace GraphSparse.Analytics;

/// <summary>What a person asks first about a graph: sizes, degrees, components, clustering.</summary>
/// <remarks>Degrees of a directed graph count arcs in both directions. Triangles and clustering ignore directions.</remarks>
public sealed record GraphProperties
{
    /// <summary>Number of vertices.</summary>
    public required int Vertices { get; init; }

    /// <summary>Number of edges.</summary>
    public required long Edges { get; init; }

    /// <summary>Stored arcs.</summary>
    public required long Arcs { get; init; }

    /// <summary>Smallest degree.</summary>
    public required int MinDegree { get; init; }

    /// <summary>Largest degree.</summary>
    public required int MaxDegree { get; init; }

    /// <summary>Mean degree: 2m/n.</summary>
    public required double MeanDegree { get; init; }

    /// <summary>Vertices without edges.</summary>
    public required int IsolatedVertices { get; init; }

    /// <summary>Weakly connected components.</summary>
    public required int Components { get; init; }

    /// <summary>Vertices of the largest one.</summary>
    public required int LargestComponentVertices { get; init; }

    /// <summary>Triangles and clustering coefficients; <see langword="null"/> only where they were not asked for.</summary>
    public required ClusteringCoefficients? Clustering { get; init; }

    /// <summary>Bytes that the graph holds in memory.</summary>
    public required long GraphBytes { get; init; }

    /// <summary>Computes all properties. Cost: that of counting triangles. Determinism: exact.</summary>
    public static GraphProperties Compute(
        CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Compute(graph, null, countsTriangles: true, parallelism, progress, cancellationToken);

    /// <summary>The same with triangles counted elsewhere, where kernels are given, or not at all.</summary>
    internal static GraphProperties Compute(
        CsrGraph graph, IGraphKernels? kernels, bool countsTriangles, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] degrees = Degrees.Total(graph);
        int n = graph.VertexCount;
        Components components = ConnectedComponents.Find(graph, parallelism, null, cancellationToken);
        return new GraphProperties
        {
            Vertices = n,
            Edges = graph.EdgeCount,
            Arcs = graph.ArcCount,
            MinDegree = n == 0 ? 0 : degrees.Min(),
            MaxDegree = n == 0 ? 0 : degrees.Max(),
            MeanDegree = n == 0 ? 0 : 2.0 * graph.EdgeCount / n,
            IsolatedVertices = degrees.Count(d => d == 0),
            Components = components.Count,
            LargestComponentVertices = components.LargestSize,
            Clustering = !countsTriangles ? null : Analytics.ClusteringCoefficient.Compute(graph, kernels, parallelism, progress, cancellationToken),
            GraphBytes = graph.MemoryBytes,
        };
    }
}
