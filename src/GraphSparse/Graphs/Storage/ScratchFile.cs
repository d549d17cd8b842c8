using System.IO.MemoryMappedFiles;

namespace GraphSparse;

/// <summary>Memory that lies in a file without a name: the system writes it there when it runs short. It is 0 at first.</summary>
/// <remarks>Its room in the folder is taken when it is made, where the file system can: a disk that fills up later would kill the process at a write. The file goes
/// when it is closed or the process ends, however it ends (on Unix it loses its name at once).</remarks>
internal sealed unsafe class ScratchFile : IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Takes room.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="bytes">At least 1.</param>
    /// <exception cref="IOException">The folder is missing, cannot be written or has not that room.</exception>
    public ScratchFile(string folder, long bytes)
    {
        _file = Create(folder, bytes);
        try
        {
            _file.SetLength(bytes);
            _mapping = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _view = _mapping.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.ReadWrite);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
            _start += _view.PointerOffset;
        }
        catch
        {
            _mapping?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    /// <summary>All of it as values. They must not be used after <see cref="Dispose"/>.</summary>
    public LargeArray<T> Values<T>() where T : unmanaged => new((T*)_start, _view.Capacity / sizeof(T));

    /// <summary>A file that is removed when it is closed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="bytes">Room to take at once.</param>
    /// <exception cref="IOException">The folder is missing, cannot be written or has not that room.</exception>
    public static FileStream Create(string folder, long bytes = 0)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The temporary folder '{folder}' does not exist, or is no folder.");
        string path = Path.Combine(folder, $".graphsparse-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16, PreallocationSize = bytes });
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the file itself stays while it is open or mapped
        return file;
    }

    /// <summary>Fails where there is no such folder or it cannot be written, before a large input is read for nothing.</summary>
    /// <exception cref="IOException">There is none, or it cannot be written.</exception>
    public static void RequireFolder(string folder)
    {
        try
        {
            Create(folder).Dispose();
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not DirectoryNotFoundException)
        {
            throw new IOException($"The temporary folder '{folder}' cannot be written: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }
}
