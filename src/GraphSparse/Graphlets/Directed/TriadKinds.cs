namespace GraphSparse.Graphlets;

/// <summary>Arcs of a pair: 1 from the first to the second, 2 back, 3 both.</summary>
internal static class TriadKinds
{
    private const int Both = 3;
    private const int D021 = 0, U021 = 1, C021 = 2, D111 = 3, U111 = 4, Open201 = 5, T030 = 6, C030 = 7, D120 = 8, U120 = 9, C120 = 10, Closed210 = 11, Closed300 = 12;

    /// <summary>The kind of two pairs that share a vertex and whose other vertices are not joined; pairs as seen from the shared one.</summary>
    public static int Open(int a, int b) => (Math.Min(a, b), Math.Max(a, b)) switch
    {
        (1, 1) => D021,
        (2, 2) => U021,
        (1, 2) => C021,
        (2, Both) => D111,
        (1, Both) => U111,
        _ => Open201,
    };

    /// <summary>The kind of a triangle u, v, w by its pairs u–v, u–w, v–w.</summary>
    public static int Closed(int uv, int uw, int vw)
    {
        int mutual = (uv == Both ? 1 : 0) + (uw == Both ? 1 : 0) + (vw == Both ? 1 : 0);
        return mutual switch
        {
            3 => Closed300,
            2 => Closed210,
            1 => ByThird(vw == Both ? (uv, uw) : uw == Both ? (Back(uv), vw) : (Back(uw), Back(vw))),
            _ => IsCycle(uv, uw, vw) ? C030 : T030,
        };
    }

    /// <summary>A pair as seen from its other vertex.</summary>
    public static int Back(int pair) => pair switch { 1 => 2, 2 => 1, _ => Both };

    /// <summary>By the two one-sided pairs of the vertex that is in no mutual one.</summary>
    private static int ByThird((int A, int B) pairs) => pairs switch { (1, 1) => D120, (2, 2) => U120, _ => C120 };

    /// <summary>In a cycle every vertex has one arc out.</summary>
    private static bool IsCycle(int uv, int uw, int vw) => uv != uw && vw == uv;
}
