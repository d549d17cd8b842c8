namespace GraphSparse.Graphlets;

/// <summary>Entries of rows of one matrix, one after the other: targets with their counts.</summary>
internal sealed class EntryList
{
    private int[] _targets = new int[64];
    private long[] _counts = new long[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Count);

    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds an entry; one of 0 is none.</summary>
    public void Add(int target, long count)
    {
        if (count == 0)
            return;
        if (Count == _targets.Length)
        {
            Array.Resize(ref _targets, 2 * Count);
            Array.Resize(ref _counts, 2 * Count);
        }

        _targets[Count] = target;
        _counts[Count++] = count;
    }

    /// <summary>Adds entries, none of them 0.</summary>
    public void AddRange(ReadOnlySpan<int> targets, ReadOnlySpan<long> counts)
    {
        int end = checked(Count + targets.Length);
        if (end > _targets.Length)
        {
            int length = (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _targets.Length));
            Array.Resize(ref _targets, length);
            Array.Resize(ref _counts, length);
        }

        targets.CopyTo(_targets.AsSpan(Count));
        counts.CopyTo(_counts.AsSpan(Count));
        Count = end;
    }

    /// <summary>A matrix of these entries, which are its own from now on.</summary>
    public CountMatrix ToMatrix(long[] offsets) => new(offsets, _targets, _counts);
}
