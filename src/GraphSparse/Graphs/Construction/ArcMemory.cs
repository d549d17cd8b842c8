namespace GraphSparse;

/// <summary>Where the rows of a graph that is built are put: in memory, or in files of a folder.</summary>
/// <param name="folder">The folder, or <see langword="null"/> for memory.</param>
internal sealed class ArcMemory(string? folder)
{
    /// <summary>Memory of the process.</summary>
    public static ArcMemory Managed { get; } = new(null);

    /// <summary>Room for a value for each arc.</summary>
    public LargeArray<T> Allocate<T>(long arcs) where T : unmanaged => folder is null ? LargeArray<T>.Allocate(arcs) : ScratchFile.Allocate<T>(folder, arcs);
}
