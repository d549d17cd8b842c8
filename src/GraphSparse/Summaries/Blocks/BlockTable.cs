namespace GraphSparse.Summaries;

/// <summary>Edges between two supervertices, or within one.</summary>
/// <param name="A">The one of smaller number, or the same.</param>
/// <param name="B">The other.</param>
/// <param name="Edges">How many edges.</param>
/// <param name="Pairs">How many there could be.</param>
internal readonly record struct Block(int A, int B, long Edges, long Pairs)
{
    /// <summary>Share of the pairs that are edges; there is one at least.</summary>
    public double Density => (double)Edges / Pairs;
}

/// <summary>The blocks of a partition that hold edges.</summary>
internal static class BlockTable
{
    /// <summary>Counts them: by A, then B. O(m log m).</summary>
    public static Block[] Of(CsrGraph graph, Partition partition)
    {
        var keys = new long[graph.EdgeCount];
        int next = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (v < u)
                    continue;
                (int a, int b) = (partition.SuperOf[u], partition.SuperOf[v]);
                keys[next++] = ((long)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);
            }
        }

        Array.Sort(keys, 0, next);
        var blocks = new List<Block>();
        for (int from = 0; from < next;)
        {
            int to = from;
            while (to < next && keys[to] == keys[from])
                to++;
            (int a, int b) = ((int)(keys[from] >> 32), (int)keys[from]);
            blocks.Add(new Block(a, b, to - from, partition.Pairs(a, b)));
            from = to;
        }

        return [.. blocks];
    }
}
