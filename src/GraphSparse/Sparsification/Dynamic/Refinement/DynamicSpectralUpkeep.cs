using System.Diagnostics;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <content>What looks at the whole: κ, repair, exchange, building anew. Their time is that of the graph, not of an update.</content>
public sealed partial class DynamicSpectralSparsifier
{
    private const double DriftOfKappa = 2;
    private const double DriftRepairShare = 0.02;

    /// <summary>κ as first measured after H was built, before any update; <see langword="null"/> where it was not.</summary>
    public double? KappaAtBuild { get; private set; }

    /// <summary>Measures the relative condition number of (G, H), to 0.1 %.</summary>
    public double EstimateKappa(CancellationToken cancellationToken = default)
    {
        double kappa = _repair.Kappa(cancellationToken);
        if (_updates == _updatesAtBuild)
            KappaAtBuild ??= kappa;
        return kappa;
    }

    /// <summary>Adds edges of G to H, those that matter most for the largest generalized eigenvalues first, until κ is at most the target.</summary>
    /// <param name="kappaTarget">At least 1.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport Repair(double kappaTarget, CancellationToken cancellationToken = default)
    {
        Require.InRange(kappaTarget, 1.0, double.MaxValue);
        _mending.Forget();
        return _repair.ToTarget(kappaTarget, cancellationToken);
    }

    /// <summary>Adds a number of edges of G to H, those that matter most for the largest generalized eigenvalues.</summary>
    /// <param name="budget">Edges, at least 0.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport Repair(int budget, CancellationToken cancellationToken = default)
    {
        Require.InRange(budget, 0, int.MaxValue);
        _mending.Forget();
        return _repair.ByBudget(budget, cancellationToken);
    }

    /// <summary>Brings H to a number of edges and exchanges up to 0.06 n of them on the way: those that are missed least leave, those that are lacking most enter.</summary>
    /// <remarks>A spanning forest of H always stays. At the same number of edges κ becomes smaller than by <see cref="Repair(int, CancellationToken)"/>, which leaves in H
    /// what a graph of long ago needed; it takes some five times as long. κ is measured before and after: where it
    /// grew, H is brought to the size without exchanging instead if that is better. Merged weights are lost with the edges that leave.</remarks>
    /// <param name="sparsifierEdges">Edges of H afterwards; fewer than a forest or more than the graph has are taken for these.</param>
    /// <param name="cancellationToken">Looked at often; H stays valid whenever it is cancelled.</param>
    public RepairReport ExchangeEdges(long sparsifierEdges, CancellationToken cancellationToken = default)
    {
        Require.InRange(sparsifierEdges, 0L, long.MaxValue);
        _mending.Forget();
        return _repair.ToSize(sparsifierEdges, _graph.VertexCount - _components.Count, cancellationToken);
    }

    /// <summary>Whether H has drifted so far that building it anew pays: more than n/2 updates since it was built, or twice as many edges beyond a forest.</summary>
    public bool IsRebuildDue => _updates - _updatesAtBuild > _graph.VertexCount / 2
        || (OffTreePerVertex > 2 * _offTreeAtBuild && SparsifierEdges > _graph.VertexCount - _components.Count + 1);

    /// <summary>Looks whether H has drifted, and brings it back: by repair or by building it anew.</summary>
    /// <remarks>It is built anew where <see cref="IsRebuildDue"/>. Else, where κ was measured since the last build and before any update after it, κ is measured again: at
    /// more than twice that, 0.02 n edges are added by repair, and where κ stays above, H is built anew. A build measures κ.</remarks>
    public RebuildReport RebuildIfDrifted(CancellationToken cancellationToken = default)
    {
        long began = Stopwatch.GetTimestamp();
        int added = 0;
        bool isRebuilt = IsRebuildDue;
        if (!isRebuilt && KappaAtBuild is { } built && EstimateKappa(cancellationToken) > DriftOfKappa * built)
        {
            added = Repair((int)Math.Ceiling(DriftRepairShare * _graph.VertexCount), cancellationToken).EdgesAdded;
            isRebuilt = EstimateKappa(cancellationToken) > DriftOfKappa * built;
        }

        if (isRebuilt)
        {
            Rebuild(cancellationToken);
            EstimateKappa(cancellationToken);
        }

        return new RebuildReport(isRebuilt, added, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Replaces H by a static sparsifier of G with as many edges beyond a forest as H had when it was built.</summary>
    public void Rebuild(CancellationToken cancellationToken = default)
    {
        var options = new SpectralSparsifierOptions { OffTree = Math.Max(0, _offTreeAtBuild) };
        CsrGraph rebuilt = SpectralSparsifier.Sparsify(Snapshot(), options, Seed, _parallelism, null, cancellationToken).Graph;
        _graph.StartSparsifier(rebuilt);
        _mending.Forget();
        _updatesAtBuild = _updates;
        _offTreeAtBuild = OffTreePerVertex;
        KappaAtBuild = null;
    }
}
