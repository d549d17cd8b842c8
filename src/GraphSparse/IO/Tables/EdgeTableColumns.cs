namespace GraphSparse.IO;

/// <summary>Which columns of a table are read as the edges of a graph, by their places from 0.</summary>
/// <param name="Source">The sources.</param>
/// <param name="Target">The targets.</param>
/// <param name="Weight">The weights, or <see langword="null"/> where there are none.</param>
public sealed record EdgeTableColumns(int Source, int Target, int? Weight);
