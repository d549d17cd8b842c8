using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>What is written is read again, and the bytes depend on the graph alone.</summary>
public class GraphRoundTripTests
{
    private static readonly string[] Names = ["g.parquet", "g.edges", "g.csv", "g.tsv", "g.txt.gz", "g.csv.gz", "g.mtx", "g.mtx.gz", "g.graph", "g.metis.gz", "g.gsb"];

    private static readonly string[] Words =
        ["u", "v", "source", "target", "from", "to", "10", "9", "-1", "1e5", "nan", "a,b", "a;b", "zoë", "😀", "￿", "a#", "x'y", "\\", "src", "weight", "0"];

    private static readonly string[] WordsOfCsv = ["a b", " a", "a ", "\"", "a\"b", "#a", "%a", "\"\"", "a, \"b\""];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("Speed", "Slow")]
    public void Read_GivesTheGraphThatWasWritten(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder[name];
        bool isMetis = name.Contains(".graph", StringComparison.Ordinal) || name.Contains(".metis", StringComparison.Ordinal);
        bool numbered = isMetis || name.Contains(".mtx", StringComparison.Ordinal);
        Gen<(int, int, bool, bool, int)> cases =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from n in Gen.Choose(0, 12)
            from directed in ArbMap.Default.GeneratorFor<bool>()
            from weighted in ArbMap.Default.GeneratorFor<bool>()
            from kind in Gen.Choose(0, 2)
            select (seed, n, directed && !isMetis, weighted, kind);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            (int seed, int n, bool directed, bool weighted, int kind) = c;
            var random = new Random(seed);
            CsrGraph graph = Random(random, n, directed, weighted);
            VertexIds? ids = kind switch { 1 => Integers(random, n), 2 => Strings(random, n, anyText: name is not ("g.edges" or "g.txt.gz")), _ => null };
            GraphWriter.Write(path, graph, ids, GraphFiles.Provenance, overwrite: true, parallelism: new Parallelism(2));
            LoadedGraph loaded = GraphReader.Read(path, null, new Parallelism(2), GraphFiles.SmallBudget);
            GraphAssert.Same(graph, loaded.Graph);
            GraphAssert.Same(!numbered && ids is { AreIntegers: true } && Enumerable.Range(0, n).All(v => ids.GetInteger(v) == v) ? null : ids, loaded.Ids);
            long mirrors = isMetis ? graph.EdgeCount : 0;
            Assert.Equal(new BuildReport(graph.EdgeCount + mirrors, 0, 0, mirrors), loaded.Report.Build);
            Assert.Equal(numbered && ids is not null && !ids.AreCountedFrom(1), File.Exists(path + ".ids"));
        }).Check(Repeatable.Cases(200));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_GivesTheSameBytes_ForAnyNumberOfThreads(string name)
    {
        CsrGraph graph = SampleGraphs.Random(20_000, 60_000, directed: false, weighted: true, seed: 30);
        Assert.True(graph.VertexRanges().Length > 3);
        byte[] expected = GraphFiles.Written(name, graph, threads: 1);
        foreach (int threads in (int[])[1, 2, 3, 8])
            Assert.True(expected.AsSpan().SequenceEqual(GraphFiles.Written(name, graph, threads: threads)));
    }

    [Theory]
    [InlineData("g.edges", '#')]
    [InlineData("g.mtx", '%')]
    [InlineData("g.graph", '%')]
    public void Write_SaysWhereTheGraphComesFrom_InText(string name, char sign)
    {
        string text = Encoding.UTF8.GetString(GraphFiles.Written(name, GraphFiles.Read("g.txt", "0 1 0.1\n").Graph));
        Assert.Contains($"{sign} graphsparse {Provenance.Version} test, seed 7, options {{\"a\":1}}\n{sign} input: 00ff\n{sign} input: 11ee\n", text, StringComparison.Ordinal);
        Assert.Contains("0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SaysWhereTheGraphComesFrom_InParquet()
    {
        CsrGraph graph = GraphFiles.Read("g.txt", "0 1\n", new GraphReadOptions { Vertices = 4 }).Graph;
        using ParquetFile file = ParquetFile.Open(GraphFiles.Written("g.parquet", graph), "memory");
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["graphsparse.version"] = Provenance.Version, ["graphsparse.command"] = "test", ["graphsparse.options"] = "{\"a\":1}", ["graphsparse.seed"] = "7",
                ["graphsparse.inputs"] = "00ff 11ee", ["graphsparse.vertices"] = "4", ["graphsparse.directed"] = "false",
            },
            new SortedDictionary<string, string>(file.Metadata.ToDictionary()));
        Assert.Equal([ParquetType.Int32, ParquetType.Int32], file.Fields.Select(f => f.Type));
    }

    [Fact]
    public void Write_RefusesIds_ThatCouldNotBeReadAgain()
    {
        CsrGraph graph = GraphFiles.Read("g.txt", "0 1\n").Graph;
        foreach (string bad in (string[])["a b", "#a", "a\"b", " "])
            Assert.Throws<ArgumentException>(() => GraphFiles.Written("g.edges", graph, VertexIds.FromStrings([bad, "z"])));
        foreach (string bad in (string[])["", "a\nb", "a\tb"])
        {
            foreach (string name in (string[])["g.edges", "g.csv", "g.tsv", "g.mtx", "g.parquet"])
                Assert.Throws<ArgumentException>(() => GraphFiles.Written(name, graph, VertexIds.FromStrings([bad, "z"])));
        }
    }

    private static CsrGraph Random(Random random, int n, bool directed, bool weighted)
    {
        var builder = new GraphBuilder(n, new BuildOptions { Directed = directed, Duplicates = DuplicatePolicy.First });
        for (int i = random.Next(3 * n + 1); i > 0; i--)
        {
            double weight = random.Next(4) switch
            {
                0 => random.Next(-3, 4),
                1 => random.NextDouble(),
                2 => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-1000, 1000)),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64()),
            };
            if (!weighted)
                builder.AddEdge(random.Next(n), random.Next(n));
            else if (double.IsFinite(weight))
                builder.AddEdge(random.Next(n), random.Next(n), weight);
        }

        return builder.Build();
    }

    private static VertexIds Integers(Random random, int n)
    {
        var ids = new HashSet<long>();
        while (ids.Count < n)
            ids.Add(random.Next(4) switch { 0 => random.Next(20), 1 => random.Next(), 2 => int.MaxValue - 2L + random.Next(4), _ => long.MaxValue - random.Next(20) });
        return VertexIds.FromIntegers(ids);
    }

    private static VertexIds Strings(Random random, int n, bool anyText)
    {
        string[] words = anyText ? [.. Words, .. WordsOfCsv] : Words;
        random.Shuffle(words);
        return VertexIds.FromStrings(words.Take(n));
    }
}
