namespace GraphSparse.Summaries;

/// <summary>The blocks of a partition that hold edges.</summary>
internal static class BlockTable
{
    /// <summary>Counts the edges of each: by A, then B. O(m log m); 24 to 72 bytes per block that is wanted, 8 per vertex.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="partition">The supervertices.</param>
    /// <param name="isWanted">Blocks that are returned; <see langword="null"/> for all.</param>
    /// <exception cref="ResourceLimitException">There are more than 2³¹ − 1 edges.</exception>
    public static Block[] Of(CsrGraph graph, Partition partition, Predicate<Block>? isWanted = null)
    {
        var blocks = new List<Block>();
        new BlockScan(new GroupedRows(graph, partition.SuperOf, partition.Count), partition.Sizes).Run(Add, Parallelism.Sequential, CancellationToken.None);
        return [.. blocks];

        void Add(Block block)
        {
            if (isWanted is null || isWanted(block))
                blocks.Add(block);
        }
    }
}
