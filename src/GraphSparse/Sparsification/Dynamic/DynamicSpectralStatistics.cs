namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Totals of a <see cref="DynamicSpectralSparsifier"/> since it was made.</summary>
/// <param name="Updates">Updates given.</param>
/// <param name="Decisions">Insertions and weight changes that were tested.</param>
/// <param name="GraphEdges">Edges of the graph.</param>
/// <param name="SparsifierEdges">Edges of the sparsifier.</param>
/// <param name="Components">Components of both.</param>
/// <param name="EdgesPerVertex">Sparsifier edges per vertex, E/N.</param>
/// <param name="OffTreePerVertex">Sparsifier edges beyond a spanning forest (off-tree edges), per vertex.</param>
/// <param name="P50LatencySeconds">Half of the updates took no longer.</param>
/// <param name="P99LatencySeconds">99 of 100 updates took no longer.</param>
public sealed record DynamicSpectralStatistics(
    long Updates, long Decisions, long GraphEdges, long SparsifierEdges, int Components, double EdgesPerVertex, double OffTreePerVertex,
    double P50LatencySeconds, double P99LatencySeconds);
