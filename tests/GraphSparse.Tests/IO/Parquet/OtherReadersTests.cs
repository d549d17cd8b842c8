using System.Globalization;
using System.Text.Json;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Files that we wrote, read by DuckDB and by hyparquet: every value is compared.</summary>
public class OtherReadersTests
{
    [NodeFact]
    [Trait("Speed", "Slow")]
    public async Task DuckDb_ReadsEveryValue_WhenWeWroteTheFile() => await RequireReadable("duckdb");

    [NodeFact]
    [Trait("Speed", "Slow")]
    public async Task Hyparquet_ReadsEveryValue_WhenWeWroteTheFile() => await RequireReadable("hyparquet");

    private static async Task RequireReadable(string reader)
    {
        using var folder = new TemporaryFolder();
        ParquetColumn[][] groups = [.. Enumerable.Range(0, 2).Select(g => Columns(900 + g))];
        var paths = new List<string>();
        var encodings = new HashSet<string>();
        var codecs = new HashSet<ParquetCodec?>();
        foreach (ParquetCodec codec in (ParquetCodec[])[ParquetCodec.None, ParquetCodec.Snappy, ParquetCodec.GZip, ParquetCodec.Brotli, ParquetCodec.Zstd])
        {
            foreach (int pageRows in (int[])[1 << 17, 128])
            {
                byte[] bytes = ParquetFiles.Write(new ParquetWriterOptions { Codec = codec, PageRows = pageRows }, 2, groups);
                paths.Add(folder[$"{codec}-{pageRows}.parquet"]);
                await File.WriteAllBytesAsync(paths[^1], bytes);
                using ParquetFile file = ParquetFile.Open(bytes, "memory");
                encodings.UnionWith(file.RowGroups[0].Columns.SelectMany(c => c.Encodings));
                codecs.UnionWith(file.RowGroups[0].Columns.Select(c => c.Codec));
            }
        }

        Assert.Superset(new HashSet<string> { "PLAIN", "RLE_DICTIONARY", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY" }, encodings);
        Assert.Equal(5, codecs.Count);

        await Interop.RunAsync("read.mjs", paths.Prepend(reader));
        foreach (string path in paths)
        {
            await using FileStream json = File.OpenRead($"{path}.{reader}.json");
            using JsonDocument values = await JsonDocument.ParseAsync(json);
            for (int f = 0; f < groups[0].Length; f++)
            {
                string name = groups[0][f].Field.Name;
                JsonElement[] read = [.. values.RootElement.GetProperty(name).EnumerateArray()];
                Assert.Equal(groups.Sum(g => g[f].RowCount), read.Length);
                int at = 0;
                foreach (ParquetColumn[] group in groups)
                {
                    for (int row = 0; row < group[f].RowCount; row++, at++)
                        RequireSame(group[f], row, read[at], path);
                }
            }
        }
    }

    private static ParquetColumn[] Columns(int rows)
    {
        var columns = new List<ParquetColumn>();
        foreach (ParquetType type in ParquetFiles.WrittenTypes)
        {
            foreach (bool optional in (bool[])[false, true])
            {
                foreach (bool list in (bool[])[false, true])
                {
                    if (list && type == ParquetType.Utf8)
                        continue;
                    for (int seed = 1; seed <= 2; seed++)
                        columns.Add(ParquetFiles.Make($"{type}_{(optional ? "optional" : "required")}_{(list ? "list" : "flat")}_{seed}", type, optional, list, rows, seed));
                }
            }
        }

        // Extremes wrap around in differences; long runs and a single value make other pages than random ones do.
        columns.Add(ParquetColumn.Create<int>("extreme_int", Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? int.MinValue : int.MaxValue - i % 3).ToArray()));
        columns.Add(ParquetColumn.Create<long>("extreme_long", Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? long.MinValue + i : long.MaxValue).ToArray()));
        columns.Add(ParquetColumn.Create<int>("constant", Enumerable.Repeat(42, rows).ToArray()));
        columns.Add(ParquetColumn.Create<int>("runs", Enumerable.Range(0, rows).Select(i => i / 100 * 1000 % 7000).ToArray()));
        columns.Add(ParquetColumn.Create<double>("few", Enumerable.Range(0, rows).Select(i => i * 7 % 11 / 4.0).ToArray()));
        columns.Add(ParquetUtf8Column.Create("sorted_text", Enumerable.Range(0, rows).Select(i => $"vertex-{7 * i:d6}")));
        columns.Add(ParquetUtf8Column.Create("sorted_text_nulls", Enumerable.Range(0, rows).Select(i => i % 5 == 0 ? null : $"vertex-{7 * i:d6}")));
        columns.Add(ParquetUtf8Column.Create("distinct_text", Enumerable.Range(0, rows).Select(i => $"{i * 7919 % 100_003 * 31 % 100_003}")));
        columns.Add(ParquetColumn.CreateOptional<int>("all_null", new int[rows], Enumerable.Repeat(true, rows).ToArray()));
        return [.. columns];
    }

    private static void RequireSame(ParquetColumn column, int row, JsonElement read, string path)
    {
        string expected = column.IsNull(row) ? "null" : column switch
        {
            ParquetColumn<bool> c => Show(c, row, v => v ? "true" : "false"),
            ParquetColumn<int> c => Show(c, row, v => v.ToString(CultureInfo.InvariantCulture)),
            ParquetColumn<long> c => Show(c, row, v => v.ToString(CultureInfo.InvariantCulture)),
            ParquetColumn<float> c => Show(c, row, v => Real(v)),
            ParquetColumn<double> c => Show(c, row, Real),
            _ => ((ParquetUtf8Column)column).Text(row)!,
        };
        string found = read.ValueKind == JsonValueKind.Array ? $"[{string.Join(" ", read.EnumerateArray().Select(Text))}]" : Text(read);
        if (expected != found)
            Assert.Fail($"{path}, '{column.Field.Name}', row {row}: {expected}, read {found}");
    }

    private static string Show<T>(ParquetColumn<T> column, int row, Func<T, string> text) where T : unmanaged =>
        column.Field.IsList ? $"[{string.Join(" ", column.List(row).ToArray().Select(text))}]" : text(column.Values[row]);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString()!,
        _ => value.TryGetInt64(out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : Real(value.GetDouble()),
    };

    // JavaScript's names and its one zero.
    private static string Real(double value) => value == 0 ? "0" : value.ToString("R", CultureInfo.InvariantCulture);
}
