using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Numerics;

/// <summary>64 marks of a byte each as the bits of a word: marks are set by plain stores, which need not wait for one another, and are read 64 at a time.</summary>
internal static unsafe class ByteMasks
{
    /// <summary>What a mark is: its highest bit is set.</summary>
    public const byte Mark = 0xFF;

    /// <summary>The marks of 64 bytes; clears them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Take(byte* marks)
    {
        ulong taken;
        if (Vector512.IsHardwareAccelerated)
        {
            taken = Vector512.Load(marks).ExtractMostSignificantBits();
            Vector512<byte>.Zero.Store(marks);
            return taken;
        }

        taken = Vector256.Load(marks).ExtractMostSignificantBits() | ((ulong)Vector256.Load(marks + 32).ExtractMostSignificantBits() << 32);
        Vector256<byte>.Zero.Store(marks);
        Vector256<byte>.Zero.Store(marks + 32);
        return taken;
    }
}
