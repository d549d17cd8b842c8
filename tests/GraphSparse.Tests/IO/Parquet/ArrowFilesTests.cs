using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;
using ParquetSharp;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Files that Arrow's C++ writer wrote, in every encoding and codec, read by us.</summary>
public class ArrowFilesTests
{
    public static TheoryData<Compression, Encoding, bool> Kinds()
    {
        var kinds = new TheoryData<Compression, Encoding, bool>();
        foreach (Encoding encoding in (Encoding[])[Encoding.Plain, Encoding.DeltaBinaryPacked, Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray, Encoding.ByteStreamSplit, Encoding.RleDictionary])
        {
            kinds.Add(Compression.Uncompressed, encoding, false);
            kinds.Add(Compression.Zstd, encoding, true);
        }

        foreach (Compression codec in (Compression[])[Compression.Lz4, Compression.Lz4Hadoop, Compression.Gzip, Compression.Brotli, Compression.Snappy])
            kinds.Add(codec, Encoding.Plain, codec == Compression.Lz4);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_GivesEveryValue(Compression codec, Encoding encoding, bool secondVersion)
    {
        using var folder = new TemporaryFolder();
        string path = folder["a.parquet"];
        Write(path, codec, encoding, secondVersion);
        using ParquetFile file = ParquetFile.Open(path);
        using var arrow = new ParquetSharpColumns(path);
        Assert.Equal(10, file.Fields.Count);
        foreach ((string name, int column) in arrow.Flat)
        {
            string? difference = ParquetTestingTests.Difference(arrow.Read(0, column), file.ReadColumn(0, file.FindField(name)));
            Assert.True(difference is null, $"{name}: {difference}");
        }
    }

    [Fact]
    public void Kinds_ReallyOccurInTheFiles()
    {
        var found = new HashSet<string>();
        using var folder = new TemporaryFolder();
        foreach (object[] kind in Kinds())
        {
            string path = folder[$"{kind[0]}-{kind[1]}.parquet"];
            Write(path, (Compression)kind[0], (Encoding)kind[1], (bool)kind[2]);
            using ParquetFile file = ParquetFile.Open(path);
            foreach (ParquetColumnChunk chunk in file.RowGroups[0].Columns)
                found.UnionWith([chunk.CodecName, .. chunk.Encodings]);
        }

        Assert.Superset(
            new HashSet<string> { "DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT", "RLE_DICTIONARY", "PLAIN", "LZ4", "LZ4_RAW", "ZSTD", "GZIP", "BROTLI", "SNAPPY" },
            found);
    }

    private static void Write(string path, Compression codec, Encoding encoding, bool secondVersion)
    {
        const int Rows = 3000;
        int[] rows = [.. Enumerable.Range(0, Rows)];
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(codec).DataPagesize(4096).EnablePageChecksum();
        builder.DataPageVersion(secondVersion ? ParquetDataPageVersion.V2 : ParquetDataPageVersion.V1);
        if (encoding != Encoding.RleDictionary)
            builder.DisableDictionary();
        foreach ((string name, Encoding[] encodings) in new (string, Encoding[])[]
            {
                ("s", [Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray]), ("t", [Encoding.DeltaByteArray, Encoding.DeltaLengthByteArray]),
                ("id", [Encoding.DeltaByteArray, Encoding.ByteStreamSplit]), ("h", [Encoding.DeltaByteArray, Encoding.ByteStreamSplit]),
                ("i", [Encoding.DeltaBinaryPacked, Encoding.ByteStreamSplit]), ("l", [Encoding.DeltaBinaryPacked, Encoding.ByteStreamSplit]),
                ("d", [Encoding.ByteStreamSplit]), ("m", [Encoding.DeltaByteArray, Encoding.ByteStreamSplit]),
            })
        {
            if (encodings.Contains(encoding))
                builder.Encoding(name, encoding);
        }

        using WriterProperties properties = builder.Build();
        Column[] columns =
        [
            new Column<string>("s"), new Column<string?>("t"), new Column<Guid>("id"), new Column<Half>("h"), new Column<int>("i"), new Column<long?>("l"),
            new Column<double>("d"), new Column<decimal?>("m", LogicalType.Decimal(29, 3)), new Column<bool>("b"), new Column<ulong>("u"),
        ];
        using var file = new ParquetFileWriter(path, columns, properties);
        using RowGroupWriter group = file.AppendRowGroup();
        Add(group, rows, i => $"prefix-{i / 7}-{new string('x', i % 5)}");
        Add(group, rows, i => i % 3 == 0 ? null : i % 11 == 0 ? "" : $"ä{i * 7919 % 1000}");
        Add(group, rows, i => new Guid(i, (short)(i % 5), 7, 1, 2, 3, 4, 5, 6, 7, (byte)i));
        Add(group, rows, i => (Half)(i / 8.0));
        Add(group, rows, i => i * i % 100_003 - 50_000);
        Add(group, rows, i => i % 4 == 0 ? (long?)null : i * 1_000_000_007L);
        Add(group, rows, i => i / 7.0);
        Add(group, rows, i => i % 5 == 1 ? (decimal?)null : (i - 1500) * 1_234_567_890.125m);
        Add(group, rows, i => i % 3 == 0);
        Add(group, rows, i => ulong.MaxValue - (ulong)i);
        file.Close();
    }

    private static void Add<T>(RowGroupWriter group, int[] rows, Func<int, T> value)
    {
        using LogicalColumnWriter<T> writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch([.. rows.Select(value)]);
    }
}
