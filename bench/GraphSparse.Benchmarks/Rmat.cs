namespace GraphSparse.Benchmarks;

/// <summary>R-MAT graphs with the Graph500 parameters (a, b, c, d = .57 .19 .19 .05), labels shuffled.</summary>
internal static class Rmat
{
    public static CsrGraph Generate(int scale, int edgeFactor, ulong seed = 1)
    {
        int n = 1 << scale;
        var random = new KeyedRandom(seed, "bench.rmat");
        var labels = new KeyedRandom(seed, "bench.rmat.labels");
        int[] label = [.. Enumerable.Range(0, n).OrderBy(v => labels.NextUInt64(v))];
        var builder = new GraphBuilder(n);
        for (long edge = 0; edge < (long)edgeFactor << scale; edge++)
        {
            int u = 0;
            int v = 0;
            for (int level = 0; level < scale; level++)
            {
                double r = random.NextDouble(edge, level);
                u = 2 * u + (r >= 0.76 ? 1 : 0);
                v = 2 * v + (r is >= 0.57 and < 0.76 or >= 0.95 ? 1 : 0);
            }

            builder.AddEdge(label[u], label[v]);
        }

        return builder.Build();
    }
}
