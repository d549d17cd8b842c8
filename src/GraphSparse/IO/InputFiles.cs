namespace GraphSparse.IO;

/// <summary>Turns what a user names (a file, a folder of Parquet parts, a glob) into files.</summary>
public static class InputFiles
{
    /// <summary>The files behind <paramref name="path"/>, in ordinal order; "-" is standard input and stands for itself.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or nothing matches.</exception>
    public static IReadOnlyList<string> Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path == "-" || File.Exists(path))
            return [path];
        string[] found;
        if (Directory.Exists(path))
        {
            found = Directory.GetFiles(path, "*.parquet");
            if (found.Length == 0)
                throw new FileNotFoundException($"The folder '{path}' holds no .parquet files.", path);
        }
        else if (path.AsSpan().ContainsAny('*', '?'))
        {
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            if (folder.AsSpan().ContainsAny('*', '?'))
                throw new ArgumentException($"In '{path}' only the file name may hold * and ?, not its folders.");
            found = Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(path)) : [];
            if (found.Length == 0)
                throw new FileNotFoundException($"No file matches '{path}'.", path);
        }
        else
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        Array.Sort(found, StringComparer.Ordinal);
        return found;
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
