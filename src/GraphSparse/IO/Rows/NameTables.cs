using System.Collections.Concurrent;

namespace GraphSparse.IO;

/// <summary>Tables of names that blocks of rows share: as many as blocks are read at once, so that a name is kept in few of them.</summary>
internal sealed class NameTables
{
    private readonly ConcurrentBag<NameTable> _idle = [];

    /// <summary>Calls <paramref name="read"/> with a table that nobody else adds to meanwhile.</summary>
    public T With<T>(Func<NameTable, T> read)
    {
        NameTable names = _idle.TryTake(out NameTable? idle) ? idle : new NameTable();
        try
        {
            return read(names);
        }
        finally
        {
            _idle.Add(names);
        }
    }
}
