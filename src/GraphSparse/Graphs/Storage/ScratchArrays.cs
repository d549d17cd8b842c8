namespace GraphSparse;

/// <summary>Arrays in files of a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ScratchArrays(string folder) : IDisposable
{
    private readonly List<ScratchFile> _files = [];

    /// <summary>Room for values, which are 0.</summary>
    /// <exception cref="IOException">The folder is missing, cannot be written or has not that room.</exception>
    public unsafe LargeArray<T> Allocate<T>(long length) where T : unmanaged
    {
        if (length == 0)
            return new LargeArray<T>([]);
        var file = new ScratchFile(folder, checked(length * sizeof(T)));
        _files.Add(file);
        return file.Values<T>();
    }

    /// <summary>Removes the files; nothing that was allocated may be used afterwards.</summary>
    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        _files.Clear();
    }
}
