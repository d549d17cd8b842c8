using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>A graph as a Parquet edge table: source, target, where weighted the weight, and further columns; rows by (source, target).</summary>
/// <remarks>For writing a graph by another Parquet library; <see cref="GraphWriter"/> writes the same table. A reader of this library gets the same graph back,
/// with vertices that have no edge and the direction, if the file has <see cref="Metadata"/>.
/// <para>Row groups are made one at a time. Cost: O(m + n). Determinism: exact.</para></remarks>
public sealed class GraphTable
{
    /// <summary>Rows of a row group: enough to compress well, few enough that every thread has one.</summary>
    public const int DefaultGroupRows = 1 << 19;

    private readonly CsrGraph _graph;
    private readonly VertexIds? _ids;
    private readonly ParquetColumn[] _others;

    /// <summary>The table of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="ids">The ids to write instead of 0..n−1, or <see langword="null"/>.</param>
    /// <param name="attributes">Further columns, a row for each edge. Texts that come from an edge list get the type that suits all values of a column.</param>
    /// <param name="provenance">Where the graph comes from; part of <see cref="Metadata"/>.</param>
    /// <param name="parallelism">Threads that find the types of texts, all cores by default.</param>
    /// <param name="cancellationToken">Looked at for every such column.</param>
    /// <exception cref="ArgumentException">Ids or columns are not as many as vertices or edges, or an id could not be read again.</exception>
    public GraphTable(
        CsrGraph graph, VertexIds? ids = null, EdgeAttributes? attributes = null, Provenance? provenance = null,
        Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require(graph, ids, attributes);
        _graph = graph;
        _ids = ids;
        _others = attributes is null ? [] : [.. attributes.Columns];
        if (attributes is { AreText: true })
            (parallelism ?? Parallelism.AllCores).For(_others.Length, i => _others[i] = _others[i] is ParquetUtf8Column texts ? TextTypes.Typed(texts) : _others[i], cancellationToken);
        ParquetField[] weight = graph.IsWeighted ? [new ParquetField("weight", ParquetType.Double)] : [];
        Fields = [IdField("source", ids), IdField("target", ids), .. weight, .. _others.Select(column => column.Field)];
        Metadata = [.. Declarations(graph, ids), .. (provenance ?? Provenance.Unknown).ToMetadata()];
    }

    /// <summary>Names and types of the columns: source and target as 32-bit integers where there are no ids, as 64-bit integers or strings where these are; weight as doubles.</summary>
    public IReadOnlyList<ParquetField> Fields { get; }

    /// <summary>Keys and values for the file: graphsparse.vertices, .directed, .ids, .isolated and where the graph comes from.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>Rows, one for each edge.</summary>
    public long RowCount => _graph.EdgeCount;

    /// <summary>The columns of one row group after the other, in the order of <see cref="Fields"/>.</summary>
    /// <param name="maxRows">Rows of a row group, at least 1; the last one may have fewer. A graph without edges has no row group.</param>
    public IEnumerable<IReadOnlyList<ParquetColumn>> RowGroups(int maxRows = DefaultGroupRows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        return Groups(maxRows, []).Select(group => group.Columns);
    }

    /// <summary>The same in room that is used again.</summary>
    /// <param name="spare">Room of groups before whose columns are no longer needed.</param>
    internal IEnumerable<RowGroup> RowGroups(ConcurrentBag<Room> spare) => Groups((int)Math.Min(DefaultGroupRows, RowCount), spare);

    /// <summary>The columns of a row group, and where they lie.</summary>
    internal readonly record struct RowGroup(IReadOnlyList<ParquetColumn> Columns, Room Room);

    /// <summary>Room for the columns of a row group.</summary>
    internal sealed class Room(int rows, bool isWeighted, bool hasIntegerIds)
    {
        public EdgeBlock Edges { get; } = new(rows, isWeighted);

        public long[]? SourceIds { get; } = hasIntegerIds ? GC.AllocateUninitializedArray<long>(rows) : null;

        public long[]? TargetIds { get; } = hasIntegerIds ? GC.AllocateUninitializedArray<long>(rows) : null;
    }

    /// <summary>What writing takes: for each row group that is on its way its columns with their ids, tables of dictionaries, and pages before and after compression.</summary>
    /// <param name="size">What is known of the graph.</param>
    /// <param name="edges">Edges that are written.</param>
    /// <param name="threads">A group on each, and two that come and go.</param>
    internal static long EstimateWriteBytes(GraphSize size, long edges, int threads)
    {
        long rows = Math.Min(edges, DefaultGroupRows);
        long columns = rows * (8 + (size.HasTextIds ? 2 * 24 : 2 * 8) + (size.Weighted ? 8 : 0));
        long tables = 2 * Math.Min(4 * rows, 1 << 20) * 5L;
        long pages = rows * (12 + (size.HasTextIds ? 2 * 12 : 0) + (size.Weighted ? 12 : 0));
        long groups = Math.Min((edges + DefaultGroupRows - 1) / DefaultGroupRows, threads == 1 ? 1 : threads + 2L);
        return groups * (columns + tables + pages);
    }

    /// <summary>Refuses ids and columns that do not go with a graph, or could not be read again.</summary>
    internal static void Require(CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes)
    {
        if (ids is not null && ids.Count != graph.VertexCount)
            throw new ArgumentException($"{ids.Count} ids for {graph.VertexCount} vertices.", nameof(ids));
        for (int v = 0; ids is { AreIntegers: false } && v < ids.Count; v++)
        {
            if (!NameTable.CanBeWritten(ids.GetText(v)))
                throw new ArgumentException($"The id of vertex {v} is empty or holds a control character, so it could not be read again.", nameof(ids));
        }

        if (attributes is { Columns.Count: > 0 } && attributes.Columns[0].RowCount != graph.EdgeCount)
            throw new ArgumentException($"Columns of {attributes.Columns[0].RowCount} rows for {graph.EdgeCount} edges.", nameof(attributes));
    }

    /// <summary>The field of a column of vertices: integers of 32 or 64 bits, with a sign or without, or text.</summary>
    internal static ParquetField IdField(string name, VertexIds? ids) => new(name, ids is null ? ParquetType.Int32 : ids.AreIntegers ? ParquetType.Int64 : ParquetType.Utf8)
    {
        LogicalType = ids is { AreUnsigned: true } ? ParquetLogicalType.Unsigned : ParquetLogicalType.None,
    };

    /// <summary>A column of vertices, as numbers or as the ids they came with.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="vertices">The vertices.</param>
    /// <param name="ids">Their ids, or null.</param>
    /// <param name="room">Room for integer ids that may be overwritten, or null.</param>
    internal static ParquetColumn Ids(string name, ReadOnlyMemory<int> vertices, VertexIds? ids, long[]? room = null)
    {
        if (ids is null)
            return ParquetColumn.Create(name, vertices);
        if (!ids.AreIntegers)
            return Texts(IdField(name, ids), vertices.Span, ids);
        room ??= GC.AllocateUninitializedArray<long>(vertices.Length);
        ids.GetIntegers(vertices.Span, room);
        return new ParquetColumn<long>(IdField(name, ids), room.AsMemory(0, vertices.Length));
    }

    [MethodImpl(Hot.Loop)]
    private static ParquetUtf8Column Texts(ParquetField field, ReadOnlySpan<int> vertices, VertexIds ids)
    {
        var offsets = new int[vertices.Length + 1];
        long total = 0;
        foreach (int v in vertices)
            total += System.Text.Encoding.UTF8.GetByteCount(ids.GetText(v));
        if (total > Array.MaxLength)
            throw new ResourceLimitException($"The ids of {vertices.Length} rows take {total} bytes in column '{field.Name}'; a row group holds at most {Array.MaxLength}.");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)total);
        for (int row = 0; row < vertices.Length; row++)
        {
            int at = offsets[row];
            if (row > 0 && vertices[row] == vertices[row - 1])
            {
                int length = at - offsets[row - 1];
                bytes.AsSpan(at - length, length).CopyTo(bytes.AsSpan(at));
                offsets[row + 1] = at + length;
            }
            else
            {
                offsets[row + 1] = at + System.Text.Encoding.UTF8.GetBytes(ids.GetText(vertices[row]), bytes.AsSpan(at));
            }
        }

        return new ParquetUtf8Column(field, bytes, offsets);
    }

    private IEnumerable<RowGroup> Groups(int maxRows, ConcurrentBag<Room> spare)
    {
        var cursor = new EdgeCursor(_graph);
        for (long written = 0; written < _graph.EdgeCount;)
        {
            int rows = (int)Math.Min(maxRows, _graph.EdgeCount - written);
            if (!spare.TryTake(out Room? room))
                room = new Room(rows, _graph.IsWeighted, _ids is { AreIntegers: true }); // the first are the longest
            EdgeBlock block = room.Edges;
            cursor.Fill(block, rows);
            var columns = new List<ParquetColumn>
            {
                Ids("source", block.Sources.AsMemory(0, rows), _ids, room.SourceIds),
                Ids("target", block.Targets.AsMemory(0, rows), _ids, room.TargetIds),
            };
            if (block.Weights is not null)
                columns.Add(ParquetColumn.Create<double>("weight", block.Weights.AsMemory(0, rows)));
            foreach (ParquetColumn other in _others)
                columns.Add(other.Slice((int)written, block.Count));
            written += block.Count;
            yield return new RowGroup(columns, room);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Declarations(CsrGraph graph, VertexIds? ids)
    {
        yield return new("graphsparse.vertices", graph.VertexCount.ToString(CultureInfo.InvariantCulture));
        yield return new("graphsparse.directed", graph.IsDirected ? "true" : "false");
        if (ids is null)
            yield break;
        yield return new("graphsparse.ids", ids.AreIntegers ? "integers" : "strings");
        int[] isolated = IsolatedVertices.Of(graph);
        if (isolated.Length > 0)
            yield return new("graphsparse.isolated", JsonList(isolated, ids));
    }

    private static string JsonList(int[] vertices, VertexIds ids)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (int v in vertices)
            {
                if (!ids.AreIntegers)
                    json.WriteStringValue(ids.GetText(v));
                else if (ids.AreUnsigned)
                    json.WriteNumberValue(unchecked((ulong)ids.GetInteger(v)));
                else
                    json.WriteNumberValue(ids.GetInteger(v));
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Goes through the edges once, by (source, target).</summary>
    private sealed class EdgeCursor(CsrGraph graph)
    {
        private int _vertex;
        private int _place;

        [MethodImpl(Hot.Loop)]
        public void Fill(EdgeBlock block, int rows)
        {
            int filled = 0;
            while (filled < rows)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(_vertex);
                int from = _place > 0 || graph.IsDirected ? _place : FirstAbove(neighbors, _vertex);
                int count = Math.Min(rows - filled, neighbors.Length - from);
                block.Sources.AsSpan(filled, count).Fill(_vertex);
                neighbors.Slice(from, count).CopyTo(block.Targets.AsSpan(filled));
                if (graph.IsWeighted)
                    graph.Weights(_vertex).Slice(from, count).CopyTo(block.Weights.AsSpan(filled));
                filled += count;
                (_vertex, _place) = from + count == neighbors.Length ? (_vertex + 1, 0) : (_vertex, from + count);
            }

            block.Count = rows;
        }

        /// <summary>The first place of a larger vertex; a vertex is no neighbour of its own.</summary>
        private static int FirstAbove(ReadOnlySpan<int> neighbors, int vertex)
        {
            const int few = 32;
            if (neighbors.Length > few)
                return ~neighbors.BinarySearch(vertex);
            int place = 0;
            while (place < neighbors.Length && neighbors[place] < vertex)
                place++;
            return place;
        }
    }
}
