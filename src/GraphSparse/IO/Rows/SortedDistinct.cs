namespace GraphSparse.IO;

/// <summary>The distinct values of a large array, ascending: runs sorted in parallel, then merged in pairs.</summary>
internal static class SortedDistinct
{
    private const int RunLength = 1 << 19; // sorted in well under a second, so that cancellation is answered

    /// <summary>Sorts; the content of <paramref name="values"/> is used up.</summary>
    public static long[] Of(long[] values, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int runs = (values.Length + RunLength - 1) / RunLength;
        if (runs == 0)
            return [];
        var sorted = new ArraySegment<long>[runs];
        parallelism.For(runs, r =>
        {
            Span<long> run = values.AsSpan(r * RunLength, Math.Min(RunLength, values.Length - r * RunLength));
            run.Sort();
            int distinct = 1;
            for (int i = 1; i < run.Length; i++)
            {
                if (run[i] != run[i - 1])
                    run[distinct++] = run[i];
            }

            sorted[r] = new ArraySegment<long>(values, r * RunLength, distinct);
        }, cancellationToken);

        while (sorted.Length > 1)
        {
            ArraySegment<long>[] before = sorted;
            var merged = new ArraySegment<long>[(before.Length + 1) / 2];
            parallelism.For(merged.Length, i =>
                merged[i] = 2 * i + 1 < before.Length ? Merge(before[2 * i], before[2 * i + 1], cancellationToken) : before[2 * i], cancellationToken);
            sorted = merged;
        }

        return sorted[0].ToArray();
    }

    private static ArraySegment<long> Merge(ReadOnlySpan<long> a, ReadOnlySpan<long> b, CancellationToken cancellationToken)
    {
        var merged = new long[a.Length + b.Length];
        int i = 0;
        int j = 0;
        int length = 0;
        while (i < a.Length || j < b.Length)
        {
            if ((length & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            long next = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            while (i < a.Length && a[i] == next)
                i++;
            while (j < b.Length && b[j] == next)
                j++;
            merged[length++] = next;
        }

        return new ArraySegment<long>(merged, 0, length);
    }
}
