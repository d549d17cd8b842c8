namespace GraphSparse.Gpu;

/// <summary>Rows that change, mirrored in the memory of a device: all at first, then only the blocks that were written since.</summary>
internal sealed class GpuAdjacency : IDisposable
{
    private const string What = "The dynamic graph";

    private readonly GpuContext _context;
    private readonly DynamicAdjacency _source;
    private int _layout = -1;

    public GpuAdjacency(GpuContext context, DynamicAdjacency source)
    {
        (_context, _source) = (context, source);
        source.TrackChanges();
        Rows = context.Allocate<AdjacencyRow>(source.VertexCount, What);
        Neighbors = context.Allocate<int>(0, What);
        Resistances = context.Allocate<float>(0, What);
    }

    public GpuBuffer<AdjacencyRow> Rows { get; }

    public GpuBuffer<int> Neighbors { get; private set; }

    public GpuBuffer<float> Resistances { get; private set; }

    /// <summary>Bytes brought over so far.</summary>
    public long UploadedBytes { get; private set; }

    /// <summary>Brings what changed since the last call. One follower per source: the notes of changes are used up.</summary>
    public void Update()
    {
        bool isWhole = _layout != _source.Layout;
        if (Neighbors.Length < _source.NeighborPool.LongLength)
        {
            Neighbors.Dispose();
            Resistances.Dispose();
            Neighbors = _context.Allocate<int>(_source.NeighborPool.LongLength, What);
            Resistances = _context.Allocate<float>(_source.NeighborPool.LongLength, What);
            isWhole = true;
        }

        _source.ChangedRows!.Drain(_source.VertexCount, isWhole ? Pass : CopyRows);
        _source.ChangedPlaces!.Drain(_source.UsedPlaces, isWhole ? Pass : CopyPlaces);
        if (!isWhole)
            return;
        CopyRows(0, _source.VertexCount);
        CopyPlaces(0, checked((int)_source.UsedPlaces));
        _layout = _source.Layout;
    }

    public void Dispose()
    {
        Rows.Dispose();
        Neighbors.Dispose();
        Resistances.Dispose();
    }

    private static void Pass(long first, int count)
    {
    }

    private void CopyRows(long first, int count)
    {
        Rows.Write(_source.Rows.AsSpan((int)first, count), first);
        UploadedBytes += 16L * count;
    }

    private void CopyPlaces(long first, int count)
    {
        Neighbors.Write(_source.NeighborPool.AsSpan((int)first, count), first);
        Resistances.Write(_source.ResistancePool.AsSpan((int)first, count), first);
        UploadedBytes += 8L * count;
    }
}
