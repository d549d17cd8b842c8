using System.Globalization;
using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Text files larger than the chunks in which they are read.</summary>
public class TextChunkTests
{
    private static readonly int[] Threads = [1, 2, 3, 8];

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("oops 1", "'oops' is not an integer")]
    [InlineData("1", "1 columns where 2")]
    [InlineData("-1.0 5", "'-1.0' is not an integer")]
    public void Read_NamesTheLine_WhenItIsFarBehindTheFirstChunk(string bad, string says)
    {
        foreach (int place in (int[])[150_000, 299_999, 300_000])
        {
            string[] lines = [.. Enumerable.Range(0, 300_000).Select(i => i % 5 == 0 ? "# c" : $"{i % 1000} {i % 777}")];
            lines[place - 1] = bad;
            string text = string.Join('\n', lines);
            foreach (int threads in Threads)
            {
                var error = Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.txt", text, threads: threads));
                Assert.Equal(place, error.Line);
                Assert.Contains(says, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Read_NamesTheFirstError_ForAnyNumberOfThreads()
    {
        // A line that is wrong, then compressed data that is cut off: the line comes first.
        string text = string.Concat(Enumerable.Range(0, 500_000).Select(i => i == 300_000 ? "x y\n" : $"{i % 1000} {(i * 31L) % 777}\n"));
        byte[] cut = GraphFiles.GZip(Encoding.ASCII.GetBytes(text))[..^9];
        foreach (int threads in Threads)
        {
            var error = Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.txt.gz", cut, threads: threads));
            Assert.Contains("line 300001", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_TakesLinesLongerThanAChunk()
    {
        string filler = new(' ', 3 << 20);
        Assert.Equal("n=4 0-1 1-2 2-3", GraphFiles.Edges("g.txt", $"0 1\n1{filler}2\n# {filler}\n2 3{filler}"));
        string name = new('x', 2 << 20);
        LoadedGraph loaded = GraphFiles.Read("g.csv", $"a,{name}\n{name},b\n");
        Assert.Equal(["a", "b", name], GraphAssert.Texts(loaded.Ids!));
        GraphFiles.Refuses(2, "1 columns", "g.txt", $"0 1\n5{filler}\n2 3\n");
    }

    [Fact]
    public void Read_TakesALineOfAHub_InMetis()
    {
        const int n = 300_000;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{n} {n - 1}\n");
        text.AppendJoin(' ', Enumerable.Range(2, n - 1)).Append('\n');
        for (int v = 1; v < n; v++)
            text.Append("1\n");
        CsrGraph graph = GraphFiles.Read("g.graph", text.ToString()).Graph;
        Assert.Equal((n - 1L, n - 1), (graph.EdgeCount, graph.MaxDegree));
        text.Append("% a comment\nx\n");
        GraphFiles.Refuses(n + 3, "'x' is not in 1..", "g.graph", text.ToString());
    }

    [Fact]
    public void Read_RefusesALine_ThatDoesNotFitTheMemory()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.txt"], new string('1', 9 << 20));
        Assert.Throws<ResourceLimitException>(() => GraphReader.Read(folder["g.txt"], budget: new MemoryBudget(16 << 20)));

        // The names themselves count, however few they are.
        File.WriteAllText(folder["g.csv"], string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}{new string('x', 200_000)},b\n")));
        Assert.Throws<ResourceLimitException>(() => GraphReader.Read(folder["g.csv"], new GraphReadOptions { Ids = IdMode.Strings }, budget: new MemoryBudget(14 << 20)));
    }

    [Fact]
    public void Read_PassesOverMoreThanAChunkOfComments()
    {
        string comments = string.Concat(Enumerable.Repeat("% 0123456789 0123456789 0123456789\n", 60_000));
        Assert.Equal("n=2 0-1", GraphFiles.Edges("g.txt", comments + "source target\n0 1\n"));
        Assert.Equal("n=2 0-1", GraphFiles.Edges("g.graph", comments + "2 1\n2\n1\n"));
        Assert.Equal("n=2 0-1", GraphFiles.Edges("g.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n" + comments + "2 2 1\n2 1\n"));
        GraphFiles.Refuses(60_003, "not in 0..1", "g.txt", "# vertices: 2\n" + comments + "0 1\n2 0\n");
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("g.txt")]
    [InlineData("g.mtx")]
    [InlineData("g.graph")]
    public void Read_GivesTheSameGraph_ForAnyNumberOfThreads(string name)
    {
        CsrGraph graph = SampleGraphs.Random(30_000, 150_000, directed: false, weighted: true, seed: 20);
        byte[] bytes = GraphFiles.Written(name, graph);
        Assert.True(bytes.Length > 3 << 20);
        foreach (int threads in Threads)
            GraphAssert.Same(graph, GraphFiles.Read(name, bytes, threads: threads).Graph);
    }
}
