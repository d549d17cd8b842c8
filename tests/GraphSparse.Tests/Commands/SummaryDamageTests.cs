using GraphSparse.Commands;

namespace GraphSparse.Tests.Commands;

/// <summary>Folders of summaries that are damaged, incomplete or mixed up are refused, by the file that is wrong.</summary>
public sealed class SummaryDamageTests : SummaryFolderTests
{
    /// <summary>Whatever the bytes of a compact file are, they are read or refused, by name.</summary>
    [Fact]
    public void DamagedCompactFiles_AreRefused()
    {
        Run(Named(), "s", false, ("Mode", SummaryMode.Lossless), ("OutputFormat", SummaryFormat.Binary));
        string path = PathOf("s/summary.gssm");
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(1);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = i % 2 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            if (i % 2 == 1)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bytes);
            foreach (string table in new[] { "membership", "superedges", "corrections" })
                Redescribe("s", table, path);
            try
            {
                Read("s");
            }
            catch (GraphFormatException error)
            {
                Assert.Equal(path, error.Path);
            }
        }
    }

    [Fact]
    public void DamagedCorrections_AreRefused()
    {
        Run(Karate(), "s", false, ("Mode", SummaryMode.Lossless), ("OutputFormat", SummaryFormat.Csv));
        string path = PathOf("s/corrections.csv");
        string[] whole = File.ReadAllLines(path);
        foreach ((string row, string says) in new[] { ("5,5,1", "does not come before"), ("0,99,1", "row 1: vertex 99"), ("0,1,2", "change is 2"), (whole[1][..^1] + "-1", "change is -1") })
        {
            File.WriteAllLines(path, [whole[0], row, .. whole[2..]]);
            Redescribe("s", "corrections");
            Assert.Contains(says, Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        }

        File.Delete(path);
        Assert.Contains("'corrections.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hierarchy", 1, "35,36", "row 1: supervertex 35 stands where 34 is next")]
    [InlineData("hierarchy", 1, "34,3", "row 1: 34 does not lie in a supervertex 3")]
    [InlineData("hierarchy", 1, null, "row 1: supervertex 35 stands where 34 is next")]
    [InlineData("superedges", 1, "5,4,1", "row 1: no superedge is from 5 to 4")]
    [InlineData("superedges", 1, "0,0,1", "row 1: no superedge is from 0 to 0")]
    [InlineData("superedges", 1, "0,999,1", "row 1: no superedge is from 0 to 999")]
    [InlineData("superedges", 1, "0,1,2", "row 1: sign is 2")]
    [InlineData("superedges", 1, "turned", "sum to something other than 0 or 1")]
    [InlineData("superedges", 2, "0,1,1", "row 2: the superedge of 0 and 1 stands twice")]
    [InlineData("superedges", 1, null, "has [0-9]+ rows, and the summary has [0-9]+ superedges")]
    [InlineData("membership", 1, "0,99", "row 1: 0 does not lie in a supervertex 99")]
    [InlineData("membership", 1, null, "has 33 rows, and the summary has 34 vertices")]
    public void DamagedNestedSummaries_AreRefused(string table, int line, string? row, string says)
    {
        Run(Karate(), "s", false, ("Mode", SummaryMode.Nested), ("OutputFormat", SummaryFormat.Csv));
        string path = PathOf($"s/{table}.csv");
        string[] whole = File.ReadAllLines(path);
        if (row == "turned")
            row = whole[line][..^1] + "-1";
        File.WriteAllLines(path, [.. whole[..line], .. row is null ? (string[])[] : [row], .. whole[(line + 1)..]]);
        if (row == "0,1,1")
            File.WriteAllLines(path, [whole[0], row, row, .. whole[3..]]);
        Redescribe("s", table);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("s"));
        Assert.Matches(says, error.Message);
        Assert.NotNull(error.Path);
        File.Delete(path);
        Assert.Contains($"'{table}.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"vertices\": 34", "\"vertices\": \"34\"", "has no number 'vertices'")]
    [InlineData("\"vertices\": 34", "\"vertices\": 3.5", "has no whole number 'vertices'")]
    [InlineData("\"vertices\": 34", "\"vertices\": -3", "has numbers that no summary has")]
    [InlineData("\"edges\": 78,", "", "has no number 'edges'")]
    [InlineData("\"l1\": ", "\"l1\": 1e999, \"l0\": ", "has no number 'l1'")]
    [InlineData("\"tables\": \"parquet\"", "\"tables\": \"orc\"", "says that tables are 'orc'")]
    [InlineData("\"version\": 1", "\"version\": 2", "is of version 2; this program reads version 1")]
    [InlineData("\"weights\": \"off\"", "\"weights\": 0", "has no text 'weights'")]
    [InlineData("\"superedgesSha256\"", "\"superedges256\"", "has no text 'superedgesSha256'")]
    [InlineData("\"format\"", "format", "is no whole JSON document")]
    public void DamagedDescriptions_AreRefused(string from, string to, string says)
    {
        Summarize(Karate(), "s", ("Ratio", 0.5));
        string path = PathOf("s/summary.json");
        string text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("s"));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
    }

    /// <summary>Tables by another summary, or none; rows that make no summary.</summary>
    [Fact]
    public void DamagedFolders_AreRefused()
    {
        Summarize(Karate(), "s", ("Ratio", 0.5), ("OutputFormat", SummaryFormat.Csv));
        Summarize(Karate(), "other", ("Ratio", 0.2), ("OutputFormat", SummaryFormat.Csv));
        string superedges = PathOf("s/superedges.csv");
        string whole = File.ReadAllText(superedges);
        File.Copy(PathOf("other/superedges.csv"), superedges, overwrite: true);
        Assert.Contains("belongs to another summary", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        foreach ((string from, string to, string says) in new[] { ("a,b,weight\n", "a,b,weight\n1,0,1\n", "no superedge is from 1 to 0"), ("a,b,weight\n0", "a,b,weight\n-1", "no superedge"), ("weight", "w", "a, b, weight") })
        {
            string changed = whole.Replace(from, to, StringComparison.Ordinal);
            File.WriteAllText(superedges, from.Length < to.Length && to.Contains("1,0,1", StringComparison.Ordinal) ? changed[..(changed[..^1].LastIndexOf('\n') + 1)] : changed);
            Redescribe("s", "superedges");
            Assert.Contains(says, Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        }

        File.Delete(superedges);
        Assert.Contains("'superedges.csv' is missing", Assert.Throws<GraphFormatException>(() => Read("s")).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("other/summary.json"), "{}");
        Assert.Contains("does not describe a summary", Assert.Throws<GraphFormatException>(() => Read("other")).Message, StringComparison.Ordinal);
        File.Delete(PathOf("other/summary.json"));
        Assert.Contains("'summary.json' is missing", Assert.Throws<GraphFormatException>(() => Read("other")).Message, StringComparison.Ordinal);
    }
}
