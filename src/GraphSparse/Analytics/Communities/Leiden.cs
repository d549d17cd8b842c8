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
    private const int Passes = 2;

    /// <summary>Finds communities.</summary>
    /// <param name="graph">Weights, as strengths, must not be negative.</param>
    /// <param name="options">Resolution and seed, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Levels done.</param>
    /// <param name="cancellationToken">Looked at in every batch.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    public static Communities Detect(
        CsrGraph graph, CommunityOptions? options = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= CommunityOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        Require.NotNegative(graph, "Modularity");
        CsrGraph simple = WeightScale.Normalize(graph).Graph.Symmetrize(parallelism, cancellationToken);
        var scratches = new ScratchPool(simple.VertexCount);
        CommunityLevel first = CommunityLevel.Of(simple, parallelism, cancellationToken);
        int[] labels = [.. Enumerable.Range(0, first.Count)];
        int depth = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            CommunityLevel level = first;
            int[] node = [.. Enumerable.Range(0, first.Count)]; // the vertex of the level that holds each vertex of the graph
            int[] found = labels;
            while (true)
            {
                progress?.Report(new Progress("finding communities", depth, 0));
                int[] order = SeededPermutation.Of(level.Count, options.Seed, "communities.order", depth++);
                new LocalMoving(level, options.Resolution, order, scratches, parallelism, cancellationToken).Improve(found);
                for (int v = 0; v < node.Length; v++)
                    labels[v] = found[node[v]];
                int count = CommunityLevel.Renumber(found);
                if (count == level.Count)
                    break;
                int[] refined = new Refinement(level, options.Resolution, found, count, order, scratches, parallelism, cancellationToken).Split();
                int parts = CommunityLevel.Renumber(refined);
                if (parts == level.Count)
                    break;
                CommunityLevel next = level.Aggregate(refined, parts, scratches, parallelism, cancellationToken);
                found = Lift(found, refined, count, parts);
                for (int v = 0; v < node.Length; v++)
                    node[v] = refined[node[v]];
                level = next;
            }

            labels = Connect(simple, labels, cancellationToken);
        }

        return Communities.Of(simple, labels, options, parallelism, cancellationToken);
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
