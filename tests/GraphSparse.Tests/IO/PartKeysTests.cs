using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Folders such as year=2020 are columns of the parts inside.</summary>
public sealed class PartKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PassesKeysOver_AndSaysSo()
    {
        Part("year=2020", [0], [1]);
        Part("year=2021", [1], [2]);
        LoadedGraph loaded = Read();
        Assert.Equal("n=3 0-1 1-2", GraphAssert.Text(loaded.Graph));
        Assert.Equal(["columns not used: year"], loaded.Report.Notes);
    }

    [Fact]
    public void Read_TakesAKey_WhereItIsNamedOrRecognised()
    {
        Part("year=2020/weight=2.5", [0], [1]);
        Part("year=2021/weight=4", [1], [2]);
        Assert.Equal("n=3 0-1:2.5 1-2:4", GraphAssert.Text(Read().Graph));
        Assert.Equal("n=3 0-1:2020 1-2:2021", GraphAssert.Text(Read(new GraphReadOptions { WeightColumn = "year" }).Graph));
        LoadedGraph sources = Read(new GraphReadOptions { SourceColumn = "year", TargetColumn = "target" });
        Assert.Equal(["1", "2", "2020", "2021"], GraphAssert.Texts(sources.Ids!));
        Assert.Equal("n=4 0-2:2.5 1-3:4", GraphAssert.Text(sources.Graph));
    }

    [Fact]
    public void Read_TakesTextOfAKey_WithItsEscapes()
    {
        Write("who=a%20b%2Fc", ParquetUtf8Column.Create("target", ["x", "y"]));
        LoadedGraph loaded = Read(new GraphReadOptions { SourceColumn = "who", TargetColumn = "target" });
        Assert.Equal(["a b/c", "x", "y"], GraphAssert.Texts(loaded.Ids!));
    }

    [Theory]
    [InlineData("weight=2020", "weight=heavy", "weight=heavy, and a weight is a finite number")]
    [InlineData("weight=2020", "weight=__HIVE_DEFAULT_PARTITION__", "its folder gives no value for weight")]
    [InlineData("weight=2020", "other=1", "it has weights in column 'weight', the first part has none")]
    public void Read_RefusesKeysThatCannotBeWhatTheirNameSays(string first, string second, string says)
    {
        Part(first, [0], [1]);
        Part(second, [1], [2]);
        var error = Assert.Throws<GraphFormatException>(() => Read());
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PrefersAColumnOfTheFile()
    {
        Write("weight=9", ParquetColumn.Create<int>("source", new[] { 0 }), ParquetColumn.Create<int>("target", new[] { 1 }), ParquetColumn.Create<int>("weight", new[] { 3 }));
        Assert.Equal("n=2 0-1:3", GraphAssert.Text(Read().Graph));
    }

    [Fact]
    public void Read_SaysWhatFoldersTellAndWhatTheyDoNot()
    {
        Part("source=5/weight=3", [0], [1]);
        Assert.Equal(["folders say source=…, which is a column of the files too: that of the files counts", "the weight is what the folders say, weight=…"], Read().Report.Notes);
    }

    private LoadedGraph Read(GraphReadOptions? options = null) => GraphReader.Read(_folder["set"], options, new Parallelism(2), GraphFiles.SmallBudget);

    private void Part(string folder, int[] sources, int[] targets) =>
        Write(folder, ParquetColumn.Create<int>("source", sources), ParquetColumn.Create<int>("target", targets));

    private void Write(string folder, params ParquetColumn[] columns)
    {
        Directory.CreateDirectory(_folder["set/" + folder]);
        File.WriteAllBytes(_folder[$"set/{folder}/data.parquet"], ParquetFiles.Write(null, columns));
    }
}
