using System.Text.Json.Nodes;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using GraphSparse.Sampling;
using GraphSparse.Sparsification;
using GraphSparse.Tests.TestSupport;
using GraphSparse.Walks;

namespace GraphSparse.Tests.Weights;

/// <summary>All weights times 2^k: no ranking and no ratio changes, and what scales does so exactly.</summary>
public class ScaleTests
{
    private static readonly Parallelism Two = new(2);

    /// <summary>2^300 times the heaviest weight below is within the documented 1e100, and 2^-1000 above the smallest normal number.</summary>
    private static readonly int[] Exponents = [-1000, -180, -7, 59, 300];

    public static TheoryData<string> Metrics => [.. MetricCatalog.Default.Select(e => e.Name)];

    public static TheoryData<string> Sparsifiers => [.. SparsifierCatalog.Default.Select(e => e.Name)];

    public static TheoryData<string> Samplers => [.. SamplerCatalog.Default.Select(e => e.Name)];

    public static TheoryData<string> Analyses => [.. InfoAnalyses.Default.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Metric_IsTheSame(string name)
    {
        foreach (CsrGraph graph in Graphs())
        {
            CsrGraph other = Sparsifier.Sparsify(graph, new SparsifierOptions { Method = "random", Keep = 0.8 }).Graph;
            if (GraphComparer.Measure(MetricCatalog.Default.FindList(name).Single(), new Comparison(graph, other, 1, Two)).Values is null)
                continue; // not for directed graphs
            foreach (WeightSense sense in Enum.GetValues<WeightSense>())
            {
                IReadOnlyList<MetricValue> expected = Measure(graph, other, sense);
                foreach (int k in Exponents.Where(k => sense != WeightSense.Length || Math.Abs(k) <= 300))
                {
                    IReadOnlyList<MetricValue> found = Measure(Scaled(graph, k), Scaled(other, k), sense);
                    Assert.Equal(expected.Select(v => v.Name), found.Select(v => v.Name));
                    foreach ((MetricValue before, MetricValue after) in expected.Zip(found))
                    {
                        // A factor holds square roots of weights, and resistances are compared by logarithms: these alone round differently at another scale.
                        if (name is "kappa" or "resistance" or "pcg-iterations")
                            Assert.InRange(after.Value, before.Value - 1e-9 * Math.Abs(before.Value), before.Value + 1e-9 * Math.Abs(before.Value));
                        else
                            Assert.Equal(before.Value, after.Value);
                    }
                }
            }
        }

        IReadOnlyList<MetricValue> Measure(CsrGraph graph, CsrGraph other, WeightSense sense) =>
            GraphComparer.Compare(new Comparison(graph, other, 1, Two) { Weights = sense }, [name]).Values;
    }

    [Theory]
    [MemberData(nameof(Sparsifiers))]
    public void Sparsifier_KeepsTheSameEdges_WithScaledWeights(string name)
    {
        foreach (CsrGraph graph in Graphs().Where(g => !g.IsDirected))
        {
            foreach (WeightSense sense in Enum.GetValues<WeightSense>())
            {
                if (sense == WeightSense.Ignore && name == "disparity")
                    continue; // compares weights
                SparsifiedGraph expected = Sparsify(graph, sense);
                foreach (int k in Exponents.Where(k => sense != WeightSense.Length || Math.Abs(k) <= 300))
                {
                    SparsifiedGraph found = Sparsify(Scaled(graph, k), sense);
                    Assert.Equal(expected.EdgeMask.ToArray(), found.EdgeMask.ToArray());
                    Assert.Equal(expected.Graph.Edges().Select(e => sense == WeightSense.Ignore ? e.Weight : Math.ScaleB(e.Weight, k)), found.Graph.Edges().Select(e => e.Weight));
                }
            }
        }

        SparsifiedGraph Sparsify(CsrGraph graph, WeightSense sense) => Sparsifier.Sparsify(graph, new SparsifierOptions
        {
            Method = name,
            Keep = name is "spanner" or "spectral" ? null : 0.7,
            OffTree = name == "spectral" ? 0.2 : null,
        }, 42, sense, parallelism: Two);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Sampler_TakesTheSame(string name)
    {
        bool weighted = SamplerCatalog.Default.Single(e => e.Name == name).KnowsWeights;
        foreach (CsrGraph graph in Graphs().Where(g => !g.IsDirected || name == "jdm"))
        {
            SampledGraph expected = Sample(graph);
            foreach (int k in Exponents)
            {
                SampledGraph found = Sample(Scaled(graph, k));
                Assert.Equal(expected.Vertices, found.Vertices);
                Assert.Equal(
                    expected.Graph.Edges().Select(e => expected.Graph.IsWeighted ? e with { Weight = Math.ScaleB(e.Weight, k) } : e), found.Graph.Edges());
            }
        }

        SampledGraph Sample(CsrGraph graph) => Sampler.Sample(graph, new SamplerOptions { Method = name, Fraction = 0.4, Weighted = weighted }, 7, parallelism: Two);
    }

    [Theory]
    [InlineData(WalkMethod.Weighted, 1, 1)]
    [InlineData(WalkMethod.Node2vec, 0.25, 4)]
    [InlineData(WalkMethod.Uniform, 1, 1)]
    public void Walks_AreTheSame(WalkMethod kind, double p, double q)
    {
        foreach (CsrGraph graph in Graphs())
        {
            string expected = Walk(graph);
            foreach (int k in Exponents)
                Assert.Equal(expected, Walk(Scaled(graph, k)));
        }

        string Walk(CsrGraph graph)
        {
            long[] visits = VisitCounts.Count(graph, new WalkOptions { Method = kind, P = p, Q = q, Length = 20, PerVertex = 5 }, 3, parallelism: Two).Visits;
            return string.Join(' ', visits);
        }
    }

    [Theory]
    [MemberData(nameof(Analyses))]
    public void Analysis_RanksTheSame_AndScalesWhatScales(string name)
    {
        foreach (CsrGraph graph in Graphs())
        {
            foreach (WeightSense sense in new[] { WeightSense.Strength, WeightSense.Length })
            {
                JsonObject expected = Analyse(graph, sense);
                foreach (int k in Exponents.Where(k => sense != WeightSense.Length || Math.Abs(k) <= 300))
                {
                    JsonObject found = Analyse(Scaled(graph, k), sense);
                    foreach ((string key, JsonNode? value) in expected)
                    {
                        if (value is JsonArray top)
                            Assert.Equal(top.Select(t => (int)t!["vertex"]!), found[key]!.AsArray().Select(t => (int)t!["vertex"]!));
                        else
                            Assert.Equal(Scale(key, Number(value), k, sense), Number(found[key]));
                    }
                }
            }
        }

        JsonObject Analyse(CsrGraph graph, WeightSense sense)
        {
            var report = new ReadReport { Path = "g", Files = [], Format = GraphFormat.EdgeList, Build = new BuildReport(), Notes = [] };
            var input = new LoadedInput(new LoadedGraph(graph, null, report), []) { Sense = sense };
            return InfoAnalyses.Default.Single(e => e.Name == name).Compute(input, new RunSettings { Parallelism = Two });
        }

        static double Number(JsonNode? node) => double.Parse(node!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

        // Closeness is a mean of 1 / length, and an eigenvalue a weight; a length in its turn is one over a strength.
        static double Scale(string key, double value, int k, WeightSense sense) => key switch
        {
            "closenessHighest" or "largestEigenvalue" => Math.ScaleB(value, sense == WeightSense.Strength ? k : -k),
            _ => value,
        };
    }

    private static IEnumerable<CsrGraph> Graphs()
    {
        foreach (bool directed in new[] { false, true })
        {
            // Every vertex has an edge either way, so that directed graphs have a cycle and undirected ones are in one piece.
            CsrGraph random = Fixtures.Random(60, 240, 5, directed, weighted: true);
            var builder = new GraphBuilder(60, new BuildOptions { Directed = directed, Duplicates = DuplicatePolicy.First });
            for (int v = 0; v < 60; v++)
                builder.AddEdge(v, (v + 1) % 60, 1.5 + v % 3);
            foreach (Edge edge in random.Edges().Where(e => Math.Abs(e.Source - e.Target) is not (1 or 59)))
                builder.AddEdge(edge.Source, edge.Target, edge.Weight);
            yield return builder.Build();
        }
    }

    private static CsrGraph Scaled(CsrGraph graph, int k) => graph.MapWeights(w => Math.ScaleB(w, k));
}
