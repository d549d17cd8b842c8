namespace GraphSparse.Summaries;

/// <summary>Looks at all blocks of a partition in one pass, with no more than a few rows in memory.</summary>
/// <param name="rows">Rows of the groups.</param>
/// <param name="sizes">Members of each group.</param>
internal sealed class BlockScan(GroupedRows rows, int[] sizes)
{
    private const int RowsAtOnce = 1 << 12;
    private const int Grain = 64;

    private readonly int[] _degrees = new int[sizes.Length];
    private readonly List<Block>?[] _found = new List<Block>?[RowsAtOnce / Grain];

    /// <summary>Number of blocks with edges.</summary>
    public long Count { get; private set; }

    /// <summary>The largest gain, 2·edges − pairs, or 0.</summary>
    public double LargestGain { get; private set; }

    /// <summary>Number of other groups with edges to a group.</summary>
    public int Degree(int group) => _degrees[group];

    /// <summary>Looks at all blocks, by A, then B.</summary>
    /// <param name="see">Is given every block.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    public void Run(Action<Block> see, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (Count, LargestGain) = (0, 0);
        for (int start = 0; start < sizes.Length; start += RowsAtOnce)
        {
            int length = Math.Min(sizes.Length - start, RowsAtOnce);
            parallelism.ForRanges(length, Grain, (_, from, to) =>
            {
                var scratch = new RowScratch();
                List<Block> blocks = _found[from / Grain] ??= [];
                for (int a = start + (int)from; a < start + to; a++)
                    _degrees[a] = Add(rows.Row(a, scratch, out int within), within, a, blocks);
            }, cancellationToken);
            foreach (List<Block>? blocks in _found)
                Show(blocks, see);
        }
    }

    private int Add(ReadOnlySpan<ulong> row, int within, int a, List<Block> blocks)
    {
        if (within > 0)
            blocks.Add(new Block(a, a, within, (long)sizes[a] * (sizes[a] - 1) / 2));
        foreach (ulong entry in row)
        {
            int b = (int)(entry >> 32);
            if (b > a)
                blocks.Add(new Block(a, b, (int)(uint)entry, (long)sizes[a] * sizes[b]));
        }

        return row.Length;
    }

    private void Show(List<Block>? blocks, Action<Block> see)
    {
        if (blocks is null)
            return;
        Count += blocks.Count;
        foreach (Block block in blocks)
        {
            LargestGain = Math.Max(LargestGain, 2.0 * block.Edges - block.Pairs);
            see(block);
        }

        blocks.Clear();
    }
}
