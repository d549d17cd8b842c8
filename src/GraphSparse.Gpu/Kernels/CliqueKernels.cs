using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>4-cliques and 4-cycles on edges, a group for each vertex; a group takes one vertex after the other, in a slice of memory of its own.</summary>
internal static class CliqueKernels
{
    /// <summary>The cliques whose lowest vertex is u: who of its higher neighbours is joined to whom, as rows of bits, and then the common bits of two rows.</summary>
    /// <param name="first">The first vertex.</param>
    /// <param name="count">How many.</param>
    /// <param name="slice">Words of a group: rows of bits, and a sum for each higher neighbour.</param>
    /// <param name="firstEdges">The first edge of each vertex to a higher one.</param>
    /// <param name="higher">The higher endpoint of each edge.</param>
    /// <param name="scratch">Slices.</param>
    /// <param name="cliques">Sums of 64 bits.</param>
    [Kernel("edge_cliques", "GraphletKernelTests")]
    public static void Cliques(long first, int count, long slice, ArrayView<int> firstEdges, ArrayView<int> higher, ArrayView<uint> scratch, ArrayView<uint> cliques)
    {
        int item = Group.IdxX;
        int size = Group.DimX;
        long bits = Grid.IdxX * slice;
        for (int i = Grid.IdxX; i < count; i += Grid.DimX)
        {
            int u = (int)(first + i);
            int start = firstEdges[u];
            int end = firstEdges[u + 1];
            int degree = end - start;
            int words = (degree + 31) / 32;
            long sums = bits + (long)degree * words;
            if (degree >= 3)
            {
                for (long k = item; k < (long)degree * words + degree; k += size)
                    scratch[bits + k] = 0;
                Group.Barrier();
                for (int a = item; a < degree; a += size)
                {
                    int w = higher[start + a];
                    int p = firstEdges[w];
                    int pEnd = firstEdges[w + 1];
                    int q = start + a + 1;
                    while (p < pEnd && q < end)
                    {
                        int x = higher[p];
                        int y = higher[q];
                        if (x == y)
                        {
                            int b = q - start;
                            Atomic.Or(ref scratch[bits + (long)a * words + b / 32], 1u << (b & 31));
                            Atomic.Or(ref scratch[bits + (long)b * words + a / 32], 1u << (a & 31));
                        }

                        if (x <= y)
                            p++;
                        if (y <= x)
                            q++;
                    }
                }

                Group.Barrier();
                for (int a = item; a < degree; a += size)
                {
                    int w = higher[start + a];
                    int p = firstEdges[w];
                    int pEnd = firstEdges[w + 1];
                    int q = start + a + 1;
                    uint own = 0;
                    while (p < pEnd && q < end)
                    {
                        int x = higher[p];
                        int y = higher[q];
                        if (x == y)
                        {
                            int b = q - start;
                            int common = 0;
                            for (int word = 0; word < words; word++)
                            {
                                uint one = scratch[bits + (long)a * words + word];
                                uint other = scratch[bits + (long)b * words + word];
                                common += IntrinsicMath.PopCount((int)(one & other));
                            }

                            if (common > 0)
                            {
                                own += (uint)common;
                                WideSums.Add(cliques, p, common);
                                Atomic.Add(ref scratch[sums + b], (uint)common);
                            }
                        }

                        if (x <= y)
                            p++;
                        if (y <= x)
                            q++;
                    }

                    if (own > 0)
                        Atomic.Add(ref scratch[sums + a], own);
                }

                Group.Barrier();
                for (int a = item; a < degree; a += size)
                {
                    uint met = scratch[sums + a];
                    if (met > 0)
                        WideSums.Add(cliques, start + a, met / 2); // a clique was met at both of its other edges above u
                }

                Group.Barrier();
            }
        }
    }

    /// <summary>The 4-cycles whose highest vertex is u: two paths u–x–y to the same y are one.</summary>
    /// <param name="first">The first vertex.</param>
    /// <param name="count">How many.</param>
    /// <param name="offsets">Rows.</param>
    /// <param name="neighbors">Their neighbours, ascending.</param>
    /// <param name="edges">The edge of each arc.</param>
    /// <param name="scratch">A count for every vertex and group, all 0 before and after.</param>
    /// <param name="cycles">Sums of 64 bits.</param>
    [Kernel("edge_cycles", "GraphletKernelTests")]
    public static void Cycles(long first, int count, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> edges, ArrayView<uint> scratch, ArrayView<uint> cycles)
    {
        int item = Group.IdxX;
        int size = Group.DimX;
        long counts = Grid.IdxX * (offsets.Length - 1);
        for (int i = Grid.IdxX; i < count; i += Grid.DimX)
        {
            int u = (int)(first + i);
            long start = offsets[u];
            long end = offsets[u + 1];
            for (int step = 0; step < 3; step++) // count the paths, take the cycles, forget the paths
            {
                for (long arc = start + item; arc < end; arc += size)
                {
                    int x = neighbors[arc];
                    if (x > u)
                        continue;
                    long next = offsets[x];
                    long nextEnd = offsets[x + 1];
                    long own = 0;
                    for (; next < nextEnd; next++)
                    {
                        int y = neighbors[next];
                        if (y >= u)
                            break;
                        if (step == 0)
                        {
                            Atomic.Add(ref scratch[counts + y], 1u);
                        }
                        else if (step == 1)
                        {
                            long others = scratch[counts + y];
                            others--;
                            if (others > 0)
                            {
                                own += others;
                                int edge = edges[next];
                                WideSums.Add(cycles, edge, others);
                            }
                        }
                        else
                        {
                            scratch[counts + y] = 0;
                        }
                    }

                    if (own > 0)
                    {
                        int edge = edges[arc];
                        WideSums.Add(cycles, edge, own);
                    }
                }

                Group.Barrier();
            }
        }
    }
}
