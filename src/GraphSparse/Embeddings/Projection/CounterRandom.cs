using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Embeddings;

/// <summary>Random numbers of projections: each a function of seed, stream and counter.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) at a place of its sequence. Its values are published with the method, so they are these and not those of <see cref="KeyedRandom"/>.</remarks>
internal readonly struct CounterRandom(ulong seed, ulong stream)
{
    /// <summary>Stream of the entries of a projection.</summary>
    public const ulong Projection = 0;

    /// <summary>Stream of the vectors of features.</summary>
    public const ulong Features = 1;

    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _key = Mix(unchecked(seed + Golden * (stream + 1)));

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Bits(ulong counter) => Mix(unchecked(_key + Golden * (counter + 1)));

    /// <summary>A number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform(ulong counter) => (Bits(counter) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An entry of a sparse projection: 1 and −1 with probability <paramref name="half"/> each, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sign(ulong counter, double half)
    {
        double u = Uniform(counter);
        return u < half ? 1 : u >= 1 - half ? -1 : 0;
    }

    /// <summary>Entries of consecutive counters, each times a value.</summary>
    [MethodImpl(Hot.Loop)]
    public void Signs(ulong first, double half, float value, Span<float> signs)
    {
        int j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // u < half is bits >> 11 < half · 2⁵³, and both sides of that are exact.
            Vector512<ulong> below = Vector512.Create((ulong)Math.Ceiling(half * (1UL << 53)));
            Vector512<ulong> from = Vector512.Create((ulong)Math.Ceiling((1 - half) * (1UL << 53)));
            Vector512<ulong> z = Vector512.Create(unchecked(_key + Golden * (first + 1))) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) * Golden;
            for (; j <= signs.Length - 8; j += 8)
            {
                Vector512<ulong> bits = Mix(z) >>> 11;
                Vector512<long> sign = (Vector512.GreaterThanOrEqual(bits, from).AsInt64() | Vector512.LessThan(bits, below).AsInt64() & Vector512<long>.One);
                (Vector256.ConvertToSingle(Vector512.Narrow(sign, sign).GetLower()) * value).CopyTo(signs[j..]);
                z += Vector512.Create(unchecked(8 * Golden));
            }
        }

        for (; j < signs.Length; j++)
            signs[j] = Sign(first + (ulong)j, half) * value;
    }

    /// <summary>Numbers in [−1, 1) of consecutive counters.</summary>
    [MethodImpl(Hot.Loop)]
    public void Symmetric(ulong first, Span<float> numbers)
    {
        int j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<ulong> z = Vector512.Create(unchecked(_key + Golden * (first + 1))) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) * Golden;
            for (; j <= numbers.Length - 8; j += 8)
            {
                Vector512<double> u = Vector512.ConvertToDouble((Mix(z) >>> 11).AsInt64()) * (1.0 / (1UL << 53));
                Vector512<double> number = (u * 2) - Vector512<double>.One;
                Vector512.Narrow(number, number).GetLower().CopyTo(numbers[j..]);
                z += Vector512.Create(unchecked(8 * Golden));
            }
        }

        for (; j < numbers.Length; j++)
            numbers[j] = (float)(2 * Uniform(first + (ulong)j) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mix(Vector512<ulong> z)
    {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EB;
        return z ^ (z >>> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
