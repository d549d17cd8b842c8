namespace GraphSparse.Sparsification;

/// <summary>Sparsifiers of one graph at many retained fractions: edges are scored once.</summary>
public static class SparsifierSweep
{
    /// <summary>Computes a nested family: what is kept at a fraction is kept at every larger one.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="options">A method that is a score; its <see cref="SparsifierOptions.Keep"/> is not looked at.</param>
    /// <param name="keeps">Fractions in (0, 1], in any order.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <returns>One sparsifier per fraction, in the order of the fractions, each the one that <see cref="Sparsifier"/> makes.</returns>
    /// <exception cref="ArgumentException">The method is no score, is not defined for this graph, or an option is out of range.</exception>
    public static IReadOnlyList<SparsifiedGraph> Run(
        CsrGraph graph, SparsifierOptions options, IReadOnlyList<double> keeps, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(keeps);
        SparsifierEntry entry = SparsifierCatalog.Find(options.Method);
        if (entry.CreateScore is null)
        {
            string scores = string.Join(", ", SparsifierCatalog.Entries.Where(e => e.CreateScore is not null).Select(e => e.Name));
            throw new ArgumentException($"{options.Method} does not score edges once for all sizes; {scores} do.", nameof(options));
        }

        options.Validate();
        parallelism ??= Parallelism.AllCores;
        var context = new ScoreContext(seed, options.TieBreaking, parallelism, progress, cancellationToken);
        var index = new EdgeIndex(graph, cancellationToken);
        double[] known = entry.CreateScore(options).Score(graph, index, context);
        var filter = new ScoreFilter(_ => new KnownScore(known), options.Method, entry.Options);
        var family = new List<SparsifiedGraph>();
        foreach (double keep in keeps)
        {
            SparsifierOptions at = options with { Keep = keep };
            at.Validate();
            SelectedEdges choice = filter.Choose(graph, index, at, context);
            family.Add(new SparsifiedGraph(graph.KeepEdges(index, choice.Kept, parallelism, cancellationToken), choice.Kept, graph.EdgeCount, at, seed, choice.Diagnostics));
        }

        return family;
    }

    /// <summary>Scores that are known already.</summary>
    private sealed class KnownScore(double[] scores) : IEdgeScore
    {
        public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context) => [.. scores];
    }
}
