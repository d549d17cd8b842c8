using GraphSparse.Summaries;

namespace GraphSparse.Tests.Summaries;

/// <summary>The score of a merge by its definition: all blocks of both supervertices, looked through one by one.</summary>
internal static class MergeScore
{
    /// <summary>1 − cost after / cost before; 0 where they cost nothing.</summary>
    /// <param name="partition">Supervertices.</param>
    /// <param name="blocks">Blocks that hold edges.</param>
    /// <param name="a">One.</param>
    /// <param name="b">Another.</param>
    /// <param name="cost">What blocks take.</param>
    public static double Of(Partition partition, IReadOnlyList<Block> blocks, int a, int b, IBlockCost cost)
    {
        double before = 0;
        var together = new Dictionary<int, long>();
        long within = 0;
        foreach (Block block in blocks)
        {
            bool hasA = block.A == a || block.B == a;
            bool hasB = block.A == b || block.B == b;
            if (!hasA && !hasB)
                continue;
            before += cost.Of(block.Edges, block.Pairs);
            int other = block.A == a || block.A == b ? block.B : block.A;
            if (other == a || other == b)
                within += block.Edges;
            else
                together[other] = together.GetValueOrDefault(other) + block.Edges;
        }

        if (before == 0)
            return 0;
        long size = (long)partition.Sizes[a] + partition.Sizes[b];
        double after = cost.Of(within, size * (size - 1) / 2);
        foreach ((int other, long edges) in together.OrderBy(t => t.Key))
            after += cost.Of(edges, size * partition.Sizes[other]);
        return 1 - after / before;
    }
}
