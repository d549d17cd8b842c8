using GraphSparse.Analytics;
using GraphSparse.Numerics;

namespace GraphSparse.Metrics;

/// <summary>How many iterations a linear solver needs for the original when the other graph is its preconditioner.</summary>
/// <remarks>Conjugate gradients on L x = b, b = L times random signs, to a relative residual of 1e-8; beside it with the weighted degrees as preconditioner (Jacobi).
/// Infinite where it needs more than 20,000 iterations, or on a large graph more than 6·10⁹ / (n + arcs), but no less than 1000.</remarks>
internal static class PcgIterationsMetric
{
    private const int Most = 20_000;
    private const int Fewest = 1000;
    private const double Work = 6e9; // iterations times vertices and arcs: some ten seconds

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        CsrGraph graph = comparison.Original;
        if (graph.EdgeCount == 0)
        {
            yield return new MetricValue("pcg-iterations", 0, Estimate.Exact);
            yield break;
        }

        var options = new ConjugateGradientOptions
        {
            Tolerance = 1e-8,
            Iterations = (int)Math.Clamp(Work / ((double)graph.VertexCount + graph.ArcCount), Fewest, Most),
        };
        LocalityOrdering numbering = LocalityOrdering.BreadthFirst(graph, comparison.CancellationToken);
        CsrGraph local = numbering.Apply(graph, comparison.CancellationToken);
        var laplacian = new LaplacianOperator(local);
        var random = new KeyedRandom(comparison.Seed, "metrics.pcg-iterations");
        var x = new One[graph.VertexCount];
        var b = new One[graph.VertexCount];
        for (int v = 0; v < x.Length; v++)
            x[v] = new One((random.NextUInt64(numbering.Vertices[v]) & 1) == 0 ? 1 : -1);
        laplacian.Multiply(x, b, comparison.Parallelism);

        int[] before = ConnectedComponents.Find(graph, cancellationToken: comparison.CancellationToken).Labels;
        int[] after = ConnectedComponents.Find(comparison.Other, cancellationToken: comparison.CancellationToken).Labels;
        if (!before.AsSpan().SequenceEqual(after))
        {
            // A preconditioner with other components misses directions for good.
            yield return new MetricValue("pcg-iterations", double.PositiveInfinity, Estimate.Exact);
        }
        else
        {
            ILaplacianSolver solver = LaplacianSolver.For(numbering.Apply(comparison.Other, comparison.CancellationToken), 1e-10, comparison.Seed, comparison.Parallelism, comparison.CancellationToken, isForMany: true);
            int[] parts = ConnectedComponents.Find(local, cancellationToken: comparison.CancellationToken).Labels;
            yield return new MetricValue("pcg-iterations", Count(new SolverPreconditioner(solver, parts)), Estimate.Exact);
        }

        yield return new MetricValue("pcg-iterations.jacobi", Count(new DegreePreconditioner(local)), Estimate.Exact);

        double Count(IPreconditioner preconditioner)
        {
            ConjugateGradientResult result = ConjugateGradient.Solve(laplacian, preconditioner, b, x, options, comparison.Parallelism, comparison.CancellationToken);
            return result.Converged ? result.Iterations : double.PositiveInfinity;
        }
    }
}
