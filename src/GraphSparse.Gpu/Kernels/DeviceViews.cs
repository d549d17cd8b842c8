using GraphSparse.Acceleration;
using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Values in the memory of a device.</summary>
internal readonly struct DeviceView<T>(ArrayView<T> view) : IView<T> where T : unmanaged
{
    private readonly ArrayView<T> _view = view;

    public ref T At(long index) => ref _view[index];
}

/// <summary>A graph in the memory of a device: places below 2³².</summary>
internal readonly struct DeviceRows(ArrayView<uint> offsets, ArrayView<int> neighbors) : IRows
{
    private readonly ArrayView<uint> _offsets = offsets;
    private readonly ArrayView<int> _neighbors = neighbors;

    public long Start(int u) => _offsets[u];

    public int Neighbor(long place) => _neighbors[place];
}

/// <summary>Which rows of a graph two blocks have, that of lower ids before the other.</summary>
internal struct BlockPair
{
    public int LowFrom;
    public int LowTo;
    public int HighFrom;
    public int OtherFrom;
    public int OtherTo;
}

/// <summary>Rows of two blocks, one after the other in memory.</summary>
internal readonly struct DeviceBlocks(BlockPair pair, ArrayView<uint> offsets, ArrayView<int> neighbors) : IRows
{
    private readonly BlockPair _pair = pair;
    private readonly ArrayView<uint> _offsets = offsets;
    private readonly ArrayView<int> _neighbors = neighbors;

    /// <summary>The end of the lower block is the start of the other, so that its last row ends there whether they are neighbours or not.</summary>
    public long Start(int u)
    {
        int place = u <= _pair.LowTo ? u - _pair.LowFrom : u - _pair.HighFrom + _pair.LowTo - _pair.LowFrom + 1;
        return _offsets[place];
    }

    public int Neighbor(long place) => _neighbors[place];
}

/// <summary>Counts in the memory of a device.</summary>
internal readonly struct DeviceAtomics : IAtomics
{
    public static void Add(ref int place, int value) => Atomic.Add(ref place, value);
}
