using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>Chooses which blocks become superedges within a budget.</summary>
/// <remarks>For a partition and a number of superedges those of the largest gains are the best; supervertices without a superedge become one. The size does not fall with the number of superedges, so the largest number
/// that fits is taken. Linear in the superedges, once blocks are ranked.</remarks>
internal static class FinalSelection
{
    /// <summary>Relative tolerance of the comparison with the budget, for sums of logarithms.</summary>
    private const double Slack = 1e-9;

    /// <summary>Selects within one budget.</summary>
    /// <param name="ranked">Blocks by gain.</param>
    /// <param name="vertexCount">Vertices; supervertices have numbers below it.</param>
    /// <param name="supervertices">Number of supervertices.</param>
    /// <param name="bits">Most bits.</param>
    /// <param name="isWeighted">Whether superedges have weights.</param>
    public static Selection Select(RankedBlocks ranked, int vertexCount, int supervertices, double bits, bool isWeighted) => Select(ranked, vertexCount, supervertices, [bits], isWeighted)[0];

    /// <summary>Selects within each of several budgets, in one pass.</summary>
    /// <param name="ranked">Blocks by gain.</param>
    /// <param name="vertexCount">Vertices; supervertices have numbers below it.</param>
    /// <param name="supervertices">Number of supervertices.</param>
    /// <param name="bits">The budgets, in any order.</param>
    /// <param name="isWeighted">Whether superedges have weights.</param>
    [MethodImpl(Hot.Loop)]
    public static Selection[] Select(RankedBlocks ranked, int vertexCount, int supervertices, IReadOnlyList<double> bits, bool isWeighted)
    {
        int[] order = [.. Enumerable.Range(0, bits.Count).OrderBy(i => bits[i])];
        var selections = new Selection[bits.Count];
        var isTouched = new bool[vertexCount];
        int touched = 0;
        long largest = 1;
        var best = new Selection(0, 0, vertexCount == 0 ? 0 : 1, 0);
        double gain = 0;
        int last = -1;
        (double supervertexBits, double weightBits) = (0, 0);
        int open = 0; // budgets before it have what fits
        for (int k = 0; k < ranked.Count && open < order.Length; k++)
        {
            (int a, int b, long edges, double lowers) = ranked[k];
            touched += Touch(isTouched, a) + Touch(isTouched, b);
            int s = touched + (touched < supervertices ? 1 : 0);
            if (s != last || (isWeighted && edges > largest))
            {
                (last, largest) = (s, isWeighted ? Math.Max(largest, edges) : 1);
                (supervertexBits, weightBits) = (SummaryBits.Log2(s), SummaryBits.Log2(largest));
            }

            double size = SummaryBits.SummaryOf(vertexCount, k + 1, supervertexBits, weightBits);
            while (open < order.Length && size > bits[order[open]] + Slack * Math.Max(1, bits[order[open]]))
                selections[order[open++]] = best;
            gain += lowers;
            best = new Selection(k + 1, gain, s, size);
        }

        while (open < order.Length)
            selections[order[open++]] = best;
        return selections;
    }

    private static int Touch(bool[] isTouched, int supervertex)
    {
        if (isTouched[supervertex])
            return 0;
        isTouched[supervertex] = true;
        return 1;
    }
}

/// <summary>Superedges within a budget.</summary>
/// <param name="Superedges">So many blocks of the largest gains.</param>
/// <param name="Gain">By how much they lower the error: half the sum of differences, or of their squares.</param>
/// <param name="Supervertices">Supervertices, once those without a superedge are one.</param>
/// <param name="Bits">Size of the summary.</param>
internal readonly record struct Selection(int Superedges, double Gain, int Supervertices, double Bits);
