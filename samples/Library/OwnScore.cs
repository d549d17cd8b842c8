using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;

namespace GraphSparse.Samples;

/// <summary>Keeps edges between vertices of similar degree.</summary>
internal sealed class DegreeSimilarity : IEdgeScore
{
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var scores = new double[index.EdgeCount]; // by edge id: the place of the edge in graph.Edges()
        int id = 0;
        foreach (Edge edge in graph.Edges())
        {
            double a = graph.Degree(edge.Source);
            double b = graph.Degree(edge.Target);
            scores[id++] = Math.Min(a, b) / Math.Max(a, b);
        }

        return scores;
    }
}

internal static class OwnScore
{
    public static void Run(string network)
    {
        CsrGraph graph = GraphReader.Read(network).Graph;
        Console.WriteLine(graph);

        // Directly: the exact fraction that the score puts first.
        SparsifiedGraph half = Sparsifier.Sparsify(graph, new DegreeSimilarity(), keep: 0.5);
        Console.WriteLine(half);

        // By name, beside the methods of the catalog: with the same options, and measured by their metrics.
        Catalog<SparsifierEntry> methods = SparsifierCatalog.Default.With(
            new SparsifierEntry("degree-similarity", "edges between vertices of similar degree", "this guide", _ => new DegreeSimilarity()));
        foreach (string method in new[] { "degree-similarity", SparsifierMethods.LocalDegree, SparsifierMethods.Random })
        {
            var options = new SparsifierOptions { Method = method, Keep = 0.5 };
            SparsifiedGraph sparse = Sparsifier.Sparsify(graph, options, seed: 1, catalog: methods);
            ComparisonReport report = GraphComparer.Compare(graph, sparse.Graph, [MetricNames.Unreachable, MetricNames.Clustering]);
            Console.WriteLine($"{method}: unreachable {report["unreachable"]:0.###}, clustering {report["clustering"]:0.###}");
        }
    }
}
