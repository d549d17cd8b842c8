using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Values in one piece of memory, more of them than an array may have: 2³¹ blocks of 128 bytes, or what a mapped file holds.</summary>
/// <remarks>
/// Managed memory is an array of <typeparamref name="T"/> or, where that is too short, of blocks; spans over it keep it alive as spans over arrays do. A mapped file
/// stays mapped until the process ends (<see cref="MappedFile"/>), so spans over it are good as long, too. Every access checks its bounds.
/// </remarks>
internal readonly unsafe struct LargeArray<T> where T : unmanaged
{
    private readonly byte[]? _values; // a T[] or a Block[] seen as bytes: elements begin at the same place whatever their type
    private readonly T* _mapped;

    private LargeArray(Array values, long length)
    {
        _values = Unsafe.As<byte[]>(values);
        Length = length;
    }

    /// <summary>Takes an array over.</summary>
    public LargeArray(T[] values) : this(values, values.Length)
    {
    }

    /// <summary>Values in a mapped file.</summary>
    /// <param name="mapped">The first of them; they stay where they are until the process ends.</param>
    /// <param name="length">How many there are.</param>
    public LargeArray(T* mapped, long length)
    {
        _mapped = mapped;
        Length = length;
    }

    /// <summary>128 bytes.</summary>
    [InlineArray(16)]
    [SuppressMessage("Style", "IDE0044:Add readonly modifier", Justification = "The field of an inline array stands for its elements.")]
    private struct Block
    {
        private ulong _word;
    }

    /// <summary>The most values that memory can hold.</summary>
    public static long MaxLength => (long)Array.MaxLength * (sizeof(Block) / sizeof(T));

    /// <summary>Number of values.</summary>
    public long Length { get; }

    /// <summary>Whether the values lie in a mapped file, so that writing them is an error.</summary>
    public bool IsMapped => _mapped is not null;

    /// <summary>Memory for values, which are anything at first.</summary>
    /// <exception cref="ResourceLimitException">There are more than memory can address.</exception>
    public static LargeArray<T> Allocate(long length)
    {
        if (length <= Array.MaxLength)
            return new LargeArray<T>(HugePages.Of(GC.AllocateUninitializedArray<T>((int)length)));
        if (length > MaxLength)
            throw new ResourceLimitException($"{length} values are needed; {MaxLength} is the most that fits.");
        return new LargeArray<T>(HugePages.Of(GC.AllocateUninitializedArray<Block>((int)((length + sizeof(Block) / sizeof(T) - 1) / (sizeof(Block) / sizeof(T))))), length);
    }

    /// <summary>Memory for values that are all 0.</summary>
    /// <exception cref="ResourceLimitException">There are more than memory can address.</exception>
    public static LargeArray<T> AllocateZeroed(long length)
    {
        LargeArray<T> values = Allocate(length);
        for (long start = 0; start < length; start += 1 << 30)
            values.Slice(start, (int)Math.Min(1 << 30, length - start)).Clear();
        return values;
    }

    /// <summary>A value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
                ThrowOutOfRange();
            return ref Unsafe.Add(ref First, (nint)index);
        }
    }

    /// <summary>Some values in a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(long start, int length)
    {
        if ((ulong)start > (ulong)Length || (ulong)(long)length > (ulong)(Length - start))
            ThrowOutOfRange();
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref First, (nint)start), length);
    }

    /// <summary>The first values alone, on the same memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public LargeArray<T> Prefix(long length)
    {
        if ((ulong)length > (ulong)Length)
            ThrowOutOfRange();
        return IsMapped ? new LargeArray<T>(_mapped, length) : new LargeArray<T>(Unsafe.As<Array>(_values!), length);
    }

    /// <summary>The same memory as values of another size.</summary>
    public LargeArray<TOther> Cast<TOther>() where TOther : unmanaged
    {
        long length = Length * sizeof(T) / sizeof(TOther);
        return IsMapped ? new LargeArray<TOther>((TOther*)_mapped, length) : new LargeArray<TOther>(Unsafe.As<Array>(_values!), length);
    }

    /// <summary>The values as memory that can be handed on.</summary>
    /// <exception cref="ResourceLimitException">There are more than an array holds.</exception>
    public ReadOnlyMemory<T> AsMemory() => Unsafe.As<object>(_values) as T[]
        ?? throw new ResourceLimitException($"A device takes at most {Array.MaxLength} values at once; these are {Length}.");

    /// <summary>Keeps the values where they are until the handle is let go.</summary>
    public MemoryHandle Pin()
    {
        if (IsMapped)
            return new MemoryHandle(_mapped);
        GCHandle handle = GCHandle.Alloc(_values, GCHandleType.Pinned);
        return new MemoryHandle(Unsafe.AsPointer(ref First), handle);
    }

    private ref T First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values is { } values ? ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)) : ref *_mapped;
    }

    [DoesNotReturn]
    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException(null, "Values are asked for that are not there.");
}
