using GraphSparse.Acceleration;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Non-backtracking walks toward a target, a group for each query.</summary>
internal static class HittingKernels
{
    /// <summary>1 where a walker reached the target with weight · resistance below the threshold.</summary>
    [Kernel("nbrw_insert", "NbrwTests")]
    public static void Insert(
        long firstQuery, ArrayView<AdjacencyRow> rows, ArrayView<int> neighbors, ArrayView<float> resistances, ArrayView<HittingQuery> queries,
        uint key0, uint key1, int walkers, int steps, float threshold, ArrayView<byte> hits)
    {
        ArrayView<int> found = SharedMemory.Allocate<int>(1);
        if (Group.IdxX == 0)
            found[0] = 0;
        Group.Barrier();
        long index = firstQuery + Grid.IdxX;
        HittingQuery query = queries[index];
        for (int walker = Group.IdxX; walker < walkers && found[0] == 0; walker += Group.DimX)
        {
            float resistance = HittingBody.Walk(new Rows(rows, neighbors, resistances), key0, key1, query, steps, threshold, (uint)walker, HittingRequest.InsertTag, default(NoPath));
            if (resistance < float.PositiveInfinity)
                found[0] = 1;
        }

        Group.Barrier();
        if (Group.IdxX == 0)
            hits[index] = (byte)found[0];
    }

    /// <summary>The vertices of the walk of least resistance, of equals that of the smallest walker, padded with −1. The size of a group is a power of 2.</summary>
    [Kernel("nbrw_delete", "NbrwTests")]
    public static void Delete(
        long firstQuery, ArrayView<AdjacencyRow> rows, ArrayView<int> neighbors, ArrayView<float> resistances, ArrayView<HittingQuery> queries,
        uint key0, uint key1, int walkers, int steps, ArrayView<int> paths)
    {
        ArrayView<float> best = SharedMemory.Allocate<float>(Groups.MostItems);
        ArrayView<uint> winner = SharedMemory.Allocate<uint>(Groups.MostItems);
        int lane = Group.IdxX;
        long index = firstQuery + Grid.IdxX;
        HittingQuery query = queries[index];
        float least = float.PositiveInfinity;
        uint first = uint.MaxValue;
        for (int walker = lane; walker < walkers; walker += Group.DimX)
        {
            float resistance = HittingBody.Walk(new Rows(rows, neighbors, resistances), key0, key1, query, steps, 0f, (uint)walker, HittingRequest.DeleteTag, default(NoPath));
            if (resistance < least)
            {
                least = resistance;
                first = (uint)walker;
            }
        }

        best[lane] = least;
        winner[lane] = first;
        Group.Barrier();
        for (int gap = Group.DimX / 2; gap > 0; gap /= 2)
        {
            if (lane < gap)
            {
                float own = best[lane];
                float other = best[lane + gap];
                uint number = winner[lane + gap];
                if (other < own || (other == own && number < winner[lane]))
                {
                    best[lane] = other;
                    winner[lane] = number;
                }
            }

            Group.Barrier();
        }

        long start = index * steps;
        for (int i = lane; i < steps; i += Group.DimX)
            paths[start + i] = -1;
        Group.Barrier();
        if (lane == 0 && best[0] < float.PositiveInfinity) // walks can be repeated, so none is stored
            HittingBody.Walk(new Rows(rows, neighbors, resistances), key0, key1, query, steps, 0f, winner[0], HittingRequest.DeleteTag, new Path(paths, start));
    }

    private readonly struct Rows(ArrayView<AdjacencyRow> rows, ArrayView<int> neighbors, ArrayView<float> resistances) : IDynamicRows
    {
        private readonly ArrayView<AdjacencyRow> _rows = rows;
        private readonly ArrayView<int> _neighbors = neighbors;
        private readonly ArrayView<float> _resistances = resistances;

        public AdjacencyRow Row(int u) => _rows[u];

        public int Neighbor(long place) => _neighbors[place];

        public float Resistance(long place) => _resistances[place];
    }

    private readonly struct Path(ArrayView<int> paths, long start) : IPathSink
    {
        private readonly ArrayView<int> _paths = paths;
        private readonly long _start = start;

        public void Put(int step, int vertex) => _paths[_start + step] = vertex;
    }
}
