using GraphSparse.Sparsification;

namespace GraphSparse.Sampling;

/// <summary>What a fraction is a fraction of.</summary>
public enum SampleUnit
{
    /// <summary>Vertices.</summary>
    Vertices,

    /// <summary>Edges.</summary>
    Edges,
}

/// <summary>A smaller graph made of another, with what is needed to judge and repeat the run.</summary>
/// <param name="Graph">The sample; its vertices are numbered in the order of the vertices they stand for.</param>
/// <param name="Vertices">The original vertex of each vertex, ascending; null where the vertices are new (jdm).</param>
/// <param name="Unit">What was to be taken.</param>
/// <param name="Target">How much of it: round(fraction · n), or of m.</param>
/// <param name="Taken">How much was.</param>
/// <param name="Restarts">How often a traversal had to start again from a fresh vertex.</param>
/// <param name="Rescale">How far a jdm sample is from its target; null for the others.</param>
/// <param name="Options">The options that made it.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record SampledGraph(
    CsrGraph Graph, IReadOnlyList<int>? Vertices, SampleUnit Unit, long Target, long Taken, long Restarts, RescaleReport? Rescale, SamplerOptions Options, ulong Seed)
{
    /// <summary>Target − taken: what the method could not reach; 0 for most.</summary>
    public long Shortfall => Target - Taken;
}

/// <summary>Samples a graph: chooses vertices and joins them as before, chooses edges, or makes a new graph with the same degree matrices.</summary>
/// <remarks>Cost: see each method in <see cref="SamplerCatalog"/>; then O(n + the degrees of what is kept). Determinism: exact, a pure function
/// of graph, options and seed.</remarks>
public static class Sampler
{
    /// <summary>Takes a sample.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so. Weights of what is kept stay; methods look at them where <see cref="SamplerOptions.Weighted"/> says so, and through PageRank.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="InvalidWeightException">A method looks at weights, and one is not above 0.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    public static SampledGraph Sample(
        CsrGraph graph, SamplerOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Sample(graph, options, seed, WeightSense.Strength, parallelism, progress, cancellationToken);

    /// <summary>Takes a sample of a graph whose weights may be lengths.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so. Weights of what is kept stay; methods look at them where <see cref="SamplerOptions.Weighted"/> says so, and through PageRank.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says; methods draw in proportion to strengths, which are one over lengths.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="InvalidWeightException">A method looks at weights, and one is not above 0.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    public static SampledGraph Sample(
        CsrGraph graph, SamplerOptions? options, ulong seed, WeightSense weights, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (weights == WeightSense.Ignore)
            graph = graph.Strengths(weights);
        options ??= new SamplerOptions();
        options.Validate();
        if (options.Weighted && !graph.IsWeighted && graph.EdgeCount > 0)
            throw new ArgumentException("Weighted draws go in proportion to weights and this graph has none; draw without weights.", nameof(graph));
        parallelism ??= Parallelism.AllCores;
        cancellationToken.ThrowIfCancellationRequested();
        SamplerEntry entry = SamplerCatalog.Find(options.Method);
        long whole = entry.Unit == SampleUnit.Vertices ? graph.VertexCount : graph.EdgeCount;
        long target = TopSelection.CountFor(options.Fraction, whole);
        if (entry.Choose is null)
        {
            JdmSample made = JdmSampler.Sample(
                graph, options.Fraction, options.Unplaced, new RealizationOptions { Swaps = options.Swaps }, seed, parallelism, progress, options.BinRatio, cancellationToken);
            return new SampledGraph(made.Graph, null, entry.Unit, target, made.Graph.VertexCount, 0, made.Report, options, seed);
        }

        foreach (int seedVertex in options.SeedVertices)
            Require.InRange(seedVertex, 0, graph.VertexCount - 1, name: nameof(options.SeedVertices));
        progress?.Report(new Progress("sampling", 0, target));
        if (options.Weighted)
            Require.Positive(graph, "A weighted draw");
        CsrGraph strengths = WeightScale.Normalize(options.Weighted || entry.UsesPageRank ? graph.Strengths(weights) : graph).Graph;
        SampleChoice choice = entry.Choose(new SampleContext(strengths, (int)target, options, seed, parallelism, progress, cancellationToken));
        if (choice.Edges is not null)
        {
            (CsrGraph some, int[] ends) = Subgraph.OfEdges(graph, choice.Edges, choice.Vertices);
            return new SampledGraph(some, ends, entry.Unit, target, entry.Unit == SampleUnit.Edges ? some.EdgeCount : ends.Length, choice.Restarts, null, options, seed);
        }

        CsrGraph sample = Subgraph.Induced(graph, choice.Vertices!, parallelism, cancellationToken);
        return new SampledGraph(sample, choice.Vertices, entry.Unit, target, choice.Vertices!.Length, choice.Restarts, null, options, seed);
    }
}

/// <summary>What a method chose: vertices, ascending, with every edge among them; or a flag per edge id, and their ends where no vertices are named.</summary>
internal sealed record SampleChoice(int[]? Vertices, bool[]? Edges, long Restarts);

/// <summary>What a method needs to choose.</summary>
internal sealed record SampleContext(
    CsrGraph Graph, int Target, SamplerOptions Options, ulong Seed, Parallelism Parallelism, IProgress<Progress>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Draws of one purpose.</summary>
    public KeyedRandom Random(string purpose) => new(Seed, "sample." + purpose);

    /// <summary>The graph whose rows a traversal follows.</summary>
    public CsrGraph Travelled() => Options.Direction switch
    {
        TravelDirection.Out => Graph,
        TravelDirection.In => Graph.Reverse(Parallelism, CancellationToken),
        _ => Graph.Symmetrize(Parallelism, CancellationToken),
    };
}
