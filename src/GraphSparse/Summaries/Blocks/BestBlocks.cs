namespace GraphSparse.Summaries;

/// <summary>Of many blocks those whose superedges lower the error most; of equal ones the first.</summary>
/// <param name="norm">The error.</param>
/// <param name="isWeighted">Whether superedges have weights.</param>
/// <param name="most">Most blocks that are kept, at least 1. Up to twice as many are in memory, of 28 bytes.</param>
internal sealed class BestBlocks(SummaryNorm norm, bool isWeighted, long most = long.MaxValue)
{
    private readonly int _most = (int)Math.Min(most, Array.MaxLength / 2);
    private Block[] _blocks = [];
    private float[] _gains = [];
    private int _count;
    private double _least; // gains up to this are no longer kept

    /// <summary>Takes a block, if a superedge lowers the error.</summary>
    public void Add(Block block)
    {
        if (!(GainOf(block) > _least))
            return;
        if (_count == 2 * _most)
            Cut();
        if (_count == _blocks.Length)
            Array.Resize(ref _blocks, (int)Math.Min(2L * _most, Math.Max(1024, 2L * _count)));
        _blocks[_count++] = block;
    }

    /// <summary>The best of those added since the last time, in the order in which they came; valid until the next is added.</summary>
    public ReadOnlySpan<Block> Take()
    {
        if (_count > _most)
            Cut();
        ReadOnlySpan<Block> blocks = _blocks.AsSpan(0, _count);
        (_count, _least) = (0, 0);
        return blocks;
    }

    private void Cut()
    {
        if (_gains.Length < _count)
            _gains = new float[_blocks.Length];
        Span<float> gains = _gains.AsSpan(0, _count);
        for (int i = 0; i < gains.Length; i++)
            gains[i] = GainOf(_blocks[i]);
        gains.Sort();
        float least = gains[^_most];
        int ties = _most;
        for (int i = gains.Length - 1; i >= 0 && gains[i] > least; i--)
            ties--;
        int kept = 0;
        foreach (Block block in _blocks.AsSpan(0, _count))
        {
            float gain = GainOf(block);
            if (gain > least || (gain == least && ties-- > 0))
                _blocks[kept++] = block;
        }

        (_count, _least) = (kept, least);
    }

    /// <summary>In single precision, as <see cref="RankedBlocks"/> compares gains.</summary>
    private float GainOf(Block block) => (float)RankedBlocks.GainOf(block.Edges, block.Pairs, norm, isWeighted);
}
