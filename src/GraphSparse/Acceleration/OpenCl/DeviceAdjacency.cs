namespace GraphSparse.Acceleration;

/// <summary>Rows that change, mirrored in the memory of a device: all at first, then only the blocks that were written since.</summary>
internal sealed class DeviceAdjacency : IDisposable
{
    private readonly OpenClContext _context;
    private readonly DynamicAdjacency _source;
    private int _layout = -1;

    public DeviceAdjacency(OpenClContext context, DynamicAdjacency source)
    {
        _context = context;
        _source = source;
        source.TrackChanges();
        Rows = context.Allocate<AdjacencyRow>(source.VertexCount, "The dynamic graph");
        Neighbors = context.Allocate<int>(0, "The dynamic graph");
        Resistances = context.Allocate<float>(0, "The dynamic graph");
    }

    public OpenClBuffer Rows { get; }

    public OpenClBuffer Neighbors { get; private set; }

    public OpenClBuffer Resistances { get; private set; }

    /// <summary>Bytes brought over so far.</summary>
    public long UploadedBytes { get; private set; }

    /// <summary>Brings what changed since the last call. One follower per source: the notes of changes are used up.</summary>
    public void Update()
    {
        bool isWhole = _layout != _source.Layout;
        if (Neighbors.Bytes < _source.NeighborPool.LongLength * sizeof(int))
        {
            Neighbors.Dispose();
            Resistances.Dispose();
            Neighbors = _context.Allocate<int>(_source.NeighborPool.LongLength, "The dynamic graph");
            Resistances = _context.Allocate<float>(_source.NeighborPool.LongLength, "The dynamic graph");
            isWhole = true;
        }

        _source.ChangedRows!.Drain(_source.VertexCount, isWhole ? Pass : CopyRows);
        _source.ChangedPlaces!.Drain(_source.UsedPlaces, isWhole ? Pass : CopyPlaces);
        if (isWhole)
        {
            CopyRows(0, _source.VertexCount);
            CopyPlaces(0, checked((int)_source.UsedPlaces));
            _layout = _source.Layout;
        }
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
        Rows.Write<AdjacencyRow>(_source.Rows.AsSpan((int)first, count), first);
        UploadedBytes += 16L * count;
    }

    private void CopyPlaces(long first, int count)
    {
        Neighbors.Write<int>(_source.NeighborPool.AsSpan((int)first, count), first);
        Resistances.Write<float>(_source.ResistancePool.AsSpan((int)first, count), first);
        UploadedBytes += 8L * count;
    }
}
