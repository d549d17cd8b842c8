using System.Collections;
using System.Globalization;
using System.Text.Json;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Files that we wrote, read by DuckDB, by Arrow's C++ reader and by hyparquet: every value is compared.</summary>
public class OtherReadersTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void DuckDb_ReadsEveryValue_WhenWeWroteTheFile()
    {
        using var folder = new TemporaryFolder();
        ParquetColumn[][] groups = Groups();
        using var duckDb = new DuckDb();
        foreach (string path in Write(folder, groups))
        {
            Dictionary<string, List<object?>> read = duckDb.Query($"from read_parquet('{path}')");
            RequireSame(groups, path, name => [.. read[name].Select(Text)], Real);
        }
    }

    /// <summary>With checksums verified; lists are left to the others.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public void Arrow_ReadsEveryFlatValue_WhenWeWroteTheFile()
    {
        using var folder = new TemporaryFolder();
        ParquetColumn[][] groups = Groups();
        foreach (string path in Write(folder, groups))
        {
            using var arrow = new ParquetSharpColumns(path);
            Assert.Equal(groups.Length, arrow.GroupCount);
            Assert.Equal(groups[0].Count(column => !column.Field.IsList), arrow.Flat.Count);
            for (int group = 0; group < groups.Length; group++)
            {
                foreach (ParquetColumn column in groups[group].Where(column => !column.Field.IsList))
                {
                    string? difference = ParquetTestingTests.Difference(arrow.Read(group, arrow.Flat[column.Field.Name]), column);
                    Assert.True(difference is null, $"{path}, '{column.Field.Name}', row group {group}: {difference}");
                }
            }
        }
    }

    [NodeFact]
    [Trait("Speed", "Slow")]
    public async Task Hyparquet_ReadsEveryValue_WhenWeWroteTheFile()
    {
        using var folder = new TemporaryFolder();
        ParquetColumn[][] groups = Groups();
        List<string> paths = Write(folder, groups);
        await Interop.RunAsync("hyparquet.mjs", paths);
        foreach (string path in paths)
        {
            await using FileStream json = File.OpenRead($"{path}.json");
            using JsonDocument values = await JsonDocument.ParseAsync(json);
            RequireSame(groups, path, name => [.. values.RootElement.GetProperty(name).EnumerateArray().Select(Text)], OneZero);
        }
    }

    private static ParquetColumn[][] Groups() => [.. Enumerable.Range(0, 2).Select(g => Columns(900 + g))];

    /// <summary>A file for every codec and size of pages; what these are meant to exercise is really in them.</summary>
    private static List<string> Write(TemporaryFolder folder, ParquetColumn[][] groups)
    {
        var paths = new List<string>();
        var encodings = new HashSet<string>();
        var codecs = new HashSet<ParquetCompression?>();
        foreach (ParquetCompression codec in (ParquetCompression[])[ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd])
        {
            foreach (int pageRows in (int[])[1 << 17, 128])
            {
                byte[] bytes = ParquetFiles.Write(new ParquetWriterOptions { Codec = codec, PageRows = pageRows }, 2, groups);
                paths.Add(folder[$"{codec}-{pageRows}.parquet"]);
                File.WriteAllBytes(paths[^1], bytes);
                using ParquetFile file = ParquetFile.Open(bytes, "memory");
                encodings.UnionWith(file.RowGroups[0].Columns.SelectMany(c => c.Encodings));
                codecs.UnionWith(file.RowGroups[0].Columns.Select(c => c.Codec));
            }
        }

        Assert.Superset(new HashSet<string> { "PLAIN", "RLE_DICTIONARY", "DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY" }, encodings);
        Assert.Equal(5, codecs.Count);
        return paths;
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

    /// <summary>Compares the values of all row groups with what a reader found, as text.</summary>
    private static void RequireSame(ParquetColumn[][] groups, string path, Func<string, string[]> read, Func<double, string> real)
    {
        for (int f = 0; f < groups[0].Length; f++)
        {
            string name = groups[0][f].Field.Name;
            string[] found = read(name);
            Assert.Equal(groups.Sum(g => g[f].RowCount), found.Length);
            int at = 0;
            foreach (ParquetColumn[] group in groups)
            {
                for (int row = 0; row < group[f].RowCount; row++, at++)
                {
                    string expected = Expected(group[f], row, real);
                    if (expected != found[at])
                        Assert.Fail($"{path}, '{name}', row {row}: {expected}, read {found[at]}");
                }
            }
        }
    }

    private static string Expected(ParquetColumn column, int row, Func<double, string> real) => column.IsNull(row) ? "null" : column switch
    {
        ParquetColumn<bool> c => Show(c, row, v => v ? "true" : "false"),
        ParquetColumn<int> c => Show(c, row, v => v.ToString(CultureInfo.InvariantCulture)),
        ParquetColumn<long> c => Show(c, row, v => v.ToString(CultureInfo.InvariantCulture)),
        ParquetColumn<float> c => Show(c, row, v => real(v)),
        ParquetColumn<double> c => Show(c, row, real),
        _ => ((ParquetUtf8Column)column).Text(row)!,
    };

    private static string Show<T>(ParquetColumn<T> column, int row, Func<T, string> text) where T : unmanaged =>
        column.Field.IsList ? $"[{string.Join(" ", column.List(row).ToArray().Select(text))}]" : text(column.Values[row]);

    /// <summary>What DuckDB found.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool b => b ? "true" : "false",
        float f => Real(f),
        double d => Real(d),
        IEnumerable list => $"[{string.Join(" ", list.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What hyparquet found: 64-bit integers and numbers that are not finite came as strings.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(" ", value.EnumerateArray().Select(Text))}]",
        _ => value.TryGetInt64(out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : OneZero(value.GetDouble()),
    };

    private static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // JavaScript's names and its one zero.
    private static string OneZero(double value) => value == 0 ? "0" : Real(value);
}
