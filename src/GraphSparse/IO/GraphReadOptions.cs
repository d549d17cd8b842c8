using System.ComponentModel;

namespace GraphSparse.IO;

/// <summary>How vertex ids of the input become vertices 0..n−1.</summary>
public enum IdMode
{
    /// <summary>Dense where the integers are nearly consecutive, else sparse; strings where the first id is not an integer.</summary>
    Auto,

    /// <summary>Integers that are the vertices themselves; n is the largest plus one.</summary>
    Dense,

    /// <summary>Integers of up to 64 bits; only those that occur are vertices, in ascending order.</summary>
    Sparse,

    /// <summary>Text; only what occurs is a vertex, in the order of the UTF-8 bytes.</summary>
    Strings,
}

/// <summary>How a graph file is read; immutable, vary with <c>with</c>.</summary>
[ShownUnder(HelpGroup.Input)]
public sealed record GraphReadOptions
{
    /// <summary>Format by extension, undirected unless the file says otherwise, columns by name or place.</summary>
    public static GraphReadOptions Default { get; } = new();

    /// <summary>Format of the input, or <see langword="null"/> to go by the extension.</summary>
    [Description("Format of the input, if its extension does not say")]
    public GraphFormat? Format { get; init; }

    /// <summary>Whether edges have a direction, or <see langword="null"/> for what the file says of itself (undirected where it is silent).</summary>
    [Description("Treat edges as directed (default: what the file declares, else undirected)")]
    public bool? Directed { get; init; }

    /// <summary>Number of vertices n, or <see langword="null"/> for what the file says or its ids show.</summary>
    [Description("Number of vertices, isolated ones included")]
    public int? Vertices { get; init; }

    /// <summary>Name of the column of sources, where it is none of source, src, from, u.</summary>
    [Description("Column of sources, if its name is not recognised")]
    public string? SourceColumn { get; init; }

    /// <summary>Name of the column of targets, where it is none of target, dst, to, v.</summary>
    [Description("Column of targets, if its name is not recognised")]
    public string? TargetColumn { get; init; }

    /// <summary>Name of the column of weights, where it is not weight.</summary>
    [Description("Column of weights, if its name is not recognised")]
    public string? WeightColumn { get; init; }

    /// <summary>Names of the columns of a text file without a header, separated by commas.</summary>
    [Description("Columns of a text file without a header, such as source,target,time")]
    [ValueName("LIST")]
    public string? Columns { get; init; }

    /// <summary>What ids are. Default <see cref="IdMode.Auto"/>.</summary>
    [Description("Kind of vertex ids; dense ids declare the vertices 0 to the largest, others those that occur")]
    public IdMode Ids { get; init; } = IdMode.Auto;

    /// <summary>The smallest vertex id of an edge list, 0 or 1. Default 0.</summary>
    [Description("Smallest vertex id of an edge list, 0 or 1")]
    public int IdBase { get; init; }

    /// <summary>What repeated edges become. Default <see cref="DuplicatePolicy.Auto"/>.</summary>
    [Description("Treatment of repeated edges; auto is sum in weighted and first in unweighted input")]
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Auto;

    /// <summary>What self-loops become. Default <see cref="SelfLoopPolicy.Drop"/>.</summary>
    [Description("Treatment of self-loops")]
    public SelfLoopPolicy SelfLoops { get; init; } = SelfLoopPolicy.Drop;

    /// <summary>Whether the values are those of a Laplacian matrix: off the diagonal they are negated, the diagonal is dropped. Default no.</summary>
    [Description("Read a Laplacian matrix: negate the entries off the diagonal, drop the diagonal")]
    public bool Laplacian { get; init; }

    /// <summary>Whether edges are left out, and counted, whose weight is no conductance: not a finite number above 0, or subnormal. Default no: what is not finite
    /// fails the reading, and methods that need conductances refuse the rest.</summary>
    [Description("Skip and count edges whose weight is not positive, not finite or subnormal")]
    public bool SkipInvalidWeights { get; init; }

    /// <summary>Whether all blocks and rows of a .gsb file are checked when it is opened; <see langword="null"/> for files of at most 64 MiB.</summary>
    [Description("Check all blocks, rows and edges of a .gsb file (default: blocks and rows of files up to 64 MiB)")]
    public bool? Verify { get; init; }

    /// <summary>Folder for a graph that does not fit the memory, or <see langword="null"/>: such a graph is built in files there, which are mapped and go when the process ends.</summary>
    [Description("Folder for a graph that does not fit the memory: it is built in files there, which go with the program")]
    [ValueName("DIR")]
    [OfRunOnly]
    public string? TemporaryFolder { get; init; }

    /// <summary>Without what a .gsb file holds already: vertices, ids and weights.</summary>
    internal GraphReadOptions ForBinary() => this with
    {
        Vertices = null,
        Columns = null,
        SourceColumn = null,
        TargetColumn = null,
        WeightColumn = null,
        Ids = IdMode.Auto,
        IdBase = 0,
        Laplacian = false,
    };

    internal void Validate()
    {
        if (TemporaryFolder is { } folder)
            ScratchFile.RequireFolder(folder);
        Require.InRange(IdBase, 0, 1);
        if (Laplacian && SelfLoops != SelfLoopPolicy.Drop)
            throw new ArgumentException("A Laplacian has a diagonal, which is dropped with the self-loops: leave GraphReadOptions.SelfLoops at drop.");
        if (Vertices is { } n)
            Require.InRange(n, 0, int.MaxValue - 1, name: nameof(Vertices));
        if (Columns is not null && (SourceColumn ?? TargetColumn ?? WeightColumn) is not null)
            throw new ArgumentException("Columns is for files without a header and SourceColumn, TargetColumn and WeightColumn are for files with one; give one kind.");
    }
}
