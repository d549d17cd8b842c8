namespace GraphSparse.Graphlets;

/// <summary>Steps of counting graphlets that can be done elsewhere than on the threads of this process: with the same integers wherever they are done.</summary>
internal interface IGraphletKernels
{
    /// <summary>Counts on edges.</summary>
    EdgeArrays CountOnEdges(RankedGraph graph, EdgeCounts needed, CancellationToken cancellationToken);

    /// <summary>How often each vertex stands on each orbit: a column per orbit, in the order of ids.</summary>
    /// <exception cref="ResourceLimitException">A count does not fit 64 bits.</exception>
    long[][] CountOrbits(RankedGraph graph, CancellationToken cancellationToken);

    /// <summary>The vertices at distance two of some vertices.</summary>
    /// <param name="input">The graph.</param>
    /// <param name="vertices">The vertices.</param>
    /// <param name="needsChords">Whether edges among the middle vertices are counted.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    TwoHops FindTwoHops(AdjacencyInput input, ReadOnlyMemory<int> vertices, bool needsChords, CancellationToken cancellationToken);
}

/// <summary>Counts on the edges of a ranked graph; what was not counted is empty.</summary>
/// <param name="Triangles">Triangles.</param>
/// <param name="Cliques">4-cliques.</param>
/// <param name="BeyondHigher">Over the third vertices of its triangles, the triangles between them and the higher endpoint.</param>
/// <param name="BeyondLower">And the lower one.</param>
/// <param name="ThirdDegrees">Their degrees.</param>
/// <param name="Cycles">4-cycles, chords or not.</param>
internal sealed record EdgeArrays(int[] Triangles, long[] Cliques, long[] BeyondHigher, long[] BeyondLower, long[] ThirdDegrees, long[] Cycles);
