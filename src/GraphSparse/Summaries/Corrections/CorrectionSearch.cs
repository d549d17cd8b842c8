namespace GraphSparse.Summaries;

/// <summary>The superedges and corrections of a partition: for each block the fewer of its edges, and a superedge with the pairs that are no edges.</summary>
internal static class CorrectionSearch
{
    /// <summary>Finds them. O(m log m): a superedge has more edges than other pairs.</summary>
    public static CorrectedSummary Of(CsrGraph graph, ReadOnlySpan<int> groups)
    {
        Summary summary = SummaryOf(graph, groups);
        var rows = new SuperedgeRows(summary);
        return new CorrectedSummary(summary, [.. Added(graph, rows)], Removed(graph, rows), errorBound: 0, graph.EdgeCount);
    }

    /// <summary>The partition with a superedge for every block that has more edges than other pairs, and one to spare.</summary>
    public static Summary SummaryOf(CsrGraph graph, ReadOnlySpan<int> groups)
    {
        var partition = new Partition(groups);
        Block[] kept = BlockTable.Of(graph, partition, block => 2 * block.Edges > block.Pairs + 1);
        var superedges = new Superedge[kept.Length];
        for (int i = 0; i < kept.Length; i++)
            superedges[i] = new Superedge(kept[i].A, kept[i].B, kept[i].Edges);
        return new Summary(partition.SuperOf, partition.Sizes, superedges, isWeighted: false, SummaryError.Of(kept, isWeighted: false, graph.VertexCount, graph.EdgeCount));
    }

    private static IEnumerable<VertexPair> Added(CsrGraph graph, SuperedgeRows rows)
    {
        foreach (Edge edge in graph.Edges())
        {
            if (rows.Value(rows.Summary.Membership[edge.Source], rows.Summary.Membership[edge.Target]) == 0)
                yield return new VertexPair(edge.Source, edge.Target);
        }
    }

    private static VertexPair[] Removed(CsrGraph graph, SuperedgeRows rows)
    {
        var removed = new List<VertexPair>();
        var isNeighbor = new bool[graph.VertexCount];
        for (int u = 0; u < graph.VertexCount; u++)
        {
            int a = rows.Summary.Membership[u];
            foreach (int v in graph.Neighbors(u))
                isNeighbor[v] = true;
            foreach (int b in rows.Neighbors(a))
                AddMissing(rows.Members(b));
            if (rows.Loops[a] > 0)
                AddMissing(rows.Members(a));
            foreach (int v in graph.Neighbors(u))
                isNeighbor[v] = false;

            void AddMissing(ReadOnlySpan<int> members)
            {
                foreach (int v in members)
                {
                    if (v > u && !isNeighbor[v])
                        removed.Add(new VertexPair(u, v));
                }
            }
        }

        removed.Sort();
        return [.. removed];
    }
}
