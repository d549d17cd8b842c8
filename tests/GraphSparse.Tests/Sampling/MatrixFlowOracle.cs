using GraphSparse.Sampling;

namespace GraphSparse.Tests.Sampling;

/// <summary>The most arcs that a simple digraph can have between given degree classes: augmenting paths by breadth-first search, from nothing.</summary>
internal static class MatrixFlowOracle
{
    public static long MaximumArcs(DegreeMatrices matrices)
    {
        int[] rows = [.. matrices.Joint.Select(c => c.Second).Where(d => d > 0).Distinct().Order()];
        int[] columns = [.. matrices.Joint.Select(c => c.First).Where(d => d > 0).Distinct().Order()];
        int sink = rows.Length + columns.Length + 1;
        var room = new long[sink + 1, sink + 1];
        long Vertices(Func<DegreeCell, bool> which) => matrices.Joint.Where(which).Sum(c => c.Count);
        for (int r = 0; r < rows.Length; r++)
        {
            room[0, r + 1] = rows[r] * Vertices(c => c.Second == rows[r]);
            for (int k = 0; k < columns.Length; k++)
            {
                room[r + 1, rows.Length + k + 1] = Vertices(c => c.Second == rows[r]) * Vertices(c => c.First == columns[k])
                    - Vertices(c => c.Second == rows[r] && c.First == columns[k]);
            }
        }

        for (int k = 0; k < columns.Length; k++)
            room[rows.Length + k + 1, sink] = columns[k] * Vertices(c => c.First == columns[k]);

        long flow = 0;
        while (true)
        {
            var from = new int[sink + 1];
            Array.Fill(from, -1);
            from[0] = 0;
            var queue = new Queue<int>([0]);
            while (queue.Count > 0 && from[sink] < 0)
            {
                int at = queue.Dequeue();
                for (int next = 1; next <= sink; next++)
                {
                    if (from[next] < 0 && room[at, next] > 0)
                    {
                        from[next] = at;
                        queue.Enqueue(next);
                    }
                }
            }

            if (from[sink] < 0)
                return flow;
            long pushed = long.MaxValue;
            for (int at = sink; at != 0; at = from[at])
                pushed = Math.Min(pushed, room[from[at], at]);
            for (int at = sink; at != 0; at = from[at])
            {
                room[from[at], at] -= pushed;
                room[at, from[at]] += pushed;
            }

            flow += pushed;
        }
    }
}
