using GraphSparse.Metrics;

namespace GraphSparse.Sparsification.Spectral;

/// <summary>A spectral sparsifier: a subgraph with the components and nearly the Laplacian of the graph.</summary>
/// <param name="Graph">The same vertices; the forest and the edges added to it, with their weights.</param>
/// <param name="EdgeMask">One flag per edge id of the input.</param>
/// <param name="ForestEdges">Edges of the spanning forest, n − components.</param>
/// <param name="Kappa">The relative condition number where one was asked for, as measured; else <see langword="null"/>.</param>
/// <param name="Options">The options that made it.</param>
/// <param name="Seed">The seed that made it.</param>
public sealed record SpectralSparsifierResult(
    CsrGraph Graph, ReadOnlyMemory<bool> EdgeMask, long ForestEdges, double? Kappa, SpectralSparsifierOptions Options, ulong Seed)
{
    /// <summary>Off-tree edges per vertex.</summary>
    public double OffTree => Graph.VertexCount == 0 ? 0 : (Graph.EdgeCount - ForestEdges) / (double)Graph.VertexCount;

    /// <summary>Seconds by phase: "number", "forest", "stretch", then, summed over the rounds, "factor", "solve", "select", and "measure" where κ was asked for.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();
}

/// <summary>The edges of a spectral sparsifier.</summary>
/// <param name="Kept">One flag per edge id.</param>
/// <param name="ForestEdges">Edges of the spanning forest.</param>
/// <param name="Kappa">As measured, where one was asked for.</param>
/// <param name="Seconds">Time by phase.</param>
internal sealed record SpectralSelection(bool[] Kept, long ForestEdges, double? Kappa, IReadOnlyDictionary<string, double> Seconds);

/// <summary>Chooses a subgraph that stands in for the graph spectrally, for solving, partitioning and embedding.</summary>
/// <remarks>
/// Three parts: a spanning forest of little resistance (<see cref="EffectiveWeightForest"/>, from feGRASS); edges by stretch along it, spread out
/// (<see cref="StretchSelection"/>, from feGRASS); then rounds in which the edges that matter most for the largest generalized
/// eigenvalues are added (<see cref="SpectralPerturbation"/>, from GRASS). The combination and the shares are our own: the second
/// part spreads edges, the third removes the few directions that set λmax.
/// <para>The sparsifier is a subgraph with the weights of the graph, so L_H ≼ L_G and every generalized eigenvalue is at least 1.</para>
/// <para>Cost: O(m log m), and per round a factorization of a nearly tree-like graph and a few solves; 1.2 GB at the peak on a mesh of 2^20 vertices and 3.1 million edges.
/// Determinism: exact, a pure function of graph, options and seed.</para>
/// </remarks>
public static class SpectralSparsifier
{
    /// <summary>Edges added per round, per vertex, on the way to a target of κ.</summary>
    private const double TargetStep = 0.01;

    /// <summary>Computes a sparsifier on the same vertex set.</summary>
    /// <param name="graph">Undirected; weights are conductances. Several components are allowed.</param>
    /// <param name="options">Size and effort, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed or has a weight that is no conductance, an option is out of range, or fewer
    /// edges are asked for than a spanning forest has.</exception>
    public static SpectralSparsifierResult Sparsify(
        CsrGraph graph,
        SpectralSparsifierOptions? options = null,
        ulong seed = 42,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= SpectralSparsifierOptions.Default;
        parallelism ??= Parallelism.AllCores;
        var index = new EdgeIndex(graph, cancellationToken);
        SpectralSelection chosen = Choose(graph, index, options, seed, parallelism, progress, cancellationToken);
        return new SpectralSparsifierResult(
            graph.KeepEdges(index, chosen.Kept, parallelism, cancellationToken), chosen.Kept, chosen.ForestEdges, chosen.Kappa, options, seed) { Seconds = chosen.Seconds };
    }

    /// <summary>Chooses the edges, on a copy of the graph whose vertices are numbered for the cache.</summary>
    internal static SpectralSelection Choose(
        CsrGraph graph, EdgeIndex index, SpectralSparsifierOptions options, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        options.Validate();
        Numerics.Conductances.Require(graph, "A spectral sparsifier");
        var clock = new PhaseClock();
        progress?.Report(new Progress("numbering", 0, 0));
        LocalityOrdering numbering = LocalityOrdering.BreadthFirst(graph, cancellationToken);
        (CsrGraph local, int[] originals) = numbering.Apply(graph, index, cancellationToken);
        SpectralSelection chosen = Choose(local, numbering, new TieOrder(options.TieBreaking, seed).ForCopy(originals), options, seed, clock, parallelism, progress, cancellationToken);
        var kept = new bool[originals.Length];
        for (int e = 0; e < kept.Length; e++)
            kept[originals[e]] = chosen.Kept[e];
        clock.End("number");
        return chosen with { Kept = kept };
    }

    private static SpectralSelection Choose(
        CsrGraph graph, LocalityOrdering numbering, TieOrder ties, SpectralSparsifierOptions options, ulong seed, PhaseClock clock,
        Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        var index = new EdgeIndex(graph, cancellationToken);
        var edges = new EdgeList(graph, cancellationToken);
        clock.End("number");

        progress?.Report(new Progress("spanning forest", 0, 0));
        (bool[] kept, int[] roots) = EffectiveWeightForest.Build(graph, edges, ties, cancellationToken, numbering.Places);
        clock.End("forest");
        long forestEdges = n - roots.Length;
        long budget = Budget(options, graph, forestEdges);
        progress?.Report(new Progress("stretch", 0, 0));
        var forest = new RootedForest(n, edges, kept, roots);
        StretchSelection byStretch = PrepareStretch(options, n, edges, forest, kept, ties, parallelism, cancellationToken);
        clock.End("stretch");
        var byPerturbation = new SpectralPerturbation(
            graph, index, edges, ties, options.Vectors, options.PowerSteps, options.Spread, seed, parallelism, numbering.Vertices, clock);

        double? kappa = null;
        if (options.Kappa is { } target)
        {
            kappa = Approach(target);
        }
        else
        {
            byStretch.Take((long)Math.Round(options.StretchShare * budget, MidpointRounding.ToEven), cancellationToken);
            clock.End("stretch");
            long left = budget - (kept.Count(k => k) - forestEdges);
            for (int round = 0; round < options.Rounds && left > 0; round++)
            {
                progress?.Report(new Progress("spectral perturbation", round, options.Rounds));
                long quota = left / (options.Rounds - round);
                if (quota > 0)
                    left -= byPerturbation.Add(kept, quota, cancellationToken);
            }
        }

        return new SpectralSelection(kept, forestEdges, kappa, clock.Seconds);

        double Approach(double target)
        {
            // λmax is bounded from below for nothing in every round; κ itself is measured once that bound says that it may be reached.
            long step = Math.Max(1, (long)(TargetStep * n));
            long byStretchStep = (long)Math.Round(options.StretchShare * step, MidpointRounding.ToEven);
            while (true)
            {
                long before = kept.LongCount(k => k);
                byStretch.Take(byStretchStep, cancellationToken);
                clock.End("stretch");
                byPerturbation.Add(kept, step - byStretchStep, cancellationToken);
                long now = kept.LongCount(k => k);
                progress?.Report(new Progress("reaching kappa", now - forestEdges, 0));
                bool isWhole = now == kept.Length || now == before;
                if (byPerturbation.LargestSeen > target && !isWhole)
                    continue;
                CsrGraph sparsifier = graph.KeepEdges(index, kept, parallelism, cancellationToken);
                double measured = ConditionNumber.Measure(graph, sparsifier, new ConditionNumberOptions { Tolerance = KappaTolerance, Starts = 1 }, seed, parallelism, null, cancellationToken).Kappa;
                clock.End("measure");
                if (measured * (1 + KappaTolerance) <= target || isWhole) // what is measured may be so much too small
                    return measured;
            }
        }
    }

    /// <summary>To how much κ is measured on the way to a target.</summary>
    private const double KappaTolerance = 1e-4;

    /// <summary>Off-tree edges.</summary>
    private static long Budget(SpectralSparsifierOptions options, CsrGraph graph, long forestEdges)
    {
        long off = graph.EdgeCount - forestEdges;
        if (options.Kappa is not null)
            return off;
        if (options.Keep is not { } keep)
            return (long)Math.Min(off, Math.Round(options.OffTree * graph.VertexCount, MidpointRounding.ToEven));
        long count = TopSelection.CountFor(keep, graph.EdgeCount);
        if (count < forestEdges)
        {
            throw new ArgumentException(
                $"A spectral sparsifier keeps the components of the graph, which takes {forestEdges} edges, {forestEdges / (double)graph.EdgeCount:0.####} of all; {keep} asks for {count}.");
        }

        return count - forestEdges;
    }

    private static StretchSelection PrepareStretch(
        SpectralSparsifierOptions options, int n, EdgeList edges, RootedForest forest, bool[] kept, TieOrder ties, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var off = new int[edges.Count - kept.Count(k => k)];
        int count = 0;
        for (int e = 0; e < kept.Length; e++)
        {
            if (!kept[e])
                off[count++] = e;
        }

        var stretch = new double[off.Length];
        parallelism.ForRanges(off.Length, 1 << 14, (_, start, end) =>
        {
            for (long i = start; i < end; i++)
                stretch[i] = edges.Weight(off[i]) * forest.Resistance(edges.Source[off[i]], edges.Target[off[i]]);
        }, cancellationToken);
        double density = options.Kappa is not null || options.Keep is not null ? SpectralSparsifierOptions.Default.OffTree : options.OffTree;
        int maxVertices = (int)Math.Clamp(0.6 / Math.Max(density, 1e-3), 2, Math.Max(2, n));
        return new StretchSelection(n, edges, forest, kept, ScoreOrder.Descending(off, stretch, ties), options.Hops, maxVertices);
    }
}
