using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>What must not pass unnoticed: damaged pages, forgotten columns, outputs that are no files.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graphsparse-damage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_RefusesAPageWithAFlippedBit()
    {
        string path = Path.Combine(_folder, "g.parquet");
        CsrGraph graph = Fixtures.Random(300, 2000, 1, weighted: true);
        GraphWriter.Write(path, graph);
        byte[] good = File.ReadAllBytes(path);
        int footer = BitConverter.ToInt32(good.AsSpan(good.Length - 8)) + 8;
        for (int at = 4; at < good.Length - footer; at += 37)
        {
            byte[] bad = (byte[])good.Clone();
            bad[at] ^= 4;
            File.WriteAllBytes(path, bad);
            // A flip may fall into a page header, in a field that does not count; the graph is the same then.
            try
            {
                Assert.Equal(graph.Edges(), GraphReader.Read(path).Graph.Edges());
            }
            catch (GraphFormatException error)
            {
                Assert.Equal(path, error.Path);
            }
        }
    }

    [Theory]
    [InlineData("0 1\n1 2 3\n", 2)]
    [InlineData("0 1 5\n1 2 3 4\n", 2)]
    public void Read_RefusesColumnsThatTheFirstLineDoesNotHave(string text, long line)
    {
        string path = Path.Combine(_folder, "g.txt");
        File.WriteAllText(path, text);
        Assert.Equal(line, Assert.Throws<GraphFormatException>(() => GraphReader.Read(path)).Line);
    }

    [Fact]
    public void Write_GoesThroughALink()
    {
        if (OperatingSystem.IsWindows())
            return;
        string target = Path.Combine(_folder, "target.csv");
        string link = Path.Combine(_folder, "link.csv");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        GraphWriter.Write(link, Fixtures.Karate, overwrite: true);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(78, GraphReader.Read(target).Graph.EdgeCount);
    }

    [Fact]
    public void Write_RefusesADevice_EvenToOverwrite()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // A name in our own folder that leads to a device: were it replaced, only the link would go.
        string path = Path.Combine(_folder, "null.csv");
        File.CreateSymbolicLink(path, "/dev/null");
        var error = Assert.Throws<IOException>(() => GraphWriter.Write(path, Fixtures.Karate, overwrite: true));
        Assert.Contains("device", error.Message, StringComparison.Ordinal);
        Assert.Equal("/dev/null", new FileInfo(path).LinkTarget);
    }
}
