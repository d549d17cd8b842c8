namespace GraphSparse.Graphlets;

/// <summary>The vertices at distance two of some vertices, ascending for each, with sums over the paths to them.</summary>
internal sealed class TwoHops
{
    /// <param name="starts">Where those of each vertex begin, and the end of the last.</param>
    public TwoHops(long[] starts)
    {
        Starts = starts;
        int length = checked((int)starts[^1]);
        Targets = GC.AllocateUninitializedArray<int>(length);
        Paths = GC.AllocateUninitializedArray<int>(length);
        Chords = GC.AllocateUninitializedArray<int>(length);
        OwnTriangles = GC.AllocateUninitializedArray<long>(length);
        OtherTriangles = GC.AllocateUninitializedArray<long>(length);
        Degrees = GC.AllocateUninitializedArray<long>(length);
    }

    public long[] Starts { get; }

    public int[] Targets { get; }

    public int[] Paths { get; }

    public int[] Chords { get; }

    public long[] OwnTriangles { get; }

    public long[] OtherTriangles { get; }

    public long[] Degrees { get; }
}
