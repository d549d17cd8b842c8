namespace GraphSparse.Walks;

/// <summary>Acceptance of node2vec by rejection (stream version 1, no outlier folding): a candidate of weight w is taken where r1 &lt; ⌊2³² · w / w_max⌋.</summary>
/// <remarks>Held in 64 bits, since 2³² itself stands for "always".</remarks>
internal readonly struct Node2vecThresholds
{
    public Node2vecThresholds(double p, double q)
    {
        double highest = Math.Max(Math.Max(1 / p, 1), 1 / q);
        Return = Fraction(1 / p / highest);
        Common = Fraction(1 / highest);
        Other = Fraction(1 / q / highest);
        Lowest = Math.Min(Math.Min(Return, Common), Other);
        Highest = Math.Max(Common, Other);
    }

    /// <summary>For going back to the vertex before.</summary>
    public ulong Return { get; }

    /// <summary>For a neighbour of the vertex before.</summary>
    public ulong Common { get; }

    /// <summary>For any other vertex.</summary>
    public ulong Other { get; }

    /// <summary>The smallest: below it a candidate is taken without looking at the vertex before.</summary>
    public ulong Lowest { get; }

    /// <summary>The larger of those that adjacency decides between: from it on any candidate but the vertex before is refused without looking.</summary>
    public ulong Highest { get; }

    /// <summary>⌊2³² · x⌋.</summary>
    public static ulong Fraction(double x) => (ulong)(x * 4294967296.0);
}
