using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Files that DuckDB wrote, read by us. The formulas are those of <see cref="DuckDbFiles"/>.</summary>
public class DuckDbFilesTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Read_GivesEveryValue_WhenDuckDbWroteTheFile()
    {
        using var folder = new TemporaryFolder();
        DuckDbFiles.Write(folder);

        var encodings = new HashSet<string>();
        foreach (string codec in DuckDbFiles.Codecs)
        {
            foreach (string version in DuckDbFiles.Versions)
            {
                using ParquetFile file = ParquetFile.Open(folder[$"{codec}-{version}.parquet"]);
                int rows = DuckDbFiles.RowsOf(codec);
                Assert.Equal(rows, file.RowCount);
                Assert.Equal(codec == "brotli" ? 1 : 3, file.RowGroups.Count);
                Assert.Equal($"{rows}", file.Metadata["vertices"]);
                encodings.UnionWith(file.RowGroups[0].Columns.SelectMany(c => c.Encodings));
                RequireValues(file);
                RequireRefusals(file);
            }
        }

        // What the files are meant to exercise is really in them.
        Assert.Superset(new HashSet<string> { "PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT" }, encodings);

        using (ParquetFile file = ParquetFile.Open(folder["no-rows.parquet"]))
            Assert.Equal(0, file.RowCount);
        RequireRefused(folder["null-in-list.parquet"], "null within a list");
        using (ParquetFile file = ParquetFile.Open(folder["unsigned.parquet"]))
        {
            Assert.Equal(ParquetLogicalType.Unsigned, file.Fields[0].LogicalType);
            Assert.Equal(4000000000, IdColumn.Of(file.ReadColumn(0, 0), NotExpected).Wide![0]);
        }
    }

    private static void RequireValues(ParquetFile file)
    {
        int first = 0;
        for (int g = 0; g < file.RowGroups.Count; g++)
        {
            Numbers("i32", i => (int)(i * 7919L % 1000003 - 500000));
            Numbers("i64", i => i * 1234567891L - 5000000000000);
            Numbers("sorted", i => i / 8);
            Numbers("small", i => i % 10);
            Numbers("f", i => i % 977 / 8f);
            Numbers("d", i => i % 977 / 3.0);
            Numbers("b", i => i % 3 == 0);
            Numbers("null_i32", i => i, i => i % 5 == 0);
            Numbers("null_d", i => i * 0.5, i => i % 7 < 5);
            Numbers("null_b", i => i % 2 == 0, i => i % 6 == 2);
            Numbers("all_null", i => 0, i => true);
            Numbers("u8", i => i % 200);
            Numbers("i16", i => i % 30000 - 15000);
            Numbers("u32", i => i * 1000);
            Numbers("day", i => new DateOnly(2020, 1, 1).DayNumber - new DateOnly(1970, 1, 1).DayNumber + i % 1000);
            Numbers("last", i => i * 2);
            Doubles("cents", i => i % 100 / 100.0);
            Doubles("fine", i => (i - 4000) / 10000.0);
            Uuids("uuid", i => $"00000000-0000-4000-8000-{i:x12}");
            Texts("s", i => $"v{i % 50}");
            Texts("u", i => $"Ärger-{i * 31}");
            Texts("null_s", i => i % 4 == 1 ? null : $"t{i}");
            Lists<float>("lf", i => i % 11 == 0 ? null : [.. Enumerable.Range(0, i % 4).Select(x => (i + x) / 4f)]);
            Lists<int>("li", i => [.. Enumerable.Range(0, i % 3).Select(x => i * 3 - x)]);
            first += (int)file.RowGroups[g].RowCount;

            void Numbers<T>(string name, Func<int, T> value, Func<int, bool>? isNull = null) where T : unmanaged
            {
                var column = (ParquetColumn<T>)Column(name);
                for (int row = 0; row < column.RowCount; row++)
                {
                    bool expectNull = isNull?.Invoke(first + row) ?? false;
                    T expected = expectNull ? default : value(first + row);
                    if (column.IsNull(row) != expectNull || !column.Values[row].Equals(expected))
                        Assert.Fail($"{file.Name}, {name}, row {first + row}: {expected}, read {column.Values[row]}");
                }
            }

            void Doubles(string name, Func<int, double> value)
            {
                double[] read = ColumnNumbers.ToDoubles(Column(name), NotExpected);
                Assert.Equal(Enumerable.Range(first, read.Length).Select(value), read);
            }

            void Uuids(string name, Func<int, string> value)
            {
                var column = (ParquetUtf8Column)Column(name);
                var texts = new TextColumn(column);
                for (int row = 0; row < column.RowCount; row++)
                    Assert.Equal(value(first + row), System.Text.Encoding.UTF8.GetString(texts[row]));
            }

            void Texts(string name, Func<int, string?> value)
            {
                var column = (ParquetUtf8Column)Column(name);
                for (int row = 0; row < column.RowCount; row++)
                    Assert.Equal(value(first + row), column.Text(row));
            }

            void Lists<T>(string name, Func<int, T[]?> value) where T : unmanaged
            {
                var column = (ParquetColumn<T>)Column(name);
                for (int row = 0; row < column.RowCount; row++)
                {
                    T[]? expected = value(first + row);
                    Assert.Equal(expected is null, column.IsNull(row));
                    Assert.Equal(expected ?? [], column.List(row).ToArray());
                }
            }

            ParquetColumn Column(string name)
            {
                ParquetColumn column = file.ReadColumn(g, file.FindField(name));
                Assert.Equal(file.RowGroups[g].RowCount, column.RowCount);
                return column;
            }
        }

        Assert.Equal(file.RowCount, first);
    }

    private static void RequireRefusals(ParquetFile file)
    {
        Refused("refused_struct", "structs");
        Refused("refused_map", "maps");
        Refused("refused_list", "LIST of strings");
        Refused("refused_nested", "LIST of anything but single values");

        void Refused(string name, string reason)
        {
            var e = Assert.Throws<GraphFormatException>(() => file.FindField(name));
            Assert.Contains(reason, e.Message, StringComparison.Ordinal);
            Assert.Contains(name, e.Message, StringComparison.Ordinal);
        }
    }

    private static GraphFormatException NotExpected(int row, string reason) => throw new InvalidOperationException($"row {row}: {reason}");

    private static void RequireRefused(string path, string reason)
    {
        using ParquetFile file = ParquetFile.Open(path);
        var e = Assert.Throws<GraphFormatException>(() => file.ReadColumn(0, 0));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.ByteOffset);
    }
}
