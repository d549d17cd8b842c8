using GraphSparse.Analytics;
using GraphSparse.Numerics;

namespace GraphSparse.Metrics;

/// <summary>Parameters of <see cref="ConditionNumber"/>; immutable, vary with <c>with</c>.</summary>
public sealed record ConditionNumberOptions
{
    /// <summary>Estimated relative error at which an end of the spectrum counts as found, in (0, 1). Default 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Most steps of the iteration, at least 2. Default 1000.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Independent starting vectors, at least 1; the ends are the outermost found. Default 2.</summary>
    public int Starts { get; init; } = 2;

    internal void Validate()
    {
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Steps, 2, 1_000_000);
        Require.InRange(Starts, 1, 64);
    }
}

/// <summary>The relative condition number κ = λmax / λmin of the pencil (L of the graph, L of the sparsifier).</summary>
/// <param name="Kappa">κ; 1 for two graphs without edges, infinite where the components differ.</param>
/// <param name="LambdaMin">Smallest generalized eigenvalue beside those of the constant vectors.</param>
/// <param name="LambdaMax">The largest.</param>
/// <param name="Steps">Steps of the longest iteration.</param>
/// <param name="RelativeError">Estimated relative error of the worse end.</param>
public sealed record ConditionNumberResult(double Kappa, double LambdaMin, double LambdaMax, int Steps, double RelativeError);

/// <summary>Measures how well one graph stands in for another spectrally: the relative condition number of their Laplacians.</summary>
/// <remarks>
/// xᵀL_G x lies between λmin and λmax times xᵀL_H x for every x. Lanczos' iteration for the pencil, with L_H solved exactly where its factor
/// stays small; both ends, each with an error estimate from its residual (Parlett, "The Symmetric Eigenvalue Problem", 1998). Where they are further than 10⁴ apart, or
/// do not converge together, each is measured as the largest of its pair, for which L_G is factored too.
/// <para>Components are independent of one another: κ is that of the direct sum. Where the components of the two graphs differ κ is infinite.</para>
/// <para>Cost: one factorization of L_H and, per step, one product with L_G and one solve. Determinism: a pure function of the graphs, options and seed.</para>
/// </remarks>
public static class ConditionNumber
{
    /// <summary>Where the ends are further apart each is measured as the largest eigenvalue of its pair.</summary>
    private const double WidelyApart = 1e4;

    /// <summary>Measures κ.</summary>
    /// <param name="graph">G; undirected, weights are conductances (positive).</param>
    /// <param name="sparsifier">H, on the same vertices.</param>
    /// <param name="options">Accuracy, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the starting vectors.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at in every step.</param>
    /// <exception cref="ArgumentException">A graph is directed or has a weight that is no conductance, or the vertex counts differ.</exception>
    public static ConditionNumberResult Measure(
        CsrGraph graph,
        CsrGraph sparsifier,
        ConditionNumberOptions? options = null,
        ulong seed = 42,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(sparsifier);
        options ??= new ConditionNumberOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        if (graph.VertexCount != sparsifier.VertexCount)
            throw new ArgumentException($"The graphs have {graph.VertexCount} and {sparsifier.VertexCount} vertices; κ compares graphs on the same vertices.");
        Conductances.Require(graph, "κ");
        Conductances.Require(sparsifier, "κ");
        if (graph.EdgeCount == 0 && sparsifier.EdgeCount == 0)
            return new ConditionNumberResult(1, 1, 1, 0, 0);

        int[] ofGraph = ConnectedComponents.Find(graph, cancellationToken: cancellationToken).Labels;
        int[] ofSparsifier = ConnectedComponents.Find(sparsifier, cancellationToken: cancellationToken).Labels;
        bool graphJoinsMore = Joins(ofGraph, ofSparsifier);
        bool sparsifierJoinsMore = Joins(ofSparsifier, ofGraph);

        // A cut that only one of the graphs bridges has energy in it alone: that end is infinite or 0, the other one is still measured.
        if (graphJoinsMore && sparsifierJoinsMore)
            return new ConditionNumberResult(double.PositiveInfinity, 0, double.PositiveInfinity, 0, 0);
        if (graphJoinsMore)
        {
            if (sparsifier.EdgeCount == 0)
                return new ConditionNumberResult(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 0, 0);
            SpectrumEnds swapped = Iterate(sparsifier, graph, ofGraph, End.Max);
            return new ConditionNumberResult(double.PositiveInfinity, 1 / swapped.Max, double.PositiveInfinity, swapped.Steps, swapped.Error);
        }

        if (graph.EdgeCount == 0)
            return new ConditionNumberResult(double.PositiveInfinity, 0, 0, 0, 0);
        if (sparsifierJoinsMore)
        {
            SpectrumEnds large = Iterate(graph, sparsifier, ofSparsifier, End.Max);
            return new ConditionNumberResult(double.PositiveInfinity, 0, large.Max, large.Steps, large.Error);
        }

        SpectrumEnds ends = Iterate(graph, sparsifier, ofSparsifier, End.Both);
        return ends.Error <= options.Tolerance && ends.Max < WidelyApart * ends.Min ? Both(ends) : Both(EachAsTheLargest());

        // Far below the largest eigenvalue the smallest drowns in rounding, and the error estimate with it. It is one over the largest of the pair swapped, which does not.
        SpectrumEnds EachAsTheLargest()
        {
            SpectrumEnds large = Iterate(graph, sparsifier, ofSparsifier, End.Max);
            SpectrumEnds small = Iterate(sparsifier, graph, ofGraph, End.Max);
            return new SpectrumEnds(1 / small.Max, large.Max, Math.Max(large.Steps, small.Steps), Math.Max(large.Error, small.Error));
        }

        ConditionNumberResult Both(SpectrumEnds found)
        {
            // Where weights range widely, rounding reaches the small end first. No edge of H above its weight in G means L_H ≼ L_G, so that end is known to be 1 or more.
            double least = found.Min;
            double error = found.Error;
            if (least < 1 && IsBelow(sparsifier, graph))
                (least, error) = (1, Math.Max(error, Math.Min(1, 1 - least)));
            if (!(least > 0))
                throw new ConvergenceException("κ of graphs whose weights range so widely", found.Steps, error, options.Tolerance);
            return new ConditionNumberResult(found.Max / least, least, found.Max, found.Steps, error);
        }

        SpectrumEnds Iterate(CsrGraph a, CsrGraph b, int[] components, End wanted)
        {
            LocalityOrdering numbering = LocalityOrdering.BreadthFirst(a.EdgeCount > b.EdgeCount ? a : b, cancellationToken);
            var laplacian = new LaplacianOperator(numbering.Apply(a, cancellationToken));
            int[] labels = numbering.ApplyToLabels(components);
            ILaplacianSolver solver = LaplacianSolver.For(numbering.Apply(b, cancellationToken), options.Tolerance / 10, seed, parallelism, cancellationToken, isForMany: true);
            var random = new KeyedRandom(seed, "metrics.kappa");
            var found = new SpectrumEnds[options.Starts];
            Parallelism inner = options.Starts >= parallelism.Degree ? Parallelism.Sequential : parallelism;
            parallelism.For(options.Starts, start => found[start] = PencilSpectrum.Measure(
                laplacian, solver, labels, wanted, options.Tolerance, options.Steps, v => random.NextDouble(numbering.Vertices[v], start), inner,
                step => progress?.Report(new Progress("measuring kappa", step, options.Steps)), cancellationToken), cancellationToken);
            return new SpectrumEnds(found.Min(e => e.Min), found.Max(e => e.Max), found.Max(e => e.Steps), found.Min(e => e.Error));
        }
    }

    /// <summary>Whether every edge of <paramref name="a"/> is one of <paramref name="b"/> with at least its weight.</summary>
    private static bool IsBelow(CsrGraph a, CsrGraph b)
    {
        for (int u = 0; u < a.VertexCount; u++)
        {
            ReadOnlySpan<int> neighbors = a.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int place = b.Neighbors(u).BinarySearch(neighbors[k]);
                if (place < 0 || a.Weights(u)[k] > b.Weights(u)[place])
                    return false;
            }
        }

        return true;
    }

    /// <summary>Whether two vertices are together in <paramref name="a"/> and apart in <paramref name="b"/>.</summary>
    private static bool Joins(int[] a, int[] b)
    {
        for (int v = 0; v < a.Length; v++)
        {
            if (b[v] != b[a[v]])
                return true;
        }

        return false;
    }
}
