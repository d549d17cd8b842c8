using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;
using MathNet.Numerics.LinearAlgebra;

namespace GraphSparse.Tests.Numerics;

/// <summary>Vertices of degree up to 2 go, the resistances among those that stay do not change.</summary>
public class SeriesEliminationTests
{
    [Fact]
    public void Trees_AndCycles_GoWhole()
    {
        Assert.Equal((30, 29L), Counts(ClassicGraphs.Conductances(30, 0, 4)));
        Assert.Equal((20, 37L), Counts(ClassicGraphs.Cycle(20)));
        Assert.Equal((4, 0L), Counts(CsrGraph.Empty(4)));
        Assert.Equal((0, 0L), Counts(ClassicGraphs.Complete(5)));

        static (int, long) Counts(CsrGraph graph)
        {
            SeriesElimination series = SeriesElimination.Run(graph, default);
            return (series.Count, series.EntryCount);
        }
    }

    [Fact]
    public void ParallelConductances_AddUp()
    {
        // Three paths of two edges side by side, each of conductance 1/2.
        CsrGraph theta = ClassicGraphs.Build(5, [(0, 2), (2, 1), (0, 3), (3, 1), (0, 4), (4, 1)]);
        SeriesElimination series = SeriesElimination.Run(theta, default);
        (CsrGraph core, int[] vertices) = series.Core();
        Assert.Equal((3, 6L), (series.Count, series.EntryCount));
        Assert.Equal([0, 1], vertices);
        Assert.Equal([new Edge(0, 1, 1.5)], core.Edges());
        Assert.Equal(7, ExactElimination.Factor(theta)!.EntryCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Core_HasTheResistancesOfTheGraph(ulong seed)
    {
        CsrGraph graph = ClassicGraphs.Conductances(120, 25, seed);
        SeriesElimination series = SeriesElimination.Run(graph, default);
        (CsrGraph core, int[] vertices) = series.Core();
        Assert.InRange(core.VertexCount, 4, 48); // 2k − 2 at most, for k = 25
        Assert.Equal(graph.VertexCount, core.VertexCount + series.Count);
        Matrix<double> whole = DenseLaplacian.PseudoInverse(graph);
        Matrix<double> left = DenseLaplacian.PseudoInverse(core);
        for (int a = 0; a < vertices.Length; a++)
        {
            for (int b = a + 1; b < vertices.Length; b++)
                Assert.Equal(1, Resistance(left, a, b) / Resistance(whole, vertices[a], vertices[b]), 1e-6);
        }

        static double Resistance(Matrix<double> inverse, int u, int v) => inverse[u, u] + inverse[v, v] - 2 * inverse[u, v];
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Factor_SolvesAsThePseudoInverse_AlsoForSeveralComponents(ulong seed)
    {
        // Two components, each with trees, paths and a core, and isolated vertices between them.
        CsrGraph first = ClassicGraphs.Conductances(60, 20, seed, decades: 1);
        CsrGraph second = ClassicGraphs.Conductances(40, 10, seed + 10, decades: 1);
        CsrGraph graph = ClassicGraphs.Union(first, ClassicGraphs.Union(CsrGraph.Empty(3), second));
        var random = new KeyedRandom(seed, "tests.series");
        Vector<double> b1 = Centred(60, 0);
        Vector<double> b2 = Centred(40, 100);
        One[] b = [.. b1.Concat(new double[3]).Concat(b2).Select(value => new One(value))];
        var x = new One[b.Length];
        ExactElimination.Factor(graph)!.Solve(b, x, new One[b.Length]);
        double[] expected = [.. DenseLaplacian.PseudoInverse(first) * b1, .. new double[3], .. DenseLaplacian.PseudoInverse(second) * b2];
        for (int v = 0; v < x.Length; v++)
            Assert.Equal(expected[v], x[v].Value, 1e-9);

        Vector<double> Centred(int length, int key)
        {
            Vector<double> values = Vector<double>.Build.Dense(length, i => random.NextDouble(key + i) - 0.5);
            return values - values.Average();
        }
    }
}
