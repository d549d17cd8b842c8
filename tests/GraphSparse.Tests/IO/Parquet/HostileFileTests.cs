using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class HostileFileTests
{
    private const long Limit = 1 << 26;

    public static TheoryData<ParquetCompression, bool> Victims()
    {
        var victims = new TheoryData<ParquetCompression, bool>();
        foreach (ParquetCompression codec in (ParquetCompression[])[ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd])
        {
            victims.Add(codec, false);
            victims.Add(codec, true);
        }

        return victims;
    }

    [Theory]
    [MemberData(nameof(Victims))]
    public void Read_ThrowsFormatErrorsOnly_WhereverTheFileIsCut(ParquetCompression codec, bool hasLists)
    {
        byte[] good = Victim(codec, hasLists);
        for (int length = 0; length < good.Length; length++)
            Assert.True(Fails(good.AsMemory(0, length)), $"{length} of {good.Length} bytes were accepted");
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Victims))]
    public void Read_ThrowsFormatErrorsOnly_WhateverByteIsFlipped(ParquetCompression codec, bool hasLists)
    {
        byte[] good = Victim(codec, hasLists);
        byte[] bad = [.. good];
        for (int at = 0; at < good.Length; at++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF, (byte)(good[at] ^ 1), (byte)(good[at] ^ 16), (byte)(good[at] + 1), (byte)(good[at] - 1)])
            {
                bad[at] = value;
                Fails(bad);
            }

            bad[at] = good[at];
        }
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_ThrowsFormatErrorsOnly_WhenManyBytesAreRandom(int seed)
    {
        var random = new Random(seed);
        byte[] good = Victim(ParquetCompression.Snappy, hasLists: seed == 2);
        for (int trial = 0; trial < 8000; trial++)
        {
            byte[] bad = [.. good];
            for (int flips = random.Next(1, 8); flips > 0; flips--)
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            Fails(bad);
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Read_ThrowsFormatErrorsOnly_WhenPagesThatWeNeverWriteAreFlipped()
    {
        byte[] zstd = [0x28, 0xB5, 0x2F, 0xFD, 0x60, 0x90, 0x00, 0x83, 0x0C, 0x00, 0x00];
        byte[][] victims =
        [
            new HandMadeFile(new("v", ParquetType.Int32, true))
                .Dictionary(2, 1, 0, 0, 0, 2, 0, 0, 0)
                .PageV2(PageEncoding.RleDictionary, 9, [], [18, 1], [1, 3, 0x55, 2, 1])
                .PageV2(PageEncoding.DeltaBinaryPacked, 8, [], [16, 1], [0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0])
                .ToArray(),
            new HandMadeFile(new("v", ParquetType.Float, true, true))
                .PageV2(PageEncoding.ByteStreamSplit, 4, [3, 0b0010], [3, 0b01001010, 0], [1, 2, 3, 4, 5, 6, 7, 8])
                .PageV2(PageEncoding.ByteStreamSplit, 3, [2, 0, 4, 1], [6, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
                .ToArray(rows: 4),
            new HandMadeFile(new("v", ParquetType.Utf8))
                .Page(PageEncoding.DeltaLengthByteArray, 3, [0x80, 0x01, 4, 3, 2, 2, 0, 0, 0, 0, .. "abbccc"u8]).ToArray(),
            new HandMadeFile(new("v", ParquetType.Boolean)).Page(PageEncoding.Rle, 11, 4, 0, 0, 0, 6, 1, 3, 0xAA).ToArray(),
            new HandMadeFile(new("v", ParquetType.Int32)).Page(PageEncoding.Plain, 100, 400, zstd).ToArray(codec: ParquetCompression.Zstd),
            new HandMadeFile(new("v", ParquetType.Int32)).Page(PageEncoding.Plain, 100, 400, Lz4Zeros).ToArray(codec: ParquetCompression.Lz4Raw),
            new HandMadeFile(new("v", ParquetType.Int32)).Page(PageEncoding.Plain, 100, 400, Lz4Zeros).ToArray(codec: ParquetCompression.Lz4),
            new HandMadeFile(new("v", ParquetType.Int32)).Page(PageEncoding.Plain, 200, 800, [.. HadoopHead, .. Lz4Zeros, .. HadoopHead, .. Lz4Zeros]).ToArray(codec: ParquetCompression.Lz4),
            new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.DeltaByteArray, 2, [0x80, 0x01, 4, 2, 0, 4, 0, 0, 0, 0, 0x80, 0x01, 4, 2, 6, 3, 0, 0, 0, 0, .. "abcx"u8]).ToArray(),
            new HandMadeFile(new("v", ParquetType.FixedBytes) { FixedLength = 3 }).Dictionary(2, "defabc"u8.ToArray()).Page(PageEncoding.RleDictionary, 2, 1, 3, 1).ToArray(),
            new HandMadeFile(new("v", ParquetType.FixedBytes) { FixedLength = 3 }).Page(PageEncoding.ByteStreamSplit, 2, "adbecf"u8.ToArray()).ToArray(),
            new HandMadeFile(new("v", ParquetType.Int96)).Page(PageEncoding.Plain, 2, new byte[24]).ToArray(),
        ];
        foreach (byte[] good in victims)
        {
            ParquetFiles.ReadAll(good);
            byte[] bad = [.. good];
            for (int at = 0; at < good.Length; at++)
            {
                for (int value = 0; value < 256; value += 3)
                {
                    bad[at] = (byte)(good[at] + value);
                    Fails(bad);
                }

                bad[at] = good[at];
            }
        }
    }

    [Fact]
    public void Read_TakesLittleMemory_WhenAFewBytesClaimManyValues()
    {
        // A run of two thousand million zeros in five bytes: the plausible bound stops it before memory is asked for.
        var dictionary = new HandMadeFile(new("v", ParquetType.Int32))
            .Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 2_000_000_000, 0, 0x80, 0xD0, 0xAC, 0xF3, 0x0E);
        Assert.Contains("claims 2000000000 values", Refusal(dictionary.ToArray()), StringComparison.Ordinal);

        // Sixty million in as many bytes are possible, so here the limit decides.
        var possible = new HandMadeFile(new("v", ParquetType.Int32))
            .Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 60_000_000, 0, 0x80, 0x9C, 0x9C, 0x39);
        Assert.Throws<ResourceLimitException>(() => ParquetFiles.ReadAll(possible.ToArray(), Limit));

        // No run, only the claim.
        foreach (PageEncoding encoding in (PageEncoding[])[PageEncoding.Plain, PageEncoding.RleDictionary, PageEncoding.DeltaBinaryPacked, PageEncoding.ByteStreamSplit])
            Refusal(new HandMadeFile(new("v", ParquetType.Int32)).Dictionary(1, 7, 0, 0, 0).Page(encoding, 60_000_000, 1, 2, 3, 4).ToArray());
        Refusal(new HandMadeFile(new("v", ParquetType.Int32, true)).Page(PageEncoding.Plain, 60_000_000, 2, 0, 0, 0, 3, 1).ToArray());
        Refusal(new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.Plain, 60_000_000, 2, 0, 0, 0, 65, 66).ToArray());
        Refusal(new HandMadeFile(new("v", ParquetType.Int32)).Page(PageEncoding.DeltaBinaryPacked, 60_000_000, 0x80, 0x01, 4, 0x80, 0x8E, 0xCE, 0x1C, 0, 0, 0, 0, 0, 0).ToArray());
    }

    [Fact]
    public void Read_RefusesByItsName_WhenADictionaryEntryIsRepeatedBeyondTheLimit()
    {
        byte[] entry = [0, 0, 1, 0, .. new byte[65536]];
        var strings = new HandMadeFile(new("v", ParquetType.Utf8)).Dictionary(1, entry).Page(PageEncoding.RleDictionary, 100_000, 0, 0xC0, 0x9A, 0x0C);
        var e = Assert.Throws<ResourceLimitException>(() => ParquetFiles.ReadAll(strings.ToArray(), Limit));
        Assert.Contains("'v'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ParquetCompression.Snappy)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Brotli)]
    [InlineData(ParquetCompression.Zstd)]
    [InlineData(ParquetCompression.Lz4)]
    [InlineData(ParquetCompression.Lz4Raw)]
    public void Read_Refuses_WhenACompressedPageLiesAboutItsSize(ParquetCompression codec)
    {
        byte[] page = new byte[400];
        using var sink = new ByteSink();
        if (codec == ParquetCompression.Zstd)
            sink.Add([0x28, 0xB5, 0x2F, 0xFD, 0x60, 0x90, 0x00, 0x83, 0x0C, 0x00, 0x00]);   // a frame of 400 zeros as one run
        else if (codec is ParquetCompression.Lz4 or ParquetCompression.Lz4Raw)
            sink.Add([.. codec == ParquetCompression.Lz4 ? HadoopHead : [], .. Lz4Zeros]);
        else
            PageCodec.Compress(codec, page, sink);

        ParquetField field = new("v", ParquetType.Int32);
        foreach (int claim in (int[])[0, 399, 401, 50_000, int.MaxValue])
            Refusal(new HandMadeFile(field).Page(PageEncoding.Plain, 100, claim, sink.Bytes.ToArray()).ToArray(codec: codec), claim == int.MaxValue ? null : Limit);
        Assert.Equal(100, ParquetFiles.ReadAll(new HandMadeFile(field).Page(PageEncoding.Plain, 100, 400, sink.Bytes.ToArray()).ToArray(codec: codec))[0].RowCount);
    }

    [Fact]
    public void Read_Refuses_WhenCountsContradictEachOther()
    {
        ParquetField field = new("v", ParquetType.Int32);
        HandMadeFile Two() => new HandMadeFile(field).Page(PageEncoding.Plain, 2, 1, 0, 0, 0, 2, 0, 0, 0);
        Assert.Equal([1, 2], ((ParquetColumn<int>)Two().Read()).Values);
        Assert.Contains("2 values in 3 rows", Refusal(Two().ToArray(rows: 3)), StringComparison.Ordinal);
        Assert.Contains("the footer says 3", Refusal(Two().ToArray(rows: 3, entries: 3)), StringComparison.Ordinal);
        Assert.Contains("more than the 1 values", Refusal(Two().ToArray(rows: 1, entries: 1)), StringComparison.Ordinal);
        Refusal(Two().ToArray(rows: long.MaxValue, entries: long.MaxValue), expectLimit: true);
    }

    [Fact]
    public void Read_Refuses_WhenIndicesAndLevelsAreOutOfRange()
    {
        ParquetField ints = new("v", ParquetType.Int32), list = new("v", ParquetType.Int32, true, true), optional = new("v", ParquetType.Int32, true);
        Assert.Contains("index 1 into a dictionary of 1", Refusal(new HandMadeFile(ints).Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 1, 1, 2, 1).ToArray()), StringComparison.Ordinal);
        Assert.Contains("without a dictionary", Refusal(new HandMadeFile(ints).Page(PageEncoding.RleDictionary, 1, 1, 2, 1).ToArray()), StringComparison.Ordinal);
        Assert.Contains("more than 1 bits", Refusal(new HandMadeFile(optional).PageV2(PageEncoding.Plain, 1, [], [2, 5], [1, 0, 0, 0]).ToArray()), StringComparison.Ordinal);
        Assert.Contains("definition level 3", Refusal(new HandMadeFile(list).PageV2(PageEncoding.Plain, 1, [2, 0], [2, 3], []).ToArray()), StringComparison.Ordinal);
        Assert.Contains("none was begun", Refusal(new HandMadeFile(list).PageV2(PageEncoding.Plain, 1, [2, 1], [2, 2], [1, 0, 0, 0]).ToArray()), StringComparison.Ordinal);
        Assert.Contains("at most 32", Refusal(new HandMadeFile(ints).Dictionary(1, 7, 0, 0, 0).Page(PageEncoding.RleDictionary, 1, 33, 2, 1).ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, ParquetType.Utf8, "BYTE_STREAM_SPLIT")]
    [InlineData(7, ParquetType.Int32, "DELTA_BYTE_ARRAY")]
    [InlineData(4, ParquetType.Int32, "BIT_PACKED")]
    [InlineData(5, ParquetType.Float, "DELTA_BINARY_PACKED")]
    [InlineData(77, ParquetType.Int64, "number 77")]
    public void Read_RefusesByName_WhenTheEncodingIsNotSupported(int encoding, ParquetType type, string name)
    {
        byte[] file = new HandMadeFile(new("v", type)).Page((PageEncoding)encoding, 1, 1, 0, 0, 0, 0, 0, 0, 0).ToArray();
        var e = Assert.Throws<GraphFormatException>(() => ParquetFiles.ReadAll(file));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.Equal("memory", e.Path);
        Assert.Equal(4, e.ByteOffset);
    }

    [Fact]
    public void Open_SaysWhatTheFileIs_WhenItIsNotAPlainParquetFile()
    {
        byte[] good = Victim(ParquetCompression.None, false);
        Assert.Contains("encrypted", Refusal([.. good[..^1], (byte)'E']), StringComparison.Ordinal);
        Assert.Contains("expected 'PAR1'", Refusal([(byte)'X', .. good[1..]]), StringComparison.Ordinal);
        Assert.Contains("interrupted", Refusal(good[..^4]), StringComparison.Ordinal);
        Assert.Contains("0 bytes", Refusal([]), StringComparison.Ordinal);
    }

    /// <summary>A block of 400 zeros: one as it is, a match of 394 with the byte before, five as they are.</summary>
    private static byte[] Lz4Zeros => [0x1F, 0, 1, 0, 255, 120, 0x50, 0, 0, 0, 0, 0];

    /// <summary>The head of Hadoop's frame around it.</summary>
    private static byte[] HadoopHead => [0, 0, 1, 0x90, 0, 0, 0, (byte)Lz4Zeros.Length];

    [Fact]
    public void Read_TakesLz4_InItsThreeForms()
    {
        ParquetField ints = new("v", ParquetType.Int32);
        byte[][] files =
        [
            new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, Lz4Zeros).ToArray(codec: ParquetCompression.Lz4Raw),
            new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, Lz4Zeros).ToArray(codec: ParquetCompression.Lz4),
            new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, [.. HadoopHead, .. Lz4Zeros]).ToArray(codec: ParquetCompression.Lz4),
        ];
        foreach (byte[] file in files)
            Assert.Equal(new int[100], ((ParquetColumn<int>)ParquetFiles.ReadOnly(file)).Values.ToArray());
        Refusal(new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, [.. HadoopHead, .. Lz4Zeros]).ToArray(codec: ParquetCompression.Lz4Raw));
        Refusal(new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, [.. HadoopHead, .. Lz4Zeros, 0]).ToArray(codec: ParquetCompression.Lz4));
        Refusal(new HandMadeFile(ints).Page(PageEncoding.Plain, 100, 400, Lz4Zeros[..^1]).ToArray(codec: ParquetCompression.Lz4Raw));
    }

    [Fact]
    public void Read_RefusesByItsName_WhenPrefixesStandForMoreThanTheLimit()
    {
        // A string of 65,535 bytes, and a block of 127 that are equal to it: 8 MiB out of 64 KiB, in each of ten pages.
        byte[] prefixes = [0x80, 0x01, 4, 0x80, 0x01, 0, 0, 16, 0, 0, 0, 0xFF, 0xFF, .. new byte[62]];
        byte[] suffixes = [0x80, 0x01, 4, 0x80, 0x01, 0xFE, 0xFF, 0x07, 0xFD, 0xFF, 0x07, 16, 16, 16, 16, 0, 0, .. Enumerable.Repeat((byte)255, 254)];
        var repeats = new HandMadeFile(new("v", ParquetType.Utf8));
        for (int page = 0; page < 10; page++)
            repeats.Page(PageEncoding.DeltaByteArray, 128, [.. prefixes, .. suffixes, .. new byte[65_535]]);
        var e = Assert.Throws<ResourceLimitException>(() => ParquetFiles.ReadAll(repeats.ToArray(), Limit));
        Assert.Contains("'v'", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Victim(ParquetCompression codec, bool hasLists)
    {
        var options = new ParquetWriterOptions { Codec = codec, PageRows = 40 };
        ParquetColumn sorted = ParquetColumn.Create<int>("sorted", Enumerable.Range(0, 80).Select(i => i * i / 50).ToArray());
        return hasLists
            ? ParquetFiles.Write(options, ParquetFiles.Make("l", ParquetType.Float, true, true, 80, 1), ParquetFiles.Make("i", ParquetType.Int32, false, true, 80, 3), ParquetFiles.Make("b", ParquetType.Boolean, true, false, 80, 1))
            : ParquetFiles.Write(options, sorted, ParquetFiles.Make("d", ParquetType.Double, true, false, 80, 1), ParquetFiles.Make("s", ParquetType.Utf8, true, false, 80, 1));
    }

    /// <summary>Whether the bytes are refused, in one of the two ways that are allowed.</summary>
    private static bool Fails(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ParquetFiles.ReadAll(bytes, Limit);
            return false;
        }
        catch (Exception e) when (e is GraphFormatException or ResourceLimitException)
        {
            return true;
        }
    }

    private static string Refusal(byte[] bytes, long? limit = Limit, bool expectLimit = false)
    {
        if (expectLimit)
            return Assert.Throws<ResourceLimitException>(() => ParquetFiles.ReadAll(bytes, limit)).Message;
        return Assert.Throws<GraphFormatException>(() => ParquetFiles.ReadAll(bytes, limit)).Message;
    }
}
