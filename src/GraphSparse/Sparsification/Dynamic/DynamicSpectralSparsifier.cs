using System.Diagnostics;
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
public sealed partial class DynamicSpectralSparsifier
{
    private readonly DynamicGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly PathFinders _finders = new();
    private readonly ComponentLabels _components;
    private readonly Neighborhoods _entered;
    private readonly LatencyHistogram _latency = new();
    private readonly IInsertionTest _test;
    private readonly EdgeRecovery _recovery;
    private readonly LocalRepair _mending;
    private readonly SpectralRepair _repair;
    private readonly List<int> _path = [];
    private long _updates;
    private long _updatesAtBuild;
    private double _offTreeAtBuild;
    private long _decisions;
    private int _batches;
    private bool _isUnfinished;

    /// <summary>Starts from a graph and a sparsifier of it.</summary>
    /// <param name="graph">G: undirected, weights finite, above 0 and not subnormal.</param>
    /// <param name="sparsifier">H: a subgraph of G on the same vertices with the same components; its weights are its own.</param>
    /// <param name="options">Method and parameters; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every walk.</param>
    /// <param name="accelerator">A device for the walks, or <see langword="null"/> for the CPU's own engine; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">H is no subgraph, its components are not those of G, or an option is out of range.</exception>
    public DynamicSpectralSparsifier(
        CsrGraph graph, CsrGraph sparsifier, DynamicSpectralOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null,
        Parallelism? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(sparsifier);
        Options = options ?? DynamicSpectralOptions.Default;
        Options.Validate();
        SparsifierValidation.Check(graph, sparsifier, Options.Merge == WeightMerging.None, cancellationToken);
        Seed = seed;
        _parallelism = parallelism ?? Parallelism.AllCores;
        IHittingWalks? device = accelerator is null ? null : accelerator as IHittingWalks
            ?? throw new ArgumentException($"{accelerator.Name} has no kernels for walks toward a target.", nameof(accelerator));
        _graph = new DynamicGraph(graph);
        _graph.StartSparsifier(sparsifier);
        _components = new ComponentLabels(graph, cancellationToken);
        _entered = new Neighborhoods(graph.VertexCount);
        var request = new HittingRequest(seed, Options.Walkers, Options.Steps, (float)Options.NearThreshold);
        _test = Options.Method switch
        {
            InsertionTestMethod.Walk => new WalkTest(request, device, _parallelism),
            InsertionTestMethod.Resistance => new ResistanceTest(Options.EffectiveThreshold, _graph.SparsifierSnapshot, seed, _parallelism),
            InsertionTestMethod.Lrd => new ClusterTest(Options.EffectiveThreshold, sparsifier, seed, cancellationToken),
            _ => new OracleTest(Options.EffectiveThreshold, _finders, _parallelism),
        };
        _recovery = new EdgeRecovery(_graph, Options, request, device, _finders, _parallelism);
        _mending = new LocalRepair(_graph, _parallelism);
        _repair = new SpectralRepair(_graph, seed, _parallelism);
        _offTreeAtBuild = OffTreePerVertex;
    }

    /// <summary>The parameters.</summary>
    public DynamicSpectralOptions Options { get; }

    /// <summary>Seed of every walk.</summary>
    public ulong Seed { get; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _graph.VertexCount;

    /// <summary>Counts the changes of edges of G.</summary>
    public long Version => _graph.Version;

    /// <summary>Totals so far.</summary>
    public DynamicSpectralStatistics Statistics => new(
        _updates, _decisions, _graph.EdgeCount, SparsifierEdges, _components.Count, EdgesPerVertex, OffTreePerVertex, _latency.Quantile(0.5), _latency.Quantile(0.99));

    private long SparsifierEdges => _graph.Sparsifier.ArcCount / 2;

    private double EdgesPerVertex => _graph.VertexCount == 0 ? 0 : (double)SparsifierEdges / _graph.VertexCount;

    private double OffTreePerVertex => _graph.VertexCount == 0 ? 0
        : (double)(SparsifierEdges - (_graph.VertexCount - _components.Count)) / _graph.VertexCount;

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
        long began = Stopwatch.GetTimestamp();
        UpdateBatch batch = UpdateBatch.Prepare(_graph, updates, Options.SkipInvalid, _updates);
        report.ApplySeconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
        (report.SelfLoopsDropped, report.Refused, report.WithoutEffect) = (batch.SelfLoops, batch.Refused, batch.WithoutEffect);
        _isUnfinished = true;
        (_test as ResistanceTest)?.BeginBatch();
        List<NetUpdate> net = batch.Updates;
        for (int start = 0; start < net.Count;)
        {
            int end = start + 1;
            while (end < net.Count && net[end].IsDeletion == net[start].IsDeletion)
                end++;
            List<NetUpdate> run = net.GetRange(start, end - start);
            if (run[0].IsDeletion)
                Delete(run, report, cancellationToken);
            else
                Strengthen(run, report, cancellationToken);
            start = end;
        }

        _graph.CompactIfWasteful();
        _isUnfinished = false;
        _updates += updates.Count;
        _batches++;
        (report.SparsifierEdges, report.EdgesPerVertex, report.OffTreePerVertex) = (SparsifierEdges, EdgesPerVertex, OffTreePerVertex);
        report.Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return report;
    }

    /// <summary>G as it is now.</summary>
    public CsrGraph Snapshot() => _graph.Snapshot();

    /// <summary>H as it is now.</summary>
    public CsrGraph SparsifierSnapshot() => _graph.SparsifierSnapshot();

    /// <summary>Checks from scratch that H is a subgraph of G, with its weights unless they are merged, and has its components.</summary>
    /// <remarks>O(n + m), for tests and for those who want to be sure.</remarks>
    /// <returns>What is wrong, or null.</returns>
    public string? Verify(CancellationToken cancellationToken = default) =>
        SparsifierValidation.Problem(Snapshot(), SparsifierSnapshot(), Options.Merge == WeightMerging.None, _components.Count, ids: null, cancellationToken);

    /// <summary>The state that tests look at.</summary>
    internal DynamicGraph Graph => _graph;

    /// <summary>Whether each candidate would stay out of H as it is now, were they inserted with sequence numbers from <paramref name="firstOrdinal"/> on.</summary>
    internal bool[] Test(IReadOnlyList<EdgeUpdate> candidates, long firstOrdinal, CancellationToken cancellationToken = default)
    {
        var edges = new Candidate[candidates.Count];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = new Candidate(candidates[i].Source, candidates[i].Target, candidates[i].Weight, unchecked((uint)(firstOrdinal + i)), 0);
        var redundant = new byte[edges.Length];
        _test.Decide(_graph.Sparsifier, edges, redundant, new long[edges.Length], cancellationToken);
        return Array.ConvertAll(redundant, r => r != 0);
    }

    /// <summary>Insertions and changes of weight: applied to G, tested against H as it stands, then entered one after the other.</summary>
    private void Strengthen(List<NetUpdate> run, BatchReport report, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();

        // What relied on an edge that becomes much weaker relies on less, as where an edge is deleted.
        List<NetUpdate> weakened = Options.Repair ? run.FindAll(u => u.After < u.Before / 2 && _graph.Record(u.Source, u.Target).InSparsifier) : [];
        if (weakened.Count > 0)
            _mending.Look(weakened, cancellationToken);
        var candidates = new List<Candidate>(run.Count);
        var joining = new List<NetUpdate>();
        foreach (NetUpdate update in run)
        {
            long start = Stopwatch.GetTimestamp();
            bool isCandidate = Apply(update, report);
            if (isCandidate && !_components.AreJoined(update.Source, update.Target))
                joining.Add(update);
            else if (isCandidate)
                candidates.Add(new Candidate(update.Source, update.Target, update.After, update.Ordinal, Stopwatch.GetTimestamp() - start));
            else
                _latency.Add(Stopwatch.GetTimestamp() - start);
        }

        long applied = Stopwatch.GetTimestamp();
        report.ApplySeconds += Stopwatch.GetElapsedTime(began, applied).TotalSeconds;
        Candidate[] tested = [.. candidates];
        var redundant = new byte[tested.Length];
        var ticks = new long[tested.Length];
        _test.Decide(_graph.Sparsifier, tested, redundant, ticks, cancellationToken);
        _decisions += tested.Length + joining.Count;
        long decided = Stopwatch.GetTimestamp();
        report.DecideSeconds += Stopwatch.GetElapsedTime(applied, decided).TotalSeconds;

        // No path of H as it was joins the ends of these, whatever the method.
        _entered.Clear();
        PathFinder finder = _finders.Rent();
        foreach (NetUpdate update in joining)
        {
            long start = Stopwatch.GetTimestamp();
            var edge = new Candidate(update.Source, update.Target, update.After, update.Ordinal, 0);
            if (Options.Recheck && _components.AreJoined(edge.Source, edge.Target) && IsNear(finder, edge))
            {
                Reject(finder, edge, report);
            }
            else
            {
                _components.Join(_graph.Adjacency, edge.Source, edge.Target);
                Enter(edge.Source, edge.Target, edge.Weight, report);
            }

            _latency.Add(Stopwatch.GetTimestamp() - start);
        }

        for (int i = 0; i < tested.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Candidate edge = tested[i];
            bool staysOut = redundant[i] != 0 || (Options.Recheck && _entered.Touches(edge.Source, edge.Target) && IsNear(finder, edge));
            if (!staysOut)
                Enter(edge.Source, edge.Target, edge.Weight, report);
            else
                Reject(finder, edge, report);
            _latency.Add(ticks[i] + edge.Ticks + Stopwatch.GetTimestamp() - start);
        }

        _finders.Return(finder);
        report.EnterSeconds += Stopwatch.GetElapsedTime(decided).TotalSeconds;
        if (weakened.Count == 0)
            return;
        long entered = Stopwatch.GetTimestamp();
        _mending.Mend(report, cancellationToken);
        report.RecoverSeconds += Stopwatch.GetElapsedTime(entered).TotalSeconds;
    }

    /// <summary>Brings one update into G, and into H where the edge is there and stays. Whether the edge must be tested.</summary>
    private bool Apply(NetUpdate update, BatchReport report)
    {
        (int u, int v) = (update.Source, update.Target);
        if (update.Before == 0)
        {
            _graph.SetWeight(u, v, update.After);
            report.Inserted++;
            return true;
        }

        report.WeightUpdated++;
        bool isIn = _graph.Record(u, v).InSparsifier;
        _graph.SetWeight(u, v, update.After);
        if (!isIn)
            return update.After > update.Before;
        if (update.After >= update.Before / 2 || !_test.FindsPaths)
        {
            _graph.SetSparsifierWeight(u, v, _graph.SparsifierWeight(u, v) - update.Before + update.After);
            return false;
        }

        _graph.RemoveFromSparsifier(u, v); // much weaker: it is tested like a new edge against H without it, by a test that finds another path or none
        return true;
    }

    /// <summary>Deletions: all are applied to G and H, then H is mended.</summary>
    private void Delete(List<NetUpdate> run, BatchReport report, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        List<NetUpdate> fromSparsifier = run.FindAll(update => _graph.Record(update.Source, update.Target).InSparsifier);
        bool isMended = Options.Repair && fromSparsifier.Count > 0;
        if (isMended)
            _mending.Look(fromSparsifier, cancellationToken);
        long looked = Stopwatch.GetTimestamp();
        foreach (NetUpdate update in run)
        {
            long start = Stopwatch.GetTimestamp();
            bool isIn = _graph.Record(update.Source, update.Target).InSparsifier;
            _graph.SetWeight(update.Source, update.Target, 0);
            report.Deleted++;
            if (!isIn)
                _latency.Add(Stopwatch.GetTimestamp() - start);
        }

        long applied = Stopwatch.GetTimestamp();
        report.ApplySeconds += Stopwatch.GetElapsedTime(looked, applied).TotalSeconds;
        report.DeletedFromSparsifier += fromSparsifier.Count;
        if (fromSparsifier.Count == 0)
            return;
        int bridges = report.Bridges.Count;
        _recovery.Recover(fromSparsifier, report, cancellationToken);
        if (report.Bridges.Count > bridges)
        {
            List<(int Source, int Target)> cut = report.Bridges.GetRange(bridges, report.Bridges.Count - bridges);
            _components.Split(_graph.Adjacency, cut.SelectMany(b => new[] { b.Source, b.Target }));
            _recovery.Rejoin(cut, _components.LabelOf, report);
        }

        if (isMended)
            _mending.Mend(report, cancellationToken);
        long ticks = Stopwatch.GetTimestamp() - applied + (looked - began);
        foreach (NetUpdate _ in fromSparsifier)
            _latency.Add(ticks / fromSparsifier.Count);
        report.RecoverSeconds += (double)ticks / Stopwatch.Frequency;
    }

    /// <summary>The test again, against H with what entered before in this run. By the oracle and at most by its threshold: walks of
    /// the published threshold reach far less than it says.</summary>
    private bool IsNear(PathFinder finder, Candidate edge) => finder.Search(
        _graph.Sparsifier, edge.Source, edge.Target, Math.Min(Options.NearThreshold, DynamicSpectralOptions.PathThreshold) / edge.Weight) == PathVerdict.Near;

    private void Enter(int u, int v, double weight, BatchReport report)
    {
        _graph.AddToSparsifier(u, v, weight);
        _entered.Mark(_graph.Sparsifier, u);
        _entered.Mark(_graph.Sparsifier, v);
        report.EnteredSparsifier++;
    }

    private void Reject(PathFinder finder, Candidate edge, BatchReport report)
    {
        report.Rejected++;
        if (Options.Merge == WeightMerging.None || !finder.FindShortest(_graph.Sparsifier, edge.Source, edge.Target, Options.NearThreshold / edge.Weight, _path))
            return;

        // Each edge of the path becomes heavier by the factor 1 + w·R, which makes up for the edge in every direction.
        double factor = 1 + edge.Weight * finder.Length;
        for (int k = 1; k < _path.Count; k++)
            _graph.SetSparsifierWeight(_path[k - 1], _path[k], Math.Min(_graph.SparsifierWeight(_path[k - 1], _path[k]) * factor, double.MaxValue));
    }
}
