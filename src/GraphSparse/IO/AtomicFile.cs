using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GraphSparse.IO;

/// <summary>A finished output: its path, size and checksum.</summary>
public sealed record OutputFile(string Path, long Bytes, string Sha256);

/// <summary>A file that appears whole or not at all: written under a partial name, flushed, then renamed.</summary>
/// <remarks>Write to <see cref="Stream"/>, then call <see cref="Commit"/>. Disposed without commit, it leaves nothing behind.
/// A checksum is computed on the way.</remarks>
public sealed partial class AtomicFile : IDisposable
{
    /// <summary>Key in <see cref="Exception.Data"/> of the path that an error is about.</summary>
    public const string PathKey = "path";

    /// <summary>Marks names of unfinished files: NAME.partial-ID.</summary>
    public const string PartialMark = ".partial-";

    private static int s_count;

    /// <summary>Partial files that are open now.</summary>
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> Unfinished = [];

    private readonly string _name;
    private readonly string _path;
    private readonly bool _overwrite;
    private readonly string _partialPath;
    private readonly FileStream _file;
    private readonly HashingStream _stream;
    private bool _committed;

    /// <summary>Opens the partial file; missing folders are made.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <exception cref="IOException">The file exists and may not be replaced, or cannot be written.</exception>
    public AtomicFile(string path, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RefuseExisting(path, overwrite);
        _name = path;
        _path = Resolve(path); // a link stays a link
        _overwrite = overwrite;
        _partialPath = $"{_path}{PartialMark}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        try
        {
            Directory.CreateDirectory(Folder);
            _file = new FileStream(_partialPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Refusal(path, $"'{path}' cannot be written: no permission.", error);
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refusal(path, $"'{path}' cannot be written there.", error);
        }

        Unfinished[_partialPath] = true;
        _stream = new HashingStream(_file, path);
    }

    /// <summary>Whether two paths are one file, be it by links.</summary>
    public static bool AreSame(string a, string b) => WithoutLinks(System.IO.Path.GetFullPath(a)) == WithoutLinks(System.IO.Path.GetFullPath(b));

    /// <summary>Takes away all unfinished files, for a process that ends without waiting for the work that writes them.</summary>
    public static void DeleteUnfinished()
    {
        foreach (string path in Unfinished.Keys)
            File.Delete(path);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    /// <summary>Fails where an output exists that may not be replaced; called before long work so that it is not lost.</summary>
    public static void RefuseExisting(string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw Refusal(path, $"'{path}' is a folder; an output is a file.");
        if (FileKind.IsSpecial(path))
            throw Refusal(path, $"'{path}' is a pipe or a device, and an output is a file.");
        if (!overwrite && File.Exists(path))
            throw Refusal(path, $"'{path}' exists; --overwrite replaces it.");
        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw Refusal(path, $"'{path}' cannot be written: '{folder}' is a file, not a folder.");
            folder = System.IO.Path.GetDirectoryName(folder);
        }
    }

    /// <summary>Flushes the file to the disk and gives it its name.</summary>
    public OutputFile Commit()
    {
        _stream.Flush();
        long bytes = _file.Length;
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partialPath, _path, _overwrite);
        _committed = true;
        Unfinished.TryRemove(_partialPath, out _);
        FlushFolder(Folder);
        return new OutputFile(_name, bytes, _stream.Sha256());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_committed)
        {
            try
            {
                _file.Dispose(); // flushes what is buffered, which fails again on a full disk
            }
            catch (Exception error) when (error is IOException or ArgumentException)
            {
                // The error that led here is on its way already.
            }

            File.Delete(_partialPath);
            Unfinished.TryRemove(_partialPath, out _);
        }
    }

    /// <summary>An error that knows its path: messages are for people, the path is for programs.</summary>
    private static IOException Refusal(string path, string message, Exception? cause = null) =>
        new(message, cause) { Data = { [PathKey] = path } };

    /// <summary>The full path behind a link, or of the file itself. A bare name would be resolved against the root, so it is made full first.</summary>
    private static string Resolve(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>A full path with the links among its folders resolved too.</summary>
    private static string WithoutLinks(string full)
    {
        if (System.IO.Path.GetDirectoryName(full) is not { } folder)
            return full;
        string path = System.IO.Path.Combine(WithoutLinks(folder), System.IO.Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
    }

    private string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(_path))!;

    /// <summary>Makes the rename itself durable. Other systems than Unix do so with the rename.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        int handle = OpenPath(folder, 0);
        if (handle < 0)
            return; // a folder that may be written but not read: the file itself is on the disk
        _ = FlushHandle(handle);
        _ = CloseHandle(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushHandle(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseHandle(int handle);

    /// <summary>Passes bytes on and hashes them.</summary>
    private sealed class HashingStream(Stream inner, string name) : ForwardStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override bool CanWrite => true;

        public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (ArgumentException error)
            {
                throw TooLarge(error);
            }
            catch (IOException error)
            {
                throw NotWritten(error);
            }

            _hash.AppendData(buffer);
        }

        public override void Flush()
        {
            try
            {
                inner.Flush();
            }
            catch (ArgumentException error)
            {
                throw TooLarge(error);
            }
            catch (IOException error)
            {
                throw NotWritten(error);
            }
        }

        /// <summary>The system's message names the partial file, which nobody has asked for.</summary>
        private IOException NotWritten(IOException error)
        {
            int place = error.Message.IndexOf(" : '", StringComparison.Ordinal);
            return Refusal(name, $"'{name}' cannot be written: {(place < 0 ? error.Message : error.Message[..place])}.", error);
        }

        /// <summary>.NET reports a file beyond the limit of its file system, or of the user, as a wrong argument.</summary>
        private static IOException TooLarge(ArgumentException error) => new("The file is larger than its file system or the user's limit allows.", error);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
