namespace GraphSparse.Sampling;

/// <summary>A sample by degree matrices with what is needed to judge it.</summary>
/// <param name="Graph">New vertices; none of them stands for a vertex of the original.</param>
/// <param name="Report">How far the sample is from its target.</param>
/// <param name="Realized">What the construction did.</param>
public sealed record JdmSample(CsrGraph Graph, RescaleReport Report, RealizedGraph Realized);

/// <summary>Parameters of <see cref="JdmSampler"/>; immutable, vary with <c>with</c>.</summary>
public sealed record JdmSamplerOptions
{
    /// <summary>s in (0, 1]; about s · n vertices and s · m arcs are made. Default 0.1.</summary>
    public double Fraction { get; init; } = 0.1;

    /// <summary>What happens where hubs are left with too few partners. Default discard.</summary>
    public UnplacedEdgePolicy Unplaced { get; init; } = UnplacedEdgePolicy.Discard;

    /// <summary>Ratio, above 1, of the bins into which degrees above 8 are grouped for their correlation; exact degrees where not given.</summary>
    public double? BinRatio { get; init; }

    /// <summary>How the graph is made of the matrices.</summary>
    public RealizationOptions Realization { get; init; } = new();
}

/// <summary>Makes a smaller graph with linearly rescaled degree matrices: joint in- and out-degrees and their correlation over arcs, or, undirected, degrees and their correlation over edges.</summary>
/// <remarks>
/// Degrees stay and their counts shrink: with s = 0.5 there are half as many vertices of in-degree i and out-degree j, and half as many
/// arcs from out-degree a to in-degree b, rounded so that every total is rounded too. The steps are <see cref="DegreeMatrices.FromGraph"/>,
/// <see cref="DegreeMatrices.Rescale"/> and <see cref="DigraphRealizer"/>. Realizability is that of the directed 2K construction of
/// Tillman, Markopoulou, Gjoka and Butts, KDD 2017.
/// Undirected graphs go by <see cref="JointDegreeMatrix"/> and <see cref="UndirectedRealizer"/>.
/// <para>Cost: O(n + m). Determinism: exact.</para>
/// </remarks>
public static class JdmSampler
{
    /// <summary>Makes a sample.</summary>
    /// <param name="graph">Directed or not; weights are not looked at.</param>
    /// <param name="options">Size and rules, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or (policy <see cref="UnplacedEdgePolicy.Fail"/>) the target is not realizable.</exception>
    public static JdmSample Sample(
        CsrGraph graph, JdmSamplerOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new JdmSamplerOptions();
        options.Realization.Validate();
        (double fraction, UnplacedEdgePolicy policy, double? binRatio, RealizationOptions realization) = (options.Fraction, options.Unplaced, options.BinRatio, options.Realization);
        parallelism ??= Parallelism.AllCores;
        progress?.Report(new Progress("rescaling degree matrices", 0, 0));
        if (!graph.IsDirected)
        {
            JointDegreeMatrix degrees = JointDegreeMatrix.FromGraph(graph, null, cancellationToken);
            (JointDegreeMatrix matrices, RescaleReport report) = degrees.Rescale(fraction, seed, policy, binRatio, cancellationToken);
            long spill = policy == UnplacedEdgePolicy.Redistribute ? report.UnplacedStubs : 0;
            RealizedGraph built = UndirectedRealizer.Build(matrices, realization, spill, seed, parallelism, progress, cancellationToken);
            return new JdmSample(built.Graph, report.UnplacedStubs == 0 ? report : report.With(degrees, JointDegreeMatrix.FromGraph(built.Graph, null, cancellationToken)), built);
        }

        DegreeMatrices original = DegreeMatrices.FromGraph(graph, null, cancellationToken);
        RescaledMatrices rescaled = original.Rescale(fraction, seed, policy, binRatio, cancellationToken);
        RealizedGraph realized = DigraphRealizer.Build(
            rescaled.Matrices, realization, policy == UnplacedEdgePolicy.Redistribute, seed, parallelism, progress, cancellationToken);
        RescaleReport final = rescaled.Report.UnplacedStubs == 0
            ? rescaled.Report
            : rescaled.Report.With(original, DegreeMatrices.FromGraph(realized.Graph, null, cancellationToken));
        return new JdmSample(realized.Graph, final, realized);
    }

    /// <summary>The method of the catalog.</summary>
    internal static SampleSelection Sample(SampleContext context)
    {
        SamplerOptions options = context.Options;
        var matrices = new JdmSamplerOptions
        {
            Fraction = options.Fraction,
            Unplaced = options.Unplaced,
            BinRatio = options.BinRatio,
            Realization = new RealizationOptions { Swaps = options.Swaps },
        };
        JdmSample made = Sample(context.Graph, matrices, context.Seed, context.Parallelism, context.Progress, context.CancellationToken);
        return SampleSelection.OfNewGraph(made.Graph, made.Report);
    }
}
