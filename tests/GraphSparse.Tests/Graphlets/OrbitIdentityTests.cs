using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphlets;

/// <summary>On real networks no definition can be followed set by set; there, sums of matrices and of their rows follow from counts that were found another way.</summary>
public class OrbitIdentityTests
{
    [NetworkFact]
    [Trait("Speed", "Slow")]
    public void EveryNetwork_HoldsThem()
    {
        string folder = Path.Combine(Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!, "networks");
        int held = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.edges.gz").Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < 400_000))
        {
            CsrGraph graph = GraphReader.Read(file).Graph.Symmetrize();
            if (graph.EdgeCount > 100_000)
                continue;
            OrbitPair[] pairs = [.. OrbitPair.Stored.Where(p => p.Hop < 3 || (graph.EdgeCount < 20_000 && graph.VertexCount < 10_000))];
            AssertSums(graph, pairs, Path.GetFileName(file));
            held++;
        }

        Assert.True(held > 30, $"{held} networks");
    }

    /// <summary>Copies as ORCA counts them.</summary>
    [NetworkFact]
    public void Copies_OfRealNetworks_AreThoseOfOrca()
    {
        GraphletCounts counts = OrbitCounter.Count(Networks.Read("ca-GrQc")).Graphlets;
        Assert.Equal((UInt128)14_484, counts.Edges);
        Assert.Equal((UInt128)48_260, counts.Triangles);
        Assert.Equal((UInt128)329_297, counts.Cliques);
    }

    private static void AssertSums(CsrGraph graph, OrbitPair[] pairs, string name)
    {
        OrbitCounts counts = OrbitCounter.Count(graph);
        UInt128[] n = [.. counts.Graphlets.All];
        var copies = new Dictionary<OrbitPair, UInt128>
        {
            [new(1, 0, 0)] = 2 * n[0], [new(1, 1, 2)] = 2 * n[1], [new(2, 1, 1)] = 2 * n[1], [new(1, 3, 3)] = 6 * n[2], [new(1, 4, 5)] = 2 * n[3], [new(2, 4, 5)] = 2 * n[3], [new(1, 5, 5)] = 2 * n[3],
            [new(3, 4, 4)] = 2 * n[3], [new(1, 6, 7)] = 3 * n[4], [new(2, 6, 6)] = 6 * n[4], [new(1, 8, 8)] = 8 * n[5], [new(2, 8, 8)] = 4 * n[5], [new(1, 9, 11)] = n[6], [new(2, 9, 10)] = 2 * n[6],
            [new(1, 10, 10)] = 2 * n[6], [new(1, 10, 11)] = 2 * n[6], [new(2, 12, 12)] = 2 * n[7], [new(1, 12, 13)] = 4 * n[7], [new(1, 13, 13)] = 2 * n[7], [new(1, 14, 14)] = 12 * n[8],
        };
        var rowSums = pairs.ToDictionary(p => p, _ => new long[graph.VertexCount]);
        IReadOnlyList<AdjacencyTotals<OrbitPair>> totals = OrbitAdjacency.Map(graph, new() { Matrices = pairs }, rows => rows, rows =>
        {
            foreach (AdjacencyRow<OrbitPair> row in rows.Rows)
            {
                foreach (long count in rows.CountsOf(row))
                {
                    Assert.True(count > 0);
                    rowSums[row.Matrix][row.Vertex] += count;
                }
            }
        });
        Assert.All(totals, t => Assert.True(copies[t.Matrix] == t.Sum, $"{name}, {t.Matrix}: {t.Sum}, not {copies[t.Matrix]}"));
        var factors = new Dictionary<OrbitPair, int> { [new(1, 3, 3)] = 2, [new(2, 6, 6)] = 2, [new(1, 8, 8)] = 2, [new(2, 9, 10)] = 2, [new(1, 12, 13)] = 2, [new(1, 14, 14)] = 3 };
        foreach (OrbitPair pair in pairs)
        {
            for (int u = 0; u < graph.VertexCount; u++)
                Assert.True(factors.GetValueOrDefault(pair, 1) * counts[pair.I][u] == rowSums[pair][u], $"{name}, {pair}, row {u}");
        }
    }
}
