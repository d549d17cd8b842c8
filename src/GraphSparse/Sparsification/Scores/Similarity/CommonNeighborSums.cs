namespace GraphSparse.Sparsification;

/// <summary>Scores every edge of an undirected graph by looking at the common neighbours of its ends one by one.</summary>
/// <remarks>Every vertex marks its neighbours with values, and judges the edges to those of lower (degree, id) by what it finds marked among their
/// neighbours. An object belongs to one thread and owns its buffers. Cost: O(Σ min(du, dv)), at most m^1.5 times a constant; one value per vertex and
/// thread.</remarks>
/// <typeparam name="TMark">The value of a mark; its default stands for none.</typeparam>
/// <param name="graph">The graph.</param>
internal abstract class CommonNeighborSums<TMark>(CsrGraph graph)
    where TMark : unmanaged
{
    private readonly TMark[] _marks = new TMark[graph.VertexCount];

    /// <summary>The graph that is looked at.</summary>
    protected CsrGraph Graph => graph;

    /// <summary>Scores by edge id; a scan is made for each thread.</summary>
    public static double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context, Func<CommonNeighborSums<TMark>> create)
    {
        var scores = new double[index.EdgeCount];
        int[] ranges = graph.VertexRanges();
        int done = 0;
        using var scans = new ThreadLocal<CommonNeighborSums<TMark>>(create);
        context.Parallelism.ForBounds(ranges, (_, first, last) =>
        {
            for (int u = first; u < last; u++)
                scans.Value!.Run(u, index.Of(u), scores, context.CancellationToken);
            context.Progress?.Report(new Progress("comparing neighbours", Interlocked.Increment(ref done), ranges.Length - 1));
        }, context.CancellationToken);
        return scores;
    }

    /// <summary>What the k-th neighbour of u is marked with while edges of u are judged.</summary>
    protected abstract TMark MarkOf(int u, int k);

    /// <summary>The score of the edge from u to its k-th neighbour v, the end of lower (degree, id).</summary>
    /// <param name="u">One end.</param>
    /// <param name="k">Place of v among the neighbours of u.</param>
    /// <param name="v">The other end.</param>
    /// <param name="marks">By vertex: the marks of u's neighbours, none at the others.</param>
    protected abstract double Judge(int u, int k, int v, ReadOnlySpan<TMark> marks);

    private void Run(int u, ReadOnlySpan<int> edges, double[] scores, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> neighbors = graph.Neighbors(u);
        for (int k = 0; k < neighbors.Length; k++)
            _marks[neighbors[k]] = MarkOf(u, k);
        for (int k = 0; k < neighbors.Length; k++)
        {
            int v = neighbors[k];
            int degree = graph.Degree(v);
            if (degree > neighbors.Length || (degree == neighbors.Length && v > u))
                continue;
            if ((k & 0xFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            scores[edges[k]] = Judge(u, k, v, _marks);
        }

        foreach (int v in neighbors)
            _marks[v] = default;
    }
}
