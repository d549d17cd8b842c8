namespace GraphSparse.IO;

/// <summary>Turns what a user names (a file, a folder of Parquet parts, a glob) into files.</summary>
public static class InputFiles
{
    /// <summary>The files behind <paramref name="path"/>, in ordinal order; "-" is standard input and stands for itself.</summary>
    /// <remarks>A folder stands for the .parquet files in it and in its folders (such as key=value); a glob may hold * and ? in every part of the path, ** for
    /// any number of folders, and match folders too. Names that begin with _ or . are left out, as other programs that write such folders mean it.</remarks>
    /// <exception cref="FileNotFoundException">There is no such file, or nothing matches.</exception>
    public static IReadOnlyList<string> Resolve(string path) => Find(path).Files;

    /// <summary>The format of an input by its extension; that of a glob by its first file.</summary>
    /// <exception cref="ArgumentException">The extension is not known.</exception>
    public static GraphFormat FormatOf(string path) =>
        path != "-" && !File.Exists(path) && FileGlob.Is(path) ? GraphFormats.Of(Find(path).Files[0]) : GraphFormats.Of(path);

    internal static InputFileSet Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path == "-" || File.Exists(path))
            return new InputFileSet([path], [], path);
        if (Directory.Exists(path))
        {
            InputFileSet parts = PartFolder.Find(path);
            return parts.Files.Count > 0 ? parts
                : throw new FileNotFoundException($"The folder '{path}' holds no .parquet files{(parts.Others.Count > 0 ? $", but {parts.Others.Count} others such as {Path.GetFileName(parts.Others[0])}" : "")}.", path);
        }

        if (!FileGlob.Is(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        InputFileSet found = FileGlob.Find(path);
        return found.Files.Count > 0 ? found : throw new FileNotFoundException($"No file matches '{path}'.", path);
    }

    /// <summary>SHA-256 of a file in hexadecimal.</summary>
    public static string Sha256(string path, CancellationToken cancellationToken = default)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            int read;
            while ((read = file.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>The files behind a path.</summary>
/// <param name="Files">Those that are read, in ordinal order.</param>
/// <param name="Others">Files of a folder of parts that are none.</param>
/// <param name="Root">What was named without its variable parts: key=value folders below it tell columns.</param>
internal sealed record InputFileSet(IReadOnlyList<string> Files, IReadOnlyList<string> Others, string Root)
{
    /// <summary>The columns that the folders of a file tell, such as part=3, from the outermost in.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> KeysOf(string file)
    {
        var keys = new List<KeyValuePair<string, string>>();
        string below = Path.GetRelativePath(Root, file);
        string[] segments = below.Split(Path.DirectorySeparatorChar);
        foreach (string segment in segments.AsSpan(0, segments.Length - 1))
        {
            int equals = segment.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                keys.Add(new(Uri.UnescapeDataString(segment[..equals]), Uri.UnescapeDataString(segment[(equals + 1)..])));
        }

        return keys;
    }

    /// <summary>Tells of files that were passed over.</summary>
    public IEnumerable<string> Notes()
    {
        if (Others.Count > 0)
            yield return $"{Others.Count} files in the folder are not .parquet and not read: {string.Join(", ", Others.Take(3).Select(Path.GetFileName))}{(Others.Count > 3 ? ", …" : "")}";
    }
}
