using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Writes the rows of a directed graph from its sorted edges: a copy, and the places where rows begin.</summary>
internal static class DirectedRows
{
    public static CsrGraph Of(ISortedEdges edges, bool isWeighted, ArcMemory memory, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = edges.VertexCount;
        int[] bounds = edges.Bounds(64);
        var first = new long[bounds.Length];
        for (int part = 1; part < bounds.Length; part++)
            first[part] = first[part - 1] + edges.CountIn(bounds[part - 1], bounds[part]);
        var offsets = new long[n + 1L];
        LargeArray<int> neighbors = memory.Allocate<int>(first[^1]);
        LargeArray<double>? weights = isWeighted ? memory.Allocate<double>(first[^1]) : null;
        parallelism.ForBounds(bounds, (part, from, to) =>
        {
            var writer = new RowWriter(offsets, neighbors, weights, from, first[part]);
            edges.Visit(from, to, ref writer);
            writer.EndAt(to);
        }, cancellationToken);
        offsets[n] = first[^1];
        return new CsrGraph(new LargeArray<long>(offsets), neighbors, weights, isDirected: true);
    }

    private struct RowWriter(long[] offsets, LargeArray<int> neighbors, LargeArray<double>? values, int next, long place) : IRowVisitor
    {
        private int _next = next;
        private long _place = place;

        [MethodImpl(Hot.Loop)]
        public void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights)
        {
            while (_next <= source)
                offsets[_next++] = _place;
            targets.CopyTo(neighbors.Slice(_place, targets.Length));
            if (values is { } all)
            {
                Span<double> row = all.Slice(_place, targets.Length);
                if (weights.IsEmpty)
                    row.Fill(1);
                else
                    weights.CopyTo(row);
            }

            _place += targets.Length;
        }

        /// <summary>Rows up to a vertex are empty.</summary>
        public void EndAt(int vertex)
        {
            while (_next < vertex)
                offsets[_next++] = _place;
        }
    }
}
