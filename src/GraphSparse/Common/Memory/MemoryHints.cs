using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse;

/// <summary>Hints about memory that change no result.</summary>
internal static unsafe class MemoryHints
{
    /// <summary>Asks for the line of memory of a value that will soon be touched. Nothing where the processor has no such instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref T value) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref value)); // were the value moved in between, a wrong line would be fetched, and nothing else happen
    }
}
