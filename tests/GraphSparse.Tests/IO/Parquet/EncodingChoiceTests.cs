using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>How strings are written, and what the choice of an encoding goes by.</summary>
public class EncodingChoiceTests
{
    [Fact]
    public void WriteTo_SharesPrefixes_AsInTheExampleOfTheFormat()
    {
        // Prefixes 0 2 0 3: differences 2 -2 3, less the smallest 4 0 5, three bits each. Suffixes of 4 2 6 5 bytes: 0 6 1.
        byte[] prefixes = [0x80, 1, 4, 4, 0, 3, 3, 0, 0, 0, 0x44, 1, .. new byte[10]];
        byte[] lengths = [0x80, 1, 4, 4, 8, 3, 3, 0, 0, 0, 0x70, 0, .. new byte[10]];
        Assert.Equal([.. prefixes, .. lengths, .. "axislebabbleyhood"u8], Written(sharesPrefixes: true, "axis", "axle", "babble", "babyhood"));
    }

    [Fact]
    public void WriteTo_PutsLengthsBeforeAllStrings_WhenNothingIsShared()
    {
        // 4 4 6 8: differences 0 2 2 of two bits each.
        byte[] lengths = [0x80, 1, 4, 4, 8, 0, 2, 0, 0, 0, 0b10_10_00, .. new byte[7]];
        Assert.Equal([.. lengths, .. "axisaxlebabblebabyhood"u8], Written(sharesPrefixes: false, "axis", "axle", "babble", "babyhood"));
    }

    /// <summary>Each encoding is taken where it is the smallest, with nulls and without, in pages that begin anywhere.</summary>
    [Theory]
    [InlineData("PLAIN", false)]
    [InlineData("PLAIN", true)]
    [InlineData("RLE_DICTIONARY", false)]
    [InlineData("RLE_DICTIONARY", true)]
    [InlineData("DELTA_LENGTH_BYTE_ARRAY", false)]
    [InlineData("DELTA_LENGTH_BYTE_ARRAY", true)]
    [InlineData("DELTA_BYTE_ARRAY", false)]
    [InlineData("DELTA_BYTE_ARRAY", true)]
    public void Write_TakesTheSmallestEncoding(string encoding, bool hasNulls)
    {
        var random = new Random(1);
        IEnumerable<string?> texts = Enumerable.Range(0, 5000).Select(i => hasNulls && random.Next(4) == 0 ? null : encoding switch
        {
            "PLAIN" => Hex(random, 200),
            "RLE_DICTIONARY" => $"{i * 7919 % 50 * 1_234_567}",
            "DELTA_LENGTH_BYTE_ARRAY" => Hex(random, random.Next(12)),
            _ => $"user-{3 * i:d9}",
        });
        ParquetUtf8Column column = ParquetUtf8Column.Create("s", texts);
        byte[] file = ParquetFiles.Write(new ParquetWriterOptions { Codec = ParquetCompression.None, PageRows = 700 }, column);
        using ParquetFile read = ParquetFile.Open(file, "memory");
        Assert.Equal(encoding, read.RowGroups[0].Columns[0].Encodings[0]);
        ParquetFiles.RequireEqual(column, read.ReadColumn(0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(5000)]
    public void TryBuild_NumbersDistinctStringsAsTheyComeFirst(int distinct)
    {
        var random = new Random(2);
        string?[] texts = [.. Enumerable.Range(0, 20_000).Select(_ => distinct == 0 || random.Next(5) == 0 ? null : $"{random.Next(distinct)}")];
        ParquetUtf8Column column = ParquetUtf8Column.Create("s", texts);
        string[] expected = [.. texts.OfType<string>().Distinct()];
        uint[] hashes = Utf8Dictionary.Hashes(column);
        var built = Utf8Dictionary.TryBuild(column, hashes, expected.Length)!;
        Assert.Equal(expected, built.EntryRows.Select(column.Text));
        for (int row = 0; row < texts.Length; row++)
        {
            if (texts[row] is { } text)
                Assert.Equal(text, expected[built.Ranks[row]]);
        }

        if (distinct > 0)
            Assert.Null(Utf8Dictionary.TryBuild(column, hashes, expected.Length - 1));
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(8000, 8000)]
    [InlineData(500_000, 1)]
    [InlineData(500_000, 3000)]
    [InlineData(500_000, 100_000)]
    [InlineData(500_000, 100_000_000)]
    public void Of_IsCloseToTheNumberOfDistinctValues(int count, int range)
    {
        var random = new Random(3);
        long[] values = [.. Enumerable.Range(0, count).Select(_ => 1_000_003L * (long)(range * Math.Pow(random.NextDouble(), 2)))];
        int distinct = values.Distinct().Count();
        // The standard deviation for the sample of one in 2^k: the root of (2^k - 1) distinct values; six of them.
        double tolerance = count <= 16_000 ? 0 : 6 * Math.Sqrt(31.0 * distinct);
        Assert.InRange(DistinctCount.Of<long>(values), distinct - tolerance, distinct + tolerance);

        // Whole numbers as reals have only their highest bits set.
        long[] bits = [.. values.Select(v => BitConverter.DoubleToInt64Bits(v / 1_000_003))];
        Assert.InRange(DistinctCount.Of<long>(bits), distinct - tolerance, distinct + tolerance);

        ParquetUtf8Column texts = ParquetUtf8Column.Create("s", values.Select(v => $"{v:d12}"));
        long estimate = DistinctCount.Of(Utf8Dictionary.Hashes(texts), row => texts[row].Length, out long size);
        Assert.InRange(estimate, distinct - tolerance, distinct + tolerance);
        Assert.InRange(size, 12 * estimate, 15 * estimate);
    }

    private static byte[] Written(bool sharesPrefixes, params string[] texts)
    {
        using var sink = new ByteSink();
        using var writer = new DeltaBytesWriter(sharesPrefixes);
        for (int i = 0; i < texts.Length; i++)
            writer.Add(Encoding.UTF8.GetBytes(texts[i]), i == 0 ? default : Encoding.UTF8.GetBytes(texts[i - 1]));
        writer.WriteTo(sink);
        return sink.Bytes.ToArray();
    }

    private static string Hex(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => $"{random.Next(16):x}"));
}
