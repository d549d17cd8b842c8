using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>The order of bytes that the format prescribes, on machines that have the other one.</summary>
internal static class LittleEndian
{
    /// <summary>Turns values that were copied from or are about to become bytes of the format; nothing to do on most machines.</summary>
    public static void Fix<T>(Span<T> values) where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return;
        if (Unsafe.SizeOf<T>() == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, uint>(values), MemoryMarshal.Cast<T, uint>(values));
        else if (Unsafe.SizeOf<T>() == 8)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, ulong>(values), MemoryMarshal.Cast<T, ulong>(values));
    }
}
