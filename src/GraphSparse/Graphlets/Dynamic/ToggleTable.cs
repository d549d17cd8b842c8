namespace GraphSparse.Graphlets;

/// <summary>Where a vertex stands beside an edge u–v.</summary>
internal enum Side : byte
{
    /// <summary>Joined to neither.</summary>
    Neither,

    /// <summary>Joined to u alone.</summary>
    OfU,

    /// <summary>Joined to v alone.</summary>
    OfV,

    /// <summary>Joined to both.</summary>
    OfBoth,

    /// <summary>It is u or v.</summary>
    Endpoint,
}

/// <summary>What an edge u–v changes in the orbits of a set u, v, x, y, by where x and y stand and whether they are joined.</summary>
/// <param name="Before">Orbits of u, v, x, y without the edge; null where they are not connected.</param>
/// <param name="After">With it; null where they are not connected.</param>
internal sealed record Toggle(byte[]? Before, byte[]? After);

/// <summary>The toggles of all kinds of sets of three and four vertices.</summary>
internal static class ToggleTable
{
    private static readonly Toggle[] Fours = [.. Enumerable.Range(0, 32).Select(i => Of((Side)(i >> 3), (Side)(i >> 1 & 3), (i & 1) == 1))];
    private static readonly Toggle[] Threes = [.. Enumerable.Range(0, 4).Select(i => Of((Side)i))];

    /// <summary>Of u, v, x, y.</summary>
    public static Toggle Four(Side x, Side y, bool joined) => Fours[(int)x << 3 | (int)y << 1 | (joined ? 1 : 0)];

    /// <summary>Of u, v, x.</summary>
    public static Toggle Three(Side x) => Threes[(int)x];

    private static Toggle Of(Side x) => new(OrbitsOf(3, false, x, Side.Neither, false), OrbitsOf(3, true, x, Side.Neither, false));

    private static Toggle Of(Side x, Side y, bool joined) => new(OrbitsOf(4, false, x, y, joined), OrbitsOf(4, true, x, y, joined));

    /// <summary>Orbits by the degrees inside the set: no graphlet of these sizes has two orbits of one degree.</summary>
    private static byte[]? OrbitsOf(int size, bool edge, Side x, Side y, bool joined)
    {
        var joins = new bool[4, 4];
        Join(0, 1, edge);
        Join(0, 2, x is Side.OfU or Side.OfBoth);
        Join(1, 2, x is Side.OfV or Side.OfBoth);
        Join(0, 3, y is Side.OfU or Side.OfBoth);
        Join(1, 3, y is Side.OfV or Side.OfBoth);
        Join(2, 3, joined);
        int[] degrees = [.. Enumerable.Range(0, size).Select(a => Enumerable.Range(0, size).Count(b => joins[a, b]))];
        int first = string.Concat(degrees.Order()) switch
        {
            "112" => 0, // orbits 1 and 2
            "222" when size == 3 => 1,
            "1122" => 3,
            "1113" => 5,
            "2222" => 6,
            "1223" => 8,
            "2233" => 10,
            "3333" => 11,
            _ => -1,
        };
        return first < 0 ? null : [.. degrees.Select(d => (byte)(first == 5 ? d == 1 ? 6 : 7 : first + d))];

        void Join(int a, int b, bool isThere) => joins[a, b] = joins[b, a] = isThere;
    }
}
