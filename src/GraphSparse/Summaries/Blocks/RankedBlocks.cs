using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Blocks of which a superedge lowers the error, by how much: the best first, equal ones in the order in which they were given.</summary>
/// <remarks>Gains are compared in single precision: exact below 2²⁴. Memory: 36 bytes per block, kept for the next partition.</remarks>
internal sealed class RankedBlocks
{
    private ulong[] _keys = [];
    private int[] _a = [];
    private int[] _b = [];
    private long[] _edges = [];
    private double[] _gains = [];

    /// <summary>Number of blocks.</summary>
    public int Count { get; private set; }

    /// <summary>By how much the superedge of a block lowers the error: half the sum of differences, or of their squares.</summary>
    public static double GainOf(double edges, double pairs, SummaryNorm norm, bool isWeighted) => !isWeighted ? 2 * edges - pairs
        : norm == SummaryNorm.One ? edges * (2 * edges / pairs - 1) : edges * edges / pairs;

    /// <summary>The supervertices, edges and gain of a rank.</summary>
    public (int A, int B, long Edges, double Gain) this[int rank]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int i = (int)(uint)_keys[rank];
            return (_a[i], _b[i], _edges[i], _gains[i]);
        }
    }

    /// <summary>Ranks the blocks of supervertices that are being merged.</summary>
    [MethodImpl(Hot.Loop)]
    public void Rank(SupervertexRows rows, SummaryNorm norm, bool isWeighted)
    {
        Start(rows.BlockCount());
        foreach (int a in rows.Numbers)
        {
            if (rows.Loops[a] > 0)
                Add(a, a, rows.Loops[a], GainOf(rows.Loops[a], rows.Pairs(a, a), norm, isWeighted));
            ReadOnlySpan<int> neighbors = rows.Neighbors(a);
            ReadOnlySpan<int> edges = rows.Edges(a);
            for (int i = 0; i < neighbors.Length; i++)
            {
                if (neighbors[i] > a)
                    Add(a, neighbors[i], edges[i], GainOf(edges[i], rows.Pairs(a, neighbors[i]), norm, isWeighted));
            }
        }

        RadixSort.Sort(_keys.AsSpan(0, Count), 32);
    }

    /// <summary>Ranks blocks by what all of their pairs count the same.</summary>
    public void Rank(ReadOnlySpan<Block> blocks, SummaryNorm norm, bool isWeighted)
    {
        Start(blocks.Length);
        foreach (Block block in blocks)
            Add(block.A, block.B, block.Edges, GainOf(block.Edges, block.Pairs, norm, isWeighted));
        RadixSort.Sort(_keys.AsSpan(0, Count), 32);
    }

    /// <summary>Ranks blocks by their gains.</summary>
    public void Rank(Block[] blocks, double[] gains)
    {
        Start(blocks.Length);
        for (int i = 0; i < blocks.Length; i++)
            Add(blocks[i].A, blocks[i].B, blocks[i].Edges, gains[i]);
        RadixSort.Sort(_keys.AsSpan(0, Count), 32);
    }

    private void Add(int a, int b, long edges, double gain)
    {
        if (!(gain > 0))
            return;
        (_a[Count], _b[Count], _edges[Count], _gains[Count]) = (a, b, edges, gain);
        _keys[Count] = ((ulong)~BitConverter.SingleToUInt32Bits((float)gain) << 32) | (uint)Count; // positive numbers are ordered as their bits
        Count++;
    }

    /// <summary>Room for so many blocks: the first partition has the most.</summary>
    private void Start(int most)
    {
        Count = 0;
        if (most <= _a.Length)
            return;
        _a = new int[most];
        _b = new int[most];
        _edges = new long[most];
        _gains = new double[most];
        _keys = new ulong[most];
    }
}
