using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;
using ParquetSharp;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Our files are no larger than 1.1 times Arrow's of the same table with the same compression, and Arrow reads the same values from them.</summary>
[Trait("Speed", "Slow")]
public class SizeTests
{
    // A dictionary of Arrow's ends at 131,072 integers: each row group has more rows.
    private const int Rows = 150_000;
    private const int Groups = 2;
    private const double Most = 1.1;

    private static readonly (Compression Theirs, ParquetCompression Ours)[] Codecs =
    [
        (Compression.Uncompressed, ParquetCompression.None), (Compression.Snappy, ParquetCompression.Snappy), (Compression.Zstd, ParquetCompression.Zstd), (Compression.Gzip, ParquetCompression.Gzip),
    ];

    public static TheoryData<string> Tables => [.. SizeTables.Names];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Write_TakesNoMoreThanArrow(string table)
    {
        ParquetColumn[] groups = SizeTables.Make(table, Rows, Groups);
        var sizes = new List<string>();
        bool larger = false;
        foreach ((Compression theirs, ParquetCompression own) in Codecs)
        {
            // Arrow takes seconds to compress a large table by gzip.
            ParquetColumn[] written = theirs == Compression.Gzip ? [.. groups.Select(group => group.Slice(0, Rows / 4))] : groups;
            int arrow = SizeTables.Arrow(written, theirs).Length;
            byte[] file = ParquetFiles.Write(new ParquetWriterOptions { Codec = own }, 1, [.. written.Select(group => new[] { group })]);
            larger |= file.Length > Most * arrow;
            using ParquetFile opened = ParquetFile.Open(file, "memory");
            sizes.Add($"{own}: Arrow {arrow:N0}, ours {file.Length:N0} in {string.Join('+', opened.RowGroups[0].Columns[0].Encodings)}");
            RequireReadable(written, file);
        }

        Assert.False(larger, string.Join("; ", sizes));
    }

    private static void RequireReadable(ParquetColumn[] groups, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.parquet"], bytes);
        using var arrow = new ParquetSharpColumns(folder["t.parquet"]);
        using ParquetFile own = ParquetFile.Open(bytes, "memory");
        Assert.Equal(groups.Length, arrow.GroupCount);
        for (int g = 0; g < groups.Length; g++)
        {
            ParquetColumn read = own.ReadColumn(g, 0);
            List<byte[]?> values = arrow.Read(g, 0);
            Assert.Equal(groups[g].RowCount, values.Count);
            for (int row = 0; row < values.Count; row++)
            {
                ReadOnlySpan<byte> expected = Bytes(groups[g], row);
                if (groups[g].IsNull(row) != values[row] is null || groups[g].IsNull(row) != read.IsNull(row))
                    Assert.Fail($"row {row} of group {g}: null or not");
                if (!groups[g].IsNull(row) && !(expected.SequenceEqual(values[row]) && expected.SequenceEqual(Bytes(read, row))))
                    Assert.Fail($"row {row} of group {g}");
            }
        }
    }

    private static ReadOnlySpan<byte> Bytes(ParquetColumn column, int row) => column switch
    {
        ParquetUtf8Column texts => texts[row],
        ParquetColumn<long> numbers => ParquetSharpColumns.Bytes(numbers.Values[row]),
        _ => throw new ArgumentException($"The tables of these tests hold texts and 64-bit integers, not {column.Field.Type}.", nameof(column)),
    };
}
