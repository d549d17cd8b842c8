using System.Globalization;
using GraphSparse.IO.Parquet;
using ParquetSharp;
using ParquetSharp.IO;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Columns as tables of graphs have them, and their files as Arrow writes them.</summary>
internal static class SizeTables
{
    private static readonly string[] Kinds = ["follows", "likes", "mentions", "replies", "shares"];

    /// <summary>A table by its name: one column, in several row groups.</summary>
    public static IEnumerable<(string Name, Func<ParquetColumn[]> Make)> All(int rows, int groups)
    {
        yield return Long("ids with gaps, ascending", (r, i) => 17L * i + r.Next(17));
        yield return Long("ids with gaps, repeated", (r, i) => Gappy(i / 6));
        yield return Long("ids with gaps, any order", (r, i) => Gappy(r.Next(100_000)));
        yield return Long("ids with gaps, many", (r, i) => Gappy(r.Next(2_000_000)));
        yield return Long("ids with gaps, skewed", (r, i) => Gappy((int)(1_000_000 * Math.Pow(r.NextDouble(), 4))));
        yield return Long("sparse 64-bit ids, 60000", (r, i) => Mixed(r.Next(60_000)));
        yield return Long("sparse 64-bit ids, 100000", (r, i) => Mixed(r.Next(100_000)));
        yield return Long("sparse 64-bit ids, 150000", (r, i) => Mixed(r.Next(150_000)));
        yield return Long("random int64", (r, i) => r.NextInt64(long.MinValue, long.MaxValue));
        yield return Long("random int64, 40 bits", (r, i) => r.NextInt64(1L << 40));
        yield return Long("timestamps, seconds", (r, i) => 1_700_000_000L + i / 3 * 5 + r.Next(5));
        yield return Long("timestamps, ms as s", (r, i) => 1000 * (1_700_000_000L + 2 * i + r.Next(100)));
        yield return Long("timestamps, us", (r, i) => 1_700_000_000_000_000L + 1_000_000L * i + r.Next(900_000));
        yield return Long("timestamps, any order", (r, i) => 1000 * (1_700_000_000L + r.Next(30_000_000)));
        yield return Long("timestamps, days", (r, i) => 86_400_000L * (19_000 + r.Next(2000)));
        yield return Long("counts", (r, i) => (long)(1 / (1 - r.NextDouble())));
        yield return Long("one value", (r, i) => 42);
        yield return Long("sequence repeated", (r, i) => Mixed(i % 30_011));
        yield return Long("blocks repeated", (r, i) => i % 1000 < 500 ? Mixed(i % 500) : Mixed(r.Next()));
        yield return Text("strings, low", (r, i) => Kinds[r.Next(5)]);
        yield return Text("strings, low, sorted", (r, i) => Kinds[i * 5L / (rows * groups)]);
        yield return Text("strings, 20000", (r, i) => $"user-{Gappy(r.Next(20_000)):d9}");
        yield return Text("strings, 60000 skewed", (r, i) => $"user-{Gappy((int)(60_000 * Math.Pow(r.NextDouble(), 3))):d9}");
        yield return Text("strings, 100000", (r, i) => $"user-{Gappy(r.Next(100_000)):d9}");
        yield return Text("strings, two thirds distinct", (r, i) => $"{Mixed(r.Next(200_000)):x16}-{r.Next(3)}");
        yield return Text("strings, 20-letter, 40 %", (r, i) => $"{Mixed(r.Next(10_000) + i / 20_000 * 10_000):x16}....");
        yield return Text("strings, high", (r, i) => $"user-{r.NextInt64(10_000_000_000):d10}");
        yield return Text("strings, hex", (r, i) => $"{r.NextInt64():x16}");
        yield return Text("strings, urls", (r, i) => $"https://example.org/{Kinds[r.Next(5)]}/{r.Next(1000)}/{r.Next(1_000_000)}");
        yield return Text("strings, words", (r, i) => string.Join(' ', Enumerable.Range(0, r.Next(1, 6)).Select(_ => Word(r.Next(3000)))));
        yield return Text("strings, long repeated", (r, i) => string.Concat(Enumerable.Repeat($"{Mixed(r.Next(200_000)):x16}", 4)));
        yield return Text("strings, sorted", (r, i) => $"user-{Gappy(i):d9}");
        yield return Text("strings, sorted urls", (r, i) => $"https://example.org/{i / 1000:d6}/{i % 1000:d3}/{r.Next(100)}");
        yield return Text("strings, sorted repeated", (r, i) => $"user-{Gappy(i / 6):d9}");
        yield return Text("strings, dates", (r, i) => DateTime.UnixEpoch.AddSeconds(1.7e9 + 7.0 * i + r.Next(7)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        yield return Text("strings, numbers", (r, i) => r.Next(1_000_000).ToString(CultureInfo.InvariantCulture));

        (string, Func<ParquetColumn[]>) Long(string name, Func<Random, int, long> value) => (name, () => Divided(name, value, values => ParquetColumn.Create<long>("v", values)));
        (string, Func<ParquetColumn[]>) Text(string name, Func<Random, int, string> value) => (name, () => Divided(name, value, values => ParquetUtf8Column.Create("v", values)));
        ParquetColumn[] Divided<T>(string name, Func<Random, int, T> value, Func<T[], ParquetColumn> column)
        {
            var random = new Random(name.Length);
            return [.. Enumerable.Range(0, groups).Select(g => column([.. Enumerable.Range(g * rows, rows).Select(i => value(random, i))]))];
        }
    }

    /// <summary>The file that Arrow writes of a column in row groups, with what it does where nothing else is said.</summary>
    public static byte[] Arrow(ParquetColumn[] groups, Compression codec)
    {
        using var stream = new MemoryStream();
        using (var managed = new ManagedOutputStream(stream, leaveOpen: true))
        using (WriterProperties properties = new WriterPropertiesBuilder().Compression(codec).Build())
        {
            Column field = groups[0] is ParquetUtf8Column ? new Column<string>(groups[0].Field.Name) : new Column<long>(groups[0].Field.Name);
            using var file = new ParquetFileWriter(managed, [field], properties);
            foreach (ParquetColumn group in groups)
            {
                using RowGroupWriter rows = file.AppendRowGroup();
                using ColumnWriter column = rows.NextColumn();
                if (group is ParquetUtf8Column texts)
                {
                    using LogicalColumnWriter<string> writer = column.LogicalWriter<string>();
                    writer.WriteBatch(Enumerable.Range(0, texts.RowCount).Select(texts.Text).ToArray()!);
                }
                else
                {
                    using LogicalColumnWriter<long> writer = column.LogicalWriter<long>();
                    writer.WriteBatch(((ParquetColumn<long>)group).Values);
                }
            }

            file.Close();
        }

        return stream.ToArray();
    }

    private static long Gappy(int i) => 10_000_000L + 13L * i + i % 7;

    private static long Mixed(int i) => unchecked((long)((ulong)(i + 1) * 0x9E3779B97F4A7C15 ^ ((ulong)(i + 1) * 0xD6E8FEB86659FD93 >> 17)));

    private static string Word(int i) => string.Concat(Enumerable.Range(0, 3 + i % 6).Select(k => (char)('a' + (Mixed(i) >> (5 * k) & 15))));
}
