namespace GraphSparse.Analytics;

/// <summary>A community becomes a vertex, and a community of its own.</summary>
internal sealed class WholeCommunities : ICoarsening
{
    public bool StopsWithoutMoves => true;

    public CoarseVertices Merge(CommunityLevel level, int[] communities, int count, int[] order, Multilevel search) =>
        new(communities, count, [.. Enumerable.Range(0, count)]);

    public int[] FinishPass(CsrGraph graph, int[] labels, CancellationToken cancellationToken) => labels;
}
