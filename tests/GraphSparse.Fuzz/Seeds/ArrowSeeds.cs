using ParquetSharp;

namespace GraphSparse.Fuzz.Seeds;

/// <summary>Small files of Arrow's C++ writer: the encodings, codecs and types that our writer does not have.</summary>
internal static class ArrowSeeds
{
    /// <summary>Tables of many types, one file per codec or encoding.</summary>
    public static IReadOnlyList<byte[]> Tables { get; } =
    [
        .. ((Compression[])[Compression.Lz4, Compression.Lz4Hadoop, Compression.Zstd, Compression.Gzip, Compression.Brotli, Compression.Snappy]).Select(codec => Table(codec, Encoding.RleDictionary)),
        .. ((Encoding[])[Encoding.Plain, Encoding.DeltaBinaryPacked, Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray, Encoding.ByteStreamSplit]).Select(encoding => Table(Compression.Uncompressed, encoding)),
    ];

    /// <summary>Edge tables whose columns have every type that ids, weights and times may have.</summary>
    public static IReadOnlyList<byte[]> Edges { get; } =
    [
        Edge<ulong, decimal>(i => ulong.MaxValue - (ulong)i, i => i + 0.5m, LogicalType.None(), LogicalType.Decimal(29, 3)),
        Edge<uint, float>(i => (uint)i * 7, i => i / 2f, LogicalType.None(), LogicalType.None()),
        Edge<Guid, int>(i => new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), i => i, LogicalType.None(), LogicalType.None()),
        Edge<string, Half>(i => $"v{i}", i => (Half)(i + 1), LogicalType.None(), LogicalType.None()),
        Edge<decimal, decimal>(i => i, i => i + 1, LogicalType.Decimal(9, 0), LogicalType.Decimal(9, 2)),
        Edge<long?, double?>(i => i * 3, i => i == 2 ? null : i, LogicalType.None(), LogicalType.None()),
        Edge<short, byte>(i => (short)(i - 2), i => (byte)(i + 1), LogicalType.None(), LogicalType.None()),
        Edge<int, DateTime>(i => i, i => new DateTime(2020, 1, 1 + i, 0, 0, 0, DateTimeKind.Utc), LogicalType.None(), LogicalType.None()),
    ];

    private static byte[] Edge<TId, TWeight>(Func<int, TId> id, Func<int, TWeight> weight, LogicalType idType, LogicalType weightType)
    {
        Column[] columns = [new Column<TId>("source", idType), new Column<TId>("target", idType), new Column<TWeight>("weight", weightType)];
        return Written(columns, builder => builder.DisableDictionary(), group =>
        {
            Add(group, id);
            Add(group, i => id(i + 1));
            Add(group, weight);
        });
    }

    private static byte[] Table(Compression codec, Encoding encoding)
    {
        Column[] columns =
        [
            new Column<string>("s"), new Column<string?>("t"), new Column<Guid>("id"), new Column<int>("i"), new Column<long?>("l"),
            new Column<double>("d"), new Column<decimal?>("m", LogicalType.Decimal(29, 3)), new Column<bool>("b"), new Column<int[]>("list"),
        ];
        return Written(columns, builder => Encode(builder.Compression(codec), encoding), group =>
        {
            Add(group, i => $"prefix-{i / 2}");
            Add(group, i => i % 3 == 0 ? null : $"ä{i}");
            Add(group, i => new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            Add(group, i => i * i);
            Add(group, i => i % 4 == 0 ? (long?)null : i * 1_000_000_007L);
            Add(group, i => i / 7.0);
            Add(group, i => i % 3 == 1 ? (decimal?)null : i * 1_234_567.125m);
            Add(group, i => i % 3 == 0);
            Add(group, i => new int[i % 3]);
        });
    }

    private static void Encode(WriterPropertiesBuilder builder, Encoding encoding)
    {
        if (encoding == Encoding.RleDictionary)
            return;
        builder.DisableDictionary().DataPageVersion(ParquetDataPageVersion.V2);
        string[] names = encoding switch
        {
            Encoding.DeltaBinaryPacked => ["i", "l"],
            Encoding.DeltaByteArray => ["s", "t", "id", "m"],
            Encoding.DeltaLengthByteArray => ["s", "t"],
            Encoding.ByteStreamSplit => ["i", "l", "d", "id", "m"],
            _ => [],
        };
        foreach (string name in names)
            builder.Encoding(name, encoding);
    }

    private static byte[] Written(Column[] columns, Action<WriterPropertiesBuilder> encode, Action<RowGroupWriter> write)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.DisableStatistics();
        encode(builder);
        using WriterProperties properties = builder.Build();
        using var stream = new MemoryStream();
        using (var file = new ParquetFileWriter(stream, columns, null, properties, null, leaveOpen: true))
        {
            using (RowGroupWriter group = file.AppendRowGroup())
                write(group);
            file.Close();
        }

        return stream.ToArray();
    }

    private static void Add<T>(RowGroupWriter group, Func<int, T> value)
    {
        const int Rows = 5;
        using LogicalColumnWriter<T> writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch([.. Enumerable.Range(0, Rows).Select(value)]);
    }
}
