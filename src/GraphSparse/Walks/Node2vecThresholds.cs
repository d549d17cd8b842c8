namespace GraphSparse.Walks;

/// <summary>Acceptance of node2vec by rejection: a candidate of weight w is taken where r1 &lt; ⌊2³² · w / w_max⌋.</summary>
/// <remarks>Held in 64 bits, since 2³² itself stands for "always". In the folded stream w_max leaves the vertex before out where its weight is the largest:
/// what its weight has above the others' is an area of its own beside those of the d neighbours (Yang and others, KnightKing, SOSP 2019).</remarks>
internal readonly struct Node2vecThresholds
{
    public Node2vecThresholds(WalkOptions options)
    {
        double back = 1 / options.P;
        double others = Math.Max(1, 1 / options.Q);
        bool folds = options.Node2vecSampling == Node2vecSampling.Folded && back > others;
        double highest = folds ? others : Math.Max(back, others);
        Return = Fraction(Math.Min(1, back / highest));
        Common = Fraction(1 / highest);
        Other = Fraction(1 / options.Q / highest);
        Fold = folds ? (ulong)((back / others - 1) * Acceleration.WalkRequest.NeighborArea) : 0;
        Lowest = Math.Min(Math.Min(Return, Common), Other);
        Highest = Math.Max(Common, Other);
    }

    /// <summary>For going back to the vertex before.</summary>
    public ulong Return { get; }

    /// <summary>For a neighbour of the vertex before.</summary>
    public ulong Common { get; }

    /// <summary>For any other vertex.</summary>
    public ulong Other { get; }

    /// <summary>Area that belongs to the vertex before alone, where a neighbour has <see cref="Acceleration.WalkRequest.NeighborArea"/>; 0 without folding.</summary>
    public ulong Fold { get; }

    /// <summary>The smallest: below it a candidate is taken without looking at the vertex before.</summary>
    public ulong Lowest { get; }

    /// <summary>The larger of those that adjacency decides between: from it on any candidate but the vertex before is refused without looking.</summary>
    public ulong Highest { get; }

    /// <summary>⌊2³² · x⌋.</summary>
    public static ulong Fraction(double x) => (ulong)(x * 4294967296.0);
}
