namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="KatzCentrality"/>; immutable, vary with <c>with</c>.</summary>
public sealed record KatzOptions
{
    /// <summary>Attenuation 0.85 over the largest eigenvalue.</summary>
    public static KatzOptions Default { get; } = new();

    /// <summary>Attenuation α per edge of a walk, &gt; 0 and below 1 over the largest eigenvalue. Default 0.85 over it.</summary>
    public double? Attenuation { get; init; }

    /// <summary>Stops when no entry changes by more than this share of the largest, &gt; 0. Default 1e-9.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Most iterations, at least 1. Default 5000.</summary>
    public int Iterations { get; init; } = 5000;

    internal void Validate()
    {
        if (Attenuation is { } attenuation)
            Require.InRange(attenuation, 0.0, double.MaxValue, lowerOpen: true, name: nameof(Attenuation));
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Iterations, 1, int.MaxValue - 1);
    }
}

/// <summary>Katz centrality of every vertex.</summary>
/// <param name="Values">At least 1: x = αAx + 1.</param>
/// <param name="Attenuation">α that was used.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Options">What was asked for.</param>
public sealed record KatzResult(double[] Values, double Attenuation, int Iterations, KatzOptions Options);

/// <summary>Number of walks that end at a vertex, each attenuated by its length.</summary>
/// <remarks>
/// Source: Katz, "A new status index derived from sociometric analysis", Psychometrika 18(1), 1953, with the walk of no edges counted. Weights are
/// strengths; with the default attenuation their scale does not matter. Directed graphs: walks along arcs. A fixed attenuation such as 0.5 diverges on nearly every graph, hence the default.
/// <para>Cost: O(m) per iteration, as many again for the eigenvalue; 16 bytes per vertex, and the reversed graph where it is directed.
/// Determinism: exact.</para>
/// </remarks>
public static class KatzCentrality
{
    private const double DefaultShare = 0.85;

    private const string Name = "Katz centrality";

    /// <summary>Computes the centrality.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="options">Attenuation and stopping rule, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Iterations done, of the most that may be done.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    /// <exception cref="ArgumentException">No attenuation is given and the largest eigenvalue is 0: a directed graph without a cycle, or weights that are all 0.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached, or the attenuation is too large.</exception>
    public static KatzResult Compute(
        CsrGraph graph, KatzOptions? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= KatzOptions.Default;
        options.Validate();
        int n = graph.VertexCount;
        var matrix = new PowerIteration(graph, Name, parallelism ?? Parallelism.AllCores, cancellationToken);
        if (n == 0 || graph.ArcCount == 0)
            return new KatzResult([.. Enumerable.Repeat(1.0, n)], options.Attenuation ?? DefaultShare, 0, options);

        // Of the matrix that is iterated, whose weights are those of the graph times 2^−exponent.
        double attenuation = options.Attenuation is { } given ? Math.ScaleB(given, matrix.Exponent) : DefaultShare / LargestEigenvalue(graph, matrix, cancellationToken);
        var x = new double[n];
        var y = new double[n];
        Array.Fill(x, 1);
        double change = double.PositiveInfinity;
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            matrix.Multiply(x, y);
            double largest = 0;
            double moved = 0;
            for (int v = 0; v < n; v++)
            {
                double value = attenuation * y[v] + 1;
                moved = Math.Max(moved, Math.Abs(value - x[v]));
                largest = Math.Max(largest, value);
                x[v] = value;
            }

            change = moved / largest;
            progress?.Report(new Progress("computing Katz centrality", iteration, options.Iterations));
            if (change < options.Tolerance)
                return new KatzResult(x, options.Attenuation ?? Math.ScaleB(attenuation, -matrix.Exponent), iteration, options);
            if (!double.IsFinite(change))
                throw new ConvergenceException(Name, iteration, double.PositiveInfinity, options.Tolerance);
        }

        throw new ConvergenceException(Name, options.Iterations, change, options.Tolerance);
    }

    private static double LargestEigenvalue(CsrGraph graph, PowerIteration matrix, CancellationToken cancellationToken)
    {
        const int most = 20_000;
        const double precision = 1e-11;
        LeadingClasses leading = LeadingClasses.Find(graph, matrix, cancellationToken);
        if (leading.Count == 0)
            throw new ArgumentException($"{Name} without an attenuation: {EigenvectorCentrality.ZeroEigenvalue}.", nameof(graph));
        return leading.Eigenvalue ?? matrix.Dominant(leading.Start(), most, (_, change) => change < precision).Eigenvalue;
    }
}
