using ILGPU;

namespace GraphSparse.Gpu;

/// <summary>Random words.</summary>
internal static class WordKernels
{
    /// <summary>Four words of the block first + item.</summary>
    [Kernel("random_words", "RandomWordsTests")]
    public static void RandomWords(Index1D item, long offset, uint key0, uint key1, ulong first, uint counter2, uint counter3, long length, ArrayView<uint> words)
    {
        long block = offset + item.X;
        ulong id = unchecked(first + (ulong)block);
        (uint r0, uint r1, uint r2, uint r3) = KeyedRandom.Philox(unchecked((uint)id), (uint)(id >> 32), counter2, counter3, key0, key1);
        long place = block * 4;
        words[place] = r0;
        if (place + 1 < length)
            words[place + 1] = r1;
        if (place + 2 < length)
            words[place + 2] = r2;
        if (place + 3 < length)
            words[place + 3] = r3;
    }
}
