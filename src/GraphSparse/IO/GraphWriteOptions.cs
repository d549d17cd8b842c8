using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>How a graph file is written; immutable, vary with <c>with</c>.</summary>
public sealed record GraphWriteOptions
{
    /// <summary>Format of the output, or <see langword="null"/> to go by the extension.</summary>
    [Description("format of the output where its extension does not say it")]
    public GraphFormat? OutputFormat { get; init; }

    /// <summary>Compression of Parquet outputs, for columns that it makes smaller. Default snappy.</summary>
    [AllowedValues(ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd)]
    [Description("compression of Parquet outputs")]
    public ParquetCompression Codec { get; init; } = ParquetCompression.Snappy;

    /// <summary>Whether an edge list says in comment lines what it is and where it comes from; <see langword="null"/> for all but .csv and .tsv. Without them
    /// that stands in NAME.meta.json beside it.</summary>
    [Description("comment lines in an edge list; without them, NAME.meta.json beside it says what they would (default: all but .csv and .tsv)")]
    public bool? Comments { get; init; }
}
