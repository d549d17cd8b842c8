namespace GraphSparse.Summaries;

/// <summary>How <see cref="AnnealedMerging"/> goes on.</summary>
internal sealed record MergingPlan
{
    /// <summary>Most candidates of a supervertex.</summary>
    public int Candidates { get; init; } = 12;

    /// <summary>How many of them shingles find.</summary>
    public int Shingles { get; init; } = 2;

    /// <summary>What a superedge costs at first, as a number of edges.</summary>
    public double FirstPrice { get; init; } = 0.125;

    /// <summary>The price at which merging ends.</summary>
    public double LastPrice { get; init; } = double.PositiveInfinity;

    /// <summary>What it costs, in edges, that a vertex is no supervertex by itself any more.</summary>
    public double MembershipPrice { get; init; }

    /// <summary>Factor by which the price rises.</summary>
    public double PriceStep { get; init; } = 1.1;

    /// <summary>Factor by which it rises when no merge is left.</summary>
    public double LongPriceStep { get; init; } = 1.25;

    /// <summary>Most merges of a round while more than half of the supervertices are left, as a share of them.</summary>
    public double FirstShare { get; init; } = 0.02;

    /// <summary>Most merges of a round after that.</summary>
    public double Share { get; init; } = 0.04;

    /// <summary>Share of the most merges of a round under which the price rises.</summary>
    public double Few { get; init; } = 0.1;

    /// <summary>Share of the supervertices that a round at the last price merges at least; with fewer, and no more after candidates were looked for again, merging ends.</summary>
    public double FewAtLast { get; init; } = 0.0005;

    /// <summary>Merging ends when this share of the supervertices is left.</summary>
    public double LeastShare { get; init; }

    /// <summary>Candidates are looked for again when this share of the supervertices is left.</summary>
    public double Renewal { get; init; } = 0.7;

    /// <summary>How far below the last score that was good enough a stale score may lie and still be computed again.</summary>
    public float Margin { get; init; } = 0.05f;

    /// <summary>The same, as a share of that score; the smaller of the two counts.</summary>
    public float RelativeMargin { get; init; } = 0.25f;

    /// <summary>A merge has to save more than this share.</summary>
    public float LeastScore { get; init; } = 0.001f;

    /// <summary>Seed of the shingles and of the choice between equal scores.</summary>
    public ulong Seed { get; init; } = 42;
}
