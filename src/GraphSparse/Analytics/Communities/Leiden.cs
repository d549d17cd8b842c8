namespace GraphSparse.Analytics;

/// <summary>Finds communities of high modularity, each of them connected.</summary>
/// <remarks>
/// Source: Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9, 2019.
/// Heuristic. Deviations: vertices decide in batches as in <see cref="Louvain"/>; in the refinement a vertex joins the well-connected set of highest
/// gain (the limit θ → 0 of the paper's random choice); two passes, the second beginning with the result of the first.
/// Every community is connected: checked at the end, and one that were not would fall into its parts, which never lowers modularity.
/// Directions are ignored as <see cref="Modularity"/> says.
/// <para>Cost: about that of two runs of Louvain; 60 bytes per vertex, 9 per vertex and thread, and the second level's graph.
/// Determinism: exact: a function of graph, options and seed, for any number of threads.</para>
/// </remarks>
public static class Leiden
{
    /// <summary>Finds communities.</summary>
    /// <param name="graph">Weights, as strengths, must not be negative.</param>
    /// <param name="options">Resolution, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the order in which vertices are looked at.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Levels done.</param>
    /// <param name="cancellationToken">Looked at in every batch.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    public static Communities Detect(
        CsrGraph graph, CommunityOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Multilevel.Detect(graph, options, seed, new RefinedCommunities(), parallelism, progress, cancellationToken);

    /// <summary>A well-connected part of a community becomes a vertex, which begins in that community.</summary>
    private sealed class RefinedCommunities : ICoarsening
    {
        public bool StopsWithoutMoves => false;

        public CoarseVertices Merge(CommunityLevel level, int[] communities, int count, int[] order, Multilevel search)
        {
            int[] parts = new LeidenRefinement(
                level, search.Resolution, communities, count, order, search.Scratches, search.Parallelism, search.CancellationToken).Split();
            int partCount = CommunityLevel.Renumber(parts);
            return new CoarseVertices(parts, partCount, Lift(communities, parts, count, partCount));
        }

        public int[] FinishPass(CsrGraph graph, int[] labels, CancellationToken cancellationToken) => Connect(graph, labels, cancellationToken);
    }

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
