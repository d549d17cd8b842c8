using System.Collections.Concurrent;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Writes a <see cref="GraphTable"/> to a Parquet file; row groups are encoded in parallel and written in order.</summary>
internal static class ParquetGraphWriter
{
    public static void Write(Stream stream, CsrGraph graph, VertexIds? ids, EdgeAttributes? attributes, Provenance provenance, ParquetCompression codec, IoContext context)
    {
        var table = new GraphTable(graph, ids, attributes, provenance, context.Parallelism, context.CancellationToken);
        var options = new ParquetWriterOptions { Codec = codec };
        using var writer = new ParquetWriter(stream, table.Fields, options, leaveOpen: true);
        long written = 0;
        if (graph.EdgeCount <= (long)GraphTable.DefaultGroupRows * context.Parallelism.Degree)
        {
            writer.WriteRowGroups([.. table.RowGroups()], context.Parallelism.Degree, context.CancellationToken); // threads share the pages
            context.Report("writing", graph.EdgeCount, graph.EdgeCount);
        }
        else
        {
            var spare = new ConcurrentBag<GraphTable.Room>();
            context.Parallelism.MapInOrder(
                table.RowGroups(spare),
                group =>
                {
                    EncodedRowGroup encoded = writer.Encode(group.Columns, context.CancellationToken);
                    spare.Add(group.Room);
                    return encoded;
                },
                encoded =>
                {
                    using EncodedRowGroup group = encoded;
                    writer.Write(group);
                    written += group.RowCount;
                    context.Report("writing", written, graph.EdgeCount);
                },
                context.CancellationToken);
        }

        // The name of the writer follows, by which the checksum of the footer counts: damage that reaches both must find nothing here that matters.
        writer.Close(table.Metadata);
    }
}
