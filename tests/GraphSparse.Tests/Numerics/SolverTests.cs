using GraphSparse.Numerics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Numerics;

/// <summary>Eliminations and conjugate gradients solve Laplacian systems.</summary>
public class SolverTests
{
    public static TheoryData<string> Graphs => ["path", "cycle", "star", "complete", "grid", "cube", "karate", "weights", "pieces", "single", "isolated", "empty", "hubs"];

    private static CsrGraph Graph(string name) => name switch
    {
        "path" => ClassicGraphs.Path(50),
        "cycle" => ClassicGraphs.Cycle(37),
        "star" => ClassicGraphs.Star(40),
        "complete" => ClassicGraphs.Complete(23),
        "grid" => ClassicGraphs.Grid(17, 13),
        "cube" => ClassicGraphs.Grid(6, 7, 5),
        "karate" => Fixtures.Karate,
        "weights" => ClassicGraphs.Conductances(200, 500, 3),
        "pieces" => ClassicGraphs.Union(ClassicGraphs.Grid(5, 5), ClassicGraphs.Union(ClassicGraphs.Path(4), CsrGraph.Empty(3))),
        "single" => CsrGraph.Empty(1),
        "isolated" => CsrGraph.Empty(5),
        "empty" => CsrGraph.Empty(0),
        _ => Fixtures.Random(300, 2000, 5),
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void ExactElimination_Solves(string name)
    {
        CsrGraph graph = Graph(name);
        EliminationFactor factor = ExactElimination.Factor(graph)!;
        (One[] x, One[] b) = System(graph);
        var solved = new One[x.Length];
        factor.Solve(b, solved, new One[x.Length]);
        AssertSolves(graph, solved, b, 1e-12);
    }

    [Fact]
    public void ExactElimination_Solves_WhereHubsGoLast()
    {
        // Two hubs share 4000 leaves, with a path through some of them: hubs have more than ten times √n neighbours.
        CsrGraph graph = ClassicGraphs.Build(4002, Enumerable.Range(2, 4000).SelectMany(v => new[] { (0, v), (1, v) }).Concat(Enumerable.Range(2, 500).Select(v => (v, v + 1))));
        int[] order = EliminationOrdering.Compute(graph, long.MaxValue, double.MaxValue, default)!;
        Assert.Equal(Enumerable.Range(0, 4002), order.Order());
        Assert.Equal([0, 1], order[^2..]);
        (One[] x, One[] b) = System(graph);
        var solved = new One[x.Length];
        ExactElimination.Factor(graph)!.Solve(b, solved, new One[x.Length]);
        AssertSolves(graph, solved, b, 1e-12);
    }

    [Fact]
    public void SolverPreconditioner_TakesAResidualWithAMean()
    {
        // What is left near convergence is mostly a mean that rounding made; a solver asked for ten digits of it would never be done.
        CsrGraph graph = ClassicGraphs.Complete(300);
        var inner = new IterativeSolver(
            new LaplacianOperator(graph), new DegreePreconditioner(graph), new ConjugateGradientOptions { Tolerance = 1e-10, Iterations = 200 }, Parallelism.Sequential, default);
        (_, One[] b) = System(graph);
        One[] shifted = [.. b.Select(v => new One(v.Value + 1e-3))];
        var z = new One[b.Length];
        new SolverPreconditioner(inner, new int[b.Length]).Apply(shifted, z, new One[b.Length]);
        AssertSolves(graph, z, b, 1e-9);
        Assert.Throws<ConvergenceException>(() => inner.Solve(shifted, z, new One[b.Length]));
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void ConjugateGradient_Solves_WithEveryPreconditioner(string name)
    {
        CsrGraph graph = Graph(name);
        (One[] x, One[] b) = System(graph);
        IPreconditioner[] preconditioners =
        [
            new FactorPreconditioner(SampledElimination.Factor(graph, 7)), new FactorPreconditioner(ExactElimination.Factor(graph)!), new DegreePreconditioner(graph),
            new NoPreconditioner(),
        ];
        foreach (IPreconditioner preconditioner in preconditioners)
        {
            var solved = new One[x.Length];
            ConjugateGradientResult result = ConjugateGradient.Solve(
                new LaplacianOperator(graph), preconditioner, b, solved, new ConjugateGradientOptions { Tolerance = 1e-9, Iterations = 100_000 }, Parallelism.Sequential, default);
            Assert.True(result.Converged, $"{preconditioner.GetType().Name}: {result}");
            AssertSolves(graph, solved, b, 4e-9);
        }
    }

    [Fact]
    public void SampledElimination_NeedsFewerIterationsThanDegrees()
    {
        CsrGraph graph = ClassicGraphs.Grid(60, 60);
        (One[] x, One[] b) = System(graph);
        int Count(IPreconditioner preconditioner) =>
            ConjugateGradient.Solve(new LaplacianOperator(graph), preconditioner, b, new One[x.Length], new ConjugateGradientOptions(), Parallelism.Sequential, default).Iterations;
        int sampled = Count(new FactorPreconditioner(SampledElimination.Factor(graph, 7)));
        Assert.InRange(sampled, 2, 60);
        Assert.True(sampled * 3 < Count(new DegreePreconditioner(graph)));
    }

    [Fact]
    public void ConjugateGradient_SaysWhereItDidNotConverge()
    {
        CsrGraph graph = ClassicGraphs.Grid(30, 30);
        (One[] x, One[] b) = System(graph);
        ConjugateGradientResult result = ConjugateGradient.Solve(
            new LaplacianOperator(graph), new NoPreconditioner(), b, new One[x.Length], new ConjugateGradientOptions { Iterations = 3 }, Parallelism.Sequential, default);
        Assert.False(result.Converged);
        Assert.Equal(3, result.Iterations);
        Assert.True(result.Residual > 1e-8);
    }

    [Fact]
    public void Lanes_AreSolvedEachByItself()
    {
        CsrGraph graph = Graph("weights");
        int n = graph.VertexCount;
        EliminationFactor factor = ExactElimination.Factor(graph)!;
        var b = new Four[n];
        var single = new One[4][];
        for (int lane = 0; lane < 4; lane++)
        {
            single[lane] = new One[n];
            (_, One[] right) = System(graph, (ulong)lane);
            for (int v = 0; v < n; v++)
                b[v] = b[v].With(lane, right[v].Value);
            factor.Solve(right, single[lane], new One[n]);
        }

        var x = new Four[n];
        factor.Solve(b, x, new Four[n]);
        for (int v = 0; v < n; v++)
        {
            for (int lane = 0; lane < 4; lane++)
                Assert.Equal(single[lane][v].Value, x[v][lane]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void ConjugateGradient_IsTheSameForAnyThreads(int threads)
    {
        CsrGraph graph = ClassicGraphs.Grid(200, 180);
        (One[] x, One[] b) = System(graph);
        One[] Solve(int degree)
        {
            var solved = new One[x.Length];
            ConjugateGradient.Solve(new LaplacianOperator(graph), new FactorPreconditioner(SampledElimination.Factor(graph, 7)), b, solved, new ConjugateGradientOptions(), new Parallelism(degree), default);
            return solved;
        }

        Assert.Equal(Solve(1), Solve(threads));
    }

    [Fact]
    public void Ordering_IsAPermutation_AndLeavesNoFillOnTrees()
    {
        foreach (string name in Graphs)
        {
            int[] order = EliminationOrdering.Compute(Graph(name), long.MaxValue, double.PositiveInfinity, default)!;
            Assert.Equal(Enumerable.Range(0, Graph(name).VertexCount), order.Order());
        }

        CsrGraph tree = ClassicGraphs.Conductances(500, 0, 9);
        Assert.Equal(499, ExactElimination.Factor(tree)!.EntryCount);
        Assert.Equal(2 * 100 - 3, ExactElimination.Factor(ClassicGraphs.Cycle(100))!.EntryCount);
    }

    [Fact]
    public void Factor_IsRefused_WhereItWouldBeTooLarge() => Assert.Null(ExactElimination.Factor(ClassicGraphs.Complete(100), maxFill: 1000));

    [Fact]
    public void Tridiagonal_HasTheEigenvaluesOfThePath()
    {
        // The Laplacian of a path of n vertices has eigenvalues 2 − 2 cos(πk/n).
        const int n = 40;
        double[] diagonal = [.. Enumerable.Range(0, n).Select(i => i is 0 or n - 1 ? 1.0 : 2.0)];
        double[] off = [.. Enumerable.Repeat(-1.0, n - 1)];
        for (int k = 0; k < n; k++)
            Assert.Equal(2 - 2 * Math.Cos(Math.PI * k / n), Tridiagonal.Eigenvalue(diagonal, off, k), 1e-13);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(1e-310)]
    public void Weights_ThatAreNoConductances_AreRefused(double weight)
    {
        var builder = new GraphBuilder(3);
        builder.AddEdge(1, 2, 1);
        builder.AddEdge(0, 1, weight);
        var error = Assert.Throws<InvalidWeightException>(() => new LaplacianOperator(builder.Build()));
        Assert.Contains("edge 0-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Laplacian_HandedInAsAdjacency_IsRecognised()
    {
        var error = Assert.Throws<InvalidWeightException>(() => new LaplacianOperator(ClassicGraphs.Scaled(Fixtures.Karate, -1)));
        Assert.Contains("GraphReadOptions.Laplacian", error.Message, StringComparison.Ordinal);
    }

    private static (One[] X, One[] B) System(CsrGraph graph, ulong seed = 1)
    {
        var random = new KeyedRandom(seed, "tests.system");
        var x = new One[graph.VertexCount];
        var b = new One[graph.VertexCount];
        for (int v = 0; v < x.Length; v++)
            x[v] = new One(random.NextDouble(v) - 0.5);
        new LaplacianOperator(graph).Multiply(x, b, Parallelism.Sequential);
        return (x, b);
    }

    private static void AssertSolves(CsrGraph graph, One[] x, One[] b, double tolerance)
    {
        var image = new One[x.Length];
        new LaplacianOperator(graph).Multiply(x, image, Parallelism.Sequential);
        double error = 0;
        double norm = 0;
        for (int v = 0; v < x.Length; v++)
        {
            error += Math.Pow(image[v].Value - b[v].Value, 2);
            norm += b[v].Value * b[v].Value;
        }

        Assert.True(error <= norm * tolerance * tolerance, $"residual {Math.Sqrt(error / norm):E2}");
    }
}
