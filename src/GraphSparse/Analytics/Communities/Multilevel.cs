namespace GraphSparse.Analytics;

/// <summary>What <see cref="Louvain"/> and <see cref="Leiden"/> share: passes over levels, each of them local moving in a seeded order and then a coarser graph.</summary>
internal sealed class Multilevel
{
    private readonly ICoarsening[] _passes;
    private readonly CsrGraph _graph;
    private readonly CommunityOptions _options;
    private readonly ulong _seed;
    private readonly IProgress<Progress>? _progress;

    private Multilevel(
        CsrGraph graph, CommunityOptions options, ulong seed, ICoarsening[] passes, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        (_graph, _options, _seed, _passes, _progress) = (graph, options, seed, passes, progress);
        (Parallelism, CancellationToken) = (parallelism, cancellationToken);
        Sums = new CommunitySumsPool(graph.VertexCount);
    }

    public double Resolution => _options.Resolution;

    public CommunitySumsPool Sums { get; }

    public Parallelism Parallelism { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Finds communities in as many passes as there are ways to coarsen. Other parameters and errors are those of <see cref="Louvain.Detect"/>.</summary>
    public static Communities Detect(
        CsrGraph graph, CommunityOptions? options, ulong seed, ICoarsening[] passes, Parallelism? parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= CommunityOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        Require.NotNegative(graph, "Modularity");
        CsrGraph simple = WeightScale.Normalize(graph).Graph.Symmetrize(parallelism, cancellationToken);
        int[] labels = new Multilevel(simple, options, seed, passes, parallelism, progress, cancellationToken).Run();
        return Communities.Of(simple, labels, options, seed, parallelism, cancellationToken);
    }

    private int[] Run()
    {
        CommunityLevel first = CommunityLevel.Of(_graph, Parallelism, CancellationToken);
        int[] labels = [.. Enumerable.Range(0, first.Count)];
        int depth = 0; // never begins again, so that no two levels look at their vertices in the same order
        foreach (ICoarsening coarsening in _passes)
            labels = coarsening.FinishPass(_graph, Improve(first, labels, coarsening, ref depth), CancellationToken);
        return labels;
    }

    /// <summary>One pass: the labels, level by level improved.</summary>
    private int[] Improve(CommunityLevel level, int[] before, ICoarsening coarsening, ref int depth)
    {
        int[] labels = (int[])before.Clone();
        int[] communities = (int[])before.Clone();
        int[] node = [.. Enumerable.Range(0, level.Count)]; // the vertex of the level that holds each vertex of the graph
        while (true)
        {
            _progress?.Report(new Progress("finding communities", depth, 0));
            int[] order = SeededPermutation.Of(level.Count, _seed, "communities.order", depth++);
            bool moved = new LocalMoving(level, Resolution, order, Sums, Parallelism, CancellationToken).Improve(communities);
            if (!moved && coarsening.StopsWithoutMoves)
                return labels;
            for (int v = 0; v < node.Length; v++)
                labels[v] = communities[node[v]];
            int count = CommunityLevel.Renumber(communities);
            if (count == level.Count)
                return labels;
            CoarseVertices coarse = coarsening.Merge(level, communities, count, order, this);
            if (coarse.Count == level.Count)
                return labels;
            for (int v = 0; v < node.Length; v++)
                node[v] = coarse.Of[node[v]];
            level = level.Aggregate(coarse.Of, coarse.Count, Sums, Parallelism, CancellationToken);
            communities = coarse.Communities;
        }
    }
}
