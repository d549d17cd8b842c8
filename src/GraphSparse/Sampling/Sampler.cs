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

    /// <summary>Method and size.</summary>
    public override string ToString() => $"{Options.Method}: {Graph.VertexCount} vertices, {Graph.EdgeCount} edges ({Taken} of {Target} {(Unit == SampleUnit.Vertices ? "vertices" : "edges")} taken)";
}

/// <summary>Samples a graph: selects vertices and joins them as before, selects edges, or makes a new graph with the same degree matrices.</summary>
/// <remarks>Cost: see each method in <see cref="SamplerCatalog"/>; then O(n + the degrees of what is kept). Determinism: exact, a pure function
/// of graph, options and seed.</remarks>
public static class Sampler
{
    /// <summary>Takes a sample by a method that is chosen by name.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so. Weights of what is kept stay; methods look at them where <see cref="SamplerOptions.Weighted"/> says so, and through PageRank.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says; methods draw in proportion to strengths, which are one over lengths.</param>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SamplerCatalog.Default"/>.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="InvalidWeightException">A method looks at weights, and one is not above 0.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    public static SampledGraph Sample(
        CsrGraph graph, SamplerOptions? options = null, ulong seed = 42, WeightSense weights = WeightSense.Strength, Catalog<SamplerEntry>? catalog = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SamplerOptions();
        return Sample(graph, (catalog ?? SamplerCatalog.Default).Find(options.Method), options, seed, weights, parallelism, progress, cancellationToken);
    }

    /// <summary>Takes a sample by a method of your own.</summary>
    /// <param name="graph">Any simple graph that the sampler is defined for.</param>
    /// <param name="sampler">The method.</param>
    /// <param name="options">Its size and options, or <see langword="null"/> for the defaults; the method is named after its type.</param>
    /// <param name="unit">What its fraction is a fraction of.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the sampler is not defined for this graph.</exception>
    /// <exception cref="InvalidOperationException">The sampler gave vertices or flags that do not fit the graph.</exception>
    public static SampledGraph Sample(
        CsrGraph graph, ISampler sampler, SamplerOptions? options = null, SampleUnit unit = SampleUnit.Vertices, ulong seed = 42, WeightSense weights = WeightSense.Strength,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        var entry = new SamplerEntry(sampler.GetType().Name, unit, "", "", sampler.Sample, travels: true) { TakesSeeds = true };
        return Sample(graph, entry, options, seed, weights, parallelism, progress, cancellationToken);
    }

    /// <summary>Takes a sample by an entry, of a catalog or not.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="entry">The method.</param>
    /// <param name="options">Its size and options, or <see langword="null"/> for the defaults; the method's name is that of the entry.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="InvalidWeightException">A method looks at weights, and one is not above 0.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    /// <exception cref="InvalidOperationException">The method gave vertices or flags that do not fit the graph.</exception>
    public static SampledGraph Sample(
        CsrGraph graph, SamplerEntry entry, SamplerOptions? options = null, ulong seed = 42, WeightSense weights = WeightSense.Strength,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(entry);
        if (weights == WeightSense.Ignore)
            graph = graph.Strengths(weights);
        options = (options ?? new SamplerOptions()) with { Method = entry.Name };
        options.Validate(entry);
        if (options.Weighted && !graph.IsWeighted && graph.EdgeCount > 0)
            throw new ArgumentException("Weighted draws go in proportion to weights and this graph has none; draw without weights.", nameof(graph));
        foreach (int seedVertex in options.SeedVertices)
            Require.InRange(seedVertex, 0, graph.VertexCount - 1, name: nameof(options.SeedVertices));
        if (options.SeedCount > Math.Max(1, graph.VertexCount))
            throw new ArgumentException($"SamplerOptions.SeedCount is {options.SeedCount}, and the graph has {graph.VertexCount} vertices.", nameof(options));
        parallelism ??= Parallelism.AllCores;
        cancellationToken.ThrowIfCancellationRequested();
        long whole = entry.Unit == SampleUnit.Vertices ? graph.VertexCount : graph.EdgeCount;
        long target = TopSelection.CountFor(options.Fraction, whole);
        progress?.Report(new Progress("sampling", 0, target));
        if (options.Weighted)
            Require.Positive(graph, "A weighted draw");
        CsrGraph taken = entry.MakesNewGraph ? graph : WeightScale.Normalize(options.Weighted || entry.UsesPageRank ? graph.Strengths(weights) : graph).Graph;
        SampleSelection selection = entry.Sample(new SampleContext(taken, (int)target, options, seed, parallelism, progress, cancellationToken));
        if (selection is null)
            throw new InvalidOperationException($"{entry.Name} gave no selection.");
        selection.RequireFits(graph, entry.Name);
        if (selection.Graph is { } made)
            return new SampledGraph(made, null, entry.Unit, target, entry.Unit == SampleUnit.Edges ? made.EdgeCount : made.VertexCount, 0, selection.Rescale, options, seed);
        if (selection.Edges is not null)
        {
            (CsrGraph some, int[] ends) = Subgraph.OfEdges(graph, selection.Edges, selection.Vertices);
            return new SampledGraph(some, ends, entry.Unit, target, entry.Unit == SampleUnit.Edges ? some.EdgeCount : ends.Length, selection.Restarts, null, options, seed);
        }

        CsrGraph sample = Subgraph.Induced(graph, selection.Vertices!, parallelism, cancellationToken);
        return new SampledGraph(sample, selection.Vertices, entry.Unit, target, entry.Unit == SampleUnit.Edges ? sample.EdgeCount : selection.Vertices!.Length, selection.Restarts, null, options, seed);
    }

    /// <summary>Predicts the memory that a run takes beside the graph that it reads.</summary>
    /// <param name="size">Vertices, edges and arcs of the graph.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SamplerCatalog.Default"/>.</param>
    /// <returns>Bytes: an estimate that is meant not to fall below the peak.</returns>
    public static long EstimateMemoryBytes(GraphSize size, SamplerOptions? options = null, Catalog<SamplerEntry>? catalog = null)
    {
        options ??= new SamplerOptions();
        return SamplerMemory.WorkBytes((catalog ?? SamplerCatalog.Default).Find(options.Method), options, size);
    }
}
