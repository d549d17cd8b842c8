using System.Runtime.CompilerServices;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.IO.Attributes;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Writes a graph as a Parquet edge table: source, target, where weighted the weight, and further columns; rows by (source, target).</summary>
internal static class ParquetGraphWriter
{
    /// <summary>Rows of a row group: enough to compress well, few enough that every thread has one.</summary>
    private const int GroupRows = 1 << 19;

    public static void Write(Stream stream, CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes, Provenance provenance, OutputCodec codec, IoContext context)
    {
        var fields = new List<ParquetField> { IdField("source", ids), IdField("target", ids) };
        if (graph.IsWeighted)
            fields.Add(new ParquetField("weight", ParquetType.Double));
        ParquetColumn[] others = attributes is null ? [] : [.. attributes.Columns];
        if (attributes is { AreText: true })
            context.Parallelism.For(others.Length, i => others[i] = others[i] is ParquetUtf8Column texts ? TextTypes.Typed(texts) : others[i], context.CancellationToken);
        fields.AddRange(others.Select(column => column.Field));
        var options = new ParquetWriterOptions
        {
            Codec = codec switch
            {
                OutputCodec.None => ParquetCodec.None,
                OutputCodec.Gzip => ParquetCodec.GZip,
                OutputCodec.Zstd => ParquetCodec.Zstd,
                _ => ParquetCodec.Snappy,
            },
        };
        using var writer = new ParquetWriter(stream, fields, options, leaveOpen: true);
        var cursor = new EdgeCursor(graph);
        long written = 0;
        while (written < graph.EdgeCount)
        {
            var groups = new List<IReadOnlyList<ParquetColumn>>();
            while (groups.Count < context.Parallelism.Degree && written < graph.EdgeCount)
            {
                EdgeBlock block = cursor.Next((int)Math.Min(GroupRows, graph.EdgeCount - written));
                groups.Add([.. Columns(block, ids), .. others.Select(column => column.Slice((int)written, block.Count))]);
                written += block.Count;
            }

            writer.WriteRowGroups(groups, context.Parallelism.Degree, context.CancellationToken);
            context.Report("writing", written, graph.EdgeCount);
        }

        // The name of the writer follows, by which the checksum of the footer counts: damage that reaches both must find nothing here that matters.
        writer.Close([.. Declarations(graph, ids), .. provenance.ToMetadata()]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Declarations(CsrGraph graph, VertexIds? ids)
    {
        yield return new("graphsparse.vertices", graph.VertexCount.ToString(CultureInfo.InvariantCulture));
        yield return new("graphsparse.directed", graph.IsDirected ? "true" : "false");
        if (ids is null)
            yield break;
        yield return new("graphsparse.ids", ids.AreIntegers ? "integers" : "strings");
        var isolated = new JsonArray([.. IsolatedVertices.Of(graph).Select(v => IdNode(ids, v))]);
        if (isolated.Count > 0)
            yield return new("graphsparse.isolated", isolated.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static JsonValue IdNode(VertexIds ids, int vertex) => !ids.AreIntegers ? JsonValue.Create(ids.Text(vertex))
        : ids.AreUnsigned ? JsonValue.Create(unchecked((ulong)ids.Integer(vertex)))
        : JsonValue.Create(ids.Integer(vertex));

    private static List<ParquetColumn> Columns(EdgeBlock block, VertexIds? ids)
    {
        var columns = new List<ParquetColumn> { Ids("source", block.Sources, ids), Ids("target", block.Targets, ids) };
        if (block.Weights is not null)
            columns.Add(ParquetColumn.Create<double>("weight", block.Weights));
        return columns;
    }

    /// <summary>The field of a column of vertices: integers of 32 or 64 bits, with a sign or without, or text.</summary>
    public static ParquetField IdField(string name, VertexIds? ids) => new(name, ids is null ? ParquetType.Int32 : ids.AreIntegers ? ParquetType.Int64 : ParquetType.Utf8)
    {
        LogicalType = ids is { AreUnsigned: true } ? ParquetLogicalType.Unsigned : ParquetLogicalType.None,
    };

    /// <summary>A column of vertices, as numbers or as the ids they came with.</summary>
    public static ParquetColumn Ids(string name, ReadOnlyMemory<int> vertices, VertexIds? ids)
    {
        if (ids is null)
            return ParquetColumn.Create(name, vertices);
        return ids.AreIntegers
            ? new ParquetColumn<long>(IdField(name, ids), Array.ConvertAll(vertices.ToArray(), ids.Integer))
            : ParquetUtf8Column.Create(name, vertices.ToArray().Select(ids.Text));
    }

    /// <summary>Goes through the edges once, by (source, target).</summary>
    private sealed class EdgeCursor(CsrGraph graph)
    {
        private int _vertex;
        private int _place;

        [MethodImpl(Hot.Loop)]
        public EdgeBlock Next(int rows)
        {
            var block = new EdgeBlock(rows, graph.IsWeighted);
            while (!block.IsFull)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(_vertex);
                ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(_vertex) : default;
                for (; _place < neighbors.Length && !block.IsFull; _place++)
                {
                    if (graph.IsDirected || neighbors[_place] > _vertex)
                        block.Add(_vertex, neighbors[_place], graph.IsWeighted ? weights[_place] : 1);
                }

                if (_place == neighbors.Length)
                    (_vertex, _place) = (_vertex + 1, 0);
            }

            return block;
        }
    }
}
