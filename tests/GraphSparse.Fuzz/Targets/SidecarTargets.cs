using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Files beside graphs. A new kind of sidecar gets a target of its own here.</summary>
internal static class SidecarTargets
{
    private const int Vertices = 4;

    /// <summary>NAME.ids beside Matrix Market and METIS files.</summary>
    public static FuzzTarget Ids() => new("ids-sidecar", "g.mtx.ids", ReadIds, TextSeeds.Utf8(
        "# graphsparse ids: integers\n-3\n5\n77\n12345678901\n",
        "# graphsparse ids: strings\na\nb c\nü\n\ud83d\ude00\n",
        "# graphsparse ids: strings\r\n0\r\n1\r\n2\r\n3\r\n"))
    {
        Tokens = TextSeeds.Utf8("# graphsparse ids: ", "integers", "strings", "\n", "\r\n", "\r", "18446744073709551615", "\ufeff", "\u2028", "\0", "\u0085"),
        Rounds = 6000,
    };

    private static Action? ReadIds(string path, CancellationToken cancellationToken)
    {
        VertexIds ids = IdSidecar.Read(path[..^".ids".Length], Vertices)!;
        return () =>
        {
            Assert.Equal(Vertices, ids.Count);
            Assert.Equal(Vertices, GraphAssert.Texts(ids).Distinct().Count());
            for (int v = 0; v < Vertices; v++)
                Assert.Equal(v, ids.Find(ids.Text(v)));
        };
    }
}
