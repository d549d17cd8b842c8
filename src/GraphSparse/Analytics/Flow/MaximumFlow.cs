namespace GraphSparse.Analytics;

/// <summary>How much an edge can carry.</summary>
public enum EdgeCapacity
{
    /// <summary>Its weight; 1 in an unweighted graph.</summary>
    Weight,

    /// <summary>1, whatever its weight.</summary>
    Unit,
}

/// <summary>Parameters of <see cref="MaximumFlow"/>; immutable, vary with <c>with</c>.</summary>
public sealed record MaximumFlowOptions
{
    /// <summary>Capacities are weights.</summary>
    public static MaximumFlowOptions Default { get; } = new();

    /// <summary>How much an edge can carry. Default its weight.</summary>
    public EdgeCapacity Capacity { get; init; } = EdgeCapacity.Weight;
}

/// <summary>A largest flow between two vertices, and a smallest cut that proves it.</summary>
/// <param name="Source">Where the flow begins.</param>
/// <param name="Sink">Where it ends.</param>
/// <param name="Value">How much flows.</param>
/// <param name="SourceSide">The vertices on the source's side of a cut of that capacity: the smallest such set.</param>
/// <param name="Options">What was asked for.</param>
public sealed record MaximumFlowResult(int Source, int Sink, double Value, bool[] SourceSide, MaximumFlowOptions Options);

/// <summary>Finds largest flows, and with them smallest cuts, between two vertices.</summary>
/// <remarks>
/// Source: Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", Soviet Math. Doklady 11, 1970, without
/// recursion. Exact for integer capacities; otherwise up to rounding. An undirected edge carries its capacity in either direction; directed
/// graphs carry along arcs.
/// <para>Cost: O(m·√m) for unit capacities, O(n²m) at worst; 20 bytes per arc, 8 bytes per arc and 16 per vertex for each thread.
/// Determinism: exact; each pair is one thread's.</para>
/// </remarks>
public static class MaximumFlow
{
    /// <summary>Finds a largest flow.</summary>
    /// <param name="graph">Capacities must not be negative.</param>
    /// <param name="source">A vertex.</param>
    /// <param name="sink">Another vertex.</param>
    /// <param name="options">What a capacity is, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Phases done; how many there will be is not known.</param>
    /// <param name="cancellationToken">Looked at in every phase.</param>
    /// <exception cref="ArgumentException">A capacity is negative, or source and sink are the same vertex.</exception>
    public static MaximumFlowResult Find(CsrGraph graph, int source, int sink, MaximumFlowOptions? options = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= MaximumFlowOptions.Default;
        CheckPair(graph, source, sink);
        if (options.Capacity == EdgeCapacity.Weight)
            Require.NotNegative(graph, "A capacity");
        var network = new FlowNetwork(graph, options, cancellationToken);
        double value = network.Maximize(source, sink, cancellationToken, progress);
        return new MaximumFlowResult(source, sink, value, network.SourceSide(), options);
    }

    /// <summary>The values of the largest flows of many pairs, shared out among threads.</summary>
    /// <param name="graph">Capacities must not be negative.</param>
    /// <param name="pairs">Sources and sinks.</param>
    /// <param name="options">What a capacity is, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Pairs done.</param>
    /// <param name="cancellationToken">Looked at in every phase.</param>
    /// <exception cref="ArgumentException">A capacity is negative, or source and sink are the same vertex.</exception>
    public static double[] Values(
        CsrGraph graph, IReadOnlyList<(int Source, int Sink)> pairs, MaximumFlowOptions? options = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= MaximumFlowOptions.Default;
        foreach ((int source, int sink) in pairs)
            CheckPair(graph, source, sink);
        var values = new double[pairs.Count];
        if (options.Capacity == EdgeCapacity.Weight)
            Require.NotNegative(graph, "A capacity");
        var network = new FlowNetwork(graph, options, cancellationToken);
        using var own = new ThreadLocal<FlowNetwork>(network.Copy);
        int done = 0;
        (parallelism ?? Parallelism.AllCores).For(pairs.Count, i =>
        {
            values[i] = own.Value!.Maximize(pairs[i].Source, pairs[i].Sink, cancellationToken);
            progress?.Report(new Progress("flows", Interlocked.Increment(ref done), values.Length));
        }, cancellationToken);
        return values;
    }

    private static void CheckPair(CsrGraph graph, int source, int sink)
    {
        Require.InRange(source, 0, graph.VertexCount - 1);
        Require.InRange(sink, 0, graph.VertexCount - 1);
        if (source == sink)
            throw new ArgumentException($"Source and sink are both vertex {source}; a flow needs two.", nameof(sink));
    }
}
