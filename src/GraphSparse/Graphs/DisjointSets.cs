namespace GraphSparse;

/// <summary>Sets of the numbers 0..n−1, each alone at first, that are united two at a time (union-find).</summary>
/// <remarks>Source: Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", J. ACM 31(2), 1984: path halving, linked by index, O(log n) for an
/// operation in the mean over many. A set is named after its smallest member. 4 bytes per number. Not thread-safe; connected
/// components on many threads have a form of their own.</remarks>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (int i = 0; i < count; i++)
            _parents[i] = i;
    }

    /// <summary>The smallest member of the set of <paramref name="item"/>.</summary>
    public int Find(int item)
    {
        int[] parents = _parents;
        while (parents[item] != item)
        {
            parents[item] = parents[parents[item]];
            item = parents[item];
        }

        return item;
    }

    /// <summary>Unites the sets of two numbers; false where they are in one set already.</summary>
    public bool TryUnion(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b)
            return false;
        _parents[Math.Max(a, b)] = Math.Min(a, b);
        return true;
    }
}
