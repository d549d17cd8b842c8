using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Formats of graph files.</summary>
public enum GraphFormat
{
    /// <summary>Parquet edge table: a file, a folder of part files, or a glob (.parquet).</summary>
    Parquet,

    /// <summary>Text with an edge per line (.edges .txt .tsv .csv .el, with or without .gz or .zst).</summary>
    EdgeList,

    /// <summary>Matrix Market coordinate format (.mtx, .mtx.gz).</summary>
    MatrixMarket,

    /// <summary>METIS adjacency lists (.graph .metis, with or without .gz).</summary>
    Metis,

    /// <summary>The graph as it lies in memory, checksummed and mapped when it is opened (.gsb).</summary>
    Binary,
}

/// <summary>Recognises formats by the extension of a file name.</summary>
public static class GraphFormats
{
    private static readonly (string Extension, GraphFormat Format)[] Extensions =
    [
        (".parquet", GraphFormat.Parquet),
        (".edges", GraphFormat.EdgeList), (".txt", GraphFormat.EdgeList), (".tsv", GraphFormat.EdgeList),
        (".csv", GraphFormat.EdgeList), (".el", GraphFormat.EdgeList),
        (".mtx", GraphFormat.MatrixMarket),
        (".graph", GraphFormat.Metis), (".metis", GraphFormat.Metis),
        (".gsb", GraphFormat.Binary),
    ];

    /// <summary>The format of <paramref name="path"/>: standard input and output ("-") are edge lists, a folder is Parquet.</summary>
    /// <exception cref="ArgumentException">The extension is not known.</exception>
    public static GraphFormat Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path == "-")
            return GraphFormat.EdgeList;
        if (Directory.Exists(path))
            return GraphFormat.Parquet;
        string extension = Extension(path);
        foreach ((string known, GraphFormat format) in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase) && (format is not (GraphFormat.Parquet or GraphFormat.Binary) || !IsCompressed(path)))
                return format;
        }

        throw new ArgumentException(
            $"'{path}' has no known graph extension; use one of {string.Join(' ', Extensions.Select(e => e.Extension))} (text also with .gz or .zst), or say which with GraphReadOptions.Format, of an output with GraphWriteOptions.OutputFormat.");
    }

    /// <summary>Whether the name ends in .gz or .zst.</summary>
    public static bool IsCompressed(string path) => TextCompressions.OfName(path).Compression != TextCompression.None;

    /// <summary>The extension without .gz or .zst, with its dot.</summary>
    public static string Extension(string path) => Path.GetExtension(TextCompressions.OfName(path).Inner);
}
