using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;
using ZstdSharp;

namespace GraphSparse.Tests.IO;

/// <summary>Text files compressed with Zstandard.</summary>
public class ZstdTextTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i} {i * 7 % 50_021}\n"));

    [Theory]
    [InlineData("g.edges.zst")]
    [InlineData("g.csv.zst")]
    [InlineData("g.mtx.zst")]
    [InlineData("g.graph.zst")]
    public void Write_IsReadBack_AndIsSmaller(string name)
    {
        CsrGraph graph = SampleGraphs.Random(3_000, 9_000, directed: false, weighted: true, seed: 3);
        byte[] bytes = GraphFiles.Written(name, graph, threads: 1);
        Assert.Equal(bytes, GraphFiles.Written(name, graph, threads: 3));
        Assert.True(bytes.Length < GraphFiles.Written(name[..^4], graph).Length);
        GraphAssert.Same(graph, GraphFiles.Read(name, bytes, new GraphReadOptions { Vertices = graph.VertexCount }).Graph);
    }

    [Theory]
    [InlineData("g.txt.zst")]
    [InlineData("g.txt")]
    public void Read_TakesFramesOneAfterAnother(string name)
    {
        string expected = GraphFiles.Edges("g.txt", Text);
        Assert.Equal(expected, GraphAssert.Text(GraphFiles.Read(name, [.. Frame(Text[..1000]), .. Frame(""), .. Frame(Text[1000..])]).Graph));
    }

    [Fact]
    public void Read_RefusesWhatIsCutOffOrDamaged()
    {
        byte[] whole = Frame(Text);
        foreach (byte[] bad in (byte[][])[whole[..^1], whole[..(whole.Length / 2)], whole[..5], [.. whole, 1, 2, 3], "0 1\n"u8.ToArray(), Flipped(whole, 100), Flipped(whole, whole.Length - 2)])
        {
            GraphFormatException error = Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.txt.zst", bad));
            Assert.Contains("compressed data is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_TakesUpdates()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["u.csv.zst"], Frame("source,target,op\n0,1,-\n"));
        Assert.Equal([EdgeUpdate.Delete(0, 1)], UpdateReader.Read(folder["u.csv.zst"], 2).Updates);
    }

    private static byte[] Flipped(byte[] bytes, int place)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= 0x40;
        return flipped;
    }

    private static byte[] Frame(string text)
    {
        using var compressor = new Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(Encoding.UTF8.GetBytes(text)).ToArray();
    }
}
