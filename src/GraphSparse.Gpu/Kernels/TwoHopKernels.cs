using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>What the second hop of a batch of rows is about.</summary>
internal struct TwoHopNumbers
{
    /// <summary>The first row.</summary>
    public int First;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>1 where edges among the middle vertices are counted.</summary>
    public int NeedsChords;

    /// <summary>Vertices of the graph.</summary>
    public int VertexCount;

    /// <summary>Entries that there is room for.</summary>
    public long Capacity;
}

/// <summary>The vertices at distance two of a vertex u, a group for each: the neighbours x of u one after the other, the neighbours of x side by side, so no two items add to the same place.</summary>
internal static class TwoHopKernels
{
    /// <summary>Integers of a vertex and group: its number among the neighbours of u, paths, chords, the neighbour of u that it was last met at.</summary>
    public const int Integers = 4;

    /// <summary>Sums of a vertex and group: own and other triangles, degrees.</summary>
    public const int Sums = 3;

    /// <summary>Rows, each from its start on: how many entries it has; targets, paths and chords; own and other triangles and degrees.</summary>
    /// <param name="numbers">Which rows.</param>
    /// <param name="offsets">Rows of the graph.</param>
    /// <param name="neighbors">Their neighbours, ascending.</param>
    /// <param name="triangles">The triangles on each arc.</param>
    /// <param name="vertices">The vertex of each row.</param>
    /// <param name="starts">Where the entries of each row begin.</param>
    /// <param name="integers">For each group, all 0 before and after; then a bit for each vertex.</param>
    /// <param name="sums">For each group, all 0 before and after.</param>
    /// <param name="lengths">Entries of each row.</param>
    /// <param name="entries">Integers of the entries.</param>
    /// <param name="entrySums">Their sums.</param>
    [Kernel("two_hops", "GraphletKernelTests")]
    public static void Rows(
        TwoHopNumbers numbers, ArrayView<uint> offsets, ArrayView<int> neighbors, ArrayView<int> triangles, ArrayView<int> vertices, ArrayView<long> starts, ArrayView<int> integers, ArrayView<long> sums,
        ArrayView<int> lengths, ArrayView<int> entries, ArrayView<long> entrySums)
    {
        ArrayView<int> scan = SharedMemory.Allocate<int>(Groups.MostItems);
        int item = Group.IdxX;
        int size = Group.DimX;
        long n = numbers.VertexCount;
        long words = (n + 31) / 32;
        long number = Grid.IdxX * (Integers * n + words);
        long paths = number + n;
        long chords = paths + n;
        long met = chords + n;
        long bits = met + n;
        long own = Grid.IdxX * Sums * n;
        long other = own + n;
        long degrees = other + n;
        for (int i = Grid.IdxX; i < numbers.Count; i += Grid.DimX)
        {
            int row = numbers.First + i;
            int u = vertices[row];
            long start = offsets[u];
            long end = offsets[u + 1];
            for (long k = start + item; k < end; k += size)
            {
                int x = neighbors[k];
                integers[number + x] = (int)(k - start) + 1;
            }

            if (item == 0)
                integers[number + u] = -1;
            Group.Barrier();
            for (long k = start; k < end; k++)
            {
                int x = neighbors[k];
                int onArc = triangles[k];
                long xStart = offsets[x];
                long xEnd = offsets[x + 1];
                for (long j = xStart + item; j < xEnd; j += size)
                {
                    int v = neighbors[j];
                    if (integers[number + v] != 0)
                        continue;
                    int before = integers[paths + v];
                    integers[paths + v] = before + 1;
                    if (before == 0)
                        Atomic.Or(ref integers[bits + v / 32], 1 << (v & 31));
                    long ownBefore = sums[own + v];
                    sums[own + v] = ownBefore + onArc;
                    int beyond = triangles[j];
                    long otherBefore = sums[other + v];
                    sums[other + v] = otherBefore + beyond;
                    long degreesBefore = sums[degrees + v];
                    sums[degrees + v] = degreesBefore + (xEnd - xStart);
                }

                Group.Barrier();
            }

            if (numbers.NeedsChords != 0)
            {
                for (long k = start; k < end; k++)
                {
                    int x = neighbors[k];
                    int place = (int)(k - start) + 1;
                    int onArc = triangles[k];
                    long xStart = offsets[x];
                    long xEnd = onArc > 0 ? offsets[x + 1] : xStart;
                    for (long j = xStart + item; j < xEnd; j += size)
                    {
                        int v = neighbors[j];
                        integers[met + v] = place;
                    }

                    Group.Barrier();
                    for (long j = xStart; j < xEnd; j++)
                    {
                        int y = neighbors[j];
                        int yPlace = integers[number + y];
                        long yStart = offsets[y];
                        long yEnd = yPlace > place ? offsets[y + 1] : yStart; // each edge x–y once
                        for (long l = yStart + item; l < yEnd; l += size)
                        {
                            int v = neighbors[l];
                            if (integers[number + v] != 0 || integers[met + v] != place)
                                continue;
                            int before = integers[chords + v];
                            integers[chords + v] = before + 1;
                        }

                        Group.Barrier();
                    }

                    for (long j = xStart + item; j < xEnd; j += size)
                    {
                        int v = neighbors[j];
                        integers[met + v] = 0;
                    }

                    Group.Barrier();
                }
            }

            for (long k = start + item; k < end; k += size)
            {
                int x = neighbors[k];
                integers[number + x] = 0;
            }

            if (item == 0)
                integers[number + u] = 0;
            long place0 = starts[row];
            int carry = 0;
            for (long tile = 0; tile < words; tile += size)
            {
                long word = tile + item;
                int set = word < words ? integers[bits + word] : 0;
                int found = IntrinsicMath.PopCount(set);
                scan[item] = found;
                Group.Barrier();
                for (int distance = 1; distance < size; distance *= 2)
                {
                    int add = item >= distance ? scan[item - distance] : 0;
                    Group.Barrier();
                    int sum = scan[item];
                    scan[item] = sum + add;
                    Group.Barrier();
                }

                long target = place0 + carry + scan[item] - found;
                for (int bit = 0; bit < 32; bit++)
                {
                    if (((set >> bit) & 1) == 0)
                        continue;
                    long v = word * 32 + bit;
                    entries[target] = (int)v;
                    int pathCount = integers[paths + v];
                    entries[numbers.Capacity + target] = pathCount;
                    int chordCount = integers[chords + v];
                    entries[2 * numbers.Capacity + target] = chordCount;
                    long ownSum = sums[own + v];
                    entrySums[target] = ownSum;
                    long otherSum = sums[other + v];
                    entrySums[numbers.Capacity + target] = otherSum;
                    long degreeSum = sums[degrees + v];
                    entrySums[2 * numbers.Capacity + target] = degreeSum;
                    integers[paths + v] = 0;
                    integers[chords + v] = 0;
                    sums[own + v] = 0;
                    sums[other + v] = 0;
                    sums[degrees + v] = 0;
                    target++;
                }

                if (word < words)
                    integers[bits + word] = 0;
                carry += scan[size - 1];
                Group.Barrier();
            }

            if (item == 0)
                lengths[row] = carry;
        }
    }
}
