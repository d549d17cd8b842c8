using GraphSparse.Benchmarks;
using GraphSparse.IO;

namespace GraphSparse.DeviceCheck;

/// <summary>What operations are run on: arrays of a length, and a graph.</summary>
internal sealed record Workload(string Name, int Length, CsrGraph Graph)
{
    /// <summary>Empty, one, part of a group, a group and one more, many groups and a few more; then a hub, a skewed graph with and without weights, real ones.</summary>
    public static IEnumerable<Workload> ForChecks(string graphFolder)
    {
        foreach (int length in (int[])[0, 1, 17, 1025, 8197])
            yield return new Workload($"random-{length}", length, Random(length, 6L * length));
        yield return new Workload("star-3000", 3000, Star(3000));
        CsrGraph skewed = Rmat.Generate(scale: 11, edgeFactor: 8);
        yield return new Workload("rmat-11", 200_003, skewed);
        yield return new Workload("rmat-11-weighted", 600_011, Weighted(skewed));
        foreach (string file in Directory.EnumerateFiles(graphFolder, "*.parquet").Order(StringComparer.Ordinal))
            yield return new Workload(Path.GetFileNameWithoutExtension(file), 2048, GraphReader.Read(file).Graph);
    }

    /// <summary>One R-MAT graph of 2^scale vertices, and arrays sixteen times as long.</summary>
    public static Workload ForTimes(int scale) => new($"rmat-{scale}", 16 << scale, Rmat.Generate(scale, edgeFactor: 16));

    private static CsrGraph Random(int n, long edges)
    {
        var random = new KeyedRandom(1, "device-check.graph");
        var builder = new GraphBuilder(n);
        for (long e = 0; e < edges && n > 1; e++)
            builder.AddEdge((int)(n * random.NextDouble(e, 0)), (int)(n * random.NextDouble(e, 1)));
        return builder.Build();
    }

    private static CsrGraph Star(int n)
    {
        var builder = new GraphBuilder(n);
        for (int v = 1; v < n; v++)
        {
            if (v % 10 != 0) // every tenth vertex stays alone
                builder.AddEdge(0, v);
        }

        return builder.Build();
    }

    private static CsrGraph Weighted(CsrGraph graph)
    {
        var random = new KeyedRandom(1, "device-check.weights");
        var builder = new GraphBuilder(graph.VertexCount);
        foreach (Edge edge in graph.Edges())
            builder.AddEdge(edge.Source, edge.Target, Math.Pow(10, 4 * random.NextDouble(edge.Source, edge.Target) - 2));
        return builder.Build();
    }
}
