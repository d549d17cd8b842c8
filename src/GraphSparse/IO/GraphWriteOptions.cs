using System.ComponentModel;

namespace GraphSparse.IO;

/// <summary>How a graph file is written; immutable, vary with <c>with</c>.</summary>
public sealed record GraphWriteOptions
{
    /// <summary>Format of the output, or <see langword="null"/> to go by the extension.</summary>
    [Description("format of the output where its extension does not say it")]
    public GraphFormat? OutputFormat { get; init; }

    /// <summary>Compression of Parquet outputs: none, snappy, gzip, zstd. Default snappy.</summary>
    [Description("compression of Parquet outputs")]
    public OutputCodec Codec { get; init; } = OutputCodec.Snappy;

    /// <summary>Whether an edge list says in comment lines what it is and where it comes from; <see langword="null"/> for all but .csv and .tsv. Without them
    /// that stands in NAME.meta.json beside it.</summary>
    [Description("comment lines in an edge list; without them, NAME.meta.json beside it says what they would (default: all but .csv and .tsv)")]
    public bool? Comments { get; init; }
}

/// <summary>Compressions of Parquet outputs; used per column where they make it smaller.</summary>
public enum OutputCodec
{
    /// <summary>No compression.</summary>
    None,

    /// <summary>Snappy: fast, read by everything.</summary>
    Snappy,

    /// <summary>GZip: slower, smaller.</summary>
    Gzip,

    /// <summary>Zstandard, level 3: about as small as GZip, faster to write and to read; old readers may lack it.</summary>
    Zstd,
}
