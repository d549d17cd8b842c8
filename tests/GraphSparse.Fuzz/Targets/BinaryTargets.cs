using GraphSparse.Fuzz.Engine;
using GraphSparse.IO;

namespace GraphSparse.Fuzz.Targets;

/// <summary>.gsb files.</summary>
internal static class BinaryTargets
{
    public static IEnumerable<FuzzTarget> All()
    {
        yield return Target("gsb", null);
        yield return Target("gsb-verified", new GraphReadOptions { Verify = true });
        yield return Target("gsb-undirected", new GraphReadOptions { Directed = false });
    }

    private static FuzzTarget Target(string name, GraphReadOptions? options) => new(name, "g.gsb", (path, token) => GraphChecks.Read(path, options, token), Seeds())
    {
        Rounds = 6000,
        Repair = BinaryChecksums.Recomputed,
    };

    private static List<byte[]> Seeds()
    {
        CsrGraph directed = GraphBuilder.FromEdges([(0, 1, 2.0), (1, 0, 3.5), (1, 2, -1.0), (3, 1, 0.25), (5, 4, 1e300)], directed: true);
        CsrGraph undirected = GraphBuilder.FromEdges([(0, 1), (0, 2), (1, 2), (2, 3), (4, 5)]);
        return
        [
            Written(undirected, null),
            Written(directed, null),
            Written(directed, VertexIds.FromIntegers([-7, 5, 90, 1L << 40, 1000, 1001])),
            Written(undirected, VertexIds.FromStrings(["a", "b", "zoë", "d", "e", "f"])),
            Written(CsrGraph.Empty(0), null),
        ];
    }

    private static byte[] Written(CsrGraph graph, VertexIds? ids)
    {
        string folder = Examination.NewFolder();
        try
        {
            string path = Path.Combine(folder, "g.gsb");
            GraphWriter.Write(path, graph, ids);
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
