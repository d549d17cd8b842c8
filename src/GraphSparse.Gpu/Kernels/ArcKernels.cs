using GraphSparse.Acceleration;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Kernels over vertices and arcs.</summary>
internal static class ArcKernels
{
    /// <summary>An entry of the product with a dense matrix, row after row.</summary>
    [Kernel("spmm", "SpmmTests")]
    public static void Spmm(Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<double> weights, int weighted, int columns, ArrayView<double> x, ArrayView<double> y)
    {
        long place = offset + item.X;
        y[place] = ArcBodies.Row((int)(place / columns), columns, (int)(place % columns), new DeviceRows(offsets, neighbors), new DeviceView<double>(weights), weighted, new DeviceView<double>(x));
    }

    /// <summary>An entry of the product with a vector.</summary>
    [Kernel("spmv", "SpmvTests")]
    public static void Spmv(Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<double> weights, int weighted, ArrayView<double> x, ArrayView<double> y)
    {
        int u = (int)(offset + item.X);
        y[u] = ArcBodies.Row(u, 1, 0, new DeviceRows(offsets, neighbors), new DeviceView<double>(weights), weighted, new DeviceView<double>(x));
    }

    /// <summary>Triangles of a forward arc.</summary>
    [Kernel("triangles", "TrianglesTests")]
    public static void Triangles(Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> sources, ArrayView<int> targets, ArrayView<int> edges, ArrayView<int> perEdge) =>
        ArcBodies.Triangles<DeviceAtomics, DeviceRows, DeviceView<int>, DeviceView<int>>(
            offset + item.X, new DeviceRows(offsets, targets), new DeviceView<int>(sources), new DeviceView<int>(edges), new DeviceView<int>(perEdge));

    /// <summary>Triangles of a forward arc of one block whose target stands in another, or the same; counts are by place in both.</summary>
    [Kernel("triangles_of_blocks", "TrianglesTests")]
    public static void TrianglesOfBlocks(
        Index1D item, long offset, BlockPair pair, ArrayView<uint> offsets, ArrayView<int> sources, ArrayView<int> targets, ArrayView<int> places, ArrayView<int> counts)
    {
        long arc = offset + item.X;
        int target = targets[arc];
        if (target < pair.OtherFrom || target >= pair.OtherTo)
            return;
        ArcBodies.Triangles<DeviceAtomics, DeviceBlocks, DeviceView<int>, DeviceView<int>>(
            arc, new DeviceBlocks(pair, offsets, targets), new DeviceView<int>(sources), new DeviceView<int>(places), new DeviceView<int>(counts));
    }

    /// <summary>Jaccard similarity of the ends of a forward arc: integers but for the quotient, which is rounded correctly everywhere.</summary>
    [Kernel("jaccard", "JaccardTests")]
    public static void Jaccard(Index1D item, long offset, ArrayView<int> sources, ArrayView<int> targets, ArrayView<int> edges, ArrayView<int> degrees, ArrayView<int> common, ArrayView<double> scores)
    {
        long arc = offset + item.X;
        int edge = edges[arc];
        double t = common[edge];
        int u = sources[arc];
        int v = targets[arc];
        double du = degrees[u];
        double dv = degrees[v];
        scores[edge] = t / (du + dv - t);
    }
}
