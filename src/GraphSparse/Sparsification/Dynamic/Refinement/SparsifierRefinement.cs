using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What looks at the whole: κ, repair, exchange, building anew. Its time is that of the graph, not of an update.</summary>
internal sealed class SparsifierRefinement(SparsifierState state, LocalRepair local, ulong seed, Parallelism parallelism)
{
    private const double DriftOfKappa = 2;
    private const double DriftRepairShare = 0.02;

    private readonly SpectralRepair _repair = new(state.Graph, seed, parallelism);
    private long _updatesAtBuild;
    private double _offTreeAtBuild = state.OffTreePerVertex;

    /// <summary>κ as first measured after H was built, before any update; <see langword="null"/> where it was not.</summary>
    public double? KappaAtBuild { get; private set; }

    /// <summary>More than n/2 updates since H was built, or twice as many edges beyond a forest.</summary>
    public bool IsRebuildDue => state.Updates - _updatesAtBuild > state.VertexCount / 2
        || (state.OffTreePerVertex > 2 * _offTreeAtBuild && state.SparsifierEdges > state.ForestEdges + 1);

    public double EstimateKappa(CancellationToken cancellationToken)
    {
        double kappa = _repair.Kappa(cancellationToken);
        if (state.Updates == _updatesAtBuild)
            KappaAtBuild ??= kappa;
        return kappa;
    }

    public RepairReport Repair(double kappaTarget, CancellationToken cancellationToken)
    {
        Require.InRange(kappaTarget, 1.0, double.MaxValue);
        local.Forget();
        return _repair.ToTarget(kappaTarget, cancellationToken);
    }

    public RepairReport AddEdges(int budget, CancellationToken cancellationToken)
    {
        Require.InRange(budget, 0, int.MaxValue);
        local.Forget();
        return _repair.ByBudget(budget, cancellationToken);
    }

    public RepairReport ExchangeEdges(long sparsifierEdges, CancellationToken cancellationToken)
    {
        Require.InRange(sparsifierEdges, 0L, long.MaxValue);
        local.Forget();
        return _repair.ToSize(sparsifierEdges, state.ForestEdges, cancellationToken);
    }

    public RebuildReport RebuildIfDrifted(CancellationToken cancellationToken)
    {
        PhaseTimer clock = PhaseTimer.Start();
        int added = 0;
        bool isRebuilt = IsRebuildDue;
        if (!isRebuilt && KappaAtBuild is { } built && EstimateKappa(cancellationToken) > DriftOfKappa * built)
        {
            added = AddEdges((int)Math.Ceiling(DriftRepairShare * state.VertexCount), cancellationToken).EdgesAdded;
            isRebuilt = EstimateKappa(cancellationToken) > DriftOfKappa * built;
        }

        if (isRebuilt)
        {
            Rebuild(cancellationToken);
            EstimateKappa(cancellationToken);
        }

        return new RebuildReport(isRebuilt, added, clock.Seconds());
    }

    public void Rebuild(CancellationToken cancellationToken)
    {
        var options = new SpectralSparsifierOptions { OffTree = Math.Max(0, _offTreeAtBuild) };
        state.Graph.StartSparsifier(SpectralSparsifier.Sparsify(state.Graph.Snapshot(), options, seed, parallelism, null, cancellationToken).Graph);
        local.Forget();
        _updatesAtBuild = state.Updates;
        _offTreeAtBuild = state.OffTreePerVertex;
        KappaAtBuild = null;
    }
}
