namespace GraphSparse.Tests.TestSupport;

/// <summary>Graphs for tests, the same in every run.</summary>
internal static class SampleGraphs
{
    public static CsrGraph Random(int n, int rows, bool directed, bool weighted, int seed)
    {
        var random = new Random(seed);
        var builder = new GraphBuilder(n, new BuildOptions { Directed = directed });
        for (int i = 0; i < rows; i++)
        {
            int u = random.Next(n);
            int v = random.Next(n);
            if (weighted)
                builder.AddEdge(u, v, random.NextDouble() * 10 - 2);
            else
                builder.AddEdge(u, v);
        }

        return builder.Build();
    }
}
