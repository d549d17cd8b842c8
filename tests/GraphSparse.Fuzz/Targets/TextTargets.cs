using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Readers of graphs as text.</summary>
internal static class TextTargets
{
    /// <summary>Edge lists, as they are and with the options that change how lines are read.</summary>
    public static IEnumerable<FuzzTarget> EdgeLists()
    {
        yield return EdgeList("edges-space", "g.txt");
        yield return EdgeList("edges-comma", "g.csv");
        yield return EdgeList("edges-tab", "g.tsv");
        yield return EdgeList("edges-strings", "g.csv", new GraphReadOptions { Ids = IdMode.Strings });
        yield return EdgeList("edges-sparse", "g.txt", new GraphReadOptions { Ids = IdMode.Sparse, Directed = true });
        yield return EdgeList("edges-dense", "g.txt", new GraphReadOptions { Ids = IdMode.Dense, IdBase = 1, SelfLoops = SelfLoopPolicy.Error });
        yield return EdgeList("edges-columns", "g.txt", new GraphReadOptions { Columns = "source,target,weight,time" });
        yield return EdgeList("edges-lenient", "g.csv", new GraphReadOptions { SkipInvalidWeights = true, Duplicates = DuplicatePolicy.Max });
    }

    public static FuzzTarget GZip() => new("gzip", "g.txt.gz", (path, token) => GraphChecks.Read(path, null, token), [.. TextSeeds.EdgeLists.Take(6).Select(TextSeeds.GZip)])
    {
        Tokens = [[0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], TextSeeds.GZip([]), TextSeeds.GZip("5 6\n"u8.ToArray()), [1, 0, 0, 0xFF, 0xFF]],
    };

    public static FuzzTarget Zstd() => new("zstd", "g.txt.zst", (path, token) => GraphChecks.Read(path, null, token), [.. TextSeeds.EdgeLists.Take(6).Select(TextSeeds.Zstd)])
    {
        Tokens = [[0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0], TextSeeds.Zstd([]), TextSeeds.Zstd("5 6\n"u8.ToArray())],
    };

    public static IEnumerable<FuzzTarget> MatrixMarket()
    {
        yield return Matrix("matrix-market", null);
        yield return Matrix("matrix-laplacian", new GraphReadOptions { Laplacian = true, SkipInvalidWeights = true });
    }

    public static FuzzTarget Metis() => new("metis", "g.graph", (path, token) => GraphChecks.Read(path, null, token), TextSeeds.Metis) { Tokens = TextSeeds.MetisTokens };

    private static FuzzTarget EdgeList(string name, string file, GraphReadOptions? options = null) =>
        new(name, file, (path, token) => GraphChecks.Read(path, options, token), TextSeeds.EdgeLists) { Tokens = TextSeeds.EdgeTokens, Rounds = 2000 };

    private static FuzzTarget Matrix(string name, GraphReadOptions? options) =>
        new(name, "g.mtx", (path, token) => GraphChecks.Read(path, options, token), TextSeeds.MatrixMarket) { Tokens = TextSeeds.MatrixTokens };
}
