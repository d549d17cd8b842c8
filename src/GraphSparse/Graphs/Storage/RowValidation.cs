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

    /// <summary>The first vertex that has an arc whose weight is no finite number, or null.</summary>
    public static int? FirstNotFinite(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int first = int.MaxValue;
        parallelism.ForBounds(graph.VertexRanges(), (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                if (graph.Weights(u).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
                {
                    InterlockedMin(ref first, u);
                    return;
                }
            }
        }, cancellationToken);
        return first == int.MaxValue ? null : first;
    }

    /// <summary>Whether every edge of an undirected graph stands in both rows, with one weight. Rows are those of vertices (<see cref="FirstProblem"/>). A pass over the arcs on all threads, which write far apart;
    /// 8 bytes per vertex.</summary>
    public static bool HasMirrors(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] ranges = graph.VertexRanges();
        int slices = Math.Clamp(ranges.Length - 1, 1, parallelism.Degree);
        int[] bounds = [.. Enumerable.Range(0, slices + 1).Select(slice => ranges[(int)((long)(ranges.Length - 1) * slice / slices)])];
        int wrong = 0;
        parallelism.ForBounds(bounds, (_, first, last) =>
        {
            if (!MirrorsLeadInto(graph, first, last, cancellationToken))
                Volatile.Write(ref wrong, 1);
        }, cancellationToken);
        return wrong == 0;
    }

    /// <summary>Arcs from smaller vertices come in order, as their mirrors stand in the rows of a slice.</summary>
    [MethodImpl(Hot.Loop)]
    private static bool MirrorsLeadInto(CsrGraph graph, int first, int last, CancellationToken cancellationToken)
    {
        var next = new long[last - first];
        for (int v = first; v < last; v++)
            next[v - first] = graph.Offset(v);
        LargeArray<int> rows = graph.Rows;
        LargeArray<double> weights = graph.RowWeights ?? default;
        for (int u = 0; u < last; u++)
        {
            if ((u & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> row = graph.Neighbors(u);
            int k = row.BinarySearch(Math.Max(u + 1, first));
            for (k = k < 0 ? ~k : k; k < row.Length && row[k] < last; k++)
            {
                long mirror = next[row[k] - first]++;
                if (mirror >= graph.Offset(row[k] + 1) || rows[mirror] != u)
                    return false;
                if (graph.IsWeighted && BitConverter.DoubleToInt64Bits(weights[mirror]) != BitConverter.DoubleToInt64Bits(weights[graph.Offset(u) + k]))
                    return false;
            }
        }

        for (int v = first; v < last; v++)
        {
            if (next[v - first] != graph.Offset(v) + ~graph.Neighbors(v).BinarySearch(v)) // an arc to a smaller vertex that has none back
                return false;
        }

        return true;
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
