namespace GraphSparse.Summaries;

/// <summary>Whether superedges have weights.</summary>
public enum SummaryWeights
{
    /// <summary>No: a superedge stands for all of its pairs.</summary>
    Off,

    /// <summary>Yes: a superedge says how many of its pairs are edges, which takes bits.</summary>
    On,

    /// <summary>Whichever has the smaller error within the budget; for RE1 that is always without.</summary>
    Auto,
}

/// <summary>The search for a partition.</summary>
public enum SummaryAlgorithm
{
    /// <summary>Merges in rounds, with superedges that become more expensive; partitions on the way serve all budgets.</summary>
    Annealing,

    /// <summary>SSumM as published (Lee et al., KDD 2020), which stops when the budget is met.</summary>
    Reference,
}

/// <summary>The budget of a summary, and what is made small within it.</summary>
public sealed record SummaryOptions
{
    /// <summary>The budget as a share of the graph's bits, 2·m·log2 n; finite, at least 0. Give this or <see cref="Bits"/>.</summary>
    public double? Ratio { get; init; }

    /// <summary>The budget in bits; finite, at least 0. Give this or <see cref="Ratio"/>.</summary>
    public double? Bits { get; init; }

    /// <summary>The error to make small. Default RE1.</summary>
    public SummaryNorm Norm { get; init; } = SummaryNorm.One;

    /// <summary>Whether superedges have weights. Default auto.</summary>
    public SummaryWeights Weights { get; init; } = SummaryWeights.Auto;

    /// <summary>The search for a partition. Default annealing.</summary>
    public SummaryAlgorithm Algorithm { get; init; } = SummaryAlgorithm.Annealing;

    /// <summary>Supervertices that each one may be merged with, in [4, 255]: more are slower and a little better. Looked at by annealing alone. Default 12.</summary>
    public int Candidates { get; init; } = 12;

    /// <summary>Blocks with edges that annealing has in memory at most, at least 1: with fewer, batches of supervertices that are merged at a time are smaller, and no more superedges are chosen. Errors are larger then.
    /// <see langword="null"/>, the default, for no limit.</summary>
    public int? MaxBlocks { get; init; }

    /// <summary>The budget in bits for a graph.</summary>
    /// <exception cref="ArgumentException">There is no budget, or there are two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    internal double BudgetFor(CsrGraph graph)
    {
        if (Ratio is null == Bits is null)
            throw new ArgumentException("A summary has one budget: SummaryOptions.Ratio or SummaryOptions.Bits.");
        SummaryBits.RequireBudget(Ratio ?? Bits!.Value, Ratio is null ? nameof(Bits) : nameof(Ratio));
        return Bits ?? Ratio!.Value * SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
    }

    internal void Validate()
    {
        Require.Defined(Norm);
        Require.Defined(Weights);
        Require.Defined(Algorithm);
        Require.InRange(Candidates, 4, 255);
        if (MaxBlocks is { } blocks)
            Require.InRange(blocks, 1, int.MaxValue, name: nameof(MaxBlocks));
        if (MaxBlocks is not null && Algorithm == SummaryAlgorithm.Reference)
            throw new ArgumentException("SummaryOptions.MaxBlocks is for annealing; the reference begins with every vertex by itself.");
    }
}
