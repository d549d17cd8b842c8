namespace GraphSparse.Sampling;

/// <summary>Takes a sample of a graph.</summary>
public interface ISampler
{
    /// <summary>Selects vertices or edges, or makes a new graph: a pure function of the context, whatever its threads.</summary>
    /// <exception cref="ArgumentException">The method is not defined for this graph.</exception>
    SampleSelection Sample(SampleContext context);
}

/// <summary>What a method needs to sample.</summary>
/// <param name="Graph">The graph; where draws go by weight, with strengths of usual size.</param>
/// <param name="Target">Vertices or edges to take.</param>
/// <param name="Options">The options.</param>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Parallelism">Threads.</param>
/// <param name="Progress">Where progress goes; may be called from several threads.</param>
/// <param name="CancellationToken">To be looked at several times a second.</param>
public sealed record SampleContext(
    CsrGraph Graph, int Target, SamplerOptions Options, ulong Seed, Parallelism Parallelism, IProgress<Progress>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Draws of one purpose.</summary>
    public KeyedRandom Random(string purpose) => new(Seed, "sample." + purpose);

    /// <summary>The graph whose rows a traversal follows: <see cref="SamplerOptions.Direction"/>.</summary>
    public CsrGraph Traversed() => Options.Direction switch
    {
        TravelDirection.Out => Graph,
        TravelDirection.In => Graph.Reverse(Parallelism, CancellationToken),
        _ => Graph.Symmetrize(Parallelism, CancellationToken),
    };
}

/// <summary>What a method took: vertices with all edges among them, edges with their ends, or a new graph.</summary>
public sealed class SampleSelection
{
    private SampleSelection(int[]? vertices, bool[]? edges, long restarts, CsrGraph? graph, RescaleReport? rescale) =>
        (Vertices, Edges, Restarts, Graph, Rescale) = (vertices, edges, restarts, graph, rescale);

    internal int[]? Vertices { get; }

    internal bool[]? Edges { get; }

    internal long Restarts { get; }

    internal CsrGraph? Graph { get; }

    internal RescaleReport? Rescale { get; }

    /// <summary>Vertices, and every edge among them.</summary>
    /// <param name="vertices">Ascending.</param>
    /// <param name="restarts">How often a traversal had to start again from a fresh vertex.</param>
    public static SampleSelection OfVertices(int[] vertices, long restarts = 0)
    {
        ArgumentNullException.ThrowIfNull(vertices);
        return new SampleSelection(vertices, null, restarts, null, null);
    }

    /// <summary>Edges, and their ends.</summary>
    /// <param name="edges">A flag per edge id: <see cref="EdgeIndex"/>.</param>
    /// <param name="vertices">The vertices, ascending, where they are more than the ends of the edges.</param>
    /// <param name="restarts">How often a traversal had to start again from a fresh vertex.</param>
    public static SampleSelection OfEdges(bool[] edges, int[]? vertices = null, long restarts = 0)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return new SampleSelection(vertices, edges, restarts, null, null);
    }

    /// <summary>A new graph, whose vertices stand for none of the original.</summary>
    /// <param name="graph">The sample.</param>
    /// <param name="rescale">How far it is from rescaled degree matrices, where it was made by them.</param>
    public static SampleSelection OfNewGraph(CsrGraph graph, RescaleReport? rescale = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new SampleSelection(null, null, 0, graph, rescale);
    }

    /// <summary>Fails where what a method gave does not fit the graph.</summary>
    /// <exception cref="InvalidOperationException">It does not; says how.</exception>
    internal void RequireFits(CsrGraph graph, string method)
    {
        if (Edges is not null && Edges.Length != graph.EdgeCount)
            throw new InvalidOperationException($"{method} gave flags of {Edges.Length} edges; the graph has {graph.EdgeCount}.");
        if (Restarts < 0)
            throw new InvalidOperationException($"{method} gave {Restarts} restarts.");
        for (int i = 0; i < Vertices?.Length; i++)
        {
            if (Vertices[i] < 0 || Vertices[i] >= graph.VertexCount || (i > 0 && Vertices[i] <= Vertices[i - 1]))
                throw new InvalidOperationException($"{method} gave the vertex {Vertices[i]} at place {i}; vertices are ascending and in [0, {graph.VertexCount}).");
        }
    }
}
