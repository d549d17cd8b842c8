using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Columns of 64-bit integers read as ids have the values that they have read as they are stored.</summary>
public class ReadIdsTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("few")]
    [InlineData("few, one wide")]
    [InlineData("one wide in the middle")]
    [InlineData("last is negative")]
    [InlineData("first is the largest of 31 bits")]
    public void ReadIds_GivesWhatIsStored(string kind)
    {
        long[] values = kind switch
        {
            "small" => [.. Values(1_000, 1 << 30)],
            "few" => [.. Values(1_000, 7)],
            "few, one wide" => [.. Values(1_000, 7).Select(v => v == 3 ? 1L << 40 : v)],
            "one wide in the middle" => [.. Values(1_000, 1 << 30).Select((v, i) => i == 555 ? 1L << 33 : v)],
            "last is negative" => [.. Values(999, 1 << 30), -1],
            _ => [int.MaxValue, .. Values(999, 1 << 30)],
        };
        foreach (bool isOptional in (bool[])[false, true])
        {
            ParquetColumn<long> column = isOptional ? ParquetColumn.CreateOptional<long>("id", values) : ParquetColumn.Create<long>("id", values);
            using ParquetFile file = Written(column);
            IdColumn ids = ((IColumnTable)file).ReadIds(0, 0, out int nullRow, CancellationToken.None)!;
            Assert.Equal(-1, nullRow);
            Assert.Equal(values, ids.ToWide());
            Assert.Equal(Array.TrueForAll(values, v => v is >= 0 and < int.MaxValue), ids.Narrow is not null);
            Assert.Equal(values.Length, ids.Count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(999)]
    public void ReadIds_SaysWhichRowIsNull(int row)
    {
        var nulls = new bool[1_000];
        nulls[row] = nulls[999] = true;
        using ParquetFile file = Written(ParquetColumn.CreateOptional<long>("id", Values(1_000, 1 << 20).ToArray(), nulls));
        Assert.NotNull(((IColumnTable)file).ReadIds(0, 0, out int nullRow, CancellationToken.None));
        Assert.Equal(row, nullRow);
    }

    [NetworkFact]
    public void ReadIds_GivesWhatIsStored_InFilesOfOthers()
    {
        int columns = 0;
        foreach (string path in Directory.GetFiles(ParquetTestingTests.Folder, "*.parquet").Where(path => !ParquetTestingTests.Refused.ContainsKey(Path.GetFileName(path))))
        {
            using ParquetFile file = ParquetFile.Open(path);
            for (int field = 0; field < file.Fields.Count; field++)
            {
                if (file.Fields[field] is not { IsList: false, Type: ParquetType.Int64 })
                    continue;
                columns++;
                for (int group = 0; group < file.RowGroups.Count; group++)
                {
                    var stored = (ParquetColumn<long>)file.ReadColumn(group, field);
                    IdColumn ids = ((IColumnTable)file).ReadIds(group, field, out int nullRow, CancellationToken.None)!;
                    Assert.Equal(stored.NullCount > 0, nullRow >= 0);
                    if (nullRow < 0)
                        Assert.Equal(stored.Values.ToArray(), ids.ToWide());
                    else
                        Assert.True(stored.IsNull(nullRow));
                }
            }
        }

        Assert.True(columns >= 20, $"{columns} columns");
    }

    private static IEnumerable<long> Values(int count, int below)
    {
        var random = new Random(4);
        return Enumerable.Range(0, count).Select(_ => random.NextInt64(below)).ToArray();
    }

    private static ParquetFile Written(ParquetColumn column)
    {
        using var stream = new MemoryStream();
        using (var writer = new ParquetWriter(stream, [column.Field], new ParquetWriterOptions { PageRows = 100 }))
        {
            writer.WriteRowGroup([column]);
            writer.Close();
        }

        return ParquetFile.Open(stream.ToArray(), "ids.parquet");
    }
}
