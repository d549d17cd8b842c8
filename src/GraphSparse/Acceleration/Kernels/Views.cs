using System.Runtime.CompilerServices;

namespace GraphSparse.Acceleration;

/// <summary>Values by index, the same for threads and devices. Implemented by structs alone, so that calls are direct.</summary>
/// <remarks>Bodies of kernels access one view in an expression: what a device's compiler makes of several in one is not always right.</remarks>
internal interface IView<T> where T : unmanaged
{
    /// <summary>The value at an index.</summary>
    ref T At(long index);
}

/// <summary>Rows of a graph.</summary>
internal interface IRows
{
    /// <summary>The place of the first arc of a vertex; for n the number of arcs.</summary>
    long Start(int u);

    /// <summary>The vertex that an arc leads to.</summary>
    int Neighbor(long place);
}

/// <summary>Integer counts that many work-items add to.</summary>
internal interface IAtomics
{
    /// <summary>Adds.</summary>
    static abstract void Add(ref int place, int value);
}

/// <summary>Values of this process.</summary>
internal readonly ref struct SpanView<T>(Span<T> span) : IView<T> where T : unmanaged
{
    private readonly Span<T> _span = span;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(long index) => ref _span[(int)index];
}

/// <summary>The same, only to be read: where a body takes a view of what it does not write.</summary>
internal readonly ref struct ReadOnlyView<T>(ReadOnlySpan<T> span) : IView<T> where T : unmanaged
{
    private readonly ReadOnlySpan<T> _span = span;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(long index) => ref Unsafe.AsRef(in _span[(int)index]);
}

/// <summary>A graph of this process.</summary>
internal readonly struct GraphRows(CsrGraph graph) : IRows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Start(int u) => graph.Offset(u);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Neighbor(long place) => graph.Rows[place];
}

/// <summary>Counts of this process.</summary>
internal readonly struct ThreadAtomics : IAtomics
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref int place, int value) => Interlocked.Add(ref place, value);
}
