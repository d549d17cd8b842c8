namespace GraphSparse.IO.Parquet;

/// <summary>How a <see cref="ParquetWriter"/> writes; immutable, vary with <c>with</c>.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>What is used where nothing else is said.</summary>
    public static ParquetWriterOptions Default { get; } = new();

    /// <summary>Compression, left out for a column that it does not make smaller. Default Snappy; the two forms of LZ4 are only read.</summary>
    public ParquetCompression Codec { get; init; } = ParquetCompression.Snappy;

    /// <summary>Rows of a page, at least 1; lists and strings are split earlier where their pages would become large. Default 131072.</summary>
    public int PageRows { get; init; } = 1 << 17;

    /// <summary>The name of the writing program in the file. Default <c>GraphSparse version x</c>.</summary>
    public string CreatedBy { get; init; } =
        $"{FooterChecksum.Writer}{typeof(ParquetWriterOptions).Assembly.GetName().Version?.ToString(3)}";

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(PageRows, 1);
        ArgumentNullException.ThrowIfNull(CreatedBy);
        if (Codec is < ParquetCompression.None or > ParquetCompression.Zstd)
            throw new ArgumentException($"Codec {Codec} cannot be written; use None, Snappy, GZip, Brotli or Zstd.", nameof(Codec));
    }
}
