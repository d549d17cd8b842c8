using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Large scratch memory that is given back at once, where an array would lie until the collector comes by. Its values are not set; its bounds are not checked but by <see cref="AsSpan"/>.</summary>
/// <remarks>To be disposed when no thread uses it any more.</remarks>
internal sealed unsafe class NativeArray<T> : IDisposable where T : unmanaged
{
    private const nuint Alignment = 2 << 20; // as large pages lie

    private T* _first;

    public NativeArray(int length)
    {
        Length = length;
        nuint bytes = (nuint)Math.Max(1, (long)length * sizeof(T));
        try
        {
            _first = (T*)NativeMemory.AlignedAlloc(bytes, bytes < Alignment ? 64 : Alignment);
        }
        catch (OutOfMemoryException)
        {
            GC.SuppressFinalize(this);
            throw;
        }

        HugePages.Advise(_first, (long)bytes);
    }

    ~NativeArray() => Free();

    public int Length { get; }

    /// <summary>The first value.</summary>
    public T* First => _first;

    public Span<T> AsSpan(int start, int length)
    {
        ObjectDisposedException.ThrowIf(_first is null, this);
        if ((uint)start > (uint)Length || (uint)length > (uint)(Length - start))
            throw new ArgumentOutOfRangeException(nameof(length));
        return new Span<T>(_first + start, length);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
    }
}
