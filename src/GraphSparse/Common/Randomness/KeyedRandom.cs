using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GraphSparse;

/// <summary>Counter-based random numbers: each draw is a pure function of (seed, domain, keys).</summary>
/// <remarks>
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011 (Philox4x32-10).
/// <para>There is no state, so draws may be made in any order, on any thread or device, with the same result. The domain
/// names the purpose of a draw and keeps two steps with the same seed independent.</para>
/// <para>Key: low and high word of seed XOR h, where h is the 64-bit FNV-1a hash of the domain's UTF-8 name.
/// Counter: low and high word of the first key, then of the second (0 where absent).</para>
/// </remarks>
public readonly struct KeyedRandom
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly uint _key0;
    private readonly uint _key1;

    /// <summary>Creates the generator of one purpose.</summary>
    /// <param name="seed">Any 64-bit value.</param>
    /// <param name="domain">Name of the purpose; different names give independent draws.</param>
    public KeyedRandom(ulong seed, string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ulong key = seed ^ HashDomain(domain);
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
    }

    /// <summary>64 uniform random bits for the given keys: r0·2³² + r1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64(long key, long key2 = 0)
    {
        unchecked
        {
            (uint r0, uint r1, _, _) = Philox((uint)key, (uint)((ulong)key >> 32), (uint)key2, (uint)((ulong)key2 >> 32), _key0, _key1);
            return ((ulong)r0 << 32) | r1;
        }
    }

    /// <summary>A uniform double in [0, 1) for the given keys: the top 53 of the 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble(long key, long key2 = 0) => (NextUInt64(key, key2) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The numbers that <see cref="NextDouble"/> gives for consecutive keys, many at once.</summary>
    /// <param name="first">Key of the first.</param>
    /// <param name="values">Filled.</param>
    [MethodImpl(Hot.Loop)]
    internal unsafe void NextDoubles(long first, Span<double> values)
    {
        const int block = 256;
        uint* words = stackalloc uint[6 * block];
        uint* low = words;
        uint* high = words + block;
        uint* none = words + 2 * block;
        uint* r0 = words + 3 * block;
        uint* r1 = words + 4 * block;
        uint* r2 = words + 5 * block;
        new Span<uint>(none, block).Clear();
        while (values.Length > 0)
        {
            int count = Math.Min(block, values.Length);
            for (int i = 0; i < block; i++)
            {
                long key = unchecked(first + i);
                low[i] = unchecked((uint)key);
                high[i] = (uint)((ulong)key >> 32);
            }

            PhiloxLanes.Compute(low, high, none, none, _key0, _key1, count, r0, r1, r2);
            for (int i = 0; i < count; i++)
                values[i] = (long)((((ulong)r0[i] << 32) | r1[i]) >> 11) * (1.0 / (1UL << 53)); // signed: one instruction
            values = values[count..];
            first = unchecked(first + count);
        }
    }

    /// <summary>The upper words of what <see cref="NextUInt64"/> gives for one first key and many second ones.</summary>
    /// <param name="key">The first key.</param>
    /// <param name="keys">Second keys, not negative.</param>
    /// <param name="words">Filled.</param>
    [MethodImpl(Hot.Loop)]
    internal unsafe void NextWords(long key, ReadOnlySpan<int> keys, Span<uint> words)
    {
        const int block = 256;
        uint* memory = stackalloc uint[7 * block];
        uint* low = memory;
        uint* high = memory + block;
        uint* second = memory + 2 * block;
        uint* none = memory + 3 * block;
        new Span<uint>(low, Math.Min(block, (keys.Length + 7) & ~7)).Fill(unchecked((uint)key));
        new Span<uint>(high, Math.Min(block, (keys.Length + 7) & ~7)).Fill((uint)((ulong)key >> 32));
        new Span<uint>(none, block).Clear();
        for (int start = 0; start < keys.Length; start += block)
        {
            int count = Math.Min(block, keys.Length - start);
            MemoryMarshal.Cast<int, uint>(keys.Slice(start, count)).CopyTo(new Span<uint>(second, block));
            PhiloxLanes.Compute(low, high, second, none, _key0, _key1, count, memory + 4 * block, memory + 5 * block, memory + 6 * block);
            new Span<uint>(memory + 4 * block, count).CopyTo(words[start..]);
        }
    }

    /// <summary>The generator itself: ten rounds of Philox4x32 over a 128-bit counter with a 64-bit key.</summary>
    internal static (uint R0, uint R1, uint R2, uint R3) Philox(uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        unchecked
        {
            for (int round = 0; round < Rounds; round++)
            {
                ulong product0 = (ulong)Multiplier0 * counter0;
                ulong product1 = (ulong)Multiplier1 * counter2;
                counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
                counter1 = (uint)product1;
                counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
                counter3 = (uint)product0;
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (counter0, counter1, counter2, counter3);
    }

    private static ulong HashDomain(string domain)
    {
        unchecked
        {
            ulong hash = 14695981039346656037UL;
            foreach (byte b in Encoding.UTF8.GetBytes(domain))
                hash = (hash ^ b) * 1099511628211UL;
            return hash;
        }
    }
}
