using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

public class GZipTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"{i} {i * 7 % 301}\n")));
    private static readonly byte[] Compressed = GraphFiles.GZip(Text);

    [Theory]
    [InlineData("g.txt.gz")]
    [InlineData("g.EL.GZ")]
    public void Read_DecompressesByName(string name) =>
        GraphAssert.Same(GraphFiles.Read("g.txt", Text).Graph, GraphFiles.Read(name, Compressed).Graph);

    [Fact]
    public void Read_TakesAllMembers_OfAConcatenatedFile()
    {
        byte[] two = [.. GraphFiles.GZip("0 1\n1 "u8.ToArray()), .. GraphFiles.GZip("2\n2 3\n"u8.ToArray())];
        Assert.Equal("n=4 0-1 1-2 2-3", GraphAssert.Text(GraphFiles.Read("g.txt.gz", two).Graph));
    }

    [Fact]
    public void Read_Refuses_EveryTruncation()
    {
        using var folder = new TemporaryFolder();
        string path = folder["g.txt.gz"];
        for (int cut = 0; cut < Compressed.Length; cut++)
        {
            File.WriteAllBytes(path, Compressed[..cut]);
            var error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(path));
            Assert.Contains(cut == 0 ? "no edges" : "compressed data is damaged", error.Message, StringComparison.Ordinal);
            Assert.Equal(path, error.Path);
        }

        byte[] secondCut = [.. Compressed, .. Compressed[..40]];
        File.WriteAllBytes(path, secondCut);
        Assert.Throws<GraphFormatException>(() => GraphReader.Read(path));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Read_NeverGivesAnotherGraph_WhenABitIsFlipped()
    {
        using var folder = new TemporaryFolder();
        string path = folder["g.txt.gz"];
        CsrGraph expected = GraphFiles.Read("g.txt", Text).Graph;
        byte[] bad = [.. Compressed];
        int refused = 0;
        for (int at = 0; at < bad.Length; at++)
        {
            for (int bit = 0; bit < 8; bit += 3)
            {
                bad[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(path, bad);
                try
                {
                    GraphAssert.Same(expected, GraphReader.Read(path).Graph); // time and system in the header mean nothing
                }
                catch (GraphFormatException)
                {
                    refused++;
                }

                bad[at] ^= (byte)(1 << bit);
            }
        }

        Assert.InRange(refused, (bad.Length - 10) * 3, bad.Length * 3);
    }

    [Fact]
    public void Read_RefusesTextThatIsNotCompressed() =>
        Assert.Contains("damaged", Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.txt.gz", Text)).Message, StringComparison.Ordinal);
}
