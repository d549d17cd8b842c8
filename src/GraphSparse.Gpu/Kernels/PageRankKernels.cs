using GraphSparse.Acceleration;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>The loops of PageRank: conjugate gradients without directions, the iteration by definition with them. An item for each vertex, or for each block of vertices, whose sums go from its first vertex to its last.</summary>
internal static class PageRankKernels
{
    private const string Tests = "PageRankKernelTests";

    /// <summary>Sums of a block that come back.</summary>
    public const int Parts = 3;

    /// <summary>w = r − damping · Az.</summary>
    [Kernel("pagerank_pull", Tests)]
    public static void Pull(
        Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<double> weights, int weighted, double damping, ArrayView<double> z, ArrayView<double> r, ArrayView<double> w)
    {
        int v = (int)(offset + item.X);
        double incoming = PageRankBody.Incoming(v, new DeviceRows(offsets, neighbors), new DeviceView<double>(weights), weighted, new DeviceView<double>(z));
        w[v] = r[v] - damping * incoming;
    }

    /// <summary>p = z + βp, s = w + βs, y += αp, r −= αs, z = r · per strength.</summary>
    [Kernel("pagerank_update", Tests)]
    public static void Update(
        Index1D item, long offset, double alpha, double beta, ArrayView<double> perStrength, ArrayView<double> z, ArrayView<double> w, ArrayView<double> p, ArrayView<double> s, ArrayView<double> y, ArrayView<double> r)
    {
        long v = offset + item.X;
        double direction = z[v] + beta * p[v];
        double image = w[v] + beta * s[v];
        double residual = r[v] - alpha * image;
        p[v] = direction;
        s[v] = image;
        y[v] += alpha * direction;
        r[v] = residual;
        z[v] = residual * perStrength[v];
    }

    /// <summary>Sums of a · z, of |a| and of a.</summary>
    [Kernel("pagerank_sums", Tests)]
    public static void Sums(Index1D item, long offset, int n, int block, ArrayView<double> a, ArrayView<double> z, ArrayView<double> sums)
    {
        long index = offset + item.X;
        long end = Math.Min((index + 1) * block, n);
        double product = 0;
        double absolute = 0;
        double sum = 0;
        for (long v = index * block; v < end; v++)
        {
            double value = a[v];
            product += value * z[v];
            absolute += Math.Abs(value);
            sum += value;
        }

        sums[Parts * index] = product;
        sums[Parts * index + 1] = absolute;
        sums[Parts * index + 2] = sum;
    }

    /// <summary>ranks = restart · preference (or restart / n) + damping · A share; next = ranks · per strength; changes = |new − old rank|.</summary>
    [Kernel("pagerank_iterate", Tests)]
    public static void Iterate(
        Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<double> weights, int weighted, IterationNumbers numbers,
        ArrayView<double> preference, ArrayView<double> perStrength, ArrayView<double> share, ArrayView<double> ranks, ArrayView<double> next, ArrayView<double> changes)
    {
        int v = (int)(offset + item.X);
        double back = numbers.Preferred != 0 ? numbers.Restart * preference[v] : numbers.Even;
        double incoming = PageRankBody.Incoming(v, new DeviceRows(offsets, neighbors), new DeviceView<double>(weights), weighted, new DeviceView<double>(share));
        double rank = back + numbers.Damping * incoming;
        changes[v] = Math.Abs(rank - ranks[v]);
        ranks[v] = rank;
        next[v] = rank * perStrength[v];
    }

    /// <summary>Sums of the ranks that pass nothing on, and of the changes.</summary>
    [Kernel("pagerank_changes", Tests)]
    public static void Changes(Index1D item, long offset, int n, int block, ArrayView<double> perStrength, ArrayView<double> ranks, ArrayView<double> changes, ArrayView<double> sums)
    {
        long index = offset + item.X;
        long end = Math.Min((index + 1) * block, n);
        double dangling = 0;
        double change = 0;
        for (long v = index * block; v < end; v++)
        {
            change += changes[v];
            double rank = ranks[v];
            dangling += perStrength[v] == 0 ? rank : 0;
        }

        sums[Parts * index] = dangling;
        sums[Parts * index + 1] = change;
        sums[Parts * index + 2] = 0;
    }
}

/// <summary>Numbers of an iteration of PageRank.</summary>
internal struct IterationNumbers
{
    public double Damping;
    public double Restart;

    /// <summary>Restart / n.</summary>
    public double Even;

    /// <summary>1 where there is a preference.</summary>
    public int Preferred;
}
