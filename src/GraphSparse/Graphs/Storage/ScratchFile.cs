using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse;

/// <summary>Memory that lies in a file without a name: the system writes it there when it runs short. It is 0 at first.</summary>
/// <remarks>Its room in the folder is taken when it is made: a disk that fills up later would kill the process at a write. The file goes when the process ends, however it ends (on Linux it loses its name at once). Until then it stays mapped, as spans over it may be in use.</remarks>
internal static unsafe class ScratchFile
{
    private static readonly List<MemoryMappedViewAccessor> Kept = [];

    /// <summary>Room for values.</summary>
    /// <exception cref="IOException">The folder is missing, or cannot be written.</exception>
    public static LargeArray<T> Allocate<T>(string folder, long length) where T : unmanaged
    {
        if (length == 0)
            return new LargeArray<T>([]);
        long bytes = checked(length * sizeof(T));
        using FileStream file = Create(folder, bytes);
        file.SetLength(bytes);
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = mapping.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.ReadWrite);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start); // never released: the view stays
        lock (Kept)
            Kept.Add(view);
        return new LargeArray<T>((T*)(start + view.PointerOffset), length);
    }

    /// <summary>A file that is removed when it is closed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="bytes">Room to take at once.</param>
    /// <exception cref="IOException">The folder is missing, cannot be written or has not that room.</exception>
    public static FileStream Create(string folder, long bytes = 0)
    {
        string path = Path.Combine(folder, $".graphsparse-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16, PreallocationSize = bytes });
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the file itself stays while it is open or mapped
        return file;
    }
}
