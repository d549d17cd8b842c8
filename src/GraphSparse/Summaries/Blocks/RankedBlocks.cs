using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Blocks of which a superedge lowers the error, by how much: the best first, equal ones by A, then B.</summary>
/// <remarks>Gains are compared in single precision: exact below 2²⁴. Memory: 28 bytes per block, kept for the next partition.</remarks>
/// <param name="norm">The error.</param>
/// <param name="isWeighted">Whether superedges have weights.</param>
internal sealed class RankedBlocks(SummaryNorm norm, bool isWeighted)
{
    private ulong[] _keys = [];
    private int[] _a = [];
    private int[] _b = [];
    private long[] _edges = [];
    private int[] _sizes = [];

    /// <summary>Number of blocks.</summary>
    public int Count { get; private set; }

    /// <summary>Whether superedges have weights.</summary>
    public bool IsWeighted => isWeighted;

    /// <summary>Where the block of a rank was among those that were given.</summary>
    public Block this[int rank]
    {
        get
        {
            int i = (int)(uint)_keys[rank];
            (int a, int b) = (_a[i], _b[i]);
            return new Block(a, b, _edges[i], PairsOf(a, b));
        }
    }

    /// <summary>By how much the superedge of a block lowers the error: half the sum of differences, or of their squares.</summary>
    public static double GainOf(long edges, long pairs, SummaryNorm norm, bool isWeighted) => !isWeighted ? 2.0 * edges - pairs
        : norm == SummaryNorm.One ? edges * (2.0 * edges / pairs - 1) : (double)edges * edges / pairs;

    /// <summary>That of a block.</summary>
    public double GainOf(in Block block) => GainOf(block.Edges, block.Pairs, norm, isWeighted);

    /// <summary>Ranks the blocks of supervertices that are being merged.</summary>
    [MethodImpl(Hot.Loop)]
    public void Rank(SupervertexRows rows)
    {
        Count = 0;
        _sizes = rows.Sizes;
        foreach (int a in rows.Numbers)
        {
            if (rows.Loops[a] > 0)
                Add(a, a, rows.Loops[a]);
            ReadOnlySpan<int> neighbors = rows.Neighbors(a);
            ReadOnlySpan<int> edges = rows.Edges(a);
            for (int i = 0; i < neighbors.Length; i++)
            {
                if (neighbors[i] > a)
                    Add(a, neighbors[i], edges[i]);
            }
        }

        RadixSort.Sort(_keys.AsSpan(0, Count), 32);
    }

    /// <summary>Ranks the blocks of a partition.</summary>
    public void Rank(Partition partition, Block[] blocks)
    {
        Count = 0;
        _sizes = partition.Sizes;
        foreach (Block block in blocks)
            Add(block.A, block.B, block.Edges);
        RadixSort.Sort(_keys.AsSpan(0, Count), 32);
    }

    private long PairsOf(int a, int b) => a == b ? (long)_sizes[a] * (_sizes[a] - 1) / 2 : (long)_sizes[a] * _sizes[b];

    private void Add(int a, int b, long edges)
    {
        double gain = GainOf(edges, PairsOf(a, b), norm, isWeighted);
        if (!(gain > 0))
            return;
        if (Count == _a.Length)
            Grow();
        (_a[Count], _b[Count], _edges[Count]) = (a, b, edges);
        _keys[Count] = ((ulong)~BitConverter.SingleToUInt32Bits((float)gain) << 32) | (uint)Count; // positive numbers are ordered as their bits
        Count++;
    }

    private void Grow()
    {
        int length = Math.Max(1024, (int)Math.Min(Array.MaxLength, 2L * Count));
        Array.Resize(ref _a, length);
        Array.Resize(ref _b, length);
        Array.Resize(ref _edges, length);
        Array.Resize(ref _keys, length);
    }
}
