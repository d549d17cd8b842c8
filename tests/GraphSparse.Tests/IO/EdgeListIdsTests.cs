using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>How ids of an edge list become vertices.</summary>
public class EdgeListIdsTests
{
    private static readonly GraphReadOptions Strings = new() { Ids = IdMode.Strings };

    [Fact]
    public void Read_MapsSparseIntegers_InAscendingOrder()
    {
        LoadedGraph loaded = GraphFiles.Read("g.txt", "9223372036854775807 5000000000\n7 5000000000\n0 7\n");
        Assert.Equal(["0", "7", "5000000000", "9223372036854775807"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal("n=4 0-1 1-2 2-3", GraphAssert.Text(loaded.Graph));
        Assert.Contains("9223372036854775804 ids between 0 and 9223372036854775807 do not occur", loaded.Report.Notes.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1039\n", "0 1039", 1038)] // small enough to be counted by vertex
    [InlineData("0 1040\n", "0 1040", 1039)] // sorted
    [InlineData("3 70\n70 9\n", "3 9 70", 65)]
    [InlineData("5 5\n2 3\n", "2 3 5", 1)]
    [InlineData("-1 2\n2 -3\n", "-3 -1 2", 3)]
    [InlineData("\"-1\",2\n2,-3\n", "-3 -1 2", 3)]
    [InlineData("18446744073709551615 7\n7 9223372036854775808\n", "7 9223372036854775808 18446744073709551615", null)]
    [InlineData("-9223372036854775808 9223372036854775807\n", "-9223372036854775808 9223372036854775807", null)]
    [InlineData("1 2\n2 3\n", "1 2 3", 0)]
    public void Read_TakesTheIdsThatOccur(string text, string ids, int? absent)
    {
        LoadedGraph loaded = GraphFiles.Read("g.csv", text.Replace(' ', ','));
        Assert.Equal(ids.Split(' '), GraphAssert.Texts(loaded.Ids!));
        Assert.All(ids.Split(' '), (id, v) => Assert.Equal(v, loaded.Ids!.Find(id)));
        string? note = loaded.Report.Notes.SingleOrDefault(n => n.Contains("do not occur", StringComparison.Ordinal));
        if (absent is 0)
            Assert.Null(note);
        else if (absent is { } count)
            Assert.StartsWith($"{count} ids between {ids.Split(' ')[0]} and {ids.Split(' ')[^1]} do not occur", note!, StringComparison.Ordinal);
        GraphSparse.Tests.TestSupport.GraphAssert.Same(loaded.Graph, GraphFiles.Read("g.csv", text.Replace(' ', ','), threads: 3).Graph);
    }

    [Theory]
    [InlineData("00123,00456\n00123,7\n", "00123 00456 7", "has a leading zero")]
    [InlineData("5,7\n7,05\n", "05 5 7", "'05' has a leading zero")]
    [InlineData("1,2\n2,99999999999999999999\n", "1 2 99999999999999999999", "is beyond 64 bits")]
    [InlineData("-1,2\n2,18446744073709551615\n", "-1 18446744073709551615 2", "below 0 and above 2^63 - 1")]
    [InlineData("-0,2\n", "-0 2", "has a leading zero")]
    public void Read_TakesIdsAsText_WhereIntegersWouldNotGiveThemBack(string text, string ids, string why)
    {
        LoadedGraph loaded = GraphFiles.Read("g.csv", text);
        Assert.False(loaded.Ids!.AreIntegers);
        Assert.Equal(ids.Split(' '), GraphAssert.Texts(loaded.Ids));
        Assert.Contains(why, loaded.Report.Notes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TakesIdsAsText_WhereAnIsolatedVertexIsBelowZeroAndOthersNeed64Bits()
    {
        LoadedGraph loaded = GraphFiles.Read("g.edges", "# isolated: -4\n18446744073709551615 7\n");
        Assert.Equal(["-4", "18446744073709551615", "7"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal(["-4", "5"], GraphAssert.Texts(GraphFiles.Read("g.edges", "# isolated: -4\n# isolated: 5\n").Ids!));
    }

    [Theory]
    [InlineData("n2,04\nn2,n3\n", "04 n2 n3", "that of the first source")]
    [InlineData("17,alice\n3,bob\n", "17 3 alice bob", "that of the first target")]
    public void Read_TakesIdsOfATableAsText_WhereOneOfTheFirstRowIs(string rows, string ids, string why)
    {
        LoadedGraph loaded = GraphFiles.Read("g.csv", "source,target\n" + rows);
        Assert.Equal(ids.Split(' '), GraphAssert.Texts(loaded.Ids!));
        Assert.Contains(why, loaded.Report.Notes.Single(), StringComparison.Ordinal);
        Assert.Throws<GraphFormatException>(() => GraphFiles.Read("g.csv", rows)); // without a header the first line may be anything
    }

    [Fact]
    public void Read_TakesIdsWithGapsInLessMemory_WhereARowForEachNumberWouldNotFit()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        File.WriteAllText(folder["g.edges"], string.Concat(Enumerable.Range(0, 100_000).Select(_ => $"{random.Next(1_590_000)} {random.Next(1_590_000)}\n")));
        LoadedGraph expected = GraphReader.Read(folder["g.edges"]);
        LoadedGraph sorted = GraphReader.Read(folder["g.edges"], budget: new MemoryBudget(24 << 20)); // 24 bytes for each number below the largest would be 36 MiB
        GraphAssert.Same(expected.Graph, sorted.Graph);
        GraphAssert.Same(expected.Ids, sorted.Ids);
        Assert.Equal(expected.Report.Notes, sorted.Report.Notes);
    }

    [Fact]
    public void Read_TurnsIntegersOfOtherChunksToText_WhenOneIdIsText()
    {
        string text = string.Concat(Enumerable.Range(0, 300_000).Select(i => i == 299_000 ? "007 5\n" : i == 5 ? "5000000000 1\n" : $"{i % 1000} {(i + 1) % 1000}\n"));
        foreach (int threads in (int[])[1, 3])
        {
            LoadedGraph loaded = GraphFiles.Read("g.txt", text, threads: threads);
            Assert.Equal((1002, false), (loaded.Graph.VertexCount, loaded.Ids!.AreIntegers));
            Assert.True(loaded.Graph.HasArc(loaded.Ids.Find("007"), loaded.Ids.Find("5")));
            Assert.True(loaded.Graph.HasArc(loaded.Ids.Find("5000000000"), loaded.Ids.Find("1")));
            Assert.False(loaded.Graph.HasArc(loaded.Ids.Find("007"), loaded.Ids.Find("8")));
        }
    }

    [Fact]
    public void Read_ReadsLeadingZeros_WhenIntegersAreAskedFor()
    {
        LoadedGraph loaded = GraphFiles.Read("g.txt", "007 5\n", new GraphReadOptions { Ids = IdMode.Sparse });
        Assert.Equal(["5", "7"], GraphAssert.Texts(loaded.Ids!));
        Assert.Contains("1 ids with leading zeros read as integers", loaded.Report.Notes);
    }

    [Fact]
    public void Read_FollowsTheModeAskedFor()
    {
        Assert.Equal(50_001, GraphFiles.Read("g.txt", "0 50000\n", new GraphReadOptions { Ids = IdMode.Dense }).Graph.VertexCount);
        Assert.Equal(["3", "4"], GraphAssert.Texts(GraphFiles.Read("g.txt", "3 4\n", new GraphReadOptions { Ids = IdMode.Sparse }).Ids!));
        LoadedGraph strings = GraphFiles.Read("g.txt", "10 9\n", Strings);
        Assert.False(strings.Ids!.AreIntegers);
        Assert.Equal(["10", "9"], GraphAssert.Texts(strings.Ids));
        Assert.Contains("GraphReadOptions.Ids = IdMode.Sparse", GraphFiles.Refusal("g.txt", "0 5000000000\n", new GraphReadOptions { Ids = IdMode.Dense }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesOneVertexMoreThanAGraphHolds()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.txt"], "0 2147483646\n");
        var dense = new GraphReadOptions { Ids = IdMode.Dense };
        Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.txt"], dense, budget: new MemoryBudget(long.MaxValue)));
        Assert.Throws<ResourceLimitException>(() => GraphFiles.Read("g.txt", "0 2147483645\n", dense));
    }

    [Fact]
    public void Read_CountsFromOne_WhenAsked()
    {
        var options = new GraphReadOptions { IdBase = 1 };
        LoadedGraph loaded = GraphFiles.Read("g.txt", "1 2\n2 4\n", options);
        Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(loaded.Graph));
        Assert.Equal(["1", "2", "4"], GraphAssert.Texts(loaded.Ids!));
        loaded = GraphFiles.Read("g.txt", "1 2\n2 4\n", options with { Ids = IdMode.Dense });
        Assert.Equal("n=4 0-1 1-3", GraphAssert.Text(loaded.Graph));
        Assert.Equal(["1", "2", "3", "4"], GraphAssert.Texts(loaded.Ids!));
        GraphFiles.Refuses(2, "vertex id 0 is below 1", "g.txt", "1 2\n0 1\n", options);
        Assert.Equal("n=5 0-4", GraphFiles.Edges("g.txt", "1 5\n", options with { Vertices = 5 }));
        GraphFiles.Refuses(1, "vertex id 6 is not in 1..5", "g.txt", "1 6\n", options with { Vertices = 5 });
        LoadedGraph sparse = GraphFiles.Read("g.txt", "1 5000000000\n", options);
        Assert.Equal(["1", "5000000000"], GraphAssert.Texts(sparse.Ids!));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphFiles.Read("g.txt", "1 2\n", new GraphReadOptions { IdBase = 2 }));
    }

    [Fact]
    public void Read_TakesStrings_WhenTheFirstIdsAreText()
    {
        LoadedGraph loaded = GraphFiles.Read("g.txt", "zoë 😀\nA 😀\n12 zoë\n");
        Assert.Equal(["12", "A", "zoë", "😀"], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal("n=4 0-2 1-3 2-3", GraphAssert.Text(loaded.Graph));
        Assert.Equal("n=2 0-1", GraphFiles.Edges("g.csv", "source,target\n# a comment first\nalice,bob\n"));
    }

    [Fact]
    public void Read_TakesQuotedIds_OfCsv()
    {
        LoadedGraph loaded = GraphFiles.Read("g.csv", "source,target,weight\n\"a, b\",\"say \"\"x\"\"\",2\n  \"c\" ,d\"e,3\r\n\" c\",c,4\n");
        Assert.Equal([" c", "a, b", "c", "d\"e", "say \"x\""], GraphAssert.Texts(loaded.Ids!));
        Assert.Equal("n=5 0-2:4 1-4:2 2-3:3", GraphAssert.Text(loaded.Graph));
        Assert.Equal(["1,2", "x"], GraphAssert.Texts(GraphFiles.Read("g.csv", "\"1,2\",x\n").Ids!)); // without a header
        GraphFiles.Refuses(2, "not closed", "g.csv", "source,target\n\"a,b\n");
        GraphFiles.Refuses(2, "stands where ','", "g.csv", "source,target\n\"a\"b,c\n");
    }

    [Theory]
    [InlineData(2, "'1.5' is not an integer", "0 1\n1.5 2\n")]
    [InlineData(1, "'1.5' is not an integer", "1.5 2\n0 1\n")]
    [InlineData(2, "'1e3' is not an integer", "0 1\n0 1e3\n")]
    [InlineData(2, "'0x1' is not an integer", "0 1\n0x1 1\n")]
    [InlineData(2, "'x' is not an integer", "0 1\n1 x\n")]
    [InlineData(3, "1 columns where 2 were expected", "0 1\n# c\n5\n")]
    [InlineData(2, "2 columns where 3 were expected (source, target, weight)", "0 1 2\n0 1\n")]
    [InlineData(2, "'' is not an integer", "0,1\n,2\n")]
    [InlineData(2, "the weight is empty", "0,1,2\n0,2,\n")]
    [InlineData(2, "the weight is empty", "0,1,2\n0,2,\"\"\n")]
    [InlineData(2, "weight 'x' is not a finite", "0 1 {}\n0 2 {'weight': x}\n")]
    [InlineData(2, "is not a dictionary", "0 1 {}\n0 2 3\n")]
    [InlineData(2, "weight 'x' is not a finite", "0 1 2\n0 2 x\n")]
    [InlineData(2, "weight 'nan' is not a finite", "0 1 2\n0 2 nan\n")]
    [InlineData(2, "weight '1e999' is beyond the range of 64-bit floating point", "0 1 2\n0 2 1e999\n")]
    [InlineData(2, "weight '1e-400' is beyond the range of 64-bit floating point", "0 1 2\n0 2 1e-400\n")]
    [InlineData(2, "weight '-Infinity' is not a finite", "0 1 2\n0 2 -Infinity\n")]
    [InlineData(2, "weight '-' is not a finite", "0 1 2\n0 2 -\n")]
    [InlineData(2, "weight '1..2' is not a finite", "0 1 2\n0 2 1..2\n")]
    [InlineData(2, "carriage return", "0 1\n1 2\r2 3\n")]
    [InlineData(1, "carriage return", "0 1\r1 2\r2 3\r")]
    [InlineData(2, "stands where 'a tab'", "0\t1\n1 2\n")]
    public void Read_NamesTheLine_OfWhatIsWrong(long line, string says, string text) => GraphFiles.Refuses(line, says, "g.txt", text);

    [Fact]
    public void Read_RefusesStringsThatAreNoText()
    {
        using var folder = new TemporaryFolder();
        foreach (byte[] bad in (byte[][])[[.. "a b\nc \xff\n"u8[..6], 0xff, 10], [.. "source,target\na,\"x\"\""u8, 0xff, .. "\"\n"u8], [.. "a b\nc "u8, 1, 10]])
        {
            File.WriteAllBytes(folder["g.txt"], bad);
            Assert.Equal(2, Assert.Throws<GraphFormatException>(() => GraphReader.Read(folder["g.txt"])).Line);
        }

        GraphFiles.Refuses(2, "an empty vertex id", "g.csv", "source,target\n\"\",b\n", Strings);
        Assert.Throws<ArgumentException>(() => GraphFiles.Read("g.txt", "a b\n", new GraphReadOptions { Vertices = 5 }));
    }

    [Fact]
    public void Read_TakesIsolatedVertices_FromComments()
    {
        LoadedGraph loaded = GraphFiles.Read("g.txt", "# isolated: d e \n# ids: strings\na b\n# isolated: c\r\n");
        Assert.Equal(["a", "b", "c", "d e "], GraphAssert.Texts(loaded.Ids!));
        loaded = GraphFiles.Read("g.txt", "# isolated: 5\n0 1\n# isolated: 3\n");
        Assert.Equal(["0", "1", "3", "5"], GraphAssert.Texts(loaded.Ids!));
        Assert.Contains("isolated vertex 'x' is not an integer", GraphFiles.Refusal("g.txt", "# isolated: x\n0 1\n").Message, StringComparison.Ordinal);
        GraphFiles.Refuses(2, "control character", "g.txt", "# c\n# isolated: a\tb\na b\n");
        GraphFiles.Refuses(2, "control character", "g.txt", "a b\n# isolated: a\tb\n");
        Assert.Equal(["x"], GraphAssert.Texts(GraphFiles.Read("g.txt", "# ids: strings\n# isolated: x\n").Ids!));
    }

    [Fact]
    public void Read_FixesTheNumberOfVertices_WhenGiven()
    {
        Assert.Equal(10, GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Vertices = 10 }).Graph.VertexCount);
        GraphFiles.Refuses(2, "vertex id 10 is not in 0..9", "g.txt", "0 1\n10 0\n", new GraphReadOptions { Vertices = 10 });
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Vertices = -1 }));
        Assert.Throws<ResourceLimitException>(() => GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Vertices = 2_000_000_000 }));
    }

    [Theory]
    [InlineData("x,y\ny,x\nx,z\n", "edge x–y is given 2 times")]
    [InlineData("20,30\n30,20\n20,7\n", "edge 20–30 is given 2 times")]
    [InlineData("-5,2000000000000\n2000000000000,-5\n-5,7\n", "edge -5–2000000000000 is given 2 times")]
    [InlineData("10,2000000000000\n2000000000000,2000000000000\n", "self-loop at vertex 2000000000000")]
    public void Refusals_NameIds(string text, string says)
    {
        GraphFormatException error = GraphFiles.Refusal("g.csv", text, new GraphReadOptions { Duplicates = DuplicatePolicy.Error, SelfLoops = SelfLoopPolicy.Error });
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
