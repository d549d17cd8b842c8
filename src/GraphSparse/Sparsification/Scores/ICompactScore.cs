namespace GraphSparse.Sparsification;

/// <summary>A score whose best edges are found without an array of scores.</summary>
internal interface ICompactScore
{
    /// <summary>Flags the best edges, as <see cref="TopSelection"/> does; null where this graph takes an array of scores.</summary>
    bool[]? Top(CsrGraph graph, EdgeIndex index, long count, ScoreContext context);
}
