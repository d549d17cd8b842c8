using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse;

/// <summary>Philox4x32-10 for many counters at once, with the widest integer multiplication that the processor has.</summary>
/// <remarks>Gives what <see cref="KeyedRandom.Philox"/> gives, lane by lane. Each 32-bit word sits in a 64-bit lane; only its low half
/// counts, so the high half of a product need not be cleared.</remarks>
internal static unsafe class PhiloxLanes
{
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Computes words 0 to 2 of <paramref name="count"/> counters; arrays have room for a multiple of 8.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Compute(uint* c0, uint* c1, uint* c2, uint* c3, uint key0, uint key1, int count, uint* r0, uint* r1, uint* r2)
    {
        int i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i < count; i += 8)
                Eight(c0 + i, c1 + i, c2 + i, c3 + i, key0, key1, r0 + i, r1 + i, r2 + i);
        }
        else if (Avx2.IsSupported)
        {
            for (; i < count; i += 4)
                Four(c0 + i, c1 + i, c2 + i, c3 + i, key0, key1, r0 + i, r1 + i, r2 + i);
        }

        for (; i < count; i++)
            (r0[i], r1[i], r2[i], _) = KeyedRandom.Philox(c0[i], c1[i], c2[i], c3[i], key0, key1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(uint* c0, uint* c1, uint* c2, uint* c3, uint key0, uint key1, uint* r0, uint* r1, uint* r2)
    {
        Vector512<uint> m0 = Vector512.Create(Multiplier0).AsUInt32();
        Vector512<uint> m1 = Vector512.Create(Multiplier1).AsUInt32();
        Vector512<ulong> a = Avx512F.ConvertToVector512UInt64(Vector256.Load(c0));
        Vector512<ulong> b = Avx512F.ConvertToVector512UInt64(Vector256.Load(c1));
        Vector512<ulong> c = Avx512F.ConvertToVector512UInt64(Vector256.Load(c2));
        Vector512<ulong> d = Avx512F.ConvertToVector512UInt64(Vector256.Load(c3));
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> p0 = Avx512F.Multiply(a.AsUInt32(), m0);
            Vector512<ulong> p1 = Avx512F.Multiply(c.AsUInt32(), m1);
            a = (p1 >>> 32) ^ b ^ Vector512.Create((ulong)key0);
            b = p1;
            c = (p0 >>> 32) ^ d ^ Vector512.Create((ulong)key1);
            d = p0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        Avx512F.ConvertToVector256UInt32(a).Store(r0);
        Avx512F.ConvertToVector256UInt32(b).Store(r1);
        Avx512F.ConvertToVector256UInt32(c).Store(r2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(uint* c0, uint* c1, uint* c2, uint* c3, uint key0, uint key1, uint* r0, uint* r1, uint* r2)
    {
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32();
        Vector256<uint> m1 = Vector256.Create(Multiplier1).AsUInt32();
        Vector256<ulong> a = Avx2.ConvertToVector256Int64(Vector128.Load(c0)).AsUInt64();
        Vector256<ulong> b = Avx2.ConvertToVector256Int64(Vector128.Load(c1)).AsUInt64();
        Vector256<ulong> c = Avx2.ConvertToVector256Int64(Vector128.Load(c2)).AsUInt64();
        Vector256<ulong> d = Avx2.ConvertToVector256Int64(Vector128.Load(c3)).AsUInt64();
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> p0 = Avx2.Multiply(a.AsUInt32(), m0);
            Vector256<ulong> p1 = Avx2.Multiply(c.AsUInt32(), m1);
            a = (p1 >>> 32) ^ b ^ Vector256.Create((ulong)key0);
            b = p1;
            c = (p0 >>> 32) ^ d ^ Vector256.Create((ulong)key1);
            d = p0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        Narrow(a).Store(r0);
        Narrow(b).Store(r1);
        Narrow(c).Store(r2);

        static Vector128<uint> Narrow(Vector256<ulong> words) =>
            Avx2.PermuteVar8x32(words.AsUInt32(), Vector256.Create(0u, 2, 4, 6, 0, 2, 4, 6)).GetLower();
    }
}
