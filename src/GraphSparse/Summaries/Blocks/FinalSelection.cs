namespace GraphSparse.Summaries;

/// <summary>What errors are made small.</summary>
public enum SummaryNorm
{
    /// <summary>The sum of differences.</summary>
    One = 1,

    /// <summary>The sum of their squares.</summary>
    Two = 2,
}

/// <summary>Which blocks become superedges, within so many bits.</summary>
/// <remarks>For a partition and a number of superedges those of the largest gains are the best; supervertices that none of them touches are made one. The size never falls with the number of superedges, so the largest number
/// that fits is taken. O(b log b) for b blocks.</remarks>
internal static class FinalSelection
{
    /// <summary>Tolerance of the comparison with the budget, for sums of logarithms.</summary>
    private const double Slack = 1e-9;

    /// <summary>Selects.</summary>
    /// <param name="partition">Supervertices.</param>
    /// <param name="blocks">Blocks that hold edges.</param>
    /// <param name="bits">Most bits.</param>
    /// <param name="norm">What is made small.</param>
    /// <param name="isWeighted">Whether superedges have weights.</param>
    public static Selection Select(Partition partition, IReadOnlyList<Block> blocks, double bits, SummaryNorm norm, bool isWeighted)
    {
        Block[] order = [.. blocks.Select(b => (Block: b, Gain: GainOf(b, norm, isWeighted))).Where(b => b.Gain > 0).OrderByDescending(b => b.Gain).ThenBy(b => b.Block.A).ThenBy(b => b.Block.B).Select(b => b.Block)];
        var isTouched = new bool[partition.Count];
        int touched = 0;
        long largest = 1;
        int kept = 0;
        int supervertices = partition.VertexCount == 0 ? 0 : 1;
        double size = 0;
        for (int k = 0; k < order.Length; k++)
        {
            touched += Touch(isTouched, order[k].A) + Touch(isTouched, order[k].B);
            largest = Math.Max(largest, isWeighted ? order[k].Edges : 1);
            int s = touched + (touched < partition.Count ? 1 : 0);
            double next = SummaryBits.OfSummary(partition.VertexCount, s, k + 1, largest);
            if (next > bits + Slack * Math.Max(1, bits))
                break;
            (kept, supervertices, size) = (k + 1, s, next);
        }

        return new Selection(order[..kept], supervertices, size);
    }

    /// <summary>By how much a superedge lowers the error, in unordered pairs.</summary>
    private static double GainOf(Block block, SummaryNorm norm, bool isWeighted) => isWeighted
        ? norm == SummaryNorm.One ? block.Edges * (2 * block.Density - 1) : block.Edges * block.Density
        : 2.0 * block.Edges - block.Pairs;

    private static int Touch(bool[] isTouched, int supervertex)
    {
        if (isTouched[supervertex])
            return 0;
        isTouched[supervertex] = true;
        return 1;
    }
}

/// <summary>Blocks that become superedges.</summary>
/// <param name="Kept">They, by gain.</param>
/// <param name="Supervertices">How many supervertices are left once those without a superedge are one.</param>
/// <param name="Bits">What the summary takes.</param>
internal sealed record Selection(IReadOnlyList<Block> Kept, int Supervertices, double Bits);
