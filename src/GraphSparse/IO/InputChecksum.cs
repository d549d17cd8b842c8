namespace GraphSparse.IO;

/// <summary>The checksum by which an input is known in results and in the files that are made of it.</summary>
internal static class InputChecksum
{
    /// <summary>SHA-256 of the bytes of a file, or of a .gsb file the one that its own checksums make (microseconds whatever its size).</summary>
    /// <exception cref="GraphFormatException">A .gsb file is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Of(string path, CancellationToken cancellationToken) =>
        Path.GetExtension(path).Equals(".gsb", StringComparison.OrdinalIgnoreCase) ? BinaryGraphReader.Sha256(path) : InputFiles.Sha256(path, cancellationToken);
}
