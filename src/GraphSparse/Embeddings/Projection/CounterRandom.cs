using System.Runtime.CompilerServices;

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

    /// <summary>An entry of a sparse projection: 1 and −1 with probability 1/(2·sparsity) each, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sign(ulong counter, double half)
    {
        double u = Uniform(counter);
        return u < half ? 1 : u >= 1 - half ? -1 : 0;
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
