using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>Word r0 for walks that all make the same trial of the same step: Philox with what they share taken out of the loop.</summary>
/// <remarks>
/// The counter is (low id, high id, step, trial). Where high id, step and trial are the same for all lanes, the first two rounds of Philox come down
/// to two products of the low id (and the trial) alone, kept while the walk lives, and to words that are computed once for all lanes; eight rounds are left, and
/// the last two of them without what only r1 to r3 need. Words are those of <see cref="KeyedRandom.Philox"/>. Each 32-bit word sits in a 64-bit lane and only its low half counts.
/// </remarks>
internal readonly unsafe struct StepRandom
{
    /// <summary>Ulongs that the arrays given to the constructor hold: the keys of all rounds, four times each.</summary>
    public const int KeyWords = 2 * Rounds * Width;

    /// <summary>Lanes are computed in groups of this many; arrays have room for a multiple.</summary>
    public const int Group = 8;

    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const int Rounds = 10;
    private const int Width = 4;

    private readonly ulong* _keys;

    /// <summary>Fills <paramref name="keys"/>, which must outlive this value.</summary>
    public StepRandom(ulong seed, ulong* keys)
    {
        _keys = keys;
        uint key0 = unchecked((uint)seed);
        uint key1 = unchecked((uint)(seed >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            new Span<ulong>(Key0(round), Width).Fill(key0);
            new Span<ulong>(Key1(round), Width).Fill(key1);
            key0 = unchecked(key0 + 0x9E3779B9);
            key1 = unchecked(key1 + 0xBB67AE85);
        }
    }

    /// <summary>What a walk contributes at every step: the product of the first round that holds its id, and that of the second.</summary>
    public (ulong First, ulong Second) OfWalk(uint idLow)
    {
        ulong first = Multiplier0 * idLow;
        return (first, OfTrial(first, 0));
    }

    /// <summary>The product of the second round for another trial: it takes the place of the one for trial 0 in <see cref="Compute"/>.</summary>
    public ulong OfTrial(ulong first, uint trial) => Multiplier1 * ((first >> 32) ^ trial ^ *Key1(0));

    /// <summary>Computes r0 of every lane into the low halves of <paramref name="words"/>.</summary>
    [MethodImpl(Hot.Loop)]
    public void Compute(ulong* first, ulong* second, uint idHigh, uint step, int lanes, ulong* words)
    {
        // After round 1 the words are (shared, shared, of the walk, of the walk); after round 2 word 3 is shared and the others are a shared word XOR one of the walk.
        ulong product1 = Multiplier1 * step;
        ulong product0 = Multiplier0 * ((product1 >> 32) ^ idHigh ^ *Key0(0));
        ulong shared0 = (uint)product1 ^ *Key0(1);
        ulong shared2 = (product0 >> 32) ^ *Key1(1);
        ulong shared3 = (uint)product0;
        if (Avx2.IsSupported)
        {
            for (int i = 0; i < lanes; i += 8)
                Eight(first + i, second + i, shared0, shared2, shared3, words + i);
        }
        else
        {
            for (int i = 0; i < lanes; i++)
                words[i] = One(first[i], second[i], shared0, shared2, shared3);
        }
    }

    private ulong* Key0(int round) => _keys + 2 * Width * round;

    private ulong* Key1(int round) => _keys + 2 * Width * round + Width;

    private ulong One(ulong first, ulong second, ulong shared0, ulong shared2, ulong shared3)
    {
        ulong a = (second >> 32) ^ shared0;
        ulong b = second;
        ulong c = first ^ shared2;
        ulong d = shared3;
        for (int round = 2; round < Rounds - 1; round++)
        {
            ulong p0 = Multiplier0 * (uint)a;
            ulong p1 = Multiplier1 * (uint)c;
            a = (p1 >> 32) ^ b ^ *Key0(round);
            b = p1;
            c = (p0 >> 32) ^ d ^ *Key1(round);
            d = p0;
        }

        return ((Multiplier1 * (uint)c) >> 32) ^ b ^ *Key0(Rounds - 1);
    }

    /// <summary>Two vectors at once, since one alone waits for its multiplications.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Eight(ulong* first, ulong* second, ulong shared0, ulong shared2, ulong shared3, ulong* words)
    {
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32();
        Vector256<uint> m1 = Vector256.Create(Multiplier1).AsUInt32();
        Vector256<ulong> b = Vector256.Load(second);
        Vector256<ulong> f = Vector256.Load(second + 4);
        Vector256<ulong> a = (b >>> 32) ^ Vector256.Create(shared0);
        Vector256<ulong> e = (f >>> 32) ^ Vector256.Create(shared0);
        Vector256<ulong> c = Vector256.Load(first) ^ Vector256.Create(shared2);
        Vector256<ulong> g = Vector256.Load(first + 4) ^ Vector256.Create(shared2);
        Vector256<ulong> d = Vector256.Create(shared3);
        Vector256<ulong> h = d;
        ulong* key = Key0(2);
        for (ulong* end = Key0(Rounds - 2); key < end; key += 2 * Width)
        {
            Vector256<ulong> p0 = Avx2.Multiply(a.AsUInt32(), m0);
            Vector256<ulong> p1 = Avx2.Multiply(c.AsUInt32(), m1);
            Vector256<ulong> q0 = Avx2.Multiply(e.AsUInt32(), m0);
            Vector256<ulong> q1 = Avx2.Multiply(g.AsUInt32(), m1);
            a = (p1 >>> 32) ^ b ^ Vector256.Load(key);
            e = (q1 >>> 32) ^ f ^ Vector256.Load(key);
            c = (p0 >>> 32) ^ d ^ Vector256.Load(key + Width);
            g = (q0 >>> 32) ^ h ^ Vector256.Load(key + Width);
            (b, d, f, h) = (p1, p0, q1, q0);
        }

        b = Avx2.Multiply(c.AsUInt32(), m1);
        f = Avx2.Multiply(g.AsUInt32(), m1);
        c = (Avx2.Multiply(a.AsUInt32(), m0) >>> 32) ^ d ^ Vector256.Load(key + Width);
        g = (Avx2.Multiply(e.AsUInt32(), m0) >>> 32) ^ h ^ Vector256.Load(key + Width);
        key += 2 * Width;
        ((Avx2.Multiply(c.AsUInt32(), m1) >>> 32) ^ b ^ Vector256.Load(key)).Store(words);
        ((Avx2.Multiply(g.AsUInt32(), m1) >>> 32) ^ f ^ Vector256.Load(key)).Store(words + 4);
    }
}
