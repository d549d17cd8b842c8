using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>What an edge is worth by its rank at an end, and by both ends.</summary>
/// <typeparam name="T">A number, or one that a score is made of.</typeparam>
internal interface IRankScore<T> where T : unmanaged
{
    /// <summary>The score that an end gives.</summary>
    /// <param name="rank">Rank of the edge there, from 1.</param>
    /// <param name="degree">Number of ranked edges there.</param>
    T Of(int rank, int degree);

    /// <summary>The better of two.</summary>
    T Better(T one, T other);
}

/// <summary>Scores of edges by their rank at each end; the better end counts. As <see cref="EndpointScores"/>, without a table of edge ids.</summary>
/// <remarks>In a directed graph only the source of an arc ranks it. An arc to a larger vertex is scored where it stands, in the order of edge ids. Of an arc to a smaller one the rank is kept (4 bytes per edge) until all
/// are ranked, and then meets its edge. Determinism: exact.</remarks>
internal static unsafe class EndpointRanks
{
    /// <summary>Ranks the arcs of vertex u, in the order of its neighbours.</summary>
    public delegate void Ranker(int u, Span<int> ranks);

    /// <summary>Scores every edge; a ranker is made for each thread, so that it may own buffers.</summary>
    public static T[] BestOverEnds<T, TScore>(CsrGraph graph, EdgeIndex index, ScoreContext context, string stage, TScore score, Func<Ranker> createRanker)
        where T : unmanaged
        where TScore : struct, IRankScore<T>
    {
        T[] best = HugePages.Of(GC.AllocateUninitializedArray<T>(index.EdgeCount));
        fixed (T* first = best)
            BestOverEnds(graph, index, context, stage, score, createRanker, first);
        return best;
    }

    /// <summary>The same in memory that is given back at once.</summary>
    public static NativeArray<T> NativeBestOverEnds<T, TScore>(CsrGraph graph, EdgeIndex index, ScoreContext context, string stage, TScore score, Func<Ranker> createRanker)
        where T : unmanaged
        where TScore : struct, IRankScore<T>
    {
        var best = new NativeArray<T>(index.EdgeCount);
        try
        {
            BestOverEnds(graph, index, context, stage, score, createRanker, best.First);
            return best;
        }
        catch
        {
            best.Dispose();
            throw;
        }
    }

    private static void BestOverEnds<T, TScore>(CsrGraph graph, EdgeIndex index, ScoreContext context, string stage, TScore score, Func<Ranker> createRanker, T* best)
        where T : unmanaged
        where TScore : struct, IRankScore<T>
    {
        using var backward = new NativeArray<int>(graph.IsDirected ? 0 : index.EdgeCount);
        int* mirrors = backward.First;
        int[] ranges = graph.VertexRanges();
        var spare = new ConcurrentBag<Worker>();
        int done = 0;
        context.Parallelism.ForBounds(ranges, (_, first, last) =>
        {
            if (!spare.TryTake(out Worker? worker))
                worker = new Worker(createRanker());
            RankRows(graph, index, score, worker, best, mirrors, first, last);
            spare.Add(worker);
            context.Progress?.Report(new Progress(stage, Interlocked.Increment(ref done), ranges.Length - 1));
        }, context.CancellationToken);
        index.ForEachMirror(new Meeting<T, TScore>(graph, index, score, best, mirrors));
    }

    [MethodImpl(Hot.Loop)]
    private static void RankRows<T, TScore>(CsrGraph graph, EdgeIndex index, TScore score, Worker worker, T* best, int* backward, int first, int last)
        where T : unmanaged
        where TScore : struct, IRankScore<T>
    {
        for (int u = first; u < last; u++)
        {
            int degree = graph.Degree(u);
            Span<int> ranks = worker.Ranks(u, degree);
            int larger = index.ForwardCount(u);
            if (larger < degree)
                ranks[..^larger].CopyTo(new Span<int>(backward + FirstBackward(graph, index, u), degree - larger));
            var scores = new Span<T>(best + index.FirstOf(u), larger);
            ReadOnlySpan<int> own = ranks[^larger..];
            for (int k = 0; k < scores.Length; k++)
                scores[k] = score.Of(own[k], degree);
        }
    }

    /// <summary>The place of the first arc to a smaller vertex among all of them.</summary>
    private static int FirstBackward(CsrGraph graph, EdgeIndex index, int u) => (int)(graph.Offset(u) - index.FirstOf(u));

    /// <summary>A ranker, and room for the ranks of a row.</summary>
    private sealed class Worker(Ranker ranker)
    {
        private int[] _room = [];

        public Span<int> Ranks(int u, int degree)
        {
            if (_room.Length < degree)
                _room = new int[Math.Max(degree, 2 * _room.Length)];
            Span<int> ranks = _room.AsSpan(0, degree);
            ranker(u, ranks);
            return ranks;
        }
    }

    /// <summary>Raises the score of an edge to what its larger end gives. State: place of the next rank, and the degree.</summary>
    private readonly struct Meeting<T, TScore>(CsrGraph graph, EdgeIndex index, TScore score, T* best, int* backward) : IMirrorVisitor
        where T : unmanaged
        where TScore : struct, IRankScore<T>
    {
        public ulong Step => 1UL << 32;

        public bool Reads => true;

        public ulong Start(int v) => ((ulong)FirstBackward(graph, index, v) << 32) | (uint)graph.Degree(v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Prefetch(ulong state) => MemoryHints.Prefetch(ref backward[(int)(state >> 32)]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int edge, ref ulong state)
        {
            T other = score.Of(backward[(int)(state >> 32)], (int)(uint)state);
            state += Step;
            ref T place = ref best[edge];
            place = score.Better(place, other);
        }
    }
}

/// <summary>1 − ln r / ln d: the first r of d edges are about d^(1 − score) of them; 1 for the first.</summary>
internal readonly struct LogRankScore : IRankScore<double>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Better(double one, double other) => Math.Max(one, other);

    /// <summary>1 − ln a / ln b, for b of 2 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double OfLogs(int a, int b) => 1 - _logs[a] / _logs[b];
}

/// <summary>1 − (r − 1) / (d − 1); 1 for the first.</summary>
internal readonly struct LinearRankScore : IRankScore<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int rank, int degree) => rank == 1 ? 1 : 1 - (rank - 1) / (double)(degree - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Better(double one, double other) => Math.Max(one, other);
}
