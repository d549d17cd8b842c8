using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>In how many induced graphlets the ends u, v of an edge stand, by their orbits: Uij with u on orbit i and v on j, joined there.</summary>
/// <remarks>Exact integers from the primitives of the edge and two sums of each end; nothing is enumerated.</remarks>
internal readonly struct ArcOrbits
{
    public long U12 { get; init; }

    public long U21 { get; init; }

    public long U33 { get; init; }

    public long U45 { get; init; }

    public long U55 { get; init; }

    public long U67 { get; init; }

    public long U76 { get; init; }

    public long U88 { get; init; }

    public long U911 { get; init; }

    public long U119 { get; init; }

    public long U1010 { get; init; }

    public long U1011 { get; init; }

    public long U1213 { get; init; }

    public long U1313 { get; init; }

    public long U1414 { get; init; }

    /// <summary>The count of u on orbit i and v on orbit j.</summary>
    public long this[int i, int j] => (i, j) switch
    {
        (0, 0) => 1,
        (1, 2) => U12,
        (3, 3) => U33,
        (4, 5) => U45,
        (5, 5) => U55,
        (6, 7) => U67,
        (8, 8) => U88,
        (9, 11) => U911,
        (10, 10) => U1010,
        (10, 11) => U1011,
        (12, 13) => U1213,
        (13, 13) => U1313,
        _ => U1414,
    };

    /// <summary>The counts of an edge.</summary>
    /// <param name="u">One end.</param>
    /// <param name="v">The other.</param>
    /// <param name="edge">Its primitives, seen from u.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ArcOrbits Of(VertexSums u, VertexSums v, EdgeNumbers edge)
    {
        long t = edge.Triangles;
        long k = edge.Cliques;
        long a = v.Degree - 1 - t; // neighbours that v alone has
        long b = u.Degree - 1 - t;
        long u1213 = edge.BeyondV - t - 2 * k;
        long u1312 = edge.BeyondU - t - 2 * k;
        long u911 = v.Triangles - t - k - u1213;
        long u119 = u.Triangles - t - k - u1312;
        long u88 = edge.Cycles - 2 * k - u1213 - u1312;
        return new ArcOrbits
        {
            U12 = a,
            U21 = b,
            U33 = t,
            U45 = v.Beyond - b - (edge.ThirdDegrees - t - edge.BeyondV) - u88,
            U55 = a * b - u88,
            U67 = a * (a - 1) / 2 - u911,
            U76 = b * (b - 1) / 2 - u119,
            U88 = u88,
            U911 = u911,
            U119 = u119,
            U1010 = edge.ThirdDegrees - edge.BeyondV - edge.BeyondU + 2 * k,
            U1011 = t * a - u1213,
            U1213 = u1213,
            U1313 = t * (t - 1) / 2 - k,
            U1414 = k,
        };
    }
}

/// <summary>What counts at an edge need of an end of it.</summary>
/// <param name="Degree">Its degree.</param>
/// <param name="Triangles">Its triangles.</param>
/// <param name="Beyond">Over its edges, the neighbours that the other end alone has.</param>
internal readonly record struct VertexSums(long Degree, long Triangles, long Beyond);

/// <summary>The primitives of an edge u–v as seen from u.</summary>
internal readonly record struct EdgeNumbers(long Triangles, long Cliques, long BeyondV, long BeyondU, long ThirdDegrees, long Cycles);
