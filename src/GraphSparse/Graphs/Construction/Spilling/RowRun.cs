using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>Half rows of one part of the edges in a file, by vertex: vertex, length, entries, weights, one row after the other.</summary>
internal sealed class RowRun : IDisposable
{
    private readonly FileStream _file;
    private readonly bool _isWeighted;

    /// <summary>Writes rows.</summary>
    public RowRun(string folder, HalfRows rows, bool isWeighted, CancellationToken cancellationToken)
    {
        _isWeighted = isWeighted;
        _file = ScratchFile.Create(folder);
        try
        {
            for (int u = 0; u < rows.VertexCount; u++)
            {
                if ((u & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                (int from, int length) = ((int)rows.Start[u], (int)(rows.Start[u + 1] - rows.Start[u]));
                if (length == 0)
                    continue;
                Write([u, length]);
                Write<int>(rows.Entries.AsSpan(from, length));
                if (isWeighted)
                    Write<double>(rows.Weights.AsSpan(from, length));
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The vertex of the next row; the largest integer after the last.</summary>
    public int Vertex { get; private set; }

    /// <summary>Entries of the next row.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the first row.</summary>
    public void Rewind()
    {
        _file.Position = 0;
        Next();
    }

    /// <summary>Reads the next row and goes to the one after it.</summary>
    /// <param name="entries">As long as the row.</param>
    /// <param name="weights">As long, or empty where the graph has none.</param>
    public void Read(Span<uint> entries, Span<double> weights)
    {
        _file.ReadExactly(MemoryMarshal.AsBytes(entries));
        if (!_isWeighted)
            weights.Fill(1);
        else if (weights.IsEmpty)
            _file.Seek(entries.Length * (long)sizeof(double), SeekOrigin.Current);
        else
            _file.ReadExactly(MemoryMarshal.AsBytes(weights));
        Next();
    }

    public void Dispose() => _file.Dispose();

    private void Next()
    {
        Span<int> head = stackalloc int[2];
        bool isAtEnd = _file.ReadAtLeast(MemoryMarshal.AsBytes(head), 2 * sizeof(int), throwOnEndOfStream: false) == 0;
        (Vertex, Length) = isAtEnd ? (int.MaxValue, 0) : (head[0], head[1]);
    }

    private void Write<T>(ReadOnlySpan<T> values) where T : unmanaged => _file.Write(MemoryMarshal.AsBytes(values));
}
