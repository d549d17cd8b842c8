using GraphSparse.Graphlets;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>Triads are those of looking at every three vertices, in every order.</summary>
public class TriadCounterTests
{
    /// <summary>One triad of each kind, as arcs among 0, 1, 2; 1 stands in the middle of those with two pairs.</summary>
    private static readonly (string Name, string Arcs)[] Kinds =
    [
        ("021D", "10 12"), ("021U", "01 21"), ("021C", "01 12"), ("111D", "01 10 21"), ("111U", "01 10 12"), ("201", "01 10 12 21"), ("030T", "01 21 02"), ("030C", "10 21 02"),
        ("120D", "10 12 02 20"), ("120U", "01 21 02 20"), ("120C", "01 12 02 20"), ("210", "01 12 21 02 20"), ("300", "01 10 12 21 02 20"),
    ];

    [Fact]
    public void Count_EqualsTheDefinition_OnRandomGraphs()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            CsrGraph graph = RandomDigraph(seed);
            long[,] expected = Brute(graph);
            TriadCounts counts = TriadCounter.Count(graph, new Parallelism(1 + seed % 3));
            for (int kind = 0; kind < TriadCounts.Names.Count; kind++)
            {
                for (int u = 0; u < graph.VertexCount; u++)
                    Assert.True(expected[u, kind] == counts[kind][u], $"seed {seed}, vertex {u}, {TriadCounts.Names[kind]}: {counts[kind][u]}, not {expected[u, kind]}");
            }
        }
    }

    [Fact]
    public void Names_AreThoseOfTheKinds() => Assert.Equal(Kinds.Select(k => k.Name), TriadCounts.Names);

    [Fact]
    public void UndirectedGraphs_AreRefused() => Assert.Contains("directed", Assert.Throws<ArgumentException>(() => TriadCounter.Count(Fixtures.Karate)).Message, StringComparison.Ordinal);

    private static long[,] Brute(CsrGraph graph)
    {
        int n = graph.VertexCount;
        var counts = new long[n, Kinds.Length];
        for (int a = 0; a < n; a++)
        {
            for (int b = a + 1; b < n; b++)
            {
                for (int c = b + 1; c < n; c++)
                {
                    int[] set = [a, b, c];
                    int kind = Array.FindIndex(Kinds, k => new[] { "012", "021", "102", "120", "201", "210" }.Any(order => Arcs(graph, set, order) == string.Join(' ', k.Arcs.Split(' ').Order())));
                    if (kind < 0)
                        continue;
                    foreach (int u in set)
                        counts[u, kind]++;
                }
            }
        }

        return counts;
    }

    /// <summary>The arcs among three vertices, numbered in an order.</summary>
    private static string Arcs(CsrGraph graph, int[] set, string order) => string.Join(' ',
        from i in Enumerable.Range(0, 3)
        from j in Enumerable.Range(0, 3)
        where i != j && graph.Neighbors(set[order[i] - '0']).Contains(set[order[j] - '0'])
        orderby $"{i}{j}"
        select $"{i}{j}");

    private static CsrGraph RandomDigraph(int seed)
    {
        var random = new KeyedRandom((ulong)seed, "triads.test");
        int n = 1 + (int)(12 * random.NextDouble(0, 0));
        double density = random.NextDouble(0, 1);
        var builder = new GraphBuilder(n, new BuildOptions { Directed = true });
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < n; v++)
            {
                if (u != v && random.NextDouble(1 + u, v) < density)
                    builder.AddEdge(u, v);
            }
        }

        return builder.Build();
    }
}
