using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Byte order marks, and the encodings that they tell, in every text format.</summary>
public class ByteOrderMarkTests
{
    public static TheoryData<string, string> Files() => new()
    {
        { "g.txt", "a b\nb ç\n" },
        { "g.csv", "source,target\r\na,b\r\nb,ç\r\n" },
        { "g.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n2 1\n3 2\n" },
        { "g.graph", "3 2\n2\n1 3\n2\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_LeavesTheMarkOut_AndTranslates(string name, string text)
    {
        string expected = GraphFiles.Edges(name, text);
        foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true)])
        {
            LoadedGraph loaded = GraphFiles.Read(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            Assert.Equal(expected, GraphAssert.Text(loaded.Graph));
            Assert.Equal(name is "g.mtx" or "g.graph" ? ["1", "2", "3"] : ["a", "b", "ç"], GraphAssert.Texts(loaded.Ids!));
        }
    }

    [Fact]
    public void Read_TakesUpdatesWithAMark()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["u.csv"], "source,target,op\n0,1,-\n", Encoding.Unicode);
        Assert.Equal([EdgeUpdate.Delete(0, 1)], UpdateReader.Read(folder["u.csv"], 2).Updates);
    }

    [Fact]
    public void Read_SaysThatTheTextIsNotWhatItsMarkTells()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["g.txt"], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("0 1\n"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("2 3\n")]);
        Assert.Contains("not valid utf-16", Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.txt"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_KnowsCompressedText_ByItsFirstBytes()
    {
        Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(GraphFiles.Read("g.txt", GraphFiles.GZip("0 1\n1 2\n"u8.ToArray())).Graph));
        Assert.Equal("n=2 0-1", GraphAssert.Text(GraphFiles.Read("g.txt", "PAR1 PAR2\n").Graph)); // genes
        GraphFormatException error = GraphFiles.Refusal("g.txt", "PAR1\x15\x04");
        Assert.Contains("GraphReadOptions.Format = GraphFormat.Parquet", error.Message, StringComparison.Ordinal);
    }
}
