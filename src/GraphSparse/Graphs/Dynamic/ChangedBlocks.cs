using System.Numerics;

namespace GraphSparse;

/// <summary>Which blocks of an array were written since someone last copied them: a bit per block of 1,024 elements.</summary>
/// <remarks>A copy on a device takes these blocks alone, so that bringing a batch over costs what the batch touched.</remarks>
internal sealed class ChangedBlocks
{
    private const int Shift = 10;
    private ulong[] _bits = [];

    public void Mark(long element)
    {
        long block = element >> Shift;
        int word = (int)(block >> 6);
        if (word >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        _bits[word] |= 1UL << (int)(block & 63);
    }

    /// <summary>Calls <paramref name="copy"/>(first, count) for each run of changed blocks below <paramref name="length"/>, and forgets them.</summary>
    public void Drain(long length, Action<long, int> copy)
    {
        long start = -1;
        long end = -1;
        for (int word = 0; word < _bits.Length; word++)
        {
            for (ulong bits = _bits[word]; bits != 0; bits &= bits - 1)
            {
                long first = (((long)word << 6) + BitOperations.TrailingZeroCount(bits)) << Shift;
                if (first != end)
                {
                    Flush();
                    start = first;
                }

                end = first + (1 << Shift);
            }

            _bits[word] = 0;
        }

        Flush();

        void Flush()
        {
            long stop = Math.Min(end, length);
            if (start >= 0 && start < stop)
                copy(start, (int)(stop - start));
        }
    }
}
