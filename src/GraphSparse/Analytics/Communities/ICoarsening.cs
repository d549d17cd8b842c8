namespace GraphSparse.Analytics;

/// <summary>How a level of community detection becomes the next: which of its vertices are merged, and to which communities the merged ones belong.</summary>
internal interface ICoarsening
{
    /// <summary>Whether a level without a move ends the pass; otherwise it may still be merged.</summary>
    bool StopsWithoutMoves { get; }

    /// <summary>Merges vertices of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="communities">For each vertex its community in 0..<paramref name="count"/>−1.</param>
    /// <param name="count">Number of communities.</param>
    /// <param name="order">The seeded order of the level's vertices.</param>
    /// <param name="search">The detection that asks.</param>
    CoarseVertices Merge(CommunityLevel level, int[] communities, int count, int[] order, Multilevel search);

    /// <summary>The labels of a pass, as the next one and the result take them.</summary>
    int[] FinishPass(CsrGraph graph, int[] labels, CancellationToken cancellationToken);
}

/// <summary>The vertices of the next level.</summary>
/// <param name="Of">For each vertex of the level the one of the next level, in 0..<paramref name="Count"/>−1.</param>
/// <param name="Count">Vertices of the next level.</param>
/// <param name="Communities">For each vertex of the next level its community, named after one of these vertices.</param>
internal readonly record struct CoarseVertices(int[] Of, int Count, int[] Communities);
