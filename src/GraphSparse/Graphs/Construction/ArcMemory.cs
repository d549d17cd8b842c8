namespace GraphSparse;

/// <summary>Where the rows of a graph that is built are put: in memory, or in files of a folder.</summary>
/// <param name="folder">The folder, or <see langword="null"/> for memory.</param>
internal sealed class ArcMemory(string? folder)
{
    private static readonly List<ScratchArrays> Kept = []; // until the process ends: spans over the rows of a graph may be in use

    private readonly ScratchArrays? _files = folder is null ? null : Keep(new ScratchArrays(folder));

    /// <summary>Memory of the process.</summary>
    public static ArcMemory Managed { get; } = new(null);

    /// <summary>Room for a value for each arc.</summary>
    public LargeArray<T> Allocate<T>(long arcs) where T : unmanaged => _files?.Allocate<T>(arcs) ?? LargeArray<T>.Allocate(arcs);

    private static ScratchArrays Keep(ScratchArrays files)
    {
        lock (Kept)
            Kept.Add(files);
        return files;
    }
}
