using System.Globalization;
using System.Text.Json;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Reads Parquet edge tables: one file, several as the parts of one table, or columns in memory. Row groups are decoded in parallel.</summary>
internal static class ParquetGraphReader
{
    public static void Read(InputFileSet found, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        RequireNamedColumns(options);
        var parts = new List<ParquetEdgePart>();
        try
        {
            foreach (string path in found.Files)
            {
                parts.Add(ParquetEdgePart.Open(path, found.KeysOf(path), options, context));
                Describe(parts, collector, isOnly: found.Files.Count == 1);
            }

            ReadRows(parts, options, collector, context);
        }
        finally
        {
            foreach (ParquetEdgePart part in parts)
                part.Table.Dispose();
        }
    }

    public static void Read(ParquetTable table, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        RequireNamedColumns(options);
        ParquetEdgePart[] parts = [ParquetEdgePart.Of(table, options)];
        Describe(parts, collector, isOnly: true);
        ReadRows(parts, options, collector, context);
    }

    private static void RequireNamedColumns(GraphReadOptions options)
    {
        if (options.Columns is not null)
            throw new ArgumentException("Parquet columns have names; say which with GraphReadOptions.SourceColumn, GraphReadOptions.TargetColumn and GraphReadOptions.WeightColumn instead of GraphReadOptions.Columns.");
    }

    /// <summary>Takes note of what the last part says of itself.</summary>
    private static void Describe(IReadOnlyList<ParquetEdgePart> parts, EdgeRowCollector collector, bool isOnly)
    {
        ParquetEdgeSchema schema = parts[^1].Schema;
        schema.RequireLike(parts[0].Schema);
        AddNotes(collector.Notes, parts[0].Schema, schema);
        foreach (OtherColumn other in schema.Others())
            collector.Others.Add(other);
        collector.Others.Bytes += schema.OtherBytes();
        ReadDeclarations(parts[^1].Table, collector, isOnly);
    }

    private static void ReadRows(IReadOnlyList<ParquetEdgePart> parts, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        var names = new NameTables();
        long rows = parts.Sum(p => p.Table.RowCount);
        context.Parallelism.MapInOrder(
            parts.SelectMany(part => Enumerable.Range(0, part.Table.RowGroupCount).Select(group => (part, group))),
            item => item.part.Schema.HasTexts
                ? names.With(table => item.part.ReadGroup(item.group, options, context, table))
                : item.part.ReadGroup(item.group, options, context),
            edges =>
            {
                collector.Add(edges);
                context.Report("reading edges", collector.RowCount, rows);
            },
            context.CancellationToken);
    }

    /// <summary>What was taken; of a later part what the first one did not say already.</summary>
    private static void AddNotes(List<string> notes, ParquetEdgeSchema first, ParquetEdgeSchema part)
    {
        if (part == first)
            notes.AddRange(part.Columns.Notes);
        else
            notes.AddRange(part.Columns.Notes.Except(first.Columns.Notes).Select(note => $"{Path.GetFileName(part.Table.Name)}: {note}"));
    }

    /// <summary>What a table that we wrote says of itself. Parts of a folder share a direction; their n is that of the whole.</summary>
    private static void ReadDeclarations(IColumnTable table, EdgeRowCollector collector, bool isOnly)
    {
        if (table.Metadata.TryGetValue("graphsparse.vertices", out string? text))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long n))
                throw new GraphFormatException($"metadata graphsparse.vertices is '{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text))}', not a number").At(table.Name);
            collector.DeclaredVertices = Math.Max(n, collector.DeclaredVertices ?? 0);
        }

        if (table.Metadata.TryGetValue("graphsparse.directed", out string? directed))
        {
            bool isDirected = directed == "true";
            if (!isOnly && collector.DeclaredDirected is { } before && before != isDirected)
                throw new GraphFormatException("this part is directed and an earlier one is not, or the other way round").At(table.Name);
            collector.DeclaredDirected = isDirected;
        }

        collector.IsSample |= table.Metadata.GetValueOrDefault("graphsparse.sampled") == "true";

        if (table.Metadata.TryGetValue("graphsparse.ids", out string? kind) && kind is "integers" or "strings")
            collector.DeclaredIds = kind == "strings" ? IdMode.Strings : IdMode.Sparse;

        if (table.Metadata.TryGetValue("graphsparse.isolated", out string? isolated))
        {
            try
            {
                using JsonDocument ids = JsonDocument.Parse(isolated);
                foreach (JsonElement id in ids.RootElement.EnumerateArray())
                    collector.AddIsolated(id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText());
            }
            catch (GraphFormatException error)
            {
                throw error.At(table.Name);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw new GraphFormatException("metadata graphsparse.isolated is not a JSON list of ids", error).At(table.Name);
            }
        }
    }
}
