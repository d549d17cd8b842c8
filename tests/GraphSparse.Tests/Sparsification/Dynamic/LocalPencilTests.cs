using GraphSparse.Metrics;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Dynamic;

/// <summary>The pencil on a few vertices, and what is added where it has become worse.</summary>
public class LocalPencilTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Largest_IsABoundFromBelow_AndFoundByADenseEigensolver(double decades)
    {
        CsrGraph mesh = Lattices.Mesh(40, decades: decades);
        CsrGraph initial = Lattices.Sparsify(mesh, 0.1, 2);
        DynamicGraph graph = Start(mesh, initial);
        double whole = ConditionNumber.Measure(mesh, initial).LambdaMax;
        var pencil = new LocalPencil();
        int near = 0;
        Edge[] edges = [.. initial.Edges().Where((_, i) => i % 40 == 0)];
        foreach (Edge edge in edges)
        {
            int[] vertices = pencil.Around(graph, edge.Source, edge.Target);
            Assert.Equal(LocalPencil.MostVertices, vertices.Distinct().Count());
            Assert.Equal((edge.Source, edge.Target), (vertices[0], vertices[1]));
            double found = pencil.Largest(graph, vertices);
            double exact = Dense(mesh, initial, vertices);
            Assert.InRange(found, 1, exact * (1 + 1e-9));
            Assert.InRange(exact, 1, whole * (1 + 1e-6));
            near += found > 0.5 * exact ? 1 : 0;
        }

        Assert.True(near > edges.Length / 2, $"{near} of {edges.Length}");
    }

    [Fact]
    public void Largest_IsTheEigenvalue_WhereOneEdgeIsLacking()
    {
        // A cycle and the path without one edge: eigenvalues 1 and n, the latter between the ends of the missing edge.
        DynamicGraph graph = Start(Lattices.Cycle(20), Lattices.Path(20));
        var pencil = new LocalPencil();
        int[] vertices = pencil.Around(graph, 0, 1);
        Assert.Equal(20, vertices.Length);
        Assert.Equal(20, pencil.Largest(graph, vertices), 1e-6);
        Assert.Contains(pencil.Lacking(graph, vertices), new (int, int)?[] { (0, 19), (19, 0) });
        graph.AddToSparsifier(0, 19, 1);
        Assert.Equal(1, pencil.Largest(graph, vertices), 1e-9);
        Assert.Null(pencil.Lacking(graph, vertices));
    }

    [Fact]
    public void Around_StaysSmall_AtHubs()
    {
        CsrGraph star = Lattices.Build(20_000, Enumerable.Range(1, 19_999).Select(i => (0, i, 1.0)));
        var pencil = new LocalPencil();
        Assert.Empty(pencil.Around(Start(star, star), 0, 1));
        CsrGraph hub = Lattices.Build(3_000, Enumerable.Range(1, 2_999).Select(i => (0, i, 1.0)));
        Assert.Equal(LocalPencil.MostVertices, pencil.Around(Start(hub, hub), 5, 0).Length);
    }

    [Fact]
    public void Deletions_LeaveNoPlaceWorse_ThanItWasOrNearTheWorst()
    {
        CsrGraph mesh = Lattices.Mesh(60);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        var random = new Random(5);
        Edge[] deleted = [.. initial.Edges().OrderBy(_ => random.Next()).Take(150)];
        int mended = 0;
        foreach (bool isMended in new[] { true, false })
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, DynamicSpectralOptions.Default with { Repair = isMended });
            var pencil = new LocalPencil();
            int[][] places = [.. deleted.Select(e => pencil.Around(sparsifier.Graph, e.Source, e.Target))];
            double[] before = [.. places.Select(p => pencil.Largest(sparsifier.Graph, p))];
            BatchReport report = sparsifier.ApplyBatch([.. deleted.Select(e => EdgeUpdate.Delete(e.Source, e.Target))]);
            int worse = Enumerable.Range(0, places.Length).Count(i => pencil.Largest(sparsifier.Graph, places[i]) > Math.Max(1.005 * before[i], 0.8 * before.Max()));
            Assert.Null(sparsifier.Verify());
            if (isMended)
            {
                mended = report.Mended;
                Assert.InRange(mended, 1, report.Recovered - 1);
                Assert.Equal(0, worse);
            }
            else
            {
                Assert.Equal(0, report.Mended);
                Assert.True(worse > 1, $"{worse} places are worse"); // otherwise there was nothing to mend
            }
        }
    }

    [Fact]
    public void EdgesThatBecomeMuchWeaker_AreMendedLikeDeletedOnes()
    {
        CsrGraph mesh = Lattices.Mesh(50);
        CsrGraph initial = SpectralSparsifier.Sparsify(mesh).Graph;
        Edge[] weakened = [.. initial.Edges().Where((_, i) => i % 40 == 7)];
        double[] kappas = [.. new[] { true, false }.Select(mend =>
        {
            var sparsifier = DynamicSpectralSparsifier.Create(mesh, initial, DynamicSpectralOptions.Default with { Repair = mend });
            sparsifier.ApplyBatch([.. weakened.Select(e => EdgeUpdate.Set(e.Source, e.Target, 0.01))]);
            Assert.Null(sparsifier.Verify());
            return sparsifier.EstimateKappa();
        })];
        double before = DynamicSpectralSparsifier.Create(mesh, initial).EstimateKappa();
        Assert.True(kappas[0] < 1.3 * before && kappas[0] < 0.7 * kappas[1], $"{before}, repaired {kappas[0]}, not repaired {kappas[1]}");
    }

    private static DynamicGraph Start(CsrGraph graph, CsrGraph sparsifier)
    {
        var dynamic = new DynamicGraph(graph);
        dynamic.StartSparsifier(sparsifier);
        return dynamic;
    }

    /// <summary>λmax of the two principal submatrices, by MathNet.</summary>
    private static double Dense(CsrGraph graph, CsrGraph sparsifier, int[] vertices)
    {
        var ofGraph = Submatrix(graph, vertices);
        var inverse = Submatrix(sparsifier, vertices).Cholesky().Factor.Inverse();
        return (inverse * ofGraph * inverse.Transpose()).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Max(v => v.Real);
    }

    private static MathNet.Numerics.LinearAlgebra.Matrix<double> Submatrix(CsrGraph graph, int[] vertices)
    {
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(vertices.Length, vertices.Length);
        for (int i = 0; i < vertices.Length; i++)
        {
            for (int k = 0; k < graph.Degree(vertices[i]); k++)
            {
                double weight = graph.IsWeighted ? graph.Weights(vertices[i])[k] : 1;
                matrix[i, i] += weight;
                if (Array.IndexOf(vertices, graph.Neighbors(vertices[i])[k]) is >= 0 and int j)
                    matrix[i, j] -= weight;
            }
        }

        return matrix;
    }
}
