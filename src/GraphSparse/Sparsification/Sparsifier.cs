using System.ComponentModel;

namespace GraphSparse.Sparsification;

/// <summary>Parameters of <see cref="Sparsifier"/>; immutable, vary with <c>with</c>.</summary>
public sealed record SparsifierOptions
{
    /// <summary>Name of a <see cref="SparsifierCatalog"/> entry. Default local-degree.</summary>
    [Description("how edges are chosen")]
    public string Method { get; init; } = "local-degree";

    /// <summary>Fraction of the edges to keep, in (0, 1]; exact to round(keep · m). Default 0.3.</summary>
    [Description("fraction of the edges to keep, in (0,1]")]
    public double Keep { get; init; } = 0.3;

    /// <summary>How edges of equal score are ordered. Default <see cref="TieRule.Hashed"/>.</summary>
    [Description("order of edges with equal scores")]
    public TieRule Ties { get; init; } = TieRule.Hashed;

    /// <summary>Fails where a value is out of its range or a name is not known.</summary>
    public void Validate()
    {
        SparsifierCatalog.Find(Method);
        Require.InRange(Keep, 0.0, 1.0, lowerOpen: true);
    }
}

/// <summary>A sparsifier of a graph, with what is needed to judge and repeat the run.</summary>
/// <param name="Graph">The same vertices, fewer edges; weights stay.</param>
/// <param name="KeptEdges">One flag per edge id of the input.</param>
/// <param name="InputEdges">Edges of the input.</param>
/// <param name="Options">The options that made it.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record SparsifiedGraph(CsrGraph Graph, bool[] KeptEdges, long InputEdges, SparsifierOptions Options, ulong Seed)
{
    /// <summary>Kept edges / input edges, in [0, 1]; 1 for a graph without edges.</summary>
    public double RetainedFraction => InputEdges == 0 ? 1 : Graph.EdgeCount / (double)InputEdges;
}

/// <summary>Sparsifies a graph: scores every edge, keeps exactly the best.</summary>
/// <remarks>Cost: that of the score (see each), then O(n + m); 13 bytes per edge and 4 per arc beside the graphs.
/// Determinism: exact, a pure function of graph, options and seed.</remarks>
public static class Sparsifier
{
    /// <summary>Computes a sparsifier on the same vertex set.</summary>
    /// <param name="graph">Any simple graph; some methods need more and say so.</param>
    /// <param name="options">Method and size, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the method is not defined for this graph.</exception>
    public static SparsifiedGraph Sparsify(
        CsrGraph graph,
        SparsifierOptions? options = null,
        ulong seed = 42,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new SparsifierOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        var context = new ScoreContext(seed, options.Ties, parallelism, progress, cancellationToken);
        var index = new EdgeIndex(graph, cancellationToken);
        double[] scores = SparsifierCatalog.Find(options.Method).CreateScore().Score(graph, index, context);
        bool[] kept = EdgeSelection.Top(scores, EdgeSelection.CountFor(options.Keep, index.EdgeCount), context.TieOrder, cancellationToken);
        return new SparsifiedGraph(graph.KeepEdges(index, kept, parallelism, cancellationToken), kept, graph.EdgeCount, options, seed);
    }
}
