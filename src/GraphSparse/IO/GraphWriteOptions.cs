using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>How a graph file is written; immutable, vary with <c>with</c>.</summary>
[ShownUnder(HelpGroup.Output)]
public sealed record GraphWriteOptions
{
    /// <summary>Format of the output, or <see langword="null"/> to go by the extension.</summary>
    [Description("Format of the output, if its extension does not say")]
    public GraphFormat? OutputFormat { get; init; }

    /// <summary>Compression of Parquet outputs, for columns that it makes smaller. Default snappy.</summary>
    [AllowedValues(ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd)]
    [Description("Compression of Parquet outputs")]
    public ParquetCompression Codec { get; init; } = ParquetCompression.Snappy;

    /// <summary>Whether an edge list says in comment lines what it is and where it comes from; <see langword="null"/> for all but .csv and .tsv. Without them
    /// that stands in NAME.meta.json beside it.</summary>
    [Description("Write comment lines into an edge list; without them NAME.meta.json holds the same (default: true, except for .csv and .tsv)")]
    public bool? Comments { get; init; }
}
