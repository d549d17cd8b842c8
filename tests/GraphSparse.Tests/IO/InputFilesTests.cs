using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>What a folder or a glob stands for.</summary>
public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InputFilesTests()
    {
        foreach (string file in (string[])
            ["b.parquet", "a.parquet", "_temporary.parquet", ".hidden.parquet", "_SUCCESS", ".part.crc", "readme.txt", "year=2020/m=1/p.parquet", "year=2020/m=2/p.parquet", "year=2021/p.parquet", "_delta_log/x.parquet", "other/q.csv"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder["set/" + file])!);
            File.WriteAllText(_folder["set/" + file], "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("set", "a.parquet b.parquet year=2020/m=1/p.parquet year=2020/m=2/p.parquet year=2021/p.parquet")]
    [InlineData("set/*.parquet", "a.parquet b.parquet")]
    [InlineData("set/year=202?/*.parquet", "year=2021/p.parquet")]
    [InlineData("set/year=2020", "year=2020/m=1/p.parquet year=2020/m=2/p.parquet")]
    [InlineData("set/year=*", "year=2020/m=1/p.parquet year=2020/m=2/p.parquet year=2021/p.parquet")]
    [InlineData("set/year=*/m=*/p.parquet", "year=2020/m=1/p.parquet year=2020/m=2/p.parquet")]
    [InlineData("set/**/p.parquet", "year=2020/m=1/p.parquet year=2020/m=2/p.parquet year=2021/p.parquet")]
    [InlineData("set/_*.parquet", "_temporary.parquet")]
    [InlineData("*/a.parquet", "a.parquet")]
    public void Resolve_GivesDataFiles_InOrder(string path, string expected)
    {
        string root = _folder["set"] + "/";
        Assert.Equal(expected.Split(' '), InputFiles.Resolve(_folder[path]).Select(f => f[root.Length..]));
        Assert.Equal(GraphFormat.Parquet, InputFiles.FormatOf(_folder[path]));
    }

    [Fact]
    public void KeysOf_TellsTheFoldersBelowWhatWasNamed()
    {
        InputFileSet found = InputFiles.Find(_folder["set"]);
        Assert.Equal([new("year", "2020"), new("m", "2")], found.KeysOf(_folder["set/year=2020/m=2/p.parquet"]));
        Assert.Equal([new("m", "2")], InputFiles.Find(_folder["set/year=2020"]).KeysOf(_folder["set/year=2020/m=2/p.parquet"]));
        Assert.Equal([new("year", "2021")], InputFiles.Find(_folder["set/*/p.parquet"]).KeysOf(_folder["set/year=2021/p.parquet"]));
        Assert.Equal(["2 files in the folder are not .parquet and not read: q.csv, readme.txt"], found.Notes());
    }

    [Theory]
    [InlineData("set/other", "holds no .parquet files, but 1 others such as q.csv")]
    [InlineData("set/x*.parquet", "No file matches")]
    [InlineData("set/x*/*.parquet", "No file matches")]
    [InlineData("set/none.parquet", "There is no file")]
    public void Resolve_SaysWhatIsMissing(string path, string says) =>
        Assert.Contains(says, Assert.Throws<FileNotFoundException>(() => InputFiles.Resolve(_folder[path])).Message, StringComparison.Ordinal);

    [Fact]
    public void Resolve_RefusesFoldersThatContainThemselves()
    {
        Directory.CreateSymbolicLink(_folder["set/loop"], _folder["set"]);
        Assert.Contains("a link to a folder above", Assert.Throws<GraphFormatException>(() => InputFiles.Resolve(_folder["set"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stamp_TellsAFileThatWasRewrittenInPlace()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["g.csv"], "0,1\n");
        FileStamp stamp = FileStamp.Of([folder["g.csv"]]);
        stamp.RequireUnchanged();
        File.WriteAllText(folder["g.csv"], "0,2\n"); // of the same length
        File.SetLastWriteTimeUtc(folder["g.csv"], DateTime.UnixEpoch.AddDays(20_000));
        Assert.Contains("has changed while it was read", Assert.Throws<IOException>(stamp.RequireUnchanged).Message, StringComparison.Ordinal);
    }
}
