namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="EigenvectorCentrality"/>; immutable, vary with <c>with</c>.</summary>
public sealed record EigenvectorOptions
{
    /// <summary>Tolerance 1e-8.</summary>
    public static EigenvectorOptions Default { get; } = new();

    /// <summary>Stops when no entry changes by more than this share of the largest, &gt; 0. Default 1e-8.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most iterations, at least 1. Default 5000.</summary>
    public int Iterations { get; init; } = 5000;

    internal void Validate()
    {
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Iterations, 1, int.MaxValue - 1);
    }
}

/// <summary>Eigenvector centrality of every vertex.</summary>
/// <param name="Values">In [0, 1], the largest 1.</param>
/// <param name="Eigenvalue">The largest eigenvalue of the adjacency matrix.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="Options">What was asked for.</param>
public sealed record EigenvectorResult(double[] Values, double Eigenvalue, int Iterations, EigenvectorOptions Options)
{
    /// <summary>How many components, strongly connected ones of a directed graph, have the largest eigenvalue: above 1 the vector is one of many, the projection of the
    /// constant vector; 0 where the graph has no edges.</summary>
    public int Multiplicity { get; init; } = 1;
}

/// <summary>Centrality in proportion to the sum of that of the neighbours.</summary>
/// <remarks>
/// Source: Bonacich, "Factoring and weighting approaches to status scores and clique identification", J. Math. Sociology 2(1), 1972; power iteration of
/// A + I, so that bipartite graphs converge. Weights are strengths; their scale does not matter. Directed graphs: from in-neighbours. In a graph of several components only
/// those with the largest eigenvalue have values above 0, and of a directed graph what they lead to; where several share it <see cref="EigenvectorResult.Multiplicity"/> says so. Long paths and grids converge too slowly and are refused once that shows.
/// <para>Cost: O(m) per iteration; 16 bytes per vertex, and the reversed graph where it is directed. Determinism: exact; sums over fixed ranges.</para>
/// </remarks>
public static class EigenvectorCentrality
{
    /// <summary>So often it is estimated, from the progress since, how many iterations are left; where that is beyond the limit by far, it ends at once.</summary>
    private const int Outlook = 500;

    private const double Patience = 1.2;

    private const string Name = "Eigenvector centrality";

    /// <summary>Computes the centrality.</summary>
    /// <param name="graph">Weights must not be negative.</param>
    /// <param name="options">Stopping rule, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Iterations done, of the most that may be done.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    /// <exception cref="ArgumentException">All eigenvalues are 0, or the largest is shared by components of which one leads to another: there is no such vector.</exception>
    /// <exception cref="ConvergenceException">The tolerance was not reached.</exception>
    public static EigenvectorResult Compute(
        CsrGraph graph, EigenvectorOptions? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= EigenvectorOptions.Default;
        options.Validate();
        int n = graph.VertexCount;
        var matrix = new PowerIteration(graph, Name, parallelism ?? Parallelism.AllCores, cancellationToken);
        if (graph.ArcCount == 0)
            return new EigenvectorResult([.. Enumerable.Repeat(1.0, n)], 0, 0, options) { Multiplicity = 0 };
        LeadingClasses leading = LeadingClasses.Find(graph, matrix, cancellationToken);
        if (Refusal(leading) is { } refusal)
            throw new ArgumentException($"{Name}: {refusal}.", nameof(graph));
        int done = 0;
        double before = double.PositiveInfinity;
        (double[] vector, double eigenvalue, _, double change) = matrix.Dominant(leading.Start(), options.Iterations, (moved, _) =>
        {
            progress?.Report(new Progress("computing eigenvector centrality", done, options.Iterations));
            if (++done % Outlook != 0 || moved < options.Tolerance)
                return moved < options.Tolerance;
            double left = Math.Log(moved / options.Tolerance) / Math.Log(before / moved) * Outlook;
            before = moved;
            return !(done + left < Patience * options.Iterations) && done > Outlook;
        });
        if (!(change < options.Tolerance))
            throw new ConvergenceException(Name, done, change, options.Tolerance);
        double largest = vector.Max();
        for (int v = 0; v < vector.Length; v++)
            vector[v] /= largest;
        return new EigenvectorResult(vector, Math.ScaleB(eigenvalue, matrix.Exponent), done, options) { Multiplicity = leading.Count };
    }

    /// <summary>Why no vector stands out, as a sentence without its full stop, or <see langword="null"/>.</summary>
    internal static string? Refusal(LeadingClasses leading) =>
        leading.Count == 0 ? ZeroEigenvalue
        : leading.AreChained ? $"the largest eigenvalue is shared by {leading.Count} strongly connected components, of which one leads to another, so there is no eigenvector that all values approach"
        : null;

    /// <summary>What is said of a graph whose matrix is nilpotent.</summary>
    internal const string ZeroEigenvalue = "the largest eigenvalue is 0, as the graph has no cycle of edges with weights above 0";
}
