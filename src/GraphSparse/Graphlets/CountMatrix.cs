namespace GraphSparse.Graphlets;

/// <summary>A sparse square matrix of counts, rows ascending: 12 bytes per entry.</summary>
public sealed class CountMatrix
{
    private readonly long[] _offsets;
    private readonly int[] _targets;
    private readonly long[] _counts;

    internal CountMatrix(long[] offsets, int[] targets, long[] counts) => (_offsets, _targets, _counts) = (offsets, targets, counts);

    /// <summary>Rows, and columns.</summary>
    public int VertexCount => _offsets.Length - 1;

    /// <summary>Entries that are not 0.</summary>
    public long NonZeros => _offsets[^1];

    /// <summary>Columns of the entries of a row, ascending.</summary>
    public ReadOnlySpan<int> Targets(int u) => _targets.AsSpan((int)_offsets[u], (int)(_offsets[u + 1] - _offsets[u]));

    /// <summary>Counts of the entries of a row, aligned with <see cref="Targets"/>.</summary>
    public ReadOnlySpan<long> Counts(int u) => _counts.AsSpan((int)_offsets[u], (int)(_offsets[u + 1] - _offsets[u]));

    /// <summary>Rows as columns. O(n + entries), in memory of its own.</summary>
    public CountMatrix Transpose()
    {
        var offsets = new long[_offsets.Length];
        foreach (int v in _targets.AsSpan(0, (int)NonZeros))
            offsets[v + 1]++;
        for (int v = 0; v < VertexCount; v++)
            offsets[v + 1] += offsets[v];
        long[] next = offsets[..^1];
        var targets = new int[NonZeros];
        var counts = new long[NonZeros];
        for (int u = 0; u < VertexCount; u++)
        {
            for (long k = _offsets[u]; k < _offsets[u + 1]; k++)
            {
                long place = next[_targets[k]]++;
                (targets[place], counts[place]) = (u, _counts[k]);
            }
        }

        return new CountMatrix(offsets, targets, counts);
    }
}
