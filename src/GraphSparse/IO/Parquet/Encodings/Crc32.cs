using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.IO.Parquet;

/// <summary>The checksum of pages: CRC-32 with the polynomial of gzip, eight bytes at a time by tables, or 64 by carry-less multiplication.</summary>
/// <remarks>Source of the folding: Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction, Intel 2009. Here folding ends
/// at 128 bits that leave the same remainder as all that was read, and the tables take it from there.</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int FoldBytes = 64;

    private static readonly uint[][] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        if (!Pclmulqdq.IsSupported || bytes.Length < 2 * FoldBytes)
            return ~ByTables(uint.MaxValue, bytes);
        Span<byte> folded = stackalloc byte[Vector128<byte>.Count];
        int read = Fold(bytes, folded);
        return ~ByTables(ByTables(0, folded), bytes[read..]);
    }

    /// <summary>Folds whole blocks of 64 bytes into 16 that stand for them; returns how many bytes were read.</summary>
    [MethodImpl(Hot.Loop)]
    private static int Fold(ReadOnlySpan<byte> bytes, Span<byte> folded)
    {
        // Powers of x modulo the polynomial, bits reversed: for a shift by 512 ± 32 bits, and by 128 ± 32.
        Vector128<ulong> byBlock = Vector128.Create(0x154442BD4ul, 0x1C6E41596ul);
        Vector128<ulong> byVector = Vector128.Create(0x1751997D0ul, 0x0CCAA009Eul);
        ref ulong first = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(bytes));
        Vector128<ulong> a = Load(ref first, 0) ^ Vector128.CreateScalar((ulong)uint.MaxValue);
        Vector128<ulong> b = Load(ref first, 1);
        Vector128<ulong> c = Load(ref first, 2);
        Vector128<ulong> d = Load(ref first, 3);
        int vector = 4;
        for (; (vector + 4) * Vector128<byte>.Count <= bytes.Length; vector += 4)
        {
            a = Shift(a, byBlock) ^ Load(ref first, vector);
            b = Shift(b, byBlock) ^ Load(ref first, vector + 1);
            c = Shift(c, byBlock) ^ Load(ref first, vector + 2);
            d = Shift(d, byBlock) ^ Load(ref first, vector + 3);
        }

        (Shift(Shift(Shift(a, byVector) ^ b, byVector) ^ c, byVector) ^ d).AsByte().CopyTo(folded);
        return vector * Vector128<byte>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Shift(Vector128<ulong> value, Vector128<ulong> powers) =>
        Pclmulqdq.CarrylessMultiply(value, powers, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, powers, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref ulong first, int vector) => Vector128.LoadUnsafe(ref first, (nuint)(2 * vector));

    [MethodImpl(Hot.Loop)]
    private static uint ByTables(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3], t4 = Tables[4], t5 = Tables[5], t6 = Tables[6], t7 = Tables[7];
        int at = 0;
        for (; at + 8 <= bytes.Length; at += 8)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            crc = t7[low & 255] ^ t6[(low >> 8) & 255] ^ t5[(low >> 16) & 255] ^ t4[low >> 24]
                ^ t3[high & 255] ^ t2[(high >> 8) & 255] ^ t1[(high >> 16) & 255] ^ t0[high >> 24];
        }

        for (; at < bytes.Length; at++)
            crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >> 8);
        return crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (int t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint crc = t == 0 ? i : tables[t - 1][i];
                for (int bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
                tables[t][i] = crc;
            }
        }

        return tables;
    }
}
