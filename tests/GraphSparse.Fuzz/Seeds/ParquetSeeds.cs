using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Fuzz.Seeds;

/// <summary>Small Parquet files of our own writers, with checksums, and made page by page, without.</summary>
internal static class ParquetSeeds
{
    public static Provenance Provenance { get; } = new() { Command = "fuzz", Options = "{\"a\":1}", Seed = 7, Inputs = ["00ff"] };

    /// <summary>Edge tables as we write them: without ids, with signed, unsigned and text ids, with isolated vertices.</summary>
    public static IReadOnlyList<byte[]> OwnGraphs { get; } =
    [
        Graph(weighted: true, null, ParquetCompression.Snappy),
        Graph(weighted: false, VertexIds.FromIntegers([-7, 5, 90, 1L << 40, 1000, 1001]), ParquetCompression.None),
        Graph(weighted: true, VertexIds.FromStrings(["a", "b", "zoë", "d", "e", "f"]), ParquetCompression.Gzip),
    ];

    /// <summary>Pages in encodings that our writer never writes.</summary>
    public static IReadOnlyList<byte[]> HandMade { get; } =
    [
        new HandMadeFile(new("v", ParquetType.Int32, true))
            .Dictionary(2, 1, 0, 0, 0, 2, 0, 0, 0)
            .PageV2(PageEncoding.RleDictionary, 9, [], [18, 1], [1, 3, 0x55, 2, 1])
            .PageV2(PageEncoding.DeltaBinaryPacked, 8, [], [16, 1], [0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0])
            .ToArray(),
        new HandMadeFile(new("v", ParquetType.Float, true, true))
            .PageV2(PageEncoding.ByteStreamSplit, 4, [3, 0b0010], [3, 0b01001010, 0], [1, 2, 3, 4, 5, 6, 7, 8])
            .ToArray(rows: 3),
        new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.DeltaLengthByteArray, 3, [0x80, 0x01, 4, 3, 2, 2, 0, 0, 0, 0, .. "abbccc"u8]).ToArray(),
        new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.DeltaByteArray, 2, [0x80, 0x01, 4, 2, 0, 4, 0, 0, 0, 0, 0x80, 0x01, 4, 2, 6, 3, 0, 0, 0, 0, .. "abcx"u8]).ToArray(),
        new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.Plain, 2, [0xFF, 0xFF, 0xFF, 0x7F, .. "aaaaaaaa"u8, 1, 0, 0, 0, (byte)'b']).ToArray(),
        new HandMadeFile(new("v", ParquetType.Boolean)).Page(PageEncoding.Rle, 11, 4, 0, 0, 0, 6, 1, 3, 0xAA).ToArray(),
        new HandMadeFile(new("v", ParquetType.FixedBytes) { FixedLength = 3 }).Dictionary(2, "defabc"u8.ToArray()).Page(PageEncoding.RleDictionary, 2, 1, 3, 1).ToArray(),
        new HandMadeFile(new("v", ParquetType.FixedBytes) { FixedLength = 3 }).Page(PageEncoding.ByteStreamSplit, 2, "adbecf"u8.ToArray()).ToArray(),
        new HandMadeFile(new("v", ParquetType.Int96)).Page(PageEncoding.Plain, 2, new byte[24]).ToArray(),
        .. Lies(),
    ];

    /// <summary>Every type, optional and in lists, as our writer writes it.</summary>
    public static IReadOnlyList<byte[]> OwnColumns { get; } = [.. OfCodecs(ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd)];

    public static IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. TextSeeds.Utf8("PAR1", "PARE", "source", "target", "weight", "op", "time", "graphsparse.vertices", "graphsparse.directed", "graphsparse.ids", "graphsparse.isolated", "integers", "strings",
            "true", "false", "[1,2]", "[null,\"a\",1.5,{}]", "[\"\\ud800\"]", "2147483647", "-1", "18446744073709551615", "list", "element", "schema"),
        [0x15, 0x00], [0x15, 0x02], [0x15, 0x04], [0x15, 0x0C], [0x19, 0x1C], [0x19, 0xFC], [0x2C], [0x4C], [0x5C], [0x00, 0x00], [0x16, 0x00], [0x25, 0x00], [0x25, 0x04], [0x1B], [0x1D], [0xF8],
    ];

    public static byte[] Graph(bool weighted, VertexIds? ids, ParquetCompression codec)
    {
        // The last vertex has no edge, which has to be declared.
        CsrGraph some = SampleGraphs.Random(5, 9, directed: ids is null, weighted, seed: 2);
        var builder = new GraphBuilder(6, new BuildOptions { Directed = some.IsDirected });
        foreach (Edge edge in some.Edges())
        {
            if (weighted)
                builder.AddEdge(edge.Source, edge.Target, edge.Weight);
            else
                builder.AddEdge(edge.Source, edge.Target);
        }

        using var stream = new MemoryStream();
        ParquetGraphWriter.Write(stream, builder.Build(), ids, null, Provenance, codec, new IoContext(Parallelism.Sequential, MemoryBudget.Default, null, CancellationToken.None));
        return stream.ToArray();
    }

    private static IEnumerable<byte[]> OfCodecs(params ParquetCompression[] codecs)
    {
        int seed = 1;
        foreach (ParquetCompression codec in codecs)
        {
            var columns = new List<ParquetColumn>();
            foreach (ParquetType type in ParquetFiles.WrittenTypes)
            {
                seed++;
                columns.Add(ParquetFiles.Make($"{type}", type, seed % 2 == 0, type != ParquetType.Utf8 && seed % 3 == 0, 40, seed));
            }

            columns.Add(ParquetUtf8Column.Create("sorted", Enumerable.Range(0, 40).Select(i => $"vertex-{7 * i:d6}")));
            columns.Add(ParquetUtf8Column.Create("distinct", Enumerable.Range(0, 40).Select(i => i % 9 == 4 ? null : $"{i * 7919 % 10_007}")));
            yield return ParquetFiles.Write(new ParquetWriterOptions { Codec = codec, PageRows = 16 }, [.. columns]);
        }
    }

    /// <summary>Sizes and counts that are not true.</summary>
    private static IEnumerable<byte[]> Lies()
    {
        ParquetField field = new("v", ParquetType.Int32);
        using var sink = new ByteSink();
        PageCodec.Compress(ParquetCompression.Snappy, new byte[40], sink);
        byte[] snappy = sink.Bytes.ToArray();
        yield return new HandMadeFile(field).Page(PageEncoding.Plain, 10, 40, snappy).ToArray(codec: ParquetCompression.Snappy);
        foreach (ParquetCompression codec in (ParquetCompression[])[ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd, ParquetCompression.Lz4Raw])
        {
            yield return new HandMadeFile(field).Page(PageEncoding.Plain, 10, int.MaxValue - 1, snappy).ToArray(codec: codec);
            yield return new HandMadeFile(field).Page(PageEncoding.Plain, 10, -1, snappy).ToArray(codec: codec);
        }

        yield return new HandMadeFile(field).Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 1 << 26, 0, 0x80, 0x80, 0x80, 0x40).ToArray();
        yield return new HandMadeFile(field).Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 3, 32, 4, 0xFF, 0xFF, 0xFF, 0xFF).ToArray();
        yield return new HandMadeFile(field).Page(PageEncoding.Plain, 2, 1, 0, 0, 0, 2, 0, 0, 0).ToArray(rows: long.MinValue, entries: 2);
        yield return new HandMadeFile(field).Page(PageEncoding.Plain, 2, 1, 0, 0, 0, 2, 0, 0, 0).ToArray(rows: long.MaxValue, entries: long.MaxValue);
    }
}
