namespace GraphSparse.IO;

/// <summary>What a column of an edge table holds.</summary>
internal enum ColumnRole
{
    Ignored,
    Source,
    Target,
    Weight,

    /// <summary>A dictionary of attributes to the end of the line, as networkx writes it; it may hold a weight.</summary>
    Dictionary,

    /// <summary>A value that goes with the edge.</summary>
    Attribute,
}
