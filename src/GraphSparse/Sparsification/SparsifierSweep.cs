using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Sparsifiers of one graph at many retained fractions: edges are scored once.</summary>
public static class SparsifierSweep
{
    /// <summary>Computes a nested family: what is kept at a fraction is kept at every larger one.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="options">A method that is a score; its <see cref="SparsifierOptions.Keep"/> is not looked at.</param>
    /// <param name="keeps">Fractions in (0, 1], in any order.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="weights">What a weight says.</param>
    /// <param name="kernels">A device for methods that count triangles, or <see langword="null"/> for threads; the result is the same.</param>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SparsifierCatalog.Default"/>.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <returns>One sparsifier per fraction, in the order of the fractions, each the one that <see cref="Sparsifier"/> makes.</returns>
    /// <exception cref="ArgumentException">The method is no score, is not defined for this graph, or an option is out of range.</exception>
    public static IReadOnlyList<SparsifiedGraph> Run(
        CsrGraph graph, SparsifierOptions options, IReadOnlyList<double> keeps, ulong seed = 42, WeightSense weights = WeightSense.Strength, IGraphKernels? kernels = null,
        Catalog<SparsifierEntry>? catalog = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(keeps);
        catalog ??= SparsifierCatalog.Default;
        SparsifierEntry entry = catalog.Find(options.Method);
        if (entry.CreateScore is null)
        {
            string scores = string.Join(", ", catalog.Where(e => e.CreateScore is not null).Select(e => e.Name));
            throw new ArgumentException($"{options.Method} does not score edges once for all sizes; {scores} do.", nameof(options));
        }

        SparsifierOptions[] sizes = [.. keeps.Select(keep => entry.Resolve(options with { Keep = keep }))];
        parallelism ??= Parallelism.AllCores;
        if (weights == WeightSense.Ignore)
            graph = graph.Strengths(weights);
        var context = new ScoreContext(seed, options.TieBreaking, parallelism, progress, cancellationToken) { Kernels = kernels, Lengths = weights.Lengths() };
        var index = new EdgeIndex(graph, parallelism, cancellationToken);
        CsrGraph work = new WeightedWork(graph, entry, weights).Graph;
        double[] known = entry.CreateScore(options).Score(work, index, context);
        var filter = new ScoreFilter(_ => new KnownScore(known), options.Method);
        var family = new List<SparsifiedGraph>();
        foreach (SparsifierOptions at in sizes)
        {
            SelectedEdges selected = filter.Select(work, index, at, context);
            family.Add(new SparsifiedGraph(graph.KeepEdges(index, selected.Kept, parallelism, cancellationToken), selected.Kept, at, seed, selected.Diagnostics));
        }

        return family;
    }

    /// <summary>Scores that are known already.</summary>
    private sealed class KnownScore(double[] scores) : IEdgeScore
    {
        public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) => [.. scores];
    }
}
