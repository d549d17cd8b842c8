using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Hashes of numbers by their bits. Every bit of a value reaches every bit of its hash: reals often have only their highest bits set.</summary>
internal static class ValueHash
{
    /// <summary>The finalizer of SplitMix64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
