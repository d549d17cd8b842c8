namespace GraphSparse.Analytics;

/// <summary>A well-connected part of a community becomes a vertex, which begins in that community; a pass ends with every community connected.</summary>
internal sealed class RefinedCommunities : ICoarsening
{
    public bool StopsWithoutMoves => false;

    public CoarseVertices Merge(CommunityLevel level, int[] communities, int count, int[] order, Multilevel search)
    {
        int[] parts = new LeidenRefinement(
            level, search.Resolution, communities, count, order, search.Sums, search.Parallelism, search.CancellationToken).Split();
        int partCount = CommunityLevel.Renumber(parts);
        return new CoarseVertices(parts, partCount, Lift(communities, parts, count, partCount));
    }

    public int[] FinishPass(CsrGraph graph, int[] labels, CancellationToken cancellationToken) => Connect(graph, labels, cancellationToken);

    /// <summary>The communities as labels of the parts: each is named after its first part.</summary>
    private static int[] Lift(int[] communities, int[] parts, int communityCount, int partCount)
    {
        var name = new int[communityCount];
        Array.Fill(name, -1);
        var lifted = new int[partCount];
        for (int v = 0; v < parts.Length; v++)
        {
            if (name[communities[v]] < 0)
                name[communities[v]] = parts[v];
            lifted[parts[v]] = name[communities[v]];
        }

        return lifted;
    }

    /// <summary>Labels the connected parts of communities with their smallest vertex.</summary>
    private static int[] Connect(CsrGraph graph, int[] labels, CancellationToken cancellationToken)
    {
        var parts = new int[labels.Length];
        Array.Fill(parts, -1);
        var queue = new int[labels.Length];
        for (int root = 0; root < labels.Length; root++)
        {
            if (parts[root] >= 0)
                continue;
            int tail = 1;
            (queue[0], parts[root]) = (root, root);
            for (int head = 0; head < tail; head++)
            {
                if ((head & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                foreach (int v in graph.Neighbors(queue[head]))
                {
                    if (parts[v] < 0 && labels[v] == labels[root])
                    {
                        parts[v] = root;
                        queue[tail++] = v;
                    }
                }
            }
        }

        return parts;
    }
}
