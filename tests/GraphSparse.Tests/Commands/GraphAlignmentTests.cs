using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Commands;

/// <summary>Two graphs are matched by the ids of their vertices.</summary>
public class GraphAlignmentTests
{
    [Theory]
    [InlineData("0 1\n1 2\n2 3\n", "0 1\n1 2\n2 3\n", "n=4 0-1 1-2 2-3", 0)]
    [InlineData("0 1\n1 2\n2 3\n", "1 2\n", "n=4 1-2", 2)]
    [InlineData("3 70\n70 9\n", "70 3\n", "n=3 0-2", 1)]
    [InlineData("3 70\n70 9\n", "70 9\n3 9\n", "n=3 0-1 1-2", 0)]
    [InlineData("-5 7\n7 18\n", "-5 18\n", "n=3 0-2", 1)]
    [InlineData("a b\nb c\n", "c a\n", "n=3 0-2", 1)]
    [InlineData("0 1\n1 2\n", "# ids: strings\n2 0\n", "n=3 0-2", 1)]
    [InlineData("18446744073709551615 1\n1 2\n", "18446744073709551615 2\n", "n=3 1-2", 1)]
    [InlineData("18446744073709551615 1\n1 2\n", "1 2\n", "n=3 0-1", 1)]
    [InlineData("01 1\n1 2\n", "1 2\n", "n=3 1-2", 1)]
    public void Align_MatchesById_AndCountsWhatTheOtherLacks(string original, string other, string expected, int absent)
    {
        var notes = new List<string>();
        CsrGraph aligned = GraphAlignment.Align(GraphFiles.Read("g.txt", original), GraphFiles.Read("h.txt", other), notes, Parallelism.Sequential, CancellationToken.None);
        Assert.Equal(expected, GraphAssert.Text(aligned));
        if (absent == 0)
            Assert.Empty(notes);
        else
            Assert.StartsWith($"{absent} vertices of ", notes.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1\n1 2\n", "0 3\n", "vertex 3 is not in")]
    [InlineData("3 70\n70 9\n", "3 8\n", "vertex 8 is not in")]
    [InlineData("a b\n", "a c\n", "vertex c is not in")]
    [InlineData("1 2\n2 0\n", "# ids: strings\n01 2\n", "vertex 01 is not in")]
    [InlineData("0 1\n", "# ids: integers\n# isolated: 7\n0 1\n", "vertex 7 is not in")]
    public void Align_RefusesIdsThatTheOriginalLacks_AsBadData(string original, string other, string says)
    {
        var error = Assert.Throws<GraphFormatException>(() =>
            GraphAlignment.Align(GraphFiles.Read("g.txt", original), GraphFiles.Read("h.txt", other), [], Parallelism.Sequential, CancellationToken.None));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("h.txt", error.Path!, StringComparison.Ordinal);
    }
}
