using System.Globalization;
using GraphSparse.IO.Parquet;
using ParquetSharp;
using ParquetSharp.IO;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Columns as tables of graphs have them, and their files as Arrow writes them.</summary>
internal static class SizeTables
{
    private static readonly string[] Kinds = ["follows", "likes", "mentions", "replies", "shares"];

    // A value of row i of n; null where the row is null.
    private static readonly Dictionary<string, Func<Random, int, int, long?>> Numbers = new()
    {
        ["ids with gaps, ascending"] = (r, i, n) => 17L * i + r.Next(17),
        ["ids with gaps, repeated"] = (r, i, n) => Gappy(i / 6),
        ["ids with gaps, any order"] = (r, i, n) => Gappy(r.Next(100_000)),
        ["ids with gaps, many"] = (r, i, n) => Gappy(r.Next(2_000_000)),
        ["ids with gaps, skewed"] = (r, i, n) => Gappy((int)(1_000_000 * Math.Pow(r.NextDouble(), 4))),
        ["ids with gaps, nulls"] = (r, i, n) => r.Next(5) == 0 ? null : Gappy(r.Next(100_000)),
        ["64-bit ids, 60,000"] = (r, i, n) => Mixed(r.Next(60_000)),
        ["64-bit ids, 100,000"] = (r, i, n) => Mixed(r.Next(100_000)),
        ["64-bit ids, 150,000"] = (r, i, n) => Mixed(r.Next(150_000)),
        ["64-bit ids, new ones later"] = (r, i, n) => Mixed(r.Next(1 + i / 2)),
        ["random int64"] = (r, i, n) => r.NextInt64(long.MinValue, long.MaxValue),
        ["random int64, 40 bits"] = (r, i, n) => r.NextInt64(1L << 40),
        ["timestamps, seconds"] = (r, i, n) => 1_700_000_000L + i / 3 * 5 + r.Next(5),
        ["timestamps, seconds in ms"] = (r, i, n) => 1000 * (1_700_000_000L + 2 * i + r.Next(100)),
        ["timestamps, microseconds"] = (r, i, n) => 1_700_000_000_000_000L + 1_000_000L * i + r.Next(900_000),
        ["timestamps, any order"] = (r, i, n) => 1000 * (1_700_000_000L + r.Next(30_000_000)),
        ["timestamps, days"] = (r, i, n) => 86_400_000L * (19_000 + r.Next(2000)),
        ["counts"] = (r, i, n) => (long)(1 / (1 - r.NextDouble())),
        ["one number"] = (r, i, n) => 42,
        ["numbers, sequence repeated"] = (r, i, n) => Mixed(i % 30_011),
        ["numbers, blocks repeated"] = (r, i, n) => i % 1000 < 500 ? Mixed(i % 500) : Mixed(r.Next()),
    };

    private static readonly Dictionary<string, Func<Random, int, int, string?>> Texts = new()
    {
        ["strings, 5"] = (r, i, n) => Kinds[r.Next(5)],
        ["strings, 5, nulls"] = (r, i, n) => r.Next(3) == 0 ? null : Kinds[r.Next(5)],
        ["strings, 5, sorted"] = (r, i, n) => Kinds[i * 5L / n],
        ["strings, 20,000"] = (r, i, n) => $"user-{Gappy(r.Next(20_000)):d9}",
        ["strings, 60,000, skewed"] = (r, i, n) => $"user-{Gappy((int)(60_000 * Math.Pow(r.NextDouble(), 3))):d9}",
        ["strings, 100,000"] = (r, i, n) => $"user-{Gappy(r.Next(100_000)):d9}",
        ["strings, two thirds distinct"] = (r, i, n) => $"{Mixed(r.Next(n / 3)):x16}-{r.Next(3)}",
        ["strings, 40 % distinct"] = (r, i, n) => $"{Mixed(r.Next(10_000) + i / 20_000 * 10_000):x16}....",
        ["strings, all distinct"] = (r, i, n) => $"user-{r.NextInt64(10_000_000_000):d10}",
        ["strings, hexadecimal"] = (r, i, n) => $"{r.NextInt64():x16}",
        ["strings, addresses"] = (r, i, n) => $"https://example.org/{Kinds[r.Next(5)]}/{r.Next(1000)}/{r.Next(1_000_000)}",
        ["strings, words"] = (r, i, n) => string.Join(' ', Enumerable.Range(0, r.Next(1, 6)).Select(_ => Word(r.Next(3000)))),
        ["strings, long repeats"] = (r, i, n) => string.Concat(Enumerable.Repeat($"{Mixed(r.Next(200_000)):x16}", 4)),
        ["strings, sorted"] = (r, i, n) => $"user-{Gappy(i):d9}",
        ["strings, sorted, nulls"] = (r, i, n) => r.Next(5) == 0 ? null : $"user-{Gappy(i):d9}",
        ["strings, sorted, repeated"] = (r, i, n) => $"user-{Gappy(i / 6):d9}",
        ["strings, sorted addresses"] = (r, i, n) => $"https://example.org/{i / 1000:d6}/{i % 1000:d3}/{r.Next(100)}",
        ["strings, dates"] = (r, i, n) => DateTime.UnixEpoch.AddSeconds(1.7e9 + 7.0 * i + r.Next(7)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["strings, numbers"] = (r, i, n) => r.Next(1_000_000).ToString(CultureInfo.InvariantCulture),
    };

    public static IEnumerable<string> Names => Numbers.Keys.Concat(Texts.Keys);

    /// <summary>The column of a table, in row groups.</summary>
    public static ParquetColumn[] Make(string name, int rows, int groups)
    {
        var random = new Random(name.Length);
        return [.. Enumerable.Range(0, groups).Select(g => Column(Enumerable.Range(g * rows, rows)))];

        ParquetColumn Column(IEnumerable<int> places)
        {
            if (Texts.TryGetValue(name, out Func<Random, int, int, string?>? text))
                return ParquetUtf8Column.Create("v", places.Select(i => text(random, i, rows * groups)), name.EndsWith("nulls", StringComparison.Ordinal));
            long?[] values = [.. places.Select(i => Numbers[name](random, i, rows * groups))];
            long[] dense = [.. values.Select(v => v ?? 0)];
            return name.EndsWith("nulls", StringComparison.Ordinal)
                ? ParquetColumn.CreateOptional<long>("v", dense, values.Select(v => v is null).ToArray())
                : ParquetColumn.Create<long>("v", dense);
        }
    }

    /// <summary>The file that Arrow writes of a column in row groups, with what it does where nothing else is said.</summary>
    public static byte[] Arrow(ParquetColumn[] groups, Compression codec)
    {
        using var stream = new MemoryStream();
        using var managed = new ManagedOutputStream(stream, leaveOpen: true);
        using WriterProperties properties = new WriterPropertiesBuilder().Compression(codec).Build();
        bool optional = groups[0].Field.IsOptional;
        Column field = groups[0] is ParquetUtf8Column ? new Column<string>("v") : optional ? new Column<long?>("v") : new Column<long>("v");
        using var file = new ParquetFileWriter(managed, [field], properties);
        foreach (ParquetColumn group in groups)
        {
            using RowGroupWriter rows = file.AppendRowGroup();
            using ColumnWriter column = rows.NextColumn();
            IEnumerable<int> all = Enumerable.Range(0, group.RowCount);
            if (group is ParquetUtf8Column texts)
            {
                using LogicalColumnWriter<string?> writer = column.LogicalWriter<string?>();
                writer.WriteBatch(all.Select(texts.Text).ToArray());
            }
            else if (group is ParquetColumn<long> numbers && optional)
            {
                using LogicalColumnWriter<long?> writer = column.LogicalWriter<long?>();
                writer.WriteBatch(all.Select(row => numbers.IsNull(row) ? null : (long?)numbers.Values[row]).ToArray());
            }
            else
            {
                using LogicalColumnWriter<long> writer = column.LogicalWriter<long>();
                writer.WriteBatch(((ParquetColumn<long>)group).Values);
            }
        }

        file.Close();
        return stream.ToArray();
    }

    private static long Gappy(int i) => 10_000_000L + 13L * i + i % 7;

    private static long Mixed(int i) => unchecked((long)((ulong)(i + 1) * 0x9E3779B97F4A7C15 ^ ((ulong)(i + 1) * 0xD6E8FEB86659FD93 >> 17)));

    private static string Word(int i) => string.Concat(Enumerable.Range(0, 3 + i % 6).Select(k => (char)('a' + (Mixed(i) >> (5 * k) & 15))));
}
