using System.Globalization;
using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>A sparsifier of a graph, with what is needed to judge and repeat the run.</summary>
/// <param name="Graph">The same vertices, fewer edges; weights stay, unless the method is one that changes them.</param>
/// <param name="EdgeMask">One flag per edge id of the input: whether the edge is kept.</param>
/// <param name="Options">The options that made it, sizes filled in.</param>
/// <param name="Seed">The seed that made it.</param>
/// <param name="Diagnostics">What the method measured on its way, by name; empty for most.</param>
public sealed record SparsifiedGraph(CsrGraph Graph, ReadOnlyMemory<bool> EdgeMask, SparsifierOptions Options, ulong Seed, IReadOnlyDictionary<string, double> Diagnostics)
{
    /// <summary>Edges of the input.</summary>
    public long InputEdgeCount => EdgeMask.Length;

    /// <summary>Edges that are kept.</summary>
    public long KeptEdgeCount => Graph.EdgeCount;

    /// <summary>Kept edges / input edges, in [0, 1]; 1 for a graph without edges.</summary>
    public double RetainedFraction => InputEdgeCount == 0 ? 1 : KeptEdgeCount / (double)InputEdgeCount;

    /// <summary>Method and numbers of edges.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Options.Method}: {KeptEdgeCount} of {InputEdgeCount} edges ({RetainedFraction:0.####})");
}

/// <summary>Sparsifies a graph by any method of the catalog, or by one of your own; most score every edge and keep exactly the best.</summary>
/// <remarks>Cost: that of the method (see each), then O(n + m); 13 bytes per edge and 4 per arc beside the graphs.
/// Determinism: exact, a pure function of graph, options and seed.</remarks>
public static class Sparsifier
{
    /// <summary>Computes a sparsifier on the same vertex set, by a method that is chosen by name.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says: a strength, of which methods that follow paths take one over it as length; or a length, of which all other methods take one
    /// over it, and what they change is written as length again.</param>
    /// <param name="kernels">A device for methods that count triangles, or <see langword="null"/> for threads; the result is the same.</param>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SparsifierCatalog.Default"/>.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    public static SparsifiedGraph Sparsify(
        CsrGraph graph, SparsifierOptions? options = null, ulong seed = 42, WeightSense weights = WeightSense.Strength, IGraphKernels? kernels = null,
        Catalog<SparsifierEntry>? catalog = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SparsifierOptions();
        return Sparsify(graph, (catalog ?? SparsifierCatalog.Default).Find(options.Method), options, seed, weights, kernels, parallelism, progress, cancellationToken);
    }

    /// <summary>Keeps exactly the fraction of the edges that a score puts first.</summary>
    /// <param name="graph">Any simple graph that the score is defined for.</param>
    /// <param name="score">Your own score, or one of this namespace.</param>
    /// <param name="keep">Fraction in (0, 1]; exact to round(keep · m).</param>
    /// <param name="seed">Seed of every random choice, the order of equal scores among them.</param>
    /// <param name="weights">What a weight says; a score is given strengths.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The fraction is out of range, or the score is not defined for this graph.</exception>
    /// <exception cref="InvalidOperationException">The score gave another number of scores than there are edges, or NaN.</exception>
    public static SparsifiedGraph Sparsify(
        CsrGraph graph, IEdgeScore score, double keep = ScoreFilter.DefaultKeep, ulong seed = 42, WeightSense weights = WeightSense.Strength,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(score);
        Require.InRange(keep, 0.0, 1.0, lowerOpen: true);
        string name = score.GetType().Name;
        var entry = new SparsifierEntry(name, "", "", _ => score);
        return Sparsify(graph, entry, new SparsifierOptions { Method = name, Keep = keep }, seed, weights, null, parallelism, progress, cancellationToken);
    }

    /// <summary>Keeps the edges that a selector selects.</summary>
    /// <param name="graph">Any simple graph that the selector is defined for.</param>
    /// <param name="selector">Your own selector, or one of this namespace.</param>
    /// <param name="options">What the selector reads of them; the method is named after its type.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says; a selector is given strengths.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the selector is not defined for this graph.</exception>
    /// <exception cref="InvalidOperationException">The selector gave another number of flags or weights than there are edges.</exception>
    public static SparsifiedGraph Sparsify(
        CsrGraph graph, IEdgeSelector selector, SparsifierOptions? options = null, ulong seed = 42, WeightSense weights = WeightSense.Strength,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selector);
        string name = selector.GetType().Name;
        var entry = new SparsifierEntry(name, "", "", () => selector, SparsifierOptions.Applicable);
        return Sparsify(graph, entry, (options ?? new SparsifierOptions()) with { Method = name }, seed, weights, null, parallelism, progress, cancellationToken);
    }

    /// <summary>Computes a sparsifier by an entry, of a catalog or not.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="entry">The method.</param>
    /// <param name="options">Its size and options, or <see langword="null"/> for the defaults; the method's name is that of the entry.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says.</param>
    /// <param name="kernels">A device for methods that count triangles, or <see langword="null"/> for threads; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    /// <exception cref="InvalidOperationException">The method gave another number of scores, flags or weights than there are edges, or a score that is NaN.</exception>
    public static SparsifiedGraph Sparsify(
        CsrGraph graph, SparsifierEntry entry, SparsifierOptions? options = null, ulong seed = 42, WeightSense weights = WeightSense.Strength, IGraphKernels? kernels = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(entry);
        options = entry.Resolve((options ?? new SparsifierOptions()) with { Method = entry.Name });
        Require.Defined(weights);
        parallelism ??= Parallelism.AllCores;
        progress?.Report(new Progress($"sparsifying by {entry.Name}", 0, graph.EdgeCount));
        if (weights == WeightSense.Ignore)
            graph = graph.Strengths(weights);
        var index = new EdgeIndex(graph, parallelism, cancellationToken);
        var work = new WeightedWork(graph, entry, weights);
        var context = new ScoreContext(seed, options.TieBreaking, parallelism, progress, cancellationToken) { Kernels = kernels, Lengths = weights.Lengths() };
        SelectedEdges selected = entry.CreateSelector().Select(work.Graph, index, options, context);
        if (selected?.Kept is null)
            throw new InvalidOperationException($"{entry.Name} selected nothing that says which edges are kept.");
        if (selected.Kept.Length != index.EdgeCount || (selected.Weights is { } changed && changed.Length != index.EdgeCount))
            throw new InvalidOperationException($"{entry.Name} selected among {selected.Kept.Length} edges, with {selected.Weights?.Length ?? selected.Kept.Length} weights; the graph has {index.EdgeCount}.");
        CsrGraph kept = selected.Weights is null
            ? graph.KeepEdges(index, selected.Kept, parallelism, cancellationToken)
            : graph.KeepEdges(index, selected.Kept, work.Restore(selected.Weights), parallelism, cancellationToken);
        return new SparsifiedGraph(kept, selected.Kept, options, seed, selected.Diagnostics);
    }

    /// <summary>Predicts the memory that a run takes beside the graph that it reads.</summary>
    /// <param name="size">Vertices, edges and arcs of the graph.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SparsifierCatalog.Default"/>.</param>
    /// <returns>Bytes: an estimate that is meant not to fall below the peak; 1 to 2.2 times the peak where it was measured.</returns>
    public static long EstimateMemoryBytes(GraphSize size, SparsifierOptions? options = null, Parallelism? parallelism = null, Catalog<SparsifierEntry>? catalog = null)
    {
        options ??= new SparsifierOptions();
        return SparsifierMemory.WorkBytes((catalog ?? SparsifierCatalog.Default).Find(options.Method), options, size, (parallelism ?? Parallelism.AllCores).Degree);
    }
}
