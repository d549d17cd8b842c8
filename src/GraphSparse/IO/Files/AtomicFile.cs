using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse.IO;

/// <summary>A finished output: its path, size and checksum.</summary>
public sealed record OutputFile(string Path, long Bytes, string Sha256);

/// <summary>A file that appears whole or not at all: written under a partial name, flushed, then renamed.</summary>
/// <remarks>Write to <see cref="Stream"/>, then call <see cref="Commit"/>. Disposed without commit, it leaves nothing behind.
/// A checksum is computed on the way. A file that is replaced keeps its permission bits.</remarks>
public sealed class AtomicFile : IDisposable
{
    /// <summary>Key in <see cref="Exception.Data"/> of the path that an error is about.</summary>
    public const string PathKey = "path";

    /// <summary>Marks names of unfinished files: NAME.partial-PROCESS-NUMBER.</summary>
    public const string PartialMark = ".partial-";

    private const int FileExists = 17; // EEXIST
    private const int WindowsFileExists = unchecked((int)0x80070050);

    private const UnixFileMode Permissions =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static int s_count;

    /// <summary>Partial files that are open now.</summary>
    private static readonly ConcurrentDictionary<string, bool> Unfinished = [];

    private readonly IFileCalls _calls = FileCalls.Current;
    private readonly string _name;
    private readonly string _path;
    private readonly bool _overwrite;
    private readonly string _partialPath;
    private readonly SafeFileHandle _file;
    private readonly HashedOutput _stream;
    private List<string> _foldersToFlush = [];
    private OutputFile? _finished;
    private string? _saved;
    private bool _closed;
    private bool _named;

    /// <summary>Opens the partial file; missing folders are made.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <exception cref="IOException">The file exists and may not be replaced, or cannot be written.</exception>
    public AtomicFile(string path, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RefuseExisting(path, overwrite);
        _name = path;
        _path = FilePaths.Target(path); // a link stays a link
        _overwrite = overwrite;
        FileErrors.Naming(_name, () => _foldersToFlush = [.. FilePaths.MakeFolders(_calls, Folder), Folder]);
        _partialPath = OpenPartial(out _file);
        _stream = new HashedOutput(_calls, _file, path);
        try
        {
            KeepMode();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether two paths are one file, be it by links.</summary>
    public static bool AreSame(string a, string b) => FilePaths.Real(a) == FilePaths.Real(b);

    /// <summary>Takes away all unfinished files, for a process that ends without waiting for the work that writes them.</summary>
    public static void DeleteUnfinished()
    {
        foreach (string path in Unfinished.Keys)
            TryDelete(FileCalls.Current, path);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    /// <summary>Fails where an output exists that may not be replaced; called before long work so that it is not lost.</summary>
    public static void RefuseExisting(string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw FileErrors.Refusal(path, $"'{path}' is a folder; an output is a file.");
        if (FileKind.IsSpecial(path))
            throw FileErrors.Refusal(path, $"'{path}' is a pipe or a device, and an output is a file.");
        if (!overwrite && (File.Exists(path) || FilePaths.IsLink(path)))
            throw FileErrors.Refusal(path, $"'{path}' exists.").Existing();
        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw FileErrors.Refusal(path, $"'{path}' cannot be written: '{folder}' is a file, not a folder.");
            folder = System.IO.Path.GetDirectoryName(folder);
        }
    }

    /// <summary>Flushes the file to the disk and gives it its name.</summary>
    public OutputFile Commit()
    {
        OutputFile output = Finish();
        GiveName();
        FlushFolders();
        return output;
    }

    /// <summary>Brings the content to the disk and closes the file, still under its partial name.</summary>
    internal OutputFile Finish()
    {
        if (_finished is not null)
            return _finished;
        _stream.Flush();
        FileErrors.Naming(_name, () => _calls.Flush(_file));
        _closed = true;
        FileErrors.Naming(_name, () => _calls.Close(_file));
        return _finished = new OutputFile(_name, _stream.Written, _stream.Sha256());
    }

    /// <summary>Gives two finished files their names, so that the second never stands beside an old first one or none.</summary>
    /// <remarks>The first knows the checksum of the second: a kill between the two is noticed on reading. Where the second cannot get its name, the
    /// first takes its own back.</remarks>
    internal static void CommitPair(AtomicFile first, AtomicFile second)
    {
        first.Finish();
        second.Finish();
        first.SaveOld();
        first.GiveName();
        try
        {
            first.FlushFolders();
            second.GiveName();
        }
        catch
        {
            first.Restore();
            throw;
        }

        second.FlushFolders();
    }

    /// <summary>Takes a file away that belongs to an output no more, and makes that durable.</summary>
    internal static void Remove(string path)
    {
        IFileCalls calls = FileCalls.Current;
        string full = System.IO.Path.GetFullPath(path);
        FileErrors.Naming(path, () =>
        {
            calls.Delete(full);
            calls.FlushFolder(System.IO.Path.GetDirectoryName(full)!);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_closed)
        {
            _closed = true;
            try
            {
                _calls.Close(_file);
            }
            catch (IOException)
            {
                // The error that led here is on its way already.
            }
        }

        if (!_named)
            Forget(_partialPath);
        if (_saved is not null)
            Forget(_saved);
    }

    private string Folder => System.IO.Path.GetDirectoryName(_path)!;

    private string OpenPartial(out SafeFileHandle file)
    {
        while (true)
        {
            string partial = $"{_path}{PartialMark}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
            try
            {
                file = _calls.Open(partial);
                Unfinished[partial] = true;
                return partial;
            }
            catch (IOException error) when (error.HResult is FileExists or WindowsFileExists)
            {
                // Left over from a killed process that had this number, as is common in containers.
            }
            catch (Exception error) when (FileErrors.IsOfSystem(error))
            {
                TryDelete(_calls, partial); // it may have been made before opening it failed
                throw FileErrors.NotWritten(_name, error);
            }
        }
    }

    /// <summary>A private file stays private, before the first byte is written.</summary>
    private void KeepMode()
    {
        if (OperatingSystem.IsWindows() || !_overwrite || !File.Exists(_path))
            return;
        UnixFileMode mode = File.GetUnixFileMode(_path) & Permissions;
        if (mode != (File.GetUnixFileMode(_file) & Permissions))
            FileErrors.Naming(_name, () => _calls.SetMode(_file, mode));
    }

    private void GiveName()
    {
        try
        {
            _calls.Rename(_partialPath, _path, _overwrite);
        }
        catch (IOException error) when (!_overwrite && File.Exists(_path))
        {
            throw FileErrors.Refusal(_name, $"'{_name}' was made by another program meanwhile.", error).Existing();
        }
        catch (Exception error) when (FileErrors.IsOfSystem(error))
        {
            throw FileErrors.NotWritten(_name, error);
        }

        _named = true;
        Unfinished.TryRemove(_partialPath, out _);
    }

    private void FlushFolders()
    {
        foreach (string folder in Enumerable.Reverse(_foldersToFlush))
        {
            try
            {
                _calls.FlushFolder(folder);
            }
            catch (IOException error)
            {
                throw FileErrors.Refusal(_name, $"'{_name}' was written, but its folder could not be brought to the disk: {FileErrors.Reason(error)}.", error);
            }
        }

        _foldersToFlush.Clear();
    }

    /// <summary>Keeps a copy of what will be replaced.</summary>
    private void SaveOld()
    {
        if (!File.Exists(_path))
            return;
        string saved = $"{_path}{PartialMark}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        Unfinished[saved] = true;
        _saved = saved;
        FileErrors.Naming(_name, () => _calls.Copy(_path, saved));
    }

    /// <summary>Puts back what was there before. Where that fails too, readers see that the two files do not belong together.</summary>
    private void Restore()
    {
        try
        {
            if (_saved is not null)
                _calls.Rename(_saved, _path, overwrite: true);
            else
                _calls.Delete(_path);
        }
        catch (Exception error) when (FileErrors.IsOfSystem(error))
        {
            // The error that led here is on its way already.
        }
    }

    private void Forget(string path)
    {
        TryDelete(_calls, path);
        Unfinished.TryRemove(path, out _);
    }

    /// <summary>Tries twice: what is left over bears no final name, and the next run of a job removes its own.</summary>
    private static void TryDelete(IFileCalls calls, string path)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                calls.Delete(path);
                return;
            }
            catch (Exception error) when (FileErrors.IsOfSystem(error))
            {
                // Once more.
            }
        }
    }
}
