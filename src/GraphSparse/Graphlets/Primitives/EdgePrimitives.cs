using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>What all orbit counts follow from, for each edge of a ranked graph: its triangles, 4-cliques, 4-cycles, and sums over the third vertices of its triangles.</summary>
internal sealed class EdgePrimitives
{
    private readonly RankedGraph _graph;
    private readonly EdgeArrays _counts;
    private readonly long[] _vertexTriangles;
    private readonly long[] _vertexBeyond;

    /// <param name="graph">The graph.</param>
    /// <param name="counts">What was counted on its edges.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    public EdgePrimitives(RankedGraph graph, EdgeArrays counts, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_graph, _counts) = (graph, counts);
        int n = graph.VertexCount;
        _vertexTriangles = new long[n];
        _vertexBeyond = new long[n];
        parallelism.ForRanges(n, 1 << 12, (_, from, to) => SumAtVertices((int)from, (int)to), cancellationToken);
    }

    /// <summary>The graph by ranks, and its primitives.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="clock">Told how long each pass takes.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <param name="needed">What is counted.</param>
    /// <param name="kernels">A device that counts; <see langword="null"/> for threads.</param>
    public static (RankedGraph Graph, EdgePrimitives Primitives) Of(
        CsrGraph graph, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken, EdgeCounts needed = EdgeCounts.All, IGraphletKernels? kernels = null)
    {
        var ranked = new RankedGraph(graph, cancellationToken);
        clock.End("order");
        if (kernels is null)
            return (ranked, new EdgePrimitives(ranked, PrimitiveCounter.Count(ranked, needed, clock, parallelism, cancellationToken), parallelism, cancellationToken));
        EdgeArrays counts = kernels.CountOnEdges(ranked, needed, cancellationToken);
        clock.End("device");
        return (ranked, new EdgePrimitives(ranked, counts, parallelism, cancellationToken));
    }

    /// <summary>Triangles on an edge.</summary>
    public int Triangles(int edge) => _counts.Triangles[edge];

    /// <summary>What counts at edges need of a vertex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VertexSums Vertex(int u) => new(_graph.Degree(u), _vertexTriangles[u], _vertexBeyond[u]);

    /// <summary>The numbers of an edge as seen from its end u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EdgeNumbers Edge(int edge, bool isLower) => new(
        _counts.Triangles[edge], At(_counts.Cliques, edge), At(isLower ? _counts.BeyondHigher : _counts.BeyondLower, edge), At(isLower ? _counts.BeyondLower : _counts.BeyondHigher, edge),
        At(_counts.ThirdDegrees, edge), At(_counts.Cycles, edge));

    /// <summary>What was not counted is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long At(long[] values, int edge) => (uint)edge < (uint)values.Length ? values[edge] : 0;

    private void SumAtVertices(int from, int to)
    {
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> row = _graph.Row(u);
            ReadOnlySpan<int> edges = _graph.EdgesOf(u);
            long triangles = 0;
            long beyond = 0;
            for (int k = 0; k < row.Length; k++)
            {
                int t = _counts.Triangles[edges[k]];
                triangles += t;
                beyond += _graph.Degree(row[k]) - 1 - t;
            }

            _vertexTriangles[u] = triangles / 2;
            _vertexBeyond[u] = beyond;
        }
    }
}
