namespace GraphSparse.Embeddings;

/// <summary>Some edges of a graph that are held out, and as many pairs without an edge, to see whether vectors of the rest tell them apart.</summary>
public sealed class LinkSplit
{
    private LinkSplit(CsrGraph graph, CsrGraph training, Edge[] edges, Edge[] others, long wanted) =>
        (Graph, Training, HeldOut, Others, Wanted) = (graph, training, edges, others, wanted);

    /// <summary>The whole graph.</summary>
    public CsrGraph Graph { get; }

    /// <summary>It without the edges that are held out: what is embedded.</summary>
    public CsrGraph Training { get; }

    /// <summary>Edges that are held out.</summary>
    public IReadOnlyList<Edge> HeldOut { get; }

    /// <summary>Pairs without an edge, as many, with weight 0.</summary>
    public IReadOnlyList<Edge> Others { get; }

    /// <summary>Edges that were to be held out; there are fewer where others would have cut a component.</summary>
    public long Wanted { get; }

    /// <summary>Draws edges at random, none of which a random spanning forest needs: components stay whole.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="share">Share of the edges, in (0, 1).</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Pairs without an edge that are drawn.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    /// <exception cref="ArgumentException">The graph is directed, has no edge that can be held out, or hardly a pair without an edge.</exception>
    public static LinkSplit Draw(CsrGraph graph, double share = 0.1, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "Link prediction");
        if (!(share is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), $"The share is {share.ToString(System.Globalization.CultureInfo.InvariantCulture)}; it must be in (0, 1).");
        Edge[] edges = [.. graph.Edges()];
        var random = new KeyedRandom(seed, "embeddings.links");
        int[] order = [.. Enumerable.Range(0, edges.Length).OrderBy(e => (random.NextUInt64(e), e))];
        cancellationToken.ThrowIfCancellationRequested();
        var sets = new DisjointSets(graph.VertexCount);
        var isFree = new bool[edges.Length];
        foreach (int e in order)
            isFree[e] = !sets.TryUnion(edges[e].Source, edges[e].Target);
        long wanted = Math.Max(1, (long)Math.Round(share * edges.Length));
        int[] heldOut = [.. order.Where(e => isFree[e]).Take((int)Math.Min(wanted, int.MaxValue)).Order()];
        if (heldOut.Length == 0)
            throw new ArgumentException("No edge can be held out: each of them holds a component together.", nameof(graph));
        return Of(graph, [.. heldOut.Select(e => edges[e])], wanted, random, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    /// <summary>Holds given edges out, such as the latest.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="heldOut">Edges of it, each once.</param>
    /// <param name="seed">Of the pairs without an edge.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Pairs without an edge that are drawn.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    /// <exception cref="ArgumentException">The graph is directed, a pair is no edge or there twice, or there is hardly a pair without an edge.</exception>
    public static LinkSplit Of(CsrGraph graph, IReadOnlyList<Edge> heldOut, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(heldOut);
        Require.Undirected(graph, "Link prediction");
        if (heldOut.Count == 0)
            throw new ArgumentException("No edge is held out.", nameof(heldOut));
        foreach ((int u, int v, _) in heldOut)
        {
            if ((uint)u >= (uint)graph.VertexCount || (uint)v >= (uint)graph.VertexCount || !graph.HasArc(u, v))
                throw new ArgumentException($"{u}-{v} is no edge of the graph.", nameof(heldOut));
        }

        return Of(graph, heldOut, heldOut.Count, new KeyedRandom(seed, "embeddings.links"), parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    private static LinkSplit Of(CsrGraph graph, IReadOnlyList<Edge> heldOut, long wanted, KeyedRandom random, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        Edge[] edges = [.. heldOut.Select(e => e.Source < e.Target ? e : new Edge(e.Target, e.Source, e.Weight))];
        var isHeldOut = new HashSet<(int, int)>(edges.Select(e => (e.Source, e.Target)));
        if (isHeldOut.Count != edges.Length)
            throw new ArgumentException("An edge is held out twice.", nameof(heldOut));
        var index = new EdgeIndex(graph, parallelism, cancellationToken);
        var keep = new bool[index.EdgeCount];
        int id = 0;
        foreach (Edge edge in graph.Edges())
            keep[id++] = !isHeldOut.Contains((edge.Source, edge.Target));
        CsrGraph training = graph.KeepEdges(index, keep, parallelism, cancellationToken);
        double pairs = 0.5 * graph.VertexCount * (graph.VertexCount - 1.0) - graph.EdgeCount;
        if (pairs < 2.0 * edges.Length)
            throw new ArgumentException($"{edges.Length} edges are held out, and only {pairs} pairs have no edge; hold out fewer.", nameof(heldOut));
        var others = new HashSet<(int, int)>();
        var drawn = new List<Edge>(edges.Length);
        for (long draw = 0; drawn.Count < edges.Length; draw++)
        {
            if ((draw & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new Progress("drawing pairs", drawn.Count, edges.Length));
            }

            int u = (int)Math.BigMul(random.NextUInt64(draw, 1), (ulong)graph.VertexCount, out _);
            int v = (int)Math.BigMul(random.NextUInt64(draw, 2), (ulong)graph.VertexCount, out _);
            if (u != v && !graph.HasArc(u, v) && others.Add((Math.Min(u, v), Math.Max(u, v))))
                drawn.Add(new Edge(Math.Min(u, v), Math.Max(u, v), 0));
        }

        return new LinkSplit(graph, training, edges, [.. drawn], wanted);
    }
}
