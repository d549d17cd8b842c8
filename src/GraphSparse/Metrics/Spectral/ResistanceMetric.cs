using GraphSparse.Analytics;
using GraphSparse.Numerics;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Metrics;

/// <summary>Whether effective resistances between pairs of vertices are kept.</summary>
/// <remarks>Half of the pairs are edges of the original, half are random pairs of one component, keyed by (seed, pair): the same for every graph compared.
/// Each resistance is solved for, in both graphs.</remarks>
internal static class ResistanceMetric
{
    private const int ManyPairs = 2000;
    private const int FewPairs = 200;

    /// <summary>Above this many vertices, or where the original is too dense to be factored, a solve takes its time, and fewer pairs must do.</summary>
    private const int ManyBelow = 50_000;

    public static IEnumerable<MetricValue> Measure(Comparison comparison)
    {
        CsrGraph graph = comparison.Original;
        ILaplacianSolver solver = SolverFor(graph, comparison);
        (int U, int V)[] pairs = Draw(graph, solver is DirectSolver && graph.VertexCount <= ManyBelow ? ManyPairs : FewPairs, comparison);
        int[] after = ConnectedComponents.Find(comparison.Other, cancellationToken: comparison.CancellationToken).Labels;
        (int U, int V)[] joined = Array.FindAll(pairs, p => after[p.U] == after[p.V]);
        double[] a = Logarithms(Solve(graph, solver, joined, comparison));
        double[] b = Logarithms(Solve(comparison.Other, SolverFor(comparison.Other, comparison), joined, comparison));
        double lost = pairs.Length == 0 ? 0 : (pairs.Length - joined.Length) / (double)pairs.Length;
        double[] ratios = [.. a.Zip(b, (x, y) => Math.Exp(y - x)).Order()];
        double median = ratios.Length == 0 ? 1 : SortedArrayStatistics.Median(ratios);
        yield return OfCorrelation("resistance", Correlation.Pearson(a, b), joined.Length);
        yield return OfCorrelation("resistance.spearman", Correlation.Spearman(a, b), joined.Length);
        yield return new MetricValue("resistance.ratio", median, Estimate.Sampled(joined.Length, MedianError(ratios)));
        yield return new MetricValue("resistance.lost", lost, Estimate.Sampled(pairs.Length, Math.Sqrt(lost * (1 - lost) / Math.Max(1, pairs.Length))));
    }

    /// <exception cref="ConvergenceException">Weights range so widely that a resistance drowned in rounding.</exception>
    private static double[] Logarithms(double[] resistances) => Array.ConvertAll(resistances, r => r > 0 && double.IsFinite(r) ? Math.Log(r)
        : throw new ConvergenceException("The resistance between vertices of a graph whose weights range so widely", 1, double.PositiveInfinity, 1e-6));

    /// <summary>The standard error of a correlation r of n pairs is about (1 − r²) / √(n − 1).</summary>
    private static MetricValue OfCorrelation(string name, double value, int pairs) =>
        new(name, value, Estimate.Sampled(pairs, pairs < 2 ? 0 : (1 - value * value) / Math.Sqrt(pairs - 1)));

    /// <summary>Half the distance of the order statistics one standard deviation of the binomial to both sides of the middle.</summary>
    private static double MedianError(double[] sorted)
    {
        int n = sorted.Length;
        if (n < 2)
            return 0;
        int reach = (int)Math.Ceiling(Math.Sqrt(n) / 2);
        return (sorted[Math.Min(n - 1, n / 2 + reach)] - sorted[Math.Max(0, (n - 1) / 2 - reach)]) / 2;
    }

    private static ILaplacianSolver SolverFor(CsrGraph graph, Comparison comparison) =>
        LaplacianSolver.For(graph, 1e-6, comparison.Seed, Parallelism.Sequential, comparison.CancellationToken);

    private static (int U, int V)[] Draw(CsrGraph graph, int count, Comparison comparison)
    {
        if (graph.EdgeCount == 0)
            return [];
        int[] labels = ConnectedComponents.Find(graph, cancellationToken: comparison.CancellationToken).Labels;
        var random = new KeyedRandom(comparison.Seed, "metrics.resistance");
        var pairs = new List<(int, int)>();
        for (int i = 0; i < count / 2; i++)
        {
            long arc = (long)(random.NextDouble(i, 0) * graph.ArcCount);
            int u = OwnerOf(graph, arc);
            pairs.Add((u, graph.Neighbors(u)[(int)(arc - graph.Offset(u))]));
        }

        // Random pairs that are not connected are drawn again; a graph in many pieces gives up after some tries.
        for (int i = 0; pairs.Count < count && i < 20 * count; i++)
        {
            int u = (int)(random.NextDouble(i, 1) * graph.VertexCount);
            int v = (int)(random.NextDouble(i, 2) * graph.VertexCount);
            if (u != v && labels[u] == labels[v])
                pairs.Add((u, v));
        }

        return [.. pairs];
    }

    private static int OwnerOf(CsrGraph graph, long arc)
    {
        int low = 0;
        int high = graph.VertexCount;
        while (high - low > 1)
        {
            int middle = low + (high - low) / 2;
            if (graph.Offset(middle) <= arc)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    private static double[] Solve(CsrGraph graph, ILaplacianSolver solver, (int U, int V)[] pairs, Comparison comparison)
    {
        var resistances = new double[pairs.Length];
        if (pairs.Length == 0)
            return resistances;
        int batches = (pairs.Length + Four.Count - 1) / Four.Count;
        int done = 0;
        comparison.Parallelism.For(batches, batch =>
        {
            var b = new Four[graph.VertexCount];
            var x = new Four[graph.VertexCount];
            for (int lane = 0; lane < Four.Count && batch * Four.Count + lane < pairs.Length; lane++)
            {
                (int u, int v) = pairs[batch * Four.Count + lane];
                b[u] = b[u].With(lane, 1);
                b[v] = b[v].With(lane, -1);
            }

            solver.Solve(b, x, new Four[graph.VertexCount]);
            for (int lane = 0; lane < Four.Count && batch * Four.Count + lane < pairs.Length; lane++)
            {
                (int u, int v) = pairs[batch * Four.Count + lane];
                resistances[batch * Four.Count + lane] = x[u][lane] - x[v][lane];
            }

            comparison.Progress?.Report(new Progress("measuring resistance", Interlocked.Increment(ref done), batches));
        }, comparison.CancellationToken);
        return resistances;
    }
}
