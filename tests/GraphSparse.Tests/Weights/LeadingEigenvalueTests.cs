using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Weights;

/// <summary>Eigenvector and Katz centrality where the largest eigenvalue is 0 or not simple.</summary>
public class LeadingEigenvalueTests
{
    [Theory]
    [InlineData("0-1:0 1-2:0", false)]
    [InlineData("0-1:0 1-0:0", true)]
    public void WeightsThatAreAllZero_AreRefusedByName(string edges, bool directed)
    {
        CsrGraph graph = Fixtures.FromText(edges, directed: directed);
        Assert.Contains("eigenvalue is 0", Assert.Throws<InvalidWeightException>(() => KatzCentrality.Compute(graph)).Message, StringComparison.Ordinal);
        Assert.Contains("eigenvalue is 0", Assert.Throws<InvalidWeightException>(() => EigenvectorCentrality.Compute(graph)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACycleThroughAWeightOfZero_IsNoCycle()
    {
        CsrGraph graph = Fixtures.FromText("0-1:1 1-2:1 2-0:0", directed: true);
        Assert.Contains("eigenvalue is 0", Assert.ThrowsAny<ArgumentException>(() => KatzCentrality.Compute(graph)).Message, StringComparison.Ordinal);
        Assert.Equal([1, 1.5, 1.75], KatzCentrality.Compute(graph, new KatzOptions { Attenuation = 0.5 }).Values);
    }

    [Fact]
    public void Katz_TakesTheDoubleEigenvalueOfAChain_Exactly()
    {
        CsrGraph chain = Fixtures.FromText("0-1 1-0 1-2 2-3 3-2", directed: true);
        KatzResult katz = KatzCentrality.Compute(chain);
        Assert.Equal(0.85, katz.Attenuation, 12);
        Assert.Equal(27.087087, katz.Values.Max(), 5);
        Assert.Contains("2 strongly connected components", Assert.Throws<ArgumentException>(() => EigenvectorCentrality.Compute(chain)).Message, StringComparison.Ordinal);
        Assert.Contains("one leads to another", Assert.Throws<ArgumentException>(() => GraphComparer.Compare(chain, chain, ["eigenvector"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ComponentsThatTie_AreCounted_AndOthersAreZero()
    {
        CsrGraph graph = Fixtures.FromText("0-1 0-2 1-2 3-4 3-5 4-5 6-7", 9);
        EigenvectorResult found = EigenvectorCentrality.Compute(graph);
        Assert.Equal(2, found.Multiplicity);
        Assert.Equal(2, found.Eigenvalue, 12);
        Assert.Equal([1, 1, 1, 1, 1, 1, 0, 0, 0], found.Values.Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void OneComponentStandsOut_HoweverLittleHeavierItIs()
    {
        CsrGraph graph = Fixtures.FromText("0-1:1 0-2:1 1-2:1 3-4:1.00001 3-5:1.00001 4-5:1.00001");
        EigenvectorResult found = EigenvectorCentrality.Compute(graph);
        Assert.Equal(1, found.Multiplicity);
        Assert.Equal([0, 0, 0, 1, 1, 1], found.Values.Select(v => Math.Round(v, 12)));
        Assert.Equal(0.85 / 2.00002, KatzCentrality.Compute(graph).Attenuation, 12);
    }

    [Fact]
    public void SourcesOfADirectedGraph_HaveNothing_AndWhatTheCycleLeadsTo_HasItsShare()
    {
        CsrGraph graph = Fixtures.FromText("0-1 1-2 2-1 2-3", directed: true);
        Assert.Equal([0, 1, 1, 1], EigenvectorCentrality.Compute(graph).Values.Select(v => Math.Round(v, 7)));
    }

    [Fact]
    public void AGraphWithoutEdges_HasEqualValues_AndMultiplicityZero()
    {
        EigenvectorResult found = EigenvectorCentrality.Compute(CsrGraph.Empty(3));
        Assert.Equal([1.0, 1, 1], found.Values);
        Assert.Equal((0, 0.0), (found.Multiplicity, found.Eigenvalue));
    }

    [Fact]
    public void ManyLikeComponents_AreFoundInLinearTime()
    {
        CsrGraph pairs = Lattices.Build(200_000, Enumerable.Range(0, 100_000).Select(i => (2 * i, 2 * i + 1, 1.0)));
        Assert.Equal(100_000, EigenvectorCentrality.Compute(pairs).Multiplicity);
    }
}
