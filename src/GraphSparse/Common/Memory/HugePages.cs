using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Asks the system for large pages behind large arrays: random accesses then miss the table of pages less often, and first accesses fault less.</summary>
/// <remarks>Linux gives 2 MiB pages to memory that asks for them where it is set to (madvise, its usual setting) or to all (always). Elsewhere nothing is done.</remarks>
internal static unsafe partial class HugePages
{
    private const int Advice = 14; // MADV_HUGEPAGE
    private const long PageBytes = 2 << 20;
    private const long LeastBytes = PageBytes;

    /// <summary>Asks for the memory of an array that has just been allocated, and not been touched.</summary>
    public static T[] Of<T>(T[] values) where T : unmanaged
    {
        Advise(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(values)), values.LongLength * sizeof(T));
        return values;
    }

    /// <summary>The same for memory that is not the collector's.</summary>
    public static void Advise(void* first, long bytes) => Advise(ref *(byte*)first, bytes);

    /// <summary>The same for a range of bytes: all pages that it touches, so that arrays which lie behind each other leave no gap between them.</summary>
    private static void Advise(ref byte first, long bytes)
    {
        if (bytes < LeastBytes || !OperatingSystem.IsLinux())
            return;
        // Large arrays do not move; were one moved nevertheless, the advice would be for memory of the same heap, and change no content.
        long start = (long)Unsafe.AsPointer(ref first);
        long from = start / PageBytes * PageBytes;
        long to = (start + bytes + PageBytes - 1) / PageBytes * PageBytes;
        _ = Madvise((void*)from, (nuint)(to - from), Advice); // advice: an error means that some of it was not taken
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* address, nuint length, int advice);
}
