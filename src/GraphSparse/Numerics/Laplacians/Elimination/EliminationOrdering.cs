namespace GraphSparse.Numerics;

/// <summary>The order in which vertices are eliminated from a graph so that few new edges arise: minimum degree.</summary>
/// <remarks>
/// Source: Amestoy, Davis and Duff, "An Approximate Minimum Degree Ordering Algorithm", SIAM J. Matrix Anal. Appl. 17(4), 1996: eliminated
/// vertices become elements (cliques that are not written out), degrees are bounded from above, and vertices with equal
/// neighbourhoods are merged. A few vertices of very high degree go last without being looked at (as AMD postpones dense rows): their rows would be
/// rewritten with every neighbour that goes.
/// <para>Cost: near O(m) on meshes. Determinism: exact, a function of the graph.</para>
/// </remarks>
internal static class EliminationOrdering
{
    /// <summary>From this many times √n neighbours on a vertex goes last, where there are few such.</summary>
    private const double HighDegree = 10;

    private const int MostLast = 64;

    /// <summary>Orders the vertices of an undirected graph.</summary>
    /// <param name="graph">The graph; weights do not matter.</param>
    /// <param name="maxFill">Gives up when the factor is predicted to have more entries than this,</param>
    /// <param name="maxWork">or to take more multiplications.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    /// <returns>The vertices in the order of elimination, or null where the factor would be too large.</returns>
    public static int[]? Compute(CsrGraph graph, long maxFill, double maxWork, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        int[] last = HighestDegrees(graph);
        var merged = new MergeForest(n);
        var quotient = new QuotientGraph(graph, last, merged);
        var pivots = new int[n];
        int pivotCount = 0;
        int eliminated = last.Length;
        long fill = 0;
        double work = 0;
        while (eliminated < n)
        {
            if ((pivotCount & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int pivot = quotient.TakeLeast();
            pivots[pivotCount++] = pivot;
            int pivotSize = quotient.Size(pivot);
            eliminated += pivotSize;
            int elementSize = quotient.BuildElement(pivot);
            int rowSize = elementSize + last.Length; // at most
            fill += (long)pivotSize * rowSize + (long)pivotSize * (pivotSize - 1) / 2;
            work += 0.5 * pivotSize * (rowSize + 0.5 * pivotSize) * (rowSize + 0.5 * pivotSize);
            if (fill > maxFill || work > maxWork)
                return null;
            quotient.MeasureElements(pivot);
            eliminated += quotient.UpdateVertices(pivot, elementSize, eliminated);
            quotient.MergeEqualVertices(pivot);
            quotient.FinishElement(pivot, n - eliminated);
        }

        var order = new int[n];
        last.CopyTo(order, merged.Flatten(pivots.AsSpan(0, pivotCount), order));
        return order;
    }

    /// <summary>Ascending by degree; none where there are many, as in a graph that is dense altogether.</summary>
    private static int[] HighestDegrees(CsrGraph graph)
    {
        int n = graph.VertexCount;
        int[] high = [.. Enumerable.Range(0, n).Where(u => graph.Degree(u) > HighDegree * Math.Sqrt(n)).Take(MostLast + 1)];
        return high.Length > MostLast ? [] : [.. high.OrderBy(graph.Degree)];
    }
}
