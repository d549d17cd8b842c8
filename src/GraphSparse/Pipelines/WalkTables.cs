using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Walks;

namespace GraphSparse.Pipelines;

/// <summary>Writes walks as Parquet: walk and vertices (a list per walk), or walk, step, vertex where ids are strings. A row group per batch.</summary>
internal sealed class WalkTable : IDisposable
{
    private readonly ParquetWriter _writer;
    private readonly VertexIds? _ids;
    private readonly bool _isFlat;
    private readonly int _groupRows;

    // Used for every batch: arrays of this size would otherwise pile up until the collector looks at large objects.
    private int[] _vertices = [];
    private long[] _integers = [];

    public WalkTable(Stream stream, VertexIds? ids)
    {
        _ids = ids;
        _isFlat = ids is { AreIntegers: false };
        _groupRows = GroupRows(ids, 1 << 18);
        ParquetField[] fields = _isFlat
            ? [new("walk", ParquetType.Int64), new("step", ParquetType.Int32), new("vertex", ParquetType.Utf8)]
            : [new("walk", ParquetType.Int64), new("vertices", ids is null ? ParquetType.Int32 : ParquetType.Int64, IsList: true)];
        _writer = new ParquetWriter(stream, fields, leaveOpen: true);
    }

    public void Write(WalkBatch batch, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var walks = new long[batch.Count];
        var offsets = new int[batch.Count + 1];
        int[] vertices = AtLeast(ref _vertices, batch.Rows.Length);
        int length = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<int> walk = batch.Walk(i);
            walk.CopyTo(vertices.AsSpan(length));
            length += walk.Length;
            walks[i] = batch.FirstWalkId + i;
            offsets[i + 1] = length;
        }

        if (_isFlat)
            WriteFlat(walks, offsets, vertices, parallelism, cancellationToken);
        else
            _writer.WriteRowGroup(Lists(walks, offsets, vertices.AsMemory(0, length)), parallelism.Degree, cancellationToken);
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
            longest = Math.Max(longest, System.Text.Encoding.UTF8.GetByteCount(ids.Text(v)));
        return Math.Clamp(textBytes / longest, 1, most);
    }

    /// <summary>n and the direction of the graph that a table is about.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Declarations(CsrGraph graph)
    {
        yield return new("graphsparse.vertices", graph.VertexCount.ToString(CultureInfo.InvariantCulture));
        yield return new("graphsparse.directed", graph.IsDirected ? "true" : "false");
    }

    private ParquetColumn[] Lists(long[] walks, int[] offsets, ReadOnlyMemory<int> vertices)
    {
        ParquetColumn list = _ids is null
            ? ParquetColumn.CreateList<int>("vertices", vertices, offsets)
            : ParquetColumn.CreateList<long>("vertices", Integers(vertices.Span), offsets);
        return [ParquetColumn.Create<long>("walk", walks), list];
    }

    private ReadOnlyMemory<long> Integers(ReadOnlySpan<int> vertices)
    {
        long[] integers = AtLeast(ref _integers, vertices.Length);
        for (int i = 0; i < vertices.Length; i++)
            integers[i] = _ids!.Integer(vertices[i]);
        return integers.AsMemory(0, vertices.Length);
    }

    private static T[] AtLeast<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
        return buffer;
    }

    /// <summary>A row per vertex of a walk, in groups that hold a few megabytes of text.</summary>
    private void WriteFlat(long[] walks, int[] offsets, int[] vertices, Parallelism parallelism, CancellationToken cancellationToken)
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

            _writer.WriteRowGroup(
                [ParquetColumn.Create<long>("walk", walk), ParquetColumn.Create<int>("step", step), ParquetGraphWriter.Ids("vertex", vertices.AsMemory(from, rows), _ids)],
                parallelism.Degree, cancellationToken);
        }
    }
}

/// <summary>Writes visits as Parquet: vertex, visits; a row per vertex, in their order.</summary>
internal static class VisitTable
{
    public static void Write(Stream stream, long[] visits, CsrGraph graph, VertexIds? ids, Provenance provenance, CancellationToken cancellationToken)
    {
        int groupRows = WalkTable.GroupRows(ids, 1 << 20);
        using var writer = new ParquetWriter(stream, [new("vertex", CoOccurrenceTable.IdType(ids)), new("visits", ParquetType.Int64)], leaveOpen: true);
        var vertices = new int[Math.Min(groupRows, visits.Length)];
        for (int from = 0; from < visits.Length; from += groupRows)
        {
            int rows = Math.Min(groupRows, visits.Length - from);
            for (int i = 0; i < rows; i++)
                vertices[i] = from + i;
            writer.WriteRowGroup(
                [ParquetGraphWriter.Ids("vertex", vertices.AsMemory(0, rows), ids), ParquetColumn.Create<long>("visits", visits.AsMemory(from, rows))],
                cancellationToken: cancellationToken);
        }

        writer.Close([.. provenance.ToMetadata(), .. WalkTable.Declarations(graph)]);
    }
}

/// <summary>Writes co-occurrence counts as Parquet: source, target, count.</summary>
internal static class CoOccurrenceTable
{
    /// <summary>How vertices are written: as integers of 32 or 64 bits, or as text.</summary>
    public static ParquetType IdType(VertexIds? ids) => ids is null ? ParquetType.Int32 : ids.AreIntegers ? ParquetType.Int64 : ParquetType.Utf8;

    public static void Write(Stream stream, CoOccurrenceCounts counts, CsrGraph graph, VertexIds? ids, Provenance provenance, CancellationToken cancellationToken)
    {
        ParquetType type = IdType(ids);
        int groupRows = WalkTable.GroupRows(ids, 1 << 20);
        using var writer = new ParquetWriter(stream, [new("source", type), new("target", type), new("count", ParquetType.Int64)], leaveOpen: true);
        for (int from = 0; from < counts.Counts.Length; from += groupRows)
        {
            int rows = Math.Min(groupRows, counts.Counts.Length - from);
            writer.WriteRowGroup(
            [
                ParquetGraphWriter.Ids("source", counts.Sources.AsMemory(from, rows), ids),
                ParquetGraphWriter.Ids("target", counts.Targets.AsMemory(from, rows), ids),
                ParquetColumn.Create<long>("count", counts.Counts.AsMemory(from, rows)),
            ], cancellationToken: cancellationToken);
        }

        writer.Close([.. provenance.ToMetadata(), .. WalkTable.Declarations(graph)]);
    }
}
