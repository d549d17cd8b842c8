using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>The rows of groups of a graph's vertices, one at a time: for a group the others with edges to it, ascending, and the number of edges to each.</summary>
/// <remarks>O(d log d) for a group whose members have d arcs; memory 8 bytes per vertex, and per entry of the row at hand. Groups are read in any order, by any number of threads.</remarks>
internal sealed class GroupedRows
{
    /// <summary>Entries that are gathered before equal ones are added up.</summary>
    private const int Room = 1 << 16;

    private readonly CsrGraph _graph;
    private readonly int[] _groupOf;
    private readonly int[] _starts;
    private readonly int[] _members;

    /// <param name="graph">Undirected.</param>
    /// <param name="groupOf">For each vertex a group below <paramref name="groups"/>; neighbours are told by what it says when a row is made.</param>
    /// <param name="groups">Number of groups, some of them perhaps empty.</param>
    /// <exception cref="ResourceLimitException">There are more edges than can be counted in 31 bits.</exception>
    public GroupedRows(CsrGraph graph, int[] groupOf, int groups)
    {
        if (graph.EdgeCount > int.MaxValue)
            throw new ResourceLimitException($"a summary takes graphs of at most {int.MaxValue} edges; this one has {graph.EdgeCount}.");
        (_graph, _groupOf, _starts, _members) = (graph, groupOf, new int[groups + 1], new int[groupOf.Length]);
        Regroup();
    }

    /// <summary>Finds the members of all groups again, after they have changed.</summary>
    public void Regroup()
    {
        int groups = _starts.Length - 1;
        Array.Clear(_starts);
        foreach (int group in _groupOf)
            _starts[group + 1]++;
        for (int group = 0; group < groups; group++)
            _starts[group + 1] += _starts[group];
        for (int v = _groupOf.Length - 1; v >= 0; v--)
            _members[--_starts[_groupOf[v] + 1]] = v; // afterwards each start is that of the group before
        for (int group = 0; group < groups; group++)
            _starts[group] = _starts[group + 1];
        _starts[groups] = _groupOf.Length;
    }

    /// <summary>Members of a group, ascending.</summary>
    public ReadOnlySpan<int> Members(int group) => _members.AsSpan(_starts[group], _starts[group + 1] - _starts[group]);

    /// <summary>The row of a group: another group in the upper half of an entry, edges in the lower. Valid until the scratch is used again.</summary>
    /// <param name="group">The group.</param>
    /// <param name="scratch">Where the row is made.</param>
    /// <param name="within">Edges within the group.</param>
    [MethodImpl(Hot.Loop)]
    public ReadOnlySpan<ulong> Row(int group, RowScratch scratch, out int within)
    {
        int length = 0;
        int combined = 0;
        long twice = 0;
        int[] groupOf = _groupOf;
        foreach (int v in Members(group))
        {
            ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
            for (int from = 0; from < neighbors.Length; from += Room)
            {
                ReadOnlySpan<int> part = neighbors[from..Math.Min(neighbors.Length, from + Room)];
                if (length + part.Length > Math.Max(Room, 2 * combined))
                    length = combined = RowScratch.Combine(scratch.Take(length));
                Span<ulong> row = scratch.Extend(length, length + part.Length);
                foreach (int x in part)
                {
                    int other = groupOf[x];
                    if (other == group)
                        twice++;
                    else
                        row[length++] = ((ulong)(uint)other << 32) | 1;
                }
            }
        }

        within = (int)(twice / 2);
        return scratch.Take(RowScratch.Combine(scratch.Take(length)));
    }
}
