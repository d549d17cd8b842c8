using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Moves single vertices to supervertices whose superedges fit their neighbours better.</summary>
/// <remarks>With the superedges as they are, a vertex in supervertex S costs its degree and, for each superedge of S with U, the members of U less twice its edges to them. Vertices move one after the other to where that is least,
/// or become supervertices of their own with the superedges that pay. Superedges are then chosen anew, which lowers the cost further. Supervertices with many superedges (hubs) do not lead a vertex to others, but count once it is there.
/// <para>O(m) steps for each of at most ten sweeps.</para></remarks>
internal static class VertexMoves
{
    private const int MostSweeps = 10;

    /// <summary>Most superedges of a neighbouring supervertex that leads a vertex to others.</summary>
    private const int LongestRow = 128;

    /// <summary>Moves vertices while the number of superedges and corrections falls; returns the supervertex of each vertex.</summary>
    public static int[] Improve(CsrGraph graph, int[] superOf, CancellationToken cancellationToken)
    {
        (long Cost, SuperedgeRows Rows) now = Evaluate(graph, superOf);
        int[] best = now.Rows.Summary.Membership.ToArray();
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] moved = new Sweep(graph, now.Rows).Run(cancellationToken);
            (long Cost, SuperedgeRows Rows) next = Evaluate(graph, moved);
            if (next.Cost >= now.Cost)
                break;
            bool isLast = next.Cost > 0.999 * now.Cost;
            now = next;
            best = now.Rows.Summary.Membership.ToArray();
            if (isLast)
                break;
        }

        return best;
    }

    /// <summary>Superedges and corrections of a partition.</summary>
    private static (long Cost, SuperedgeRows Rows) Evaluate(CsrGraph graph, int[] superOf)
    {
        Summary summary = CorrectionSearch.SummaryOf(graph, superOf);
        return (summary.Superedges.Length + (long)summary.Error.L1 / 2, new SuperedgeRows(summary));
    }

    /// <summary>One pass over all vertices.</summary>
    private sealed class Sweep(CsrGraph graph, SuperedgeRows rows)
    {
        private readonly int[] _superOf = rows.Summary.Membership.ToArray();
        private readonly int[] _sizes = [.. rows.Summary.Sizes, .. new int[graph.VertexCount - rows.Count]];
        private readonly long[] _volumes = new long[rows.Count];
        private readonly int[] _edges = new int[graph.VertexCount];
        private readonly long[] _gains = new long[rows.Count];
        private readonly bool[] _isReached = new bool[rows.Count];
        private readonly List<int> _near = [];
        private readonly List<int> _reached = [];
        private readonly List<int> _hubs = [];
        private int _next = rows.Count;

        public int[] Run(CancellationToken cancellationToken)
        {
            for (int a = 0; a < rows.Count; a++)
            {
                _volumes[a] = rows.Loops[a] > 0 ? _sizes[a] : 0;
                foreach (int b in rows.Neighbors(a))
                    _volumes[a] += _sizes[b];
            }

            for (int v = 0; v < graph.VertexCount; v++)
            {
                if (v % 4096 == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                int from = _superOf[v];
                int to = Best(v, from);
                if (to != from)
                    Move(v, from, to);
            }

            return _superOf;
        }

        [MethodImpl(Hot.Loop)]
        private int Best(int v, int from)
        {
            _near.Clear();
            _reached.Clear();
            _hubs.Clear();
            foreach (int u in graph.Neighbors(v))
            {
                if (_edges[_superOf[u]]++ == 0)
                    _near.Add(_superOf[u]);
            }

            long alone = 0; // superedges that a supervertex of its own would have
            if (from < rows.Count)
                Reach(from, 0);
            foreach (int near in _near)
            {
                int edges = _edges[near];
                alone += Math.Max(0, 2 * edges - (_sizes[near] - (near == from ? 1 : 0)) - 1);
                if (near >= rows.Count)
                    continue;
                if (rows.Neighbors(near).Length > LongestRow)
                {
                    _hubs.Add(near);
                    continue;
                }

                foreach (int b in rows.Neighbors(near))
                    Reach(b, edges);
                if (rows.Loops[near] > 0)
                    Reach(near, edges);
            }

            long most = from < rows.Count ? GainOf(from, from) : 0;
            int best = from;
            foreach (int b in _reached)
            {
                long gain = GainOf(b, from);
                if (gain > most && _sizes[b] > 0)
                    (most, best) = (gain, b);
            }

            foreach (int b in _reached)
                (_gains[b], _isReached[b]) = (0, false);
            foreach (int near in _near)
                _edges[near] = 0;
            return alone > most && _sizes[from] > 1 && _next < _sizes.Length ? _next : best;
        }

        private void Reach(int b, int edges)
        {
            if (!_isReached[b])
                _reached.Add(b);
            _isReached[b] = true;
            _gains[b] += 2 * edges;
        }

        /// <summary>The vertex itself is no pair of its own.</summary>
        private long GainOf(int b, int from)
        {
            long gain = _gains[b] - _volumes[b] + (from < rows.Count && rows.Value(b, from) > 0 ? 1 : 0);
            foreach (int hub in _hubs)
                gain += rows.Value(b, hub) > 0 ? 2 * _edges[hub] : 0;
            return gain;
        }

        private void Move(int v, int from, int to)
        {
            _superOf[v] = to;
            if (to == _next)
                _next++;
            Resize(from, -1);
            Resize(to, 1);
        }

        private void Resize(int a, int by)
        {
            _sizes[a] += by;
            if (a >= rows.Count)
                return;
            foreach (int b in rows.Neighbors(a))
                _volumes[b] += by;
            if (rows.Loops[a] > 0)
                _volumes[a] += by;
        }
    }
}
