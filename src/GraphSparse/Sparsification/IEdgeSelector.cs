namespace GraphSparse.Sparsification;

/// <summary>Selects the edges of a sparsifier, for methods other than score and filter.</summary>
public interface IEdgeSelector
{
    /// <summary>The options with the sizes that the method will go by: what was left open has the method's default. Default: as given.</summary>
    /// <exception cref="ArgumentException">A size is asked for in a way that the method does not know; the message names those that it does.</exception>
    SparsifierOptions Resolve(SparsifierOptions options) => options;

    /// <summary>Selects edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="index">Its edge ids.</param>
    /// <param name="options">Resolved options.</param>
    /// <param name="context">Seed, ties, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The method is not defined for this graph.</exception>
    SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context);
}

/// <summary>The edges of a sparsifier.</summary>
/// <param name="Kept">One flag per edge id.</param>
/// <param name="Weights">New weights by edge id where the method changes them, else <see langword="null"/>.</param>
/// <param name="Diagnostics">What the method measured on its way, by name; may be empty.</param>
public sealed record SelectedEdges(bool[] Kept, double[]? Weights, IReadOnlyDictionary<string, double> Diagnostics)
{
    /// <summary>Edges with the weights of the graph, and nothing to report.</summary>
    public SelectedEdges(bool[] kept) : this(kept, null, new Dictionary<string, double>())
    {
    }
}

/// <summary>Keeps exactly the fraction of the edges that a score puts first.</summary>
/// <param name="createScore">Makes the score of some options.</param>
/// <param name="method">Name of the method, for messages.</param>
public sealed class ScoreFilter(Func<SparsifierOptions, IEdgeScore> createScore, string method) : IEdgeSelector
{
    /// <summary>Fraction kept where none is asked for.</summary>
    public const double DefaultKeep = 0.3;

    /// <inheritdoc/>
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Keep = options.Keep ?? DefaultKeep };
    }

    /// <inheritdoc/>
    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(graph);
        double keep = options.Keep ?? DefaultKeep;
        IEdgeScore score = createScore(options);
        if (score is ICompactScore compact && !options.EnsureConnected && compact.Top(graph, index, TopSelection.CountFor(keep, index.EdgeCount), context) is { } top)
            return new SelectedEdges(top);
        double[] scores = score.Score(graph, index, context);
        if (scores is null)
            throw new InvalidOperationException($"{method} gave no scores.");
        if (scores.Length != index.EdgeCount)
            throw new InvalidOperationException($"{method} gave {scores.Length} scores; the graph has {index.EdgeCount} edges.");
        try
        {
            int floor = options.EnsureConnected ? SpanningForestFloor.Raise(graph, index, scores, context) : 0;
            return new SelectedEdges(TopSelection.Top(scores, CountAbove(floor, keep, index.EdgeCount, method), context.TieOrder, context.Parallelism, context.CancellationToken));
        }
        catch (InvalidOperationException error) when (Array.FindIndex(scores, double.IsNaN) is >= 0 and int wrong)
        {
            throw new InvalidOperationException($"{method} gave the edge {wrong} a score that is not a number.", error);
        }
    }

    /// <summary>The edges of a fraction, which must not be fewer than a spanning forest has.</summary>
    /// <exception cref="ArgumentException">They are.</exception>
    internal static long CountAbove(int forestEdges, double keep, int edges, string method)
    {
        long count = TopSelection.CountFor(keep, edges);
        if (count >= forestEdges)
            return count;
        throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"Keeping the components takes {forestEdges} edges, {forestEdges / (double)edges:0.####} of all; {keep} asks {method} for {count}."));
    }
}
