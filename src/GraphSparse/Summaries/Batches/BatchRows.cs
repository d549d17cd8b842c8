namespace GraphSparse.Summaries;

/// <summary>Makes the rows of a few groups of vertices at a time.</summary>
/// <param name="rows">Rows of all groups.</param>
/// <param name="sizes">Members of each group.</param>
internal sealed class BatchRows(GroupedRows rows, int[] sizes)
{
    private const int None = -1;

    private readonly int[] _numbers = [.. Enumerable.Repeat(None, sizes.Length)];

    /// <summary>Rows of some groups, numbered in their order; their other neighbours come after them.</summary>
    /// <param name="groups">The groups, ascending.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    public SupervertexRows Of(ReadOnlyMemory<int> groups, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var found = new ulong[groups.Length][];
        var loops = new int[groups.Length];
        parallelism.ForRanges(found.Length, 64, (_, first, last) =>
        {
            var scratch = new RowScratch();
            for (int i = (int)first; i < last; i++)
                found[i] = [.. rows.Row(groups.Span[i], scratch, out loops[i])];
        }, cancellationToken);
        var all = new List<int>();
        foreach (int group in groups.Span)
            Number(group, all);
        foreach (ulong[] row in found)
        {
            foreach (ulong entry in row)
                Number((int)(entry >> 32), all);
        }

        parallelism.ForRanges(found.Length, 64, (_, first, last) =>
        {
            for (int i = (int)first; i < last; i++)
            {
                for (int k = 0; k < found[i].Length; k++)
                    found[i][k] = ((ulong)(uint)_numbers[(int)(found[i][k] >> 32)] << 32) | (uint)found[i][k];
                Array.Sort(found[i]);
            }
        }, cancellationToken);
        int[] members = [.. all.Select(group => sizes[group])];
        Array.Resize(ref loops, members.Length);
        foreach (int group in all)
            _numbers[group] = None;
        return new SupervertexRows(members, loops, found);
    }

    private void Number(int group, List<int> all)
    {
        if (_numbers[group] != None)
            return;
        _numbers[group] = all.Count;
        all.Add(group);
    }
}
