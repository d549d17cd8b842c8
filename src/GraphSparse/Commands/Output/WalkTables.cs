using System.Buffers;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Walks;

namespace GraphSparse.Commands;

/// <summary>Writes walks as Parquet: walk and vertices (a list per walk), or walk, step, vertex where ids are strings. A row group per batch.</summary>
internal sealed class WalkTable : IDisposable
{
    private readonly ParquetWriter _writer;
    private readonly VertexIds? _ids;
    private readonly bool _isFlat;
    private readonly int _groupRows;

    public WalkTable(Stream stream, VertexIds? ids)
    {
        _ids = ids;
        _isFlat = ids is { AreIntegers: false };
        _groupRows = GroupRows(ids, 1 << 18);
        ParquetField[] fields = _isFlat
            ? [new("walk", ParquetType.Int64), new("step", ParquetType.Int32), GraphTable.IdField("vertex", ids)]
            : [new("walk", ParquetType.Int64), GraphTable.IdField("vertices", ids) with { IsList = true }];
        _writer = new ParquetWriter(stream, fields, leaveOpen: true);
    }

    /// <summary>Encodes a batch and gives its rows back; several threads may do so at once.</summary>
    public EncodedRowGroup[] Encode(WalkBatch batch, CancellationToken cancellationToken)
    {
        var walks = new long[batch.Count];
        var offsets = new int[batch.Count + 1];
        bool isFull = batch.Steps == (long)batch.Count * (batch.Width - 1);
        int[] vertices = isFull ? batch.Buffer : ArrayPool<int>.Shared.Rent(batch.Rows.Length);
        for (int i = 0; i < batch.Count; i++)
        {
            walks[i] = batch.FirstWalkId + i;
            if (isFull)
            {
                offsets[i + 1] = offsets[i] + batch.Width;
                continue;
            }

            ReadOnlySpan<int> walk = batch.Walk(i);
            walk.CopyTo(vertices.AsSpan(offsets[i]));
            offsets[i + 1] = offsets[i] + walk.Length;
        }

        EncodedRowGroup[] groups = _isFlat
            ? [.. Flat(walks, offsets, vertices, cancellationToken)]
            : [EncodeLists(walks, offsets, vertices.AsMemory(0, offsets[^1]), cancellationToken)];
        if (!isFull)
            ArrayPool<int>.Shared.Return(vertices);
        ArrayPool<int>.Shared.Return(batch.Buffer);
        return groups;
    }

    /// <summary>Writes what <see cref="Encode"/> gave, in the order of the batches.</summary>
    public void Write(EncodedRowGroup[] groups)
    {
        foreach (EncodedRowGroup group in groups)
        {
            using (group)
                _writer.Write(group);
        }
    }

    public void Close(Provenance provenance, CsrGraph graph) => _writer.Close([.. provenance.ToMetadata(), .. Declarations(graph)]);

    public void Dispose() => _writer.Dispose();

    /// <summary>Rows of a group, fewer where ids are long texts: the writer holds a group in several forms.</summary>
    public static int GroupRows(VertexIds? ids, int most)
    {
        const int textBytes = 8 << 20;
        if (ids is null || ids.AreIntegers)
            return most;
        int longest = 1;
        for (int v = 0; v < ids.Count; v++)
            longest = Math.Max(longest, System.Text.Encoding.UTF8.GetByteCount(ids.GetText(v)));
        return Math.Clamp(textBytes / longest, 1, most);
    }

    /// <summary>n and the direction of the graph that a table is about.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Declarations(CsrGraph graph)
    {
        yield return new("graphsparse.vertices", graph.VertexCount.ToString(CultureInfo.InvariantCulture));
        yield return new("graphsparse.directed", graph.IsDirected ? "true" : "false");
    }

    private EncodedRowGroup EncodeLists(long[] walks, int[] offsets, ReadOnlyMemory<int> vertices, CancellationToken cancellationToken)
    {
        ParquetColumn<long> ids = ParquetColumn.Create<long>("walk", walks);
        if (_ids is null)
            return _writer.Encode([ids, ParquetColumn.CreateList("vertices", vertices, offsets)], cancellationToken);
        long[] integers = ArrayPool<long>.Shared.Rent(vertices.Length);
        ReadOnlySpan<int> from = vertices.Span;
        for (int i = 0; i < from.Length; i++)
            integers[i] = _ids.GetInteger(from[i]);
        EncodedRowGroup group = _writer.Encode(
            [ids, new ParquetColumn<long>(GraphTable.IdField("vertices", _ids) with { IsList = true }, integers.AsMemory(0, vertices.Length), offsets: offsets)],
            cancellationToken);
        ArrayPool<long>.Shared.Return(integers);
        return group;
    }

    /// <summary>A row per vertex of a walk, in groups that hold a few megabytes of text.</summary>
    private IEnumerable<EncodedRowGroup> Flat(long[] walks, int[] offsets, int[] vertices, CancellationToken cancellationToken)
    {
        int i = 0;
        for (int from = 0; from < offsets[^1]; from += _groupRows)
        {
            int rows = Math.Min(_groupRows, offsets[^1] - from);
            var walk = new long[rows];
            var step = new int[rows];
            for (int row = 0; row < rows; row++)
            {
                while (offsets[i + 1] <= from + row)
                    i++;
                (walk[row], step[row]) = (walks[i], from + row - offsets[i]);
            }

            yield return _writer.Encode(
                [ParquetColumn.Create<long>("walk", walk), ParquetColumn.Create<int>("step", step), GraphTable.Ids("vertex", vertices.AsMemory(from, rows), _ids)],
                cancellationToken);
        }
    }
}

/// <summary>Writes visits as Parquet: vertex, visits; a row per vertex, in their order.</summary>
internal static class VisitTable
{
    public static void Write(Stream stream, long[] visits, CsrGraph graph, VertexIds? ids, Provenance provenance, CancellationToken cancellationToken)
    {
        int groupRows = WalkTable.GroupRows(ids, 1 << 20);
        using var writer = new ParquetWriter(stream, [GraphTable.IdField("vertex", ids), new("visits", ParquetType.Int64)], leaveOpen: true);
        var vertices = new int[Math.Min(groupRows, visits.Length)];
        for (int from = 0; from < visits.Length; from += groupRows)
        {
            int rows = Math.Min(groupRows, visits.Length - from);
            for (int i = 0; i < rows; i++)
                vertices[i] = from + i;
            writer.WriteRowGroup(
                [GraphTable.Ids("vertex", vertices.AsMemory(0, rows), ids), ParquetColumn.Create<long>("visits", visits.AsMemory(from, rows))],
                cancellationToken: cancellationToken);
        }

        writer.Close([.. provenance.ToMetadata(), .. WalkTable.Declarations(graph)]);
    }
}

/// <summary>Writes co-occurrence counts as Parquet: source, target, count.</summary>
internal static class CoOccurrenceTable
{
    public static void Write(Stream stream, CoOccurrenceCounts counts, CsrGraph graph, VertexIds? ids, Provenance provenance, CancellationToken cancellationToken)
    {
        int groupRows = WalkTable.GroupRows(ids, 1 << 20);
        using var writer = new ParquetWriter(stream, [GraphTable.IdField("source", ids), GraphTable.IdField("target", ids), new("count", ParquetType.Int64)], leaveOpen: true);
        for (int from = 0; from < counts.Counts.Length; from += groupRows)
        {
            int rows = Math.Min(groupRows, counts.Counts.Length - from);
            writer.WriteRowGroup(
            [
                GraphTable.Ids("source", counts.Sources.AsMemory(from, rows), ids),
                GraphTable.Ids("target", counts.Targets.AsMemory(from, rows), ids),
                ParquetColumn.Create<long>("count", counts.Counts.AsMemory(from, rows)),
            ], cancellationToken: cancellationToken);
        }

        writer.Close([.. provenance.ToMetadata(), .. WalkTable.Declarations(graph)]);
    }
}
