using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Columns read as ids have the values that they have read as they are stored.</summary>
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
        using ParquetFile file = Written(ParquetColumn.CreateOptional<long>("id", Values(1_000, 1 << 20), nulls));
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

    [Theory]
    [InlineData("few")]
    [InlineData("all different")]
    [InlineData("few at first, then different")]
    public void ReadNames_GivesWhatIsStored(string kind)
    {
        string[] values = [.. Enumerable.Range(0, 1_000).Select(i => kind == "few" || (kind.StartsWith("few at", StringComparison.Ordinal) && i < 400) ? "name " + i % 7 : $"{i * 7919 % 1_009} of them")];
        foreach (bool isOptional in (bool[])[false, true])
        {
            using ParquetFile file = Written(ParquetUtf8Column.Create("id", values, isOptional));
            var names = new NameTable();
            names.Intern("not in the file"u8);
            int[] numbers = ((IColumnTable)file).ReadNames(0, 0, (name, _) => names.Intern(name), out int nullRow, CancellationToken.None)!;
            Assert.Equal(-1, nullRow);
            Assert.Equal(values, numbers.Select(names.Text));
            Assert.Equal(1 + values.Distinct().Count(), names.Count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(999)]
    public void ReadNames_SaysWhichRowIsNull(int row)
    {
        string?[] values = [.. Enumerable.Range(0, 1_000).Select(i => i == row || i == 999 ? null : "name " + i % 20)];
        using ParquetFile file = Written(ParquetUtf8Column.Create("id", values));
        Assert.NotNull(((IColumnTable)file).ReadNames(0, 0, (_, _) => 0, out int nullRow, CancellationToken.None));
        Assert.Equal(row, nullRow);
    }

    [NetworkFact]
    public void ReadNames_GivesWhatIsStored_InFilesOfOthers()
    {
        int columns = 0;
        foreach (string path in Directory.GetFiles(ParquetTestingTests.Folder, "*.parquet").Where(path => !ParquetTestingTests.Refused.ContainsKey(Path.GetFileName(path))))
        {
            using ParquetFile file = ParquetFile.Open(path);
            for (int field = 0; field < file.Fields.Count; field++)
            {
                if (file.Fields[field] is not { IsList: false, Type: ParquetType.Utf8 })
                    continue;
                columns++;
                for (int group = 0; group < file.RowGroups.Count; group++)
                {
                    var stored = (ParquetUtf8Column)file.ReadColumn(group, field);
                    var found = new List<byte[]>();
                    int[] numbers = ((IColumnTable)file).ReadNames(group, field, (name, _) => { found.Add(name.ToArray()); return found.Count - 1; }, out int nullRow, CancellationToken.None)!;
                    Assert.Equal(stored.NullCount > 0, nullRow >= 0);
                    for (int row = 0; row < stored.RowCount && nullRow < 0; row++)
                        Assert.Equal(stored[row].ToArray(), found[numbers[row]]);
                }
            }
        }

        Assert.True(columns >= 20, $"{columns} columns");
    }

    private static long[] Values(int count, int below)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(below))];
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
