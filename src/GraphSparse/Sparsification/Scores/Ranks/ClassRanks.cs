using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>Competition ranks of the neighbours of a vertex by a value that few vertices differ in, such as the degree: by counting instead of sorting.</summary>
/// <remarks>The values of all vertices are numbered once, the largest first: a vertex has the class of its value. There are at most √(2 · arcs) degrees. In a row, a bit per class that
/// occurs leads through the counts in order. Cost: O(d + classes / 64) for a row of d. Owns its buffers; not thread-safe.</remarks>
internal sealed class ClassRanks
{
    /// <summary>In rows this short every neighbour is compared with every other.</summary>
    private const int Short = 16;

    private readonly int[] _classes;
    private readonly int[] _counts;
    private readonly ulong[] _occurring;
    private int[] _row = new int[Short];

    /// <param name="classes">The class of each vertex, as <see cref="Of"/> gives it.</param>
    /// <param name="count">Number of classes.</param>
    public ClassRanks(int[] classes, int count)
    {
        _classes = classes;
        _counts = new int[count];
        _occurring = new ulong[(count + 63) / 64];
    }

    /// <summary>Numbers values, the largest first.</summary>
    /// <param name="values">A value per vertex, not negative.</param>
    [MethodImpl(Hot.Loop)]
    public static (int[] Classes, int Count) Of(int[] values)
    {
        int largest = -1;
        foreach (int value in values)
            largest = Math.Max(largest, value);
        var numbers = new int[largest + 1];
        foreach (int value in values)
            numbers[value] = 1;
        int count = 0;
        for (int value = largest; value >= 0; value--)
            (numbers[value], count) = (count, count + numbers[value]);
        return (Array.ConvertAll(values, value => numbers[value]), count);
    }

    /// <summary>1 + the number of neighbours with a larger value, for each neighbour.</summary>
    [MethodImpl(Hot.Loop)]
    public void Rank(ReadOnlySpan<int> neighbors, Span<int> ranks)
    {
        if (_row.Length < neighbors.Length)
            _row = new int[Math.Max(neighbors.Length, 2 * _row.Length)];
        Span<int> row = _row.AsSpan(0, neighbors.Length);
        ranks = ranks[..row.Length];
        int[] classes = _classes;
        for (int k = 0; k < row.Length; k++)
            row[k] = classes[neighbors[k]];
        if (row.Length <= Short)
            Compare(row, ranks);
        else
            Count(row, ranks);
    }

    [MethodImpl(Hot.Loop)]
    private static void Compare(ReadOnlySpan<int> row, Span<int> ranks)
    {
        for (int k = 0; k < row.Length; k++)
        {
            int before = 1;
            foreach (int other in row)
                before += other < row[k] ? 1 : 0;
            ranks[k] = before;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Count(ReadOnlySpan<int> row, Span<int> ranks)
    {
        int[] counts = _counts;
        ulong[] occurring = _occurring;
        int first = int.MaxValue;
        int last = 0;
        foreach (int c in row)
        {
            counts[c]++;
            int word = c >> 6;
            occurring[word] |= 1UL << c;
            first = Math.Min(first, word);
            last = Math.Max(last, word);
        }

        int rank = 1;
        for (int word = first; word <= last; word++)
        {
            for (ulong bits = occurring[word]; bits != 0; bits &= bits - 1)
            {
                ref int count = ref counts[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                (count, rank) = (rank, rank + count);
            }
        }

        for (int k = 0; k < row.Length; k++)
            ranks[k] = counts[row[k]];
        foreach (int c in row)
            counts[c] = 0;
        occurring.AsSpan(first, last - first + 1).Clear();
    }
}
