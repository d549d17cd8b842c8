using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>What all orbit counts follow from, for each edge of a ranked graph: its triangles, 4-cliques, 4-cycles, and sums over the third vertices of its triangles.</summary>
internal sealed class EdgePrimitives
{
    private readonly RankedGraph _graph;
    private readonly int[] _triangles;
    private readonly long[] _cliques;
    private readonly long[] _beyondHigher;
    private readonly long[] _beyondLower;
    private readonly long[] _thirdDegrees;
    private readonly long[] _cycles;
    private readonly long[] _vertexTriangles;
    private readonly long[] _vertexBeyond;

    /// <summary>Counts them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="clock">Told how long each pass takes.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <param name="needed">What is counted.</param>
    /// <param name="mostCopyBytes">Threads share their sums where those of each would take more.</param>
    public EdgePrimitives(
        RankedGraph graph, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken, EdgeCounts needed = EdgeCounts.All, long mostCopyBytes = PrimitiveCounter.MostCopyBytes)
    {
        _graph = graph;
        var counter = new PrimitiveCounter(graph, mostCopyBytes, parallelism, cancellationToken);
        (_triangles, _cliques) = counter.CountTriangles(needed.HasFlag(EdgeCounts.Cliques));
        clock.End("cliques");
        (_beyondHigher, _beyondLower, _thirdDegrees) = needed.HasFlag(EdgeCounts.Thirds) ? counter.SumTriangles(_triangles) : ([], [], []);
        clock.End("triangles");
        _cycles = needed.HasFlag(EdgeCounts.Cycles) ? counter.CountCycles() : [];
        clock.End("cycles");
        int n = graph.VertexCount;
        _vertexTriangles = new long[n];
        _vertexBeyond = new long[n];
        parallelism.ForRanges(n, 1 << 12, (_, from, to) => SumAtVertices((int)from, (int)to), cancellationToken);
    }

    /// <summary>The graph by ranks, and its primitives.</summary>
    public static (RankedGraph Graph, EdgePrimitives Primitives) Of(
        CsrGraph graph, PhaseClock clock, Parallelism parallelism, CancellationToken cancellationToken, EdgeCounts needed = EdgeCounts.All)
    {
        var ranked = new RankedGraph(graph, cancellationToken);
        clock.End("order");
        return (ranked, new EdgePrimitives(ranked, clock, parallelism, cancellationToken, needed));
    }

    /// <summary>Triangles on an edge.</summary>
    public int Triangles(int edge) => _triangles[edge];

    /// <summary>What counts at edges need of a vertex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VertexSums Vertex(int u) => new(_graph.Degree(u), _vertexTriangles[u], _vertexBeyond[u]);

    /// <summary>The numbers of an edge as seen from its end u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EdgeNumbers Edge(int edge, bool isLower) => new(
        _triangles[edge], At(_cliques, edge), At(isLower ? _beyondHigher : _beyondLower, edge), At(isLower ? _beyondLower : _beyondHigher, edge), At(_thirdDegrees, edge), At(_cycles, edge));

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
                int t = _triangles[edges[k]];
                triangles += t;
                beyond += _graph.Degree(row[k]) - 1 - t;
            }

            _vertexTriangles[u] = triangles / 2;
            _vertexBeyond[u] = beyond;
        }
    }
}
