namespace GraphSparse.Sparsification;

/// <summary>Scores that each end of an edge gives it by looking at its own edges; the better of the two counts.</summary>
/// <remarks>In a directed graph only the source of an arc judges it, among its out-arcs.</remarks>
internal static class EndpointScores
{
    /// <summary>Fills the scores that vertex u gives its arcs, in the order of its neighbours.</summary>
    public delegate void Judge(int u, Span<double> scores);

    /// <summary>Scores every edge; a judge is made for each range of vertices, so that it may own buffers.</summary>
    public static double[] MaxOverEnds(CsrGraph graph, EdgeIndex index, ScoreContext context, string stage, Func<Judge> createJudge)
    {
        var best = new double[index.EdgeCount];
        Array.Fill(best, double.NegativeInfinity);
        int[] ranges = graph.VertexRanges();
        int done = 0;
        context.Parallelism.ForBounds(ranges, (_, first, last) =>
        {
            Judge judge = createJudge();
            double[] buffer = [];
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> edges = index.Of(u);
                if (buffer.Length < edges.Length)
                    buffer = new double[edges.Length];
                Span<double> scores = buffer.AsSpan(0, edges.Length);
                judge(u, scores);
                for (int k = 0; k < edges.Length; k++)
                    RaiseTo(ref best[edges[k]], scores[k]);
            }

            context.Progress?.Report(new Progress(stage, Interlocked.Increment(ref done), ranges.Length - 1));
        }, context.CancellationToken);
        return best;
    }

    /// <summary>The largest value wins whatever the order of threads.</summary>
    private static void RaiseTo(ref double place, double value)
    {
        double seen = Volatile.Read(ref place);
        while (value > seen)
        {
            double before = Interlocked.CompareExchange(ref place, value, seen);
            if (before.Equals(seen))
                return;
            seen = before;
        }
    }
}
