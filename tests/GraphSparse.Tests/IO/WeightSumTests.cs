using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Finite weights of repeated rows whose sum is not finite: such a graph could be written, but not read again.</summary>
public class WeightSumTests
{
    private const string Repeated = "# ids: strings\na b 1e308\nb c 1\na b 1e308\n";

    [Theory]
    [InlineData("g.txt", Repeated)]
    [InlineData("g.mtx", "%%MatrixMarket matrix coordinate real general\n3 3 3\n1 2 -1e308\n2 3 1\n1 2 -1e308\n")]
    public void Read_RefusesASumBeyondDoubles_AndNamesTheEdge(string name, string text)
    {
        GraphFormatException error = GraphFiles.Refusal(name, text);
        Assert.Contains(name == "g.txt" ? "edge a - b" : "edge 0 - 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("GraphReadOptions.Duplicates", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(name, error.Path!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DuplicatePolicy.First)]
    [InlineData(DuplicatePolicy.Max)]
    public void Read_TakesOneOfThem_WhereThatIsAsked(DuplicatePolicy policy) =>
        Assert.Equal("n=3 0-1:1E+308 1-2:1", GraphFiles.Edges("g.txt", Repeated, new GraphReadOptions { Duplicates = policy }));
}
