namespace GraphSparse.Sparsification.Dynamic;

/// <summary>An edge of the graph that may enter the sparsifier.</summary>
/// <param name="Source">Where walks start.</param>
/// <param name="Target">The other end.</param>
/// <param name="Weight">Its weight in the graph.</param>
/// <param name="Ordinal">Sequence number of its update modulo 2³².</param>
/// <param name="Ticks">Time that applying it to the graph took.</param>
internal readonly record struct Candidate(int Source, int Target, double Weight, uint Ordinal, long Ticks);
