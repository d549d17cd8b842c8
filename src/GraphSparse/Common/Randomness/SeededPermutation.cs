namespace GraphSparse;

/// <summary>The vertices in a random order that the seed decides.</summary>
internal static class SeededPermutation
{
    /// <summary>Sorts 0..count−1 by keyed random numbers, equal ones by themselves.</summary>
    public static int[] Of(int count, ulong seed, string domain, int round = 0)
    {
        var random = new KeyedRandom(seed, domain);
        var keys = new ulong[count];
        for (int v = 0; v < count; v++)
            keys[v] = (random.NextUInt64(v, round) & 0xFFFFFFFF00000000) | (uint)v;
        RadixSort.Sort(keys);
        var order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = (int)(uint)keys[i];
        return order;
    }

    /// <summary>The first <paramref name="sample"/> of them, ascending: a sample without replacement; all where there are not more.</summary>
    public static int[] Sample(int count, int sample, ulong seed, string domain)
    {
        if (sample >= count)
            return [.. Enumerable.Range(0, count)];
        int[] chosen = Of(count, seed, domain)[..sample];
        Array.Sort(chosen);
        return chosen;
    }
}
