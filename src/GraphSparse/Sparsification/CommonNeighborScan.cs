using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>Scores every edge of an undirected graph by looking at the common neighbours of its ends one by one.</summary>
/// <remarks>The neighbours of the end of higher (degree, id) are marked, those of the other are looked up. Cost: O(Σ min(du, dv)), at most m^1.5 times a
/// constant; 4 bytes per vertex and thread.</remarks>
internal static class CommonNeighborScan
{
    /// <summary>The score of an edge {u, v}, where v is the end of lower (degree, id).</summary>
    /// <param name="u">One end.</param>
    /// <param name="v">The other.</param>
    /// <param name="atU">Place of v among the neighbours of u.</param>
    /// <param name="atV">Place of u among the neighbours of v.</param>
    /// <param name="common">The common neighbours in ascending order: their places among the neighbours of u, and of v.</param>
    public delegate double Judge(int u, int v, int atU, int atV, ReadOnlySpan<(int AtU, int AtV)> common);

    /// <summary>Scores by edge id; a judge is made for each thread, so that it may own buffers.</summary>
    public static double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context, Func<Judge> createJudge)
    {
        var scores = new double[index.EdgeCount];
        int[] ranges = graph.VertexRanges();
        int done = 0;
        using var workers = new ThreadLocal<Worker>(() => new Worker(graph, index, scores, createJudge()));
        context.Parallelism.ForBounds(ranges, (_, first, last) =>
        {
            for (int u = first; u < last; u++)
                workers.Value!.Run(u, context.CancellationToken);
            context.Progress?.Report(new Progress("comparing neighbours", Interlocked.Increment(ref done), ranges.Length - 1));
        }, context.CancellationToken);
        return scores;
    }

    private sealed class Worker(CsrGraph graph, EdgeIndex index, double[] scores, Judge judge)
    {
        private readonly int[] _placeAtU = new int[graph.VertexCount]; // counted from 1
        private readonly (int AtU, int AtV)[] _common = new (int, int)[graph.MaxDegree];

        [MethodImpl(Hot.Loop)]
        public void Run(int u, CancellationToken cancellationToken)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
                _placeAtU[neighbors[k]] = k + 1;
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                ReadOnlySpan<int> others = graph.Neighbors(v);
                if (others.Length > neighbors.Length || (others.Length == neighbors.Length && v > u))
                    continue;
                if ((k & 0xFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                int count = 0;
                int atV = 0;
                for (int i = 0; i < others.Length; i++)
                {
                    int place = _placeAtU[others[i]];
                    if (place > 0)
                        _common[count++] = (place - 1, i);
                    else if (others[i] == u)
                        atV = i;
                }

                scores[index.Of(u)[k]] = judge(u, v, k, atV, _common.AsSpan(0, count));
            }

            foreach (int v in neighbors)
                _placeAtU[v] = 0;
        }
    }
}
