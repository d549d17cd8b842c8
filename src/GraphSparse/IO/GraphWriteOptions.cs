using System.ComponentModel;

namespace GraphSparse.IO;

/// <summary>How a graph file is written; immutable, vary with <c>with</c>.</summary>
public sealed record GraphWriteOptions
{
    /// <summary>Format of the output, or <see langword="null"/> to go by the extension.</summary>
    [Description("format of the output where its extension does not say it")]
    public GraphFormat? OutputFormat { get; init; }

    /// <summary>Compression of Parquet outputs: none, snappy, gzip. Default snappy.</summary>
    [Description("compression of Parquet outputs")]
    public OutputCodec Codec { get; init; } = OutputCodec.Snappy;
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
}
