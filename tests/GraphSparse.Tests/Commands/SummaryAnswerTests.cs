using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.IO.Parquet;
using GraphSparse.Summaries;
using GraphSparse.Tests.Summaries;

namespace GraphSparse.Tests.Commands;

/// <summary>Queries and comparisons answer from the folder of a summary, under the ids of the input.</summary>
public sealed class SummaryAnswerTests : SummaryFolderTests
{
    [Fact]
    public void Queries_AnswerUnderTheIdsOfTheInput()
    {
        Summarize(Named(), "s", ("Ratio", 3.0));
        JsonObject result = Query("s", "neighbors", "ann").Result;
        Assert.Equal(["a,b", "bob", "eve"], result["values"]![0]!["neighbors"]!.AsArray().Select(n => (string)n!["vertex"]!));
        Assert.Equal(1, (double)Query("s", "edge", "ann\nbob").Result["value"]!);
        Assert.Equal(0, (double)Query("s", "edge", "ann\ndan").Result["value"]!);
        Assert.Equal(2, (int)Query("s", "hops", "ann\ndan").Result["values"]![0]!["hops"]!);
        Assert.Equal([0, 1, 2], Query("s", "hops", "ann").Result["values"]!.AsArray().Select(v => (int)v!["hops"]!).Take(3));
        Assert.Equal(2, (double)Query("s", "triangles", "").Result["triangles"]!);
        Assert.Equal(1, (int)Query("s", "components", "").Result["components"]!);
        Assert.Equal(5, Query("s", "pagerank", "").Result["values"]!.AsArray().Count);
        CommandOutcome written = Query("s", "degree", "bob", ("Output", PathOf("degrees.parquet")));
        Assert.Equal(3, (double)written.Result["values"]![0]!["degree"]!);
        using ParquetFile file = ParquetFile.Open(PathOf("degrees.parquet"));
        Assert.Equal(["vertex", "degree"], file.Fields.Select(f => f.Name));
        Assert.Equal(5, file.RowCount);
        Assert.Single(Query("s", "rwr", "ann", ("Top", 1)).Result["values"]!.AsArray());
    }

    /// <summary>Its own graph has its own error, another one another, and a lossless one none.</summary>
    [Theory]
    [InlineData(SummaryWeights.Off)]
    [InlineData(SummaryWeights.On)]
    public void Comparisons_TellTheErrorFromAnyGraph(SummaryWeights weights)
    {
        CommandOutcome outcome = Run(Karate(), "s", false, ("Ratio", 0.4), ("Weights", weights), ("Norm", 2));
        (JsonObject result, CommandRun run) = Compare(Karate(), "s");
        Assert.Equal((double)outcome.Result["re1"]!, (double)result["re1"]!, 1e-12);
        Assert.Equal((double)outcome.Result["re2"]!, (double)result["re2"]!, 1e-12);
        Assert.DoesNotContain(run.Notes, n => n.Contains("another graph", StringComparison.Ordinal));
        JsonNode triangles = result["values"]!.AsArray().Single(v => (string)v!["answer"]! == "triangles")!;
        Assert.Equal(45, (double)triangles["original"]!);
        Assert.Equal((double)Query("s", "triangles", "").Result["triangles"]!, (double)triangles["summary"]!, 1e-9);

        string other = Write("other.csv", File.ReadAllText(PathOf("karate.csv")).Replace("0,1\n", "0,9\n", StringComparison.Ordinal));
        (result, run) = Compare(other, "s");
        Assert.Contains(run.Notes, n => n.Contains("another graph", StringComparison.Ordinal));
        (double l1, double l2) = SummaryTests.ByPairs(GraphSparse.IO.GraphReader.Read(other).Graph, Read("s").Summary);
        Assert.Equal(l1 / 34 / 33, (double)result["re1"]!, 1e-12);
        Assert.Equal(l2 / 34 / 33, (double)result["re2"]!, 1e-12);

        Run(Karate(), "exact", false, ("Mode", SummaryMode.Lossless));
        (result, _) = Compare(Karate(), "exact");
        Assert.Equal(0, (double)result["re1"]!);
        Assert.All(result["values"]!.AsArray(), v => Assert.InRange((double?)v!["error"] ?? 0, 0, 1e-9));
        (result, _) = Compare(other, "exact");
        Assert.Equal(4.0 / 34 / 33, (double)result["re1"]!, 1e-12);
    }

    [Fact]
    public void Comparisons_NeedTheSameVertices()
    {
        Run(Karate(), "s", false, ("Ratio", 0.4));
        Assert.Contains("34 vertices", Assert.Throws<GraphFormatException>(() => Compare(Named(), "s")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Compare(Karate(), "s", ("Metrics", "degree")));
    }

    [Fact]
    public void WrongQueries_AreRefused()
    {
        Summarize(Karate(), "s", ("Ratio", 0.5));
        Assert.Throws<GraphFormatException>(() => Query("s", "degree", "34"));
        Assert.Throws<GraphFormatException>(() => Query("s", "hops", "0\nnobody"));
        foreach ((string what, string vertices) in new[] { ("degrees", ""), ("edge", "1"), ("neighbors", ""), ("hops", ""), ("components", "1") })
            Assert.Throws<ArgumentException>(() => Query("s", what, vertices));
        Assert.Throws<ArgumentException>(() => Query("s", "degree", "", ("Damping", 0.5)));
        Assert.Throws<ArgumentException>(() => Query("s", "edge", "1\n2", ("Output", PathOf("x.parquet"))));
        Assert.Throws<FileNotFoundException>(() => Query("nowhere", "degree", ""));
    }
}
