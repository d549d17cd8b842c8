namespace GraphSparse.Numerics;

/// <summary>Puts chunks of rows one behind the other although their lengths are known only when they are made: each is made in a buffer that stays in the cache, and copied once all before it are made.</summary>
/// <remarks>Threads run ahead of the earliest open chunk by the buffers there are; the thread of that chunk always gets one, so that none waits forever.</remarks>
internal sealed unsafe class OrderedOutput<T> : IDisposable where T : unmanaged
{
    private readonly object _gate = new();
    private readonly int* _columns;
    private readonly T* _values;
    private readonly ChunkBuffer<T>?[] _made;
    private readonly Stack<ChunkBuffer<T>> _free = new();
    private readonly int _usualEntries;
    private readonly long _mostEntries;
    private long _entriesInUse;
    private int _next;
    private bool _isAborted;

    /// <param name="columns">Room for all columns.</param>
    /// <param name="values">Room for all values.</param>
    /// <param name="chunks">Number of chunks.</param>
    /// <param name="usualEntries">Room of the buffers that are used again.</param>
    /// <param name="mostEntries">Room of all buffers together, beyond which only the earliest open chunk gets more.</param>
    public OrderedOutput(int* columns, T* values, int chunks, int usualEntries, long mostEntries)
    {
        _columns = columns;
        _values = values;
        _made = new ChunkBuffer<T>?[chunks];
        (_usualEntries, _mostEntries) = (usualEntries, mostEntries);
    }

    /// <summary>Entries written so far.</summary>
    public long Length { get; private set; }

    /// <summary>A buffer for a chunk; waits while too many are in use.</summary>
    public ChunkBuffer<T> Rent(int chunk, int entries, CancellationToken cancellationToken)
    {
        const int patience = 20; // milliseconds between looks at the token
        lock (_gate)
        {
            while (chunk != _next && _entriesInUse + entries > _mostEntries && !_isAborted)
            {
                Monitor.Wait(_gate, patience);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (_isAborted)
                throw new OperationCanceledException("Another thread failed."); // that thread's error is the one that is thrown
            int room = Math.Max(entries, _usualEntries);
            _entriesInUse += room;
            return room == _usualEntries && _free.TryPop(out ChunkBuffer<T>? free) ? free : new ChunkBuffer<T>(room);
        }
    }

    /// <summary>Takes a chunk that is made, and copies those whose place is known by it.</summary>
    public void Complete(int chunk, ChunkBuffer<T> buffer)
    {
        int first, end;
        lock (_gate)
        {
            _made[chunk] = buffer;
            for (first = end = _next; end < _made.Length && _made[end] is { } made; end++)
            {
                made.Start = Length;
                Length += made.Count;
            }

            _next = end;
            if (end > first)
                Monitor.PulseAll(_gate);
        }

        for (int c = first; c < end; c++)
            Copy(c);
    }

    /// <summary>Wakes threads that wait, since a chunk will never be made.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        foreach (ChunkBuffer<T>? buffer in _made)
            buffer?.Dispose();
        foreach (ChunkBuffer<T> buffer in _free)
            buffer.Dispose();
    }

    private void Copy(int chunk)
    {
        ChunkBuffer<T> buffer = _made[chunk]!;
        Buffer.MemoryCopy(buffer.Columns, _columns + buffer.Start, buffer.Count * sizeof(int), buffer.Count * sizeof(int));
        Buffer.MemoryCopy(buffer.Values, _values + buffer.Start, buffer.Count * sizeof(T), buffer.Count * sizeof(T));
        lock (_gate)
        {
            _made[chunk] = null;
            _entriesInUse -= buffer.Room;
            if (buffer.Room == _usualEntries)
                _free.Push(buffer);
            else
                buffer.Dispose();
            Monitor.PulseAll(_gate);
        }
    }
}
