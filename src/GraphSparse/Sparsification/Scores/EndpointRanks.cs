using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>A score of a rank, the better the smaller the rank.</summary>
internal interface IRankScore
{
    /// <summary>The score that an end gives.</summary>
    /// <param name="rank">Rank of the edge there, from 1.</param>
    /// <param name="degree">Number of ranked edges there.</param>
    double Of(int rank, int degree);
}

/// <summary>Scores of edges by their rank at each end; the better end counts. As <see cref="EndpointScores"/>, without a table of edge ids.</summary>
/// <remarks>In a directed graph only the source of an arc ranks it. An arc to a larger vertex is scored where it stands, in the order of edge ids. Of an arc to a smaller one the rank is kept (4 bytes per edge) until all
/// are ranked, and then meets its edge. Determinism: exact.</remarks>
internal static class EndpointRanks
{
    /// <summary>Ranks the arcs of vertex u, in the order of its neighbours.</summary>
    public delegate void Ranker(int u, Span<int> ranks);

    /// <summary>Scores every edge; a ranker is made for each range of vertices, so that it may own buffers.</summary>
    public static double[] MaxOverEnds<TScore>(CsrGraph graph, EdgeIndex index, ScoreContext context, string stage, TScore score, Func<Ranker> createRanker) where TScore : struct, IRankScore
    {
        double[] best = HugePages.Of(GC.AllocateUninitializedArray<double>(index.EdgeCount));
        int[] backward = graph.IsDirected ? [] : HugePages.Of(GC.AllocateUninitializedArray<int>(index.EdgeCount));
        int[] ranges = graph.VertexRanges();
        int done = 0;
        context.Parallelism.ForBounds(ranges, (_, first, last) =>
        {
            RankRows(graph, index, score, createRanker(), best, backward, first, last);
            context.Progress?.Report(new Progress(stage, Interlocked.Increment(ref done), ranges.Length - 1));
        }, context.CancellationToken);
        index.ForEachMirror(new Meeting<TScore>(graph, index, score, best, backward));
        return best;
    }

    [MethodImpl(Hot.Loop)]
    private static void RankRows<TScore>(CsrGraph graph, EdgeIndex index, TScore score, Ranker rank, double[] best, int[] backward, int first, int last)
        where TScore : struct, IRankScore
    {
        int[] buffer = [];
        for (int u = first; u < last; u++)
        {
            int degree = graph.Degree(u);
            if (buffer.Length < degree)
                buffer = new int[Math.Max(degree, 2 * buffer.Length)];
            Span<int> ranks = buffer.AsSpan(0, degree);
            rank(u, ranks);
            int larger = index.ForwardCount(u);
            int id = index.FirstOf(u);
            if (larger < degree)
                ranks[..^larger].CopyTo(backward.AsSpan(FirstBackward(graph, index, u)));
            Span<double> scores = best.AsSpan(id, larger);
            ReadOnlySpan<int> own = ranks[^larger..];
            for (int k = 0; k < scores.Length; k++)
                scores[k] = score.Of(own[k], degree);
        }
    }

    /// <summary>The place of the first arc to a smaller vertex among all of them.</summary>
    private static int FirstBackward(CsrGraph graph, EdgeIndex index, int u) => (int)(graph.Offset(u) - index.FirstOf(u));

    /// <summary>Raises the score of an edge to what its larger end gives. State: place of the next rank, and the degree.</summary>
    private readonly struct Meeting<TScore>(CsrGraph graph, EdgeIndex index, TScore score, double[] best, int[] backward) : IMirrorVisitor where TScore : struct, IRankScore
    {
        public ulong Step => 1UL << 32;

        public bool Reads => true;

        public ulong Start(int v) => ((ulong)FirstBackward(graph, index, v) << 32) | (uint)graph.Degree(v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Prefetch(ulong state) => MemoryHints.Prefetch(ref backward[(int)(state >> 32)]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int edge, ref ulong state)
        {
            double other = score.Of(backward[(int)(state >> 32)], (int)(uint)state);
            state += Step;
            ref double place = ref best[edge];
            place = Math.Max(place, other);
        }
    }
}

/// <summary>1 − ln r / ln d: the first r of d edges are about d^(1 − score) of them; 1 for the first.</summary>
internal readonly struct LogRankScore : IRankScore
{
    private readonly double[] _logs;

    /// <param name="largest">The largest rank, or degree.</param>
    public LogRankScore(int largest)
    {
        _logs = new double[largest + 1];
        for (int rank = 1; rank <= largest; rank++)
            _logs[rank] = Math.Log(rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int rank, int degree) => rank == 1 ? 1 : OfLogs(rank, degree);

    /// <summary>1 − ln a / ln b, for b of 2 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double OfLogs(int a, int b) => 1 - _logs[a] / _logs[b];
}

/// <summary>1 − (r − 1) / (d − 1); 1 for the first.</summary>
internal readonly struct LinearRankScore : IRankScore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int rank, int degree) => rank == 1 ? 1 : 1 - (rank - 1) / (double)(degree - 1);
}
