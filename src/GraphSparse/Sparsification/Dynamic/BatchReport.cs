namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What a batch of updates did to a graph and its sparsifier.</summary>
public sealed record BatchReport
{
    /// <summary>What changed, in a line.</summary>
    public override string ToString() => $"batch {Index}: {Inserted} inserted, {Deleted} deleted, {WeightUpdated} reweighted, {Bridges.Count} bridges cut; the sparsifier has {SparsifierEdges} edges";

    /// <summary>Number of the batch, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Updates given.</summary>
    public required int Updates { get; init; }

    /// <summary>Edges that are new in the graph.</summary>
    public int Inserted { get; internal set; }

    /// <summary>Edges that are gone from the graph.</summary>
    public int Deleted { get; internal set; }

    /// <summary>Edges whose weight changed.</summary>
    public int WeightUpdated { get; internal set; }

    /// <summary>Self-loops, which were left out.</summary>
    public int SelfLoopsDropped { get; internal set; }

    /// <summary>Updates left out because the graph could not take them (lenient).</summary>
    public int Refused { get; internal set; }

    /// <summary>Updates that changed nothing or that a later update of the batch took over.</summary>
    public int WithoutEffect { get; internal set; }

    /// <summary>Tested edges that entered the sparsifier.</summary>
    public int EnteredSparsifier { get; internal set; }

    /// <summary>Tested edges that stayed out or, their weight having more than halved, left.</summary>
    public int Rejected { get; internal set; }

    /// <summary>Deleted edges that were in the sparsifier.</summary>
    public int DeletedFromSparsifier { get; internal set; }

    /// <summary>Edges that entered the sparsifier to make up for deleted ones.</summary>
    public int Recovered { get; internal set; }

    /// <summary>Those of the recovered that are no part of a path: without them the place would be worse than before.</summary>
    public int Mended { get; internal set; }

    /// <summary>Deleted edges of the sparsifier for which no walker found a way around, so that the shortest path was searched.</summary>
    public int Unrecovered { get; internal set; }

    /// <summary>Bridges of the graph that were deleted: their components split, in the graph and in the sparsifier.</summary>
    public IReadOnlyList<VertexPair> BridgesCut => Bridges;

    /// <summary>Edges of the sparsifier after the batch.</summary>
    public long SparsifierEdges { get; internal set; }

    /// <summary>Sparsifier edges per vertex, E/N.</summary>
    public double EdgesPerVertex { get; internal set; }

    /// <summary>Sparsifier edges beyond a spanning forest (off-tree edges), per vertex.</summary>
    public double OffTreePerVertex { get; internal set; }

    /// <summary>Seconds in the graph's own rows and tables, validation included.</summary>
    public double ApplySeconds { get; internal set; }

    /// <summary>Seconds of testing insertions.</summary>
    public double DecideSeconds { get; internal set; }

    /// <summary>Seconds of testing again and entering.</summary>
    public double EnterSeconds { get; internal set; }

    /// <summary>Seconds of recovering after deletions.</summary>
    public double RecoverSeconds { get; internal set; }

    /// <summary>Seconds in all.</summary>
    public double Seconds { get; internal set; }

    internal List<VertexPair> Bridges { get; } = [];
}

/// <summary>Two vertices.</summary>
/// <param name="Source">One.</param>
/// <param name="Target">The other.</param>
public readonly record struct VertexPair(int Source, int Target);
