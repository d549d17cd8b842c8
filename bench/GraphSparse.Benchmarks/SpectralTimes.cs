using System.Diagnostics;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Numerics;
using GraphSparse.Sparsification.Spectral;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Sparsifies networks spectrally with a tenth of an edge per vertex beside the forest: size, κ, time per phase, and what the sparsifier is worth to a solver.</summary>
/// <remarks>Time of a phase is the median over the seeds. Solving is for seed 1: L_G x = b to 1e-8 from one random b, factorization included.</remarks>
internal static class SpectralTimes
{
    private static readonly string[] Phases = ["number", "forest", "stretch", "factor", "solve", "select"];

    public static int Run(string[] args)
    {
        int seeds = 5;
        int place = Array.IndexOf(args, "--seeds");
        if (place >= 0)
            seeds = int.Parse(args[place + 1], CultureInfo.InvariantCulture);
        string[] files = [.. args.Where((_, i) => place < 0 || (i != place && i != place + 1))];
        Print($"| network | n | m | E/N | D % | κ, mean | κ, least to most | {string.Join(" | ", Phases)} | all | all, µs per n·log₂ n | measuring κ |");
        Print($"|---|---:|---:|---:|---:|---:|---|{string.Concat(Phases.Select(_ => "---:|"))}---:|---:|---:|");
        var solves = new List<string>();
        foreach (string file in files)
        {
            CsrGraph graph = GraphReader.Read(file).Graph;
            if (solves.Count == 0)
                Measure(graph, seeds: 1); // compiles
            (SpectralSparsifierResult result, double[] kappas, Dictionary<string, double> phases, double total, double measuring) = Measure(graph, seeds);
            string name = Path.GetFileName(file).Replace(".edges.gz", "", StringComparison.Ordinal);
            int n = graph.VertexCount;
            Print($"| {name} | {n} | {graph.EdgeCount} | {(double)result.Graph.EdgeCount / n:0.0000} | {100 * result.OffTree:0.00} | {kappas.Average():0.0} | {kappas.Min():0.0} to {kappas.Max():0.0} | "
                + string.Join(" | ", Phases.Select(p => Seconds(phases.GetValueOrDefault(p))))
                + string.Create(CultureInfo.InvariantCulture, $" | {Seconds(total)} | {1e6 * total / (n * Math.Log2(Math.Max(2, n))):0.000} | {Seconds(measuring)} |"));
            solves.Add($"| {name} | {Solves(graph, result.Graph)} |");
        }

        Print($"");
        Print($"| network | degrees alone (Jacobi) | sparsifier | G, sampled elimination | G, exact elimination |");
        Print($"|---|---|---|---|---|");
        solves.ForEach(Console.WriteLine);
        return 0;
    }

    private static (SpectralSparsifierResult Result, double[] Kappas, Dictionary<string, double> Phases, double Total, double Measuring) Measure(CsrGraph graph, int seeds)
    {
        SpectralSparsifierResult? result = null;
        var kappas = new double[seeds];
        var totals = new double[seeds];
        var measuring = new double[seeds];
        var phases = Phases.ToDictionary(p => p, _ => new double[seeds]);
        for (int seed = 0; seed < seeds; seed++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            SpectralSparsifierResult made = SpectralSparsifier.Sparsify(graph, seed: (ulong)seed + 1);
            totals[seed] = watch.Elapsed.TotalSeconds;
            foreach (string phase in Phases)
                phases[phase][seed] = made.Seconds.GetValueOrDefault(phase);
            watch.Restart();
            kappas[seed] = ConditionNumber.Measure(graph, made.Graph, new ConditionNumberOptions { Tolerance = 1e-4 }).Kappa;
            measuring[seed] = watch.Elapsed.TotalSeconds;
            result ??= made;
        }

        return (result!, kappas, phases.ToDictionary(p => p.Key, p => p.Value.Median()), totals.Median(), measuring.Median());
    }

    /// <summary>Iterations and seconds of four ways to solve one system.</summary>
    private static string Solves(CsrGraph graph, CsrGraph sparsifier)
    {
        return string.Join(" | ",
            Solve(graph, () => new DegreePreconditioner(graph)),
            Solve(graph, () => new SolverPreconditioner(LaplacianSolver.For(sparsifier, 1e-10, 1, Parallelism.AllCores, default, isForMany: true), ConnectedComponents.Find(graph).Labels)),
            Solve(graph, () => new FactorPreconditioner(SampledElimination.Factor(graph, 1))),
            Solve(graph, () => ExactElimination.Factor(graph, (long)LaplacianSolver.MaxFillPerVertex * graph.VertexCount, 2e10) is { } factor ? new FactorPreconditioner(factor) : null));
    }

    private static string Solve(CsrGraph graph, Func<IPreconditioner?> prepare)
    {
        int n = graph.VertexCount;
        var random = new KeyedRandom(1, "bench.spectral");
        var seed = new One[n];
        var b = new One[n];
        for (int v = 0; v < n; v++)
            seed[v] = new One(random.NextDouble(v) - 0.5);
        var laplacian = new LaplacianOperator(graph);
        laplacian.Multiply(seed, b, Parallelism.AllCores); // L times anything has a solution
        GC.Collect();
        var watch = Stopwatch.StartNew();
        IPreconditioner? preconditioner = prepare();
        if (preconditioner is null)
            return "too much fill";
        double prepared = watch.Elapsed.TotalSeconds;
        ConjugateGradientResult result = ConjugateGradient.Solve(laplacian, preconditioner, b, new One[n], new ConjugateGradientOptions(), Parallelism.AllCores, default);
        double all = watch.Elapsed.TotalSeconds;
        return result.Converged
            ? string.Create(CultureInfo.InvariantCulture, $"{result.Iterations} iterations, {Seconds(prepared)} + {Seconds(all - prepared)}")
            : string.Create(CultureInfo.InvariantCulture, $"not below {result.Residual:0.0e0} after {result.Iterations}");
    }

    private static string Seconds(double seconds) => seconds.ToString(seconds < 1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
