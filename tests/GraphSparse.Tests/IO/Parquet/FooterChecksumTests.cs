using System.Text;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>One changed letter in a footer made a weighted graph unweighted, or a directed one undirected, without an error.</summary>
public sealed class FooterChecksumTests
{
    private static readonly byte[] Good = GraphFiles.Written("g.parquet", SampleGraphs.Random(6, 9, directed: true, weighted: true, seed: 3));

    [Theory]
    [InlineData("weight", "veight")]
    [InlineData("graphsparse.directed", "graphsparse.direkted")]
    [InlineData("graphsparse.vertices", "graphsparse.verticex")]
    public void Read_RefusesAFooterWithAChangedLetter(string good, string bad)
    {
        byte[] damaged = [.. Good];
        int at = damaged.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(good));
        Encoding.ASCII.GetBytes(bad).CopyTo(damaged, at);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.parquet", damaged));
        Assert.Contains("footer does not have the checksum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TakesChecksumsThatOthersCarriedOver()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [new("source", ParquetType.Int32), new("target", ParquetType.Int32)], new ParquetWriterOptions { CreatedBy = "parquet-cpp-arrow version 25.0.1" });
        writer.WriteRowGroup([ParquetColumn.Create<int>("source", new[] { 0 }), ParquetColumn.Create<int>("target", new[] { 1 })]);
        writer.Close();
        byte[] other = stream.ToArray();
        int at = other.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(FooterChecksum.Key)) + FooterChecksum.Key.Length + 2;
        other[at] = other[at] == '0' ? (byte)'1' : (byte)'0'; // the checksum of another footer
        Assert.Equal("n=2 0-1", GraphAssert.Text(GraphFiles.Read("g.parquet", other).Graph));
    }

    [Fact]
    public void Read_TakesFootersWithoutAChecksum_AsOthersWriteThem()
    {
        using var footer = new ByteSink();
        MetadataWriter.WriteFile(footer, [new("v", ParquetType.Int32)], [], [new("a", "b")], "by hand");
        Assert.Equal("b", MetadataReader.ReadFile(footer.Bytes, 4, 1 << 20).KeyValues["a"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Checksum_IsNoMetadataOfTheUser(int entries)
    {
        KeyValuePair<string, string>[] given = [.. Enumerable.Range(0, entries).Select(i => new KeyValuePair<string, string>($"key{i}", $"{i}"))];
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [new("v", ParquetType.Int32)]);
        writer.Close(given);
        Assert.Contains(FooterChecksum.Key, Encoding.Latin1.GetString(stream.ToArray()), StringComparison.Ordinal);
        using ParquetFile file = ParquetFile.Open(stream.ToArray(), "memory");
        Assert.Equal(given.ToDictionary(), file.Metadata.ToDictionary());
    }
}
