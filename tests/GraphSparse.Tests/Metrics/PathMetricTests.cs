using GraphSparse.Metrics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Metrics;

/// <summary>Stretch, eccentricity, diameter and flow, where they can be told by hand.</summary>
public class PathMetricTests
{
    [Fact]
    public void Stretch_IsByHand_OnACycleThatLosesAnEdge()
    {
        // Distances of the cycle of 4: 1 1 1 1 2 2; of the path 0-1-2-3: 1 1 1 3 2 2.
        CsrGraph cycle = Fixtures.FromText("0-1 1-2 2-3 0-3");
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3");
        Assert.Equal((1 + 1 + 1 + 3 + 1 + 1) / 6.0, Value(cycle, path, "stretch"), 12);
        Assert.Equal(3, Value(cycle, path, "stretch", ".max"));
        Assert.Equal(0, Value(cycle, path, "stretch", ".unreachable"));
        Assert.Equal((3 / 2.0 + 2 / 2.0 + 2 / 2.0 + 3 / 2.0) / 4, Value(cycle, path, "eccentricity"), 12);
        Assert.Equal(1.5, Value(cycle, path, "diameter"));
    }

    [Fact]
    public void Stretch_LeavesOutPairsThatWereApartBefore_AndCountsThoseThatAreNow()
    {
        // Of 5 vertices the last is alone before: of the 6 pairs of the path two stay connected.
        CsrGraph path = Fixtures.FromText("0-1 1-2 2-3", 5);
        CsrGraph cut = Fixtures.FromText("0-1 2-3", 5);
        Assert.Equal(1, Value(path, cut, "stretch"));
        Assert.Equal(4.0 / 6, Value(path, cut, "stretch", ".unreachable"), 12);
        Assert.Equal((1 / 3.0 + 1 / 2.0 + 1 / 2.0 + 1 / 3.0) / 4, Value(path, cut, "eccentricity"), 12);
        Assert.Equal(1.0 / 3, Value(path, cut, "diameter"), 12);
        Assert.Equal(0.5, Value(path, cut, "diameter", ".lcc"));
        Assert.Equal(double.PositiveInfinity, Value(path, CsrGraph.Empty(5), "stretch"));
        Assert.Equal(1, Value(path, CsrGraph.Empty(5), "eccentricity", ".isolated"));
    }

    [Fact]
    public void Stretch_GoesByWeights_OnlyWhereTheOriginalHasThem()
    {
        CsrGraph cycle = Fixtures.FromText("0-1 1-2 0-2");
        CsrGraph heavy = Fixtures.FromText("0-1:7 1-2:7");
        Assert.Equal((1 + 1 + 2) / 3.0, Value(cycle, heavy, "stretch"), 12);
        CsrGraph lengths = Fixtures.FromText("0-1:1 1-2:3 0-2:2");
        Assert.Equal((1 + 1 + 4 / 2.0) / 3, GraphComparer.Compare(new Comparison(lengths, Fixtures.FromText("0-1:1 1-2:3"), 1, new Parallelism(2)) { Weights = WeightSense.Length }, ["stretch"]).Values[0].Value, 12);
        CsrGraph strengths = Fixtures.FromText("0-1:1 1-2:0.25 0-2:0.5");
        Assert.Equal((1 + 4 / 3.0 + 5 / 2.0) / 3, Value(strengths, Fixtures.FromText("0-1:1 1-2:0.25"), "stretch"), 12); // lengths 1, 4 (3 by way of 0), 2
        Assert.Throws<InvalidWeightException>(() => Value(Fixtures.FromText("0-1:0 1-2:1"), Fixtures.FromText("0-1:0 1-2:1"), "stretch"));
    }

    [Fact]
    public void Stretch_IsOfTheSameTargets_WhereTheyAreSampled()
    {
        CsrGraph graph = Fixtures.Random(3000, 12_000, 2);
        IReadOnlyList<MetricValue> values = GraphComparer.Compare(new Comparison(graph, graph, 9, new Parallelism(2)), ["stretch"]).Values;
        Assert.Equal(EstimateKind.Sampled, values[0].Estimate.Kind);
        Assert.Equal(1, values[0].Value);
        Assert.Equal(1, values[1].Value);
        Assert.Equal(0, values[0].Estimate.StandardError);
    }

    [Fact]
    public void Diameter_IsThatOfTheKarateClub()
    {
        Assert.Equal(5, Value(Fixtures.Karate, Fixtures.Karate, "diameter", ".original"));
        CsrGraph directed = Fixtures.FromText("0-1 1-2", directed: true);
        Assert.Throws<ArgumentException>(() => Value(directed, directed, "diameter"));
    }

    [Fact]
    public void MaxFlow_IsByHand()
    {
        // Two edges less on a cycle: 2 before for each pair; then a path, 1 for each pair; then nothing.
        CsrGraph cycle = Fixtures.FromText("0-1 1-2 2-3 0-3");
        Assert.Equal(0.5, Value(cycle, Fixtures.FromText("0-1 1-2 2-3"), "max-flow"));
        Assert.Equal(0, Value(cycle, CsrGraph.Empty(4), "max-flow"));
        Assert.Equal(1, Value(cycle, CsrGraph.Empty(4), "max-flow", ".zero"));
        Assert.Equal(2.5, Value(cycle, Fixtures.FromText("0-1:5 1-2:5 2-3:5"), "max-flow"));
    }

    private static double Value(CsrGraph original, CsrGraph other, string metric, string part = "") =>
        GraphComparer.Compare(new Comparison(original, other, 1, new Parallelism(2)), [metric]).Values.First(v => v.Name == metric + part).Value;
}
