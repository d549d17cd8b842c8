namespace GraphSparse.Numerics;

/// <summary>Entries of a chunk of rows, on their way to the product.</summary>
internal sealed unsafe class ChunkBuffer<T>(int room) : IDisposable where T : unmanaged
{
    /// <summary>Room behind the last column: accumulators write columns in blocks.</summary>
    public const int Slack = ByteMarks.Block;

    private readonly NativeArray<int> _columns = new(room + Slack);
    private readonly NativeArray<T> _values = new(room);

    /// <summary>The most entries.</summary>
    public int Room => room;

    /// <summary>Columns of the entries.</summary>
    public int* Columns => _columns.First;

    /// <summary>Values of the entries.</summary>
    public T* Values => _values.First;

    /// <summary>How many there are.</summary>
    public long Count { get; set; }

    /// <summary>Where the first belongs among the entries of the product.</summary>
    public long Start { get; set; }

    public void Dispose()
    {
        _columns.Dispose();
        _values.Dispose();
    }
}
