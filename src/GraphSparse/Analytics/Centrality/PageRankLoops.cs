using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Analytics;

/// <summary>The loops over arcs and vertices of PageRank. Ranges begin at a multiple of <see cref="PageRankSetup.Block"/> and end at one or at n;
/// each sum goes through a block from its first vertex to its last.</summary>
internal static class PageRankLoops
{
    private const int Block = PageRankSetup.Block;

    /// <summary>Sum of what comes in at a vertex, four sums at a time, since one would wait for every addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Incoming(CsrGraph incoming, int v, ref double values)
    {
        ReadOnlySpan<int> sources = incoming.Neighbors(v);
        ref int source = ref MemoryMarshal.GetReference(sources); // sources are vertices, so they are in range
        (double a, double b, double c, double d) = (0, 0, 0, 0);
        int k = 0;
        if (incoming.IsWeighted)
        {
            ref double weight = ref MemoryMarshal.GetReference(incoming.Weights(v));
            for (; k + 4 <= sources.Length; k += 4)
            {
                a += Unsafe.Add(ref weight, k) * Unsafe.Add(ref values, Unsafe.Add(ref source, k));
                b += Unsafe.Add(ref weight, k + 1) * Unsafe.Add(ref values, Unsafe.Add(ref source, k + 1));
                c += Unsafe.Add(ref weight, k + 2) * Unsafe.Add(ref values, Unsafe.Add(ref source, k + 2));
                d += Unsafe.Add(ref weight, k + 3) * Unsafe.Add(ref values, Unsafe.Add(ref source, k + 3));
            }

            for (; k < sources.Length; k++)
                a += Unsafe.Add(ref weight, k) * Unsafe.Add(ref values, Unsafe.Add(ref source, k));
        }
        else
        {
            for (; k + 4 <= sources.Length; k += 4)
            {
                a += Unsafe.Add(ref values, Unsafe.Add(ref source, k));
                b += Unsafe.Add(ref values, Unsafe.Add(ref source, k + 1));
                c += Unsafe.Add(ref values, Unsafe.Add(ref source, k + 2));
                d += Unsafe.Add(ref values, Unsafe.Add(ref source, k + 3));
            }

            for (; k < sources.Length; k++)
                a += Unsafe.Add(ref values, Unsafe.Add(ref source, k));
        }

        return (a + b) + (c + d);
    }

    /// <summary>w = r − damping · Az over a range; for each block the sum of z·w.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Pull(CsrGraph graph, double damping, double[] z, double[] r, double[] w, double[] dots, int first, int last)
    {
        ref double values = ref MemoryMarshal.GetArrayDataReference(z);
        for (int start = first; start < last; start += Block)
        {
            double dot = 0;
            for (int v = start; v < Math.Min(start + Block, last); v++)
            {
                double pulled = r[v] - damping * Incoming(graph, v, ref values);
                w[v] = pulled;
                dot += z[v] * pulled;
            }

            dots[start / Block] = dot;
        }
    }

    /// <summary>p = z + βp, s = w + βs, y += αp, r −= αs, z = r/strength over a range; for each block the sums of r·z, |r| and r.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Update(PageRankVectors x, double alpha, double beta, PageRankSums[] sums, int first, int last)
    {
        for (int start = first; start < last; start += Block)
        {
            int length = Math.Min(Block, last - start);
            Span<double> z = x.Z.AsSpan(start, length);
            Span<double> w = x.W.AsSpan(start, length);
            Span<double> p = x.P.AsSpan(start, length);
            Span<double> s = x.S.AsSpan(start, length);
            Span<double> y = x.Y.AsSpan(start, length);
            Span<double> r = x.R.AsSpan(start, length);
            Span<double> perStrength = x.PerStrength.AsSpan(start, length);
            (double product, double absolute, double signed) = (0, 0, 0);
            for (int i = 0; i < z.Length; i++)
            {
                double direction = z[i] + beta * p[i];
                double image = w[i] + beta * s[i];
                double residual = r[i] - alpha * image;
                double scaled = residual * perStrength[i];
                (p[i], s[i], r[i], z[i]) = (direction, image, residual, scaled);
                y[i] += alpha * direction;
                product += residual * scaled;
                absolute += Math.Abs(residual);
                signed += residual;
            }

            sums[start / Block] = new PageRankSums(product, absolute, signed);
        }
    }

    /// <summary>New ranks of a range and what they pass on in the next iteration; for each block how much they changed in sum, and the rank that nothing passes on.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Iterate(
        PageRankSetup setup, double restart, double[] share, double[] ranks, double[] next, PageRankSums[] sums, int first, int last)
    {
        double damping = setup.Options.Damping;
        double even = restart / ranks.Length;
        double[]? preference = setup.Preference;
        double[] perStrength = setup.PerStrength;
        ref double values = ref MemoryMarshal.GetArrayDataReference(share);
        for (int start = first; start < last; start += Block)
        {
            (double change, double dangling) = (0, 0);
            for (int v = start; v < Math.Min(start + Block, last); v++)
            {
                double rank = (preference is null ? even : restart * preference[v]) + damping * Incoming(setup.Incoming, v, ref values);
                change += Math.Abs(rank - ranks[v]);
                ranks[v] = rank; // read by this range alone: others read shares
                next[v] = rank * perStrength[v];
                dangling += perStrength[v] == 0 ? rank : 0;
            }

            sums[start / Block] = new PageRankSums(dangling, change, 0);
        }
    }
}

/// <summary>Sums over a block of vertices, or over all.</summary>
/// <param name="Product">Σ r·z; of an iteration by definition the rank that nothing passes on.</param>
/// <param name="Absolute">Σ |r|, or Σ |change|.</param>
/// <param name="Signed">Σ r.</param>
internal readonly record struct PageRankSums(double Product, double Absolute, double Signed)
{
    public static PageRankSums Total(ReadOnlySpan<PageRankSums> blocks)
    {
        (double product, double absolute, double signed) = (0, 0, 0);
        foreach (PageRankSums block in blocks)
        {
            product += block.Product;
            absolute += block.Absolute;
            signed += block.Signed;
        }

        return new PageRankSums(product, absolute, signed);
    }
}

/// <summary>The vectors of conjugate gradients, with an entry per vertex.</summary>
/// <param name="PerStrength">1 / strength.</param>
/// <param name="Y">The solution so far.</param>
/// <param name="R">Its residual.</param>
/// <param name="Z">The residual over the strength.</param>
internal sealed record PageRankVectors(double[] PerStrength, double[] Y, double[] R, double[] Z)
{
    public double[] W { get; } = new double[Y.Length];

    public double[] P { get; } = new double[Y.Length];

    public double[] S { get; } = new double[Y.Length];
}
