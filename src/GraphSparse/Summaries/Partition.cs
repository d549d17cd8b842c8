namespace GraphSparse.Summaries;

/// <summary>Vertices in disjoint groups, the supervertices, which are numbered by their smallest members.</summary>
internal sealed class Partition
{
    /// <param name="groups">A group for every vertex, by any numbers that are not negative.</param>
    public Partition(ReadOnlySpan<int> groups)
    {
        SuperOf = new int[groups.Length];
        var known = new int[groups.Length]; // numbers of groups below n, plus 1; others are rare
        var others = new Dictionary<int, int>();
        int count = 0;
        for (int v = 0; v < groups.Length; v++)
        {
            ref int number = ref groups[v] < groups.Length
                ? ref known[groups[v]]
                : ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(others, groups[v], out _);
            if (number == 0)
                number = ++count;
            SuperOf[v] = number - 1;
        }

        Sizes = new int[count];
        foreach (int s in SuperOf)
            Sizes[s]++;
    }

    /// <summary>That of a summary, whose supervertices keep their numbers.</summary>
    public static Partition Of(Summary summary) => new(summary.Membership); // they are numbered by their smallest members, too

    /// <summary>The supervertex of each vertex.</summary>
    public int[] SuperOf { get; }

    /// <summary>Members of each supervertex.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => SuperOf.Length;

    /// <summary>Number of supervertices.</summary>
    public int Count => Sizes.Length;

    /// <summary>Unordered pairs of vertices between two supervertices, or within one.</summary>
    public long Pairs(int a, int b) => a == b ? (long)Sizes[a] * (Sizes[a] - 1) / 2 : (long)Sizes[a] * Sizes[b];
}
