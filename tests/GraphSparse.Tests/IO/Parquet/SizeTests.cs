using GraphSparse.IO.Parquet;
using ParquetSharp;
using Xunit.Abstractions;

namespace GraphSparse.Tests.IO.Parquet;

public class SizeTests(ITestOutputHelper output)
{
    private const int Rows = 1 << 18;
    private const int Groups = 2;

    [Fact]
    public void Sizes()
    {
        string only = Environment.GetEnvironmentVariable("ONLY") ?? "";
        foreach ((string name, Func<ParquetColumn[]> make) in SizeTables.All(Rows, Groups))
        {
            if (!name.Contains(only, StringComparison.Ordinal))
                continue;
            ParquetColumn[] groups = make();
            foreach (Compression codec in (Compression[])[Compression.Uncompressed, Compression.Snappy, Compression.Zstd, Compression.Gzip])
            {
                var w = System.Diagnostics.Stopwatch.StartNew();
                byte[] theirs = SizeTables.Arrow(groups, codec);
                double ta = w.Elapsed.TotalMilliseconds;
                w.Restart();
                ParquetCodec own = codec switch { Compression.Uncompressed => ParquetCodec.None, Compression.Snappy => ParquetCodec.Snappy, Compression.Zstd => ParquetCodec.Zstd, _ => ParquetCodec.GZip };
                byte[] ours = ParquetFiles.Write(new ParquetWriterOptions { Codec = own }, 1, [.. groups.Select(g => new[] { g })]);
                double tw = w.Elapsed.TotalMilliseconds;
                using ParquetFile file = ParquetFile.Open(ours, "memory");
                output.WriteLine($"{name,-28} {codec,-13} arrow {theirs.Length,10:N0} ours {ours.Length,10:N0} ratio {(double)ours.Length / theirs.Length:0.000} {(ours.Length > 1.1 * theirs.Length ? "<<<" : "   ")} {file.RowGroups[0].Columns[0].Encodings[^1]} {string.Join(',', file.RowGroups[0].Columns[0].Encodings)} {file.RowGroups[0].Columns[0].Codec} ms {ta:0} {tw:0}");
            }
        }
    }
}
