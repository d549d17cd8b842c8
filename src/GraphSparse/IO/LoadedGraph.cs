using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>A graph as it came from a file.</summary>
/// <param name="Graph">The graph, vertices 0..n−1.</param>
/// <param name="Ids">The ids of the file, or <see langword="null"/> where they are 0..n−1 themselves.</param>
/// <param name="Report">What was read, dropped and merged.</param>
public sealed record LoadedGraph(CsrGraph Graph, VertexIds? Ids, ReadReport Report)
{
    /// <summary>The graph, and what its ids are.</summary>
    public override string ToString() => $"{Report.Path}: {Graph}, {Ids?.ToString() ?? "ids 0..n-1"}";

    /// <summary>A vertex as its file names it.</summary>
    public string NameOf(int vertex) => Ids?.GetText(vertex) ?? vertex.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What was read, dropped and merged.</summary>
public sealed record ReadReport
{
    /// <summary>The path as it was given; "-" for standard input; the name of a table in memory.</summary>
    public required string Path { get; init; }

    /// <summary>The files that were read: one, or the parts of a folder or glob in their order; none for a table in memory.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The format.</summary>
    public required GraphFormat Format { get; init; }

    /// <summary>Rows, self-loops, duplicates and reciprocal duplicates.</summary>
    public required BuildReport Build { get; init; }

    /// <summary>Rows left out because their weight is invalid, where that was asked for.</summary>
    public long InvalidWeightsSkipped { get; init; }

    /// <summary>What the file says of its direction, or <see langword="null"/> where it is silent.</summary>
    public bool? DeclaredDirected { get; init; }

    /// <summary>Whether the file says that the graph is a sample, or was made of one.</summary>
    public bool IsSample { get; init; }

    /// <summary>The columns beside source, target and weight, and the keys of dictionaries other than weight, in the order of the file.</summary>
    public IReadOnlyList<string> OtherColumns => [.. Others.All.Select(column => column.Name)];

    /// <summary>The same, with what they hold.</summary>
    internal OtherColumns Others { get; init; } = new();

    /// <summary>What the files were when they were read.</summary>
    internal FileStamp Stamp { get; init; } = FileStamp.None;

    /// <summary>The table in memory that was read, which still has the further columns; null for a file.</summary>
    internal ParquetTable? Table { get; init; }

    /// <summary>An input that could be read only once, kept to read its further columns; the reader's caller disposes it.</summary>
    internal SpooledInput? Spool { get; init; }

    /// <summary>SHA-256 of an input that could be read only once (standard input, a pipe), else null.</summary>
    public string? StreamSha256 { get; init; }

    /// <summary>Remarks for the person who asked: columns taken and left out, rows merged, ids between others that do not occur.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
