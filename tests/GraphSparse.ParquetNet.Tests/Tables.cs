using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Files in memory, written and read by either side.</summary>
internal static class Tables
{
    public static ParquetColumn[][] Groups(IReadOnlyList<ParquetField> fields, Random random, params IEnumerable<int> rows) =>
        [.. rows.Select(count => fields.Select(field => RandomColumns.Make(field, count, random)).ToArray())];

    public static byte[] WriteByUs(IReadOnlyList<ParquetField> fields, ParquetColumn[][] groups, ParquetWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        using var writer = new GraphSparse.IO.Parquet.ParquetWriter(stream, fields, options);
        foreach (ParquetColumn[] group in groups)
            writer.WriteRowGroup(group);
        writer.Close([new("key", "value")]);
        return stream.ToArray();
    }

    public static async Task<byte[]> WriteByParquetNet(IReadOnlyList<ParquetField> fields, ParquetColumn[][] groups, ParquetOptions? options = null)
    {
        using var stream = new MemoryStream();
        ParquetSchema schema = fields.ToSchema();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream, options))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["key"] = "value" };
            foreach (ParquetColumn[] group in groups)
            {
                using ParquetRowGroupWriter rowGroup = writer.CreateRowGroup();
                for (int i = 0; i < group.Length; i++)
                    await rowGroup.WriteColumnAsync(schema.Fields[i], group[i]);
                rowGroup.CompleteValidate();
            }
        }

        return stream.ToArray();
    }

    public static async Task<ParquetTable> ReadByParquetNet(byte[] bytes, ParquetOptions? options = null)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), options);
        return await reader.ReadTableAsync("memory");
    }

    public static ParquetTable ReadByUs(byte[] bytes)
    {
        using ParquetFile file = ParquetFile.Open(bytes, "memory");
        return new ParquetTable(
            "memory", file.Fields, [.. Enumerable.Range(0, file.RowGroups.Count).Select(g => (IReadOnlyList<ParquetColumn>)[.. file.Fields.Select((_, f) => file.ReadColumn(g, f))])],
            file.Metadata, file.UnsupportedFields);
    }

    public static void RequireSame(IReadOnlyList<ParquetField> fields, ParquetColumn[][] groups, ParquetTable read)
    {
        Assert.Equal(fields, read.Fields);
        Assert.Equal(groups.Length, read.RowGroups.Count);
        for (int g = 0; g < groups.Length; g++)
        {
            for (int f = 0; f < fields.Count; f++)
                RandomColumns.RequireSameValues(groups[g][f], read.RowGroups[g][f]);
        }

        Assert.Equal("value", read.Metadata["key"]);
    }
}
