using System.Buffers;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>The factors of a product as pointers into their pinned arrays. Rows were validated where the matrices were made, so loops read them without checks.</summary>
internal sealed unsafe class ProductOperands<T> : IDisposable where T : unmanaged
{
    private const int Ahead = 8; // entries of the left factor, across its rows
    private const int LineBytes = 64; // that come at once

    private readonly MemoryHandle[] _handles;

    public ProductOperands(SparseMatrix<T> a, SparseMatrix<T> b, SparsityPattern? mask, bool ignoresValues)
    {
        ColumnCount = b.ColumnCount;
        LastEntry = a.EntryCount - 1;
        _handles =
        [
            a.Offsets.Pin(), a.ColumnIndices.Pin(), b.Offsets.Pin(), b.ColumnIndices.Pin(),
            a.EntryValues is { } x && !ignoresValues ? x.Pin() : default, b.EntryValues is { } y && !ignoresValues ? y.Pin() : default,
            mask is null ? default : mask.Offsets.Pin(), mask is null ? default : mask.ColumnIndices.Pin(),
        ];
        AOffsets = (long*)_handles[0].Pointer;
        AColumns = (int*)_handles[1].Pointer;
        BOffsets = (long*)_handles[2].Pointer;
        BColumns = (int*)_handles[3].Pointer;
        AValues = (T*)_handles[4].Pointer;
        BValues = (T*)_handles[5].Pointer;
        MaskOffsets = (long*)_handles[6].Pointer;
        MaskColumns = (int*)_handles[7].Pointer;
    }

    /// <summary>Columns of the right factor, and of the product.</summary>
    public int ColumnCount { get; }

    /// <summary>The index of the left factor's last entry: no look ahead goes beyond.</summary>
    public long LastEntry { get; }

    /// <summary>Where rows of the left factor begin.</summary>
    public long* AOffsets { get; }

    /// <summary>Columns of the left factor: rows of the right one.</summary>
    public int* AColumns { get; }

    /// <summary>Values of the left factor, or null where each counts as One.</summary>
    public T* AValues { get; }

    /// <summary>Where rows of the right factor begin.</summary>
    public long* BOffsets { get; }

    /// <summary>Columns of the right factor.</summary>
    public int* BColumns { get; }

    /// <summary>Values of the right factor, or null where each counts as One.</summary>
    public T* BValues { get; }

    /// <summary>Where rows of the mask begin, or null.</summary>
    public long* MaskOffsets { get; }

    /// <summary>Columns of the mask, or null.</summary>
    public int* MaskColumns { get; }

    /// <summary>Asks for the row of the right factor that an entry some places ahead will need: rows lie anywhere, and a wait for each would take longer than its terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchBehind(long entry)
    {
        MemoryHints.Prefetch(ref BOffsets[AColumns[Math.Min(entry + 2 * Ahead, LastEntry)]]);
        long start = BOffsets[AColumns[Math.Min(entry + Ahead, LastEntry)]];
        MemoryHints.Prefetch(ref BColumns[start]);
        if (BValues == null)
            return;
        MemoryHints.Prefetch(ref BValues[start]);
        MemoryHints.Prefetch(ref BValues[start + LineBytes / sizeof(T)]);
    }

    public void Dispose()
    {
        foreach (MemoryHandle handle in _handles)
            handle.Dispose();
    }
}
