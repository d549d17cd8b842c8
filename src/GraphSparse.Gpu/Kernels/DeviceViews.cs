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

/// <summary>Counts in the memory of a device.</summary>
internal readonly struct DeviceAtomics : IAtomics
{
    public static void Add(ref int place, int value) => Atomic.Add(ref place, value);
}
