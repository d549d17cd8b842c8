namespace GraphSparse;

/// <summary>Random choices among n things, as pure functions of keys.</summary>
internal static class KeyedChoice
{
    private const int MostTries = 64;

    /// <summary>A uniform integer in [0, bound): the high word of a product, drawn again where that would be biased.</summary>
    public static int Below(KeyedRandom random, int bound, long key, int purpose)
    {
        ulong range = (uint)bound;
        ulong threshold = unchecked(0 - range) % range;
        for (int attempt = 0; ; attempt++)
        {
            UInt128 product = (UInt128)random.NextUInt64(key, ((long)purpose << 8) | (uint)attempt) * range;
            if ((ulong)product >= threshold || attempt == MostTries)
                return (int)(product >> 64);
        }
    }

    /// <summary>A random permutation of 0..n−1: the order of one random key each.</summary>
    public static int[] Permutation(KeyedRandom random, int n)
    {
        var keys = new ulong[n];
        var items = new int[n];
        for (int v = 0; v < n; v++)
        {
            keys[v] = random.NextUInt64(v);
            items[v] = v;
        }

        RadixSort.Sort(keys, items);
        return items;
    }
}
