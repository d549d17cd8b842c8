using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Tells whether rows are what all algorithms take for granted: neighbours ascending, each once, vertices of the graph, and none the vertex itself.</summary>
internal static class RowValidation
{
    /// <summary>The first vertex whose row is wrong, or null. One pass over the arcs on all threads.</summary>
    public static int? FirstProblem(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        const int chunk = 1 << 16;
        int n = graph.VertexCount;
        if (graph.Offset(0) != 0)
            return 0;
        int first = int.MaxValue;
        parallelism.For((n + chunk - 1) / chunk, c =>
        {
            int found = FirstIn(graph, c * chunk, (int)Math.Min(n, (c + 1L) * chunk), cancellationToken);
            if (found >= 0)
                InterlockedMin(ref first, found);
        }, cancellationToken);
        return first == int.MaxValue ? null : first;
    }

    [MethodImpl(Hot.Loop)]
    private static int FirstIn(CsrGraph graph, int from, int to, CancellationToken cancellationToken)
    {
        for (int u = from; u < to; u++)
        {
            if ((u & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            long start = graph.Offset(u);
            long end = graph.Offset(u + 1);
            if (start < 0 || end < start || end > graph.ArcCount || end - start > graph.MaxDegree)
                return u;
            int before = -1;
            bool isWrong = false;
            foreach (int v in graph.Neighbors(u))
            {
                isWrong |= v <= before | v == u;
                before = v;
            }

            if (isWrong || before >= graph.VertexCount)
                return u;
        }

        return -1;
    }

    private static void InterlockedMin(ref int place, int value)
    {
        int seen = Volatile.Read(ref place);
        while (value < seen)
        {
            int now = Interlocked.CompareExchange(ref place, value, seen);
            if (now == seen)
                return;
            seen = now;
        }
    }
}
