using GraphSparse.Acceleration;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Keeps a spectral sparsifier H of a graph G while edges of G are inserted, deleted and given other weights.</summary>
/// <remarks>
/// H is a subgraph of G with G's weights (unless weights are merged), so every generalized eigenvalue of (L_G, L_H) is at least 1. A new edge stays out
/// where H already joins its ends with weight × resistance below the threshold; by the test's method that resistance is found by random walks or by a
/// bounded shortest path, both upper bounds of the effective resistance, or estimated by projections; or clusters decide. Guaranteed: after every batch H has exactly the components of G. The condition
/// number is not bounded by the per-edge test, since many edges may rely on one path.
/// <para>Source of the walk rule and of recovery by paths: Aghdaei and Feng, dynamic spectral graph sparsification by non-backtracking random walks
/// (dyGRASS). Deviations: the distance test holds on the first step too; accepted edges near others of their batch are tested again; where no
/// walker arrives the shortest path is searched, which is what makes the components certain; loops are cut out of paths.
/// <see cref="DynamicSpectralOptions.Published"/> is the published rule without testing again.</para>
/// <para>Cost per update: O(walkers × steps) or at most 4,096 settled vertices, whatever n is; more only where a bridge is cut or two components join, then the
/// smaller part. Memory: that of a <see cref="DynamicGraph"/>, 16 bytes per vertex and about 40 per edge of H.</para>
/// <para>Determinism: exact. The state is a function of (G, H, options, seed, batches), for any number of threads and on any device. Not thread-safe.</para>
/// </remarks>
public sealed class DynamicSpectralSparsifier
{
    private readonly SparsifierState _state;
    private readonly IInsertionTest _test;
    private readonly InsertionPhase _insertions;
    private readonly DeletionPhase _deletions;
    private readonly SparsifierRefinement _refinement;
    private int _batches;
    private bool _isUnfinished;

    private DynamicSpectralSparsifier(
        CsrGraph graph, CsrGraph sparsifier, DynamicSpectralOptions? options, ulong seed, IAccelerator? accelerator, Parallelism? parallelism, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(sparsifier);
        Options = options ?? DynamicSpectralOptions.Default;
        Options.Validate();
        SparsifierValidation.Check(graph, sparsifier, Options.Merge == WeightMerging.None, cancellationToken);
        Seed = seed;
        parallelism ??= Parallelism.AllCores;
        IHittingWalks? device = accelerator is null ? null : accelerator as IHittingWalks
            ?? throw new ArgumentException($"{accelerator.Name} has no kernels for walks toward a target.", nameof(accelerator));
        _state = new SparsifierState(graph, sparsifier, cancellationToken);
        var request = new HittingRequest(seed, Options.Walkers, Options.Steps, (float)Options.NearThreshold);
        var finders = new PathFinders();
        _test = Options.Method switch
        {
            InsertionTestMethod.Walk => new WalkTest(request, device, parallelism),
            InsertionTestMethod.Resistance => new ResistanceTest(Options.EffectiveThreshold, _state.Graph.SparsifierSnapshot, seed, parallelism),
            InsertionTestMethod.Lrd => new ClusterTest(Options.EffectiveThreshold, sparsifier, seed, cancellationToken),
            _ => new PathTest(Options.EffectiveThreshold, finders, parallelism),
        };
        var repair = new LocalRepair(_state.Graph, parallelism);
        _insertions = new InsertionPhase(_state, Options, _test, finders, repair);
        _deletions = new DeletionPhase(_state, Options, new EdgeRecovery(_state.Graph, Options, request, device, finders, parallelism), repair);
        _refinement = new SparsifierRefinement(_state, repair, seed, parallelism);
    }

    /// <summary>Starts from a graph alone: its sparsifier is made by <see cref="SpectralSparsifier"/>.</summary>
    /// <param name="graph">G: undirected, weights finite, above 0 and not subnormal.</param>
    /// <param name="options">Method and parameters of the updates; <see langword="null"/> for the defaults.</param>
    /// <param name="initial">Size of the first sparsifier; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="accelerator">A device for the walks, or <see langword="null"/> for the CPU's own engine; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="InvalidWeightException">A weight is no conductance.</exception>
    public static DynamicSpectralSparsifier Create(
        CsrGraph graph, DynamicSpectralOptions? options = null, SpectralSparsifierOptions? initial = null, ulong seed = 42, IAccelerator? accelerator = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= DynamicSpectralOptions.Default;
        options.Validate();
        CsrGraph sparsifier = SpectralSparsifier.Sparsify(graph, initial, seed, parallelism, progress, cancellationToken).Graph;
        return Create(graph, sparsifier, options, seed, accelerator, parallelism, progress, cancellationToken);
    }

    /// <summary>Starts from a graph and a sparsifier of it.</summary>
    /// <param name="graph">G: undirected, weights finite, above 0 and not subnormal.</param>
    /// <param name="sparsifier">H: a subgraph of G on the same vertices with the same components; its weights are its own.</param>
    /// <param name="options">Method and parameters; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every walk.</param>
    /// <param name="accelerator">A device for the walks, or <see langword="null"/> for the CPU's own engine; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Told when the graph and the sparsifier are checked.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">H is no subgraph, its components are not those of G, or an option is out of range.</exception>
    public static DynamicSpectralSparsifier Create(
        CsrGraph graph, CsrGraph sparsifier, DynamicSpectralOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        progress?.Report(new Progress("preparing the sparsifier", 0, graph.EdgeCount));
        return new DynamicSpectralSparsifier(graph, sparsifier, options, seed, accelerator, parallelism, cancellationToken);
    }

    /// <summary>Sizes of the graph and its sparsifier.</summary>
    public override string ToString() => $"{VertexCount} vertices, {Statistics.SparsifierEdges} of {Statistics.GraphEdges} edges";

    /// <summary>The parameters.</summary>
    public DynamicSpectralOptions Options { get; }

    /// <summary>Seed of every walk.</summary>
    public ulong Seed { get; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _state.VertexCount;

    /// <summary>Counts the changes of edges of G.</summary>
    public long Version => _state.Graph.Version;

    /// <summary>Totals so far.</summary>
    public DynamicSpectralStatistics Statistics => new(
        _state.Updates, _insertions.Decisions, _state.Graph.EdgeCount, _state.SparsifierEdges, _state.Components.Count, _state.EdgesPerVertex, _state.OffTreePerVertex,
        _state.Latency.Quantile(0.5), _state.Latency.Quantile(0.99));

    /// <summary>κ as first measured after H was built, before any update; <see langword="null"/> where it was not.</summary>
    public double? KappaAtBuild => _refinement.KappaAtBuild;

    /// <summary>Whether H has drifted so far that building it anew pays: more than n/2 updates since it was built, or twice as many edges beyond a forest.</summary>
    public bool IsRebuildDue => _refinement.IsRebuildDue;

    /// <summary>Applies one update: a batch of its own. Batches of many are faster.</summary>
    /// <param name="update">What changes.</param>
    /// <param name="cancellationToken">Looked at several times a second. After a cancellation the object refuses further batches.</param>
    /// <exception cref="InvalidUpdateException">The update cannot be applied (strict); nothing was.</exception>
    /// <exception cref="InvalidOperationException">An earlier batch was cancelled or failed.</exception>
    public BatchReport Apply(EdgeUpdate update, CancellationToken cancellationToken = default) => ApplyBatch([update], cancellationToken);

    /// <summary>Applies a batch of updates in order.</summary>
    /// <remarks>The net effect of the batch per edge counts. Runs of deletions and runs of everything else are taken in turn; within a run every decision sees H as
    /// it was before the run.</remarks>
    /// <param name="updates">In order.</param>
    /// <param name="cancellationToken">Looked at several times a second. After a cancellation the object refuses further batches.</param>
    /// <exception cref="InvalidUpdateException">An update cannot be applied (strict); nothing of the batch was.</exception>
    /// <exception cref="InvalidOperationException">An earlier batch was cancelled or failed.</exception>
    public BatchReport ApplyBatch(IReadOnlyList<EdgeUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        if (_isUnfinished)
            throw new InvalidOperationException("An earlier batch was cancelled or failed half-way; begin again from a graph and a sparsifier.");
        cancellationToken.ThrowIfCancellationRequested();
        var report = new BatchReport { Index = _batches, Updates = updates.Count };
        PhaseTimer total = PhaseTimer.Start();
        PhaseTimer clock = total;
        UpdateBatch batch = UpdateBatch.Prepare(_state.Graph, updates, Options.SkipInvalid, _state.Updates);
        report.ApplySeconds += clock.Seconds();
        (report.SelfLoopsDropped, report.Refused, report.WithoutEffect) = (batch.SelfLoops, batch.Refused, batch.WithoutEffect);
        _isUnfinished = true;
        (_test as ResistanceTest)?.BeginBatch();
        foreach (List<NetUpdate> run in batch.Runs())
        {
            if (run[0].IsDeletion)
                _deletions.Apply(run, report, cancellationToken);
            else
                _insertions.Apply(run, report, cancellationToken);
        }

        _state.Graph.CompactIfWasteful();
        _isUnfinished = false;
        _state.Updates += updates.Count;
        _batches++;
        (report.SparsifierEdges, report.EdgesPerVertex, report.OffTreePerVertex) = (_state.SparsifierEdges, _state.EdgesPerVertex, _state.OffTreePerVertex);
        report.Seconds = total.Seconds();
        return report;
    }

    /// <summary>Measures the relative condition number of (G, H), to 0.1 %.</summary>
    public double EstimateKappa(CancellationToken cancellationToken = default) => _refinement.EstimateKappa(cancellationToken);

    /// <summary>Adds edges of G to H, those that matter most for the largest generalized eigenvalues first, until κ is at most the target.</summary>
    /// <param name="kappaTarget">At least 1.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport Repair(double kappaTarget, CancellationToken cancellationToken = default) => _refinement.Repair(kappaTarget, cancellationToken);

    /// <summary>Adds a number of edges of G to H, those that matter most for the largest generalized eigenvalues.</summary>
    /// <param name="budget">Edges, at least 0.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport AddEdges(int budget, CancellationToken cancellationToken = default) => _refinement.AddEdges(budget, cancellationToken);

    /// <summary>Brings H to a number of edges and exchanges up to 0.06 n of them on the way: those that are missed least leave, those that are lacking most enter.</summary>
    /// <remarks>A spanning forest of H always stays. At the same number of edges κ becomes smaller than by <see cref="AddEdges"/>, which leaves in H
    /// what a graph of long ago needed; it takes some five times as long. κ is measured before and after: where it
    /// grew, H is brought to the size without exchanging instead if that is better. Merged weights are lost with the edges that leave.</remarks>
    /// <param name="sparsifierEdges">Edges of H afterwards; fewer than a forest or more than the graph has are taken for these.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport ExchangeEdges(long sparsifierEdges, CancellationToken cancellationToken = default) =>
        _refinement.ExchangeEdges(sparsifierEdges, cancellationToken);

    /// <summary>Looks whether H has drifted, and brings it back: by repair or by building it anew.</summary>
    /// <remarks>It is built anew where <see cref="IsRebuildDue"/>. Else, where κ was measured since the last build and before any update after it, κ is measured again: at
    /// more than twice that, 0.02 n edges are added by repair, and where κ stays above, H is built anew. A build measures κ.</remarks>
    public RebuildReport RebuildIfDrifted(CancellationToken cancellationToken = default) => _refinement.RebuildIfDrifted(cancellationToken);

    /// <summary>Replaces H by a static sparsifier of G with as many edges beyond a forest as H had when it was built.</summary>
    public void Rebuild(CancellationToken cancellationToken = default) => _refinement.Rebuild(cancellationToken);

    /// <summary>G as it is now.</summary>
    public CsrGraph Snapshot() => _state.Graph.Snapshot();

    /// <summary>H as it is now.</summary>
    public CsrGraph SparsifierSnapshot() => _state.Graph.SparsifierSnapshot();

    /// <summary>Checks from scratch that H is a subgraph of G, with its weights unless they are merged, and has its components.</summary>
    /// <remarks>O(n + m), for tests and for those who want to be sure.</remarks>
    /// <returns>What is wrong, or null.</returns>
    public string? Verify(CancellationToken cancellationToken = default) =>
        SparsifierValidation.Problem(Snapshot(), SparsifierSnapshot(), Options.Merge == WeightMerging.None, _state.Components.Count, ids: null, cancellationToken);

    /// <summary>The state that tests look at.</summary>
    internal DynamicGraph Graph => _state.Graph;

    /// <summary>Whether each candidate would stay out of H as it is now, were they inserted with sequence numbers from <paramref name="firstOrdinal"/> on.</summary>
    internal bool[] Test(IReadOnlyList<EdgeUpdate> candidates, long firstOrdinal, CancellationToken cancellationToken = default)
    {
        var edges = new Candidate[candidates.Count];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = new Candidate(candidates[i].Source, candidates[i].Target, candidates[i].Weight, unchecked((uint)(firstOrdinal + i)), 0);
        var redundant = new byte[edges.Length];
        _test.Decide(_state.Graph.Sparsifier, edges, redundant, new long[edges.Length], cancellationToken);
        return Array.ConvertAll(redundant, r => r != 0);
    }
}
