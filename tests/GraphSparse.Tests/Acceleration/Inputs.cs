using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Inputs on which every kernel is compared with its meaning.</summary>
internal static class Inputs
{
    /// <summary>Empty, one, part of a group, a group and one more, many groups and a few more.</summary>
    public static int[] Lengths { get; } = [0, 1, 17, 1025, 8197];

    /// <summary>One hub joined to all, a ring through the others, and every tenth vertex alone: degrees from 0 to n.</summary>
    public static CsrGraph Skewed { get; } = MakeSkewed(3000);

    public static CsrGraph Weighted { get; } = MakeWeighted(300, 2000, directed: false);

    /// <summary>Sparse and directed, so that some vertices are sinks and some have no arc at all.</summary>
    public static CsrGraph Sinks { get; } = SampleGraphs.Random(200, 220, directed: true, weighted: false, seed: 5);

    public static CsrGraph WeightedSinks { get; } = MakeWeighted(200, 300, directed: true);

    /// <summary>Undirected graphs of every shape.</summary>
    public static IEnumerable<CsrGraph> Undirected =>
    [
        CsrGraph.Empty(0), CsrGraph.Empty(1), Fixtures.Karate, Skewed, Weighted,
        .. Lengths.Where(n => n > 1).Select(n => SampleGraphs.Random(n, 6 * n, directed: false, weighted: false, seed: n)),
    ];

    public static int[] Integers(int length, int below) => Integers(length, 0, below);

    public static int[] Integers(int length, int from, int below)
    {
        var random = new Random(length);
        var values = new int[length];
        for (int i = 0; i < length; i++)
            values[i] = random.Next(from, below);
        return values;
    }

    public static double[] Doubles(int length)
    {
        var random = new Random(length);
        var values = new double[length];
        for (int i = 0; i < length; i++)
            values[i] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8));
        return values;
    }

    private static CsrGraph MakeSkewed(int n)
    {
        var builder = new GraphBuilder(n, BuildOptions.Default);
        for (int v = 1; v < n; v++)
        {
            if (v % 10 == 0)
                continue;
            builder.AddEdge(0, v);
            int next = v + 1 < n && (v + 1) % 10 != 0 ? v + 1 : v + 2;
            if (next < n)
                builder.AddEdge(v, next);
        }

        return builder.Build();
    }

    private static CsrGraph MakeWeighted(int n, int rows, bool directed)
    {
        var random = new Random(n + rows);
        var builder = new GraphBuilder(n, new BuildOptions { Directed = directed });
        for (int i = 0; i < rows; i++)
            builder.AddEdge(random.Next(n), random.Next(n), Math.Pow(10, random.NextDouble() * 4 - 2));
        return builder.Build();
    }
}
