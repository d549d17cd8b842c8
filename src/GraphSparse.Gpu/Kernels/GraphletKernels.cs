using GraphSparse.Acceleration;
using GraphSparse.Graphlets;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Counts of graphlets on edges and at vertices, an item for each.</summary>
internal static class GraphletKernels
{
    /// <summary>Triangles on an edge.</summary>
    [Kernel("edge_triangles", "GraphletKernelTests")]
    public static void Triangles(Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> lower, ArrayView<int> higher, ArrayView<int> triangles)
    {
        long edge = offset + item.X;
        int u = lower[edge];
        int v = higher[edge];
        triangles[edge] = GraphletBodies.Triangles(u, v, new DeviceRows(offsets, neighbors));
    }

    /// <summary>Sums over the third vertices of the triangles on an edge.</summary>
    [Kernel("edge_thirds", "GraphletKernelTests")]
    public static void Thirds(
        Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> edges, ArrayView<int> lower, ArrayView<int> higher, ArrayView<int> triangles, ArrayView<ThirdSums> sums)
    {
        long edge = offset + item.X;
        int u = lower[edge];
        int v = higher[edge];
        sums[edge] = GraphletBodies.Thirds(u, v, new DeviceRows(offsets, neighbors), new DeviceView<int>(edges), new DeviceView<int>(triangles));
    }

    /// <summary>What counts at edges need of a vertex.</summary>
    [Kernel("vertex_sums", "GraphletKernelTests")]
    public static void AtVertices(Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> edges, ArrayView<int> triangles, ArrayView<VertexSums> sums)
    {
        int u = (int)(offset + item.X);
        sums[u] = GraphletBodies.AtVertex(u, new DeviceRows(offsets, neighbors), new DeviceView<int>(edges), new DeviceView<int>(triangles));
    }

    /// <summary>Orbit counts of a vertex, under its id; the vertex of a count that does not fit is left behind.</summary>
    [Kernel("orbit_sums", "GraphletKernelTests")]
    public static void Orbits(
        Index1D item, long offset, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> edges, ArrayView<int> ids, ArrayView<int> triangles, ArrayView<long> cliques,
        ArrayView<ThirdSums> thirds, ArrayView<long> cycles, ArrayView<VertexSums> vertices, ArrayView<long> columns, ArrayView<int> overflow)
    {
        int u = (int)(offset + item.X);
        long start = offsets[u];
        long end = offsets[u + 1];
        VertexSums own = vertices[u];
        var sums = default(OrbitSums);
        for (long arc = start; arc < end; arc++)
        {
            int v = neighbors[arc];
            int edge = edges[arc];
            ThirdSums third = thirds[edge];
            bool isLower = u < v;
            VertexSums other = vertices[v];
            int t = triangles[edge];
            long k = cliques[edge];
            long q = cycles[edge];
            sums.Add(ArcOrbits.Of(own, other, new EdgeNumbers(t, k, isLower ? third.BeyondHigher : third.BeyondLower, isLower ? third.BeyondLower : third.BeyondHigher, third.Degrees, q)));
        }

        if (sums.HasOverflowed)
            overflow[0] = u + 1;
        long n = ids.Length;
        long id = ids[u];
        columns[id] = end - start;
        for (int orbit = 1; orbit < OrbitCounts.OrbitCount; orbit++)
            columns[orbit * n + id] = sums[orbit];
    }
}
