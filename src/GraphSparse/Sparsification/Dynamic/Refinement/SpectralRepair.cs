using System.Diagnostics;
using GraphSparse.Metrics;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What a repair did.</summary>
/// <param name="EdgesAdded">Edges that entered the sparsifier.</param>
/// <param name="Kappa">The condition number as last measured; <see langword="null"/> where the repair was by budget.</param>
/// <param name="Seconds">Time taken; not part of any update's latency.</param>
public sealed record RepairReport(int EdgesAdded, double? Kappa, double Seconds)
{
    /// <summary>Edges that left the sparsifier; 0 but for an exchange.</summary>
    public int EdgesDropped { get; init; }
}

/// <summary>What was done about a sparsifier that may have drifted.</summary>
/// <param name="IsRebuilt">Whether it was built anew.</param>
/// <param name="EdgesAdded">Edges that entered by repair before.</param>
/// <param name="Seconds">Time taken, measuring included.</param>
public sealed record RebuildReport(bool IsRebuilt, int EdgesAdded, double Seconds);

/// <summary>Adds the edges that the sparsifier lacks most, ranked over all edges of the graph that it has not.</summary>
/// <remarks>The per-edge test cannot see that many edges that stayed out rely on one path; the ranking of <see cref="SpectralPerturbation"/> does.</remarks>
internal sealed class SpectralRepair
{
    private const int Vectors = 8;
    private const int PowerSteps = 2;
    private const int Rounds = 6;
    private const double StepShare = 0.01; // of the vertices, per round on the way to a target
    private static readonly ConditionNumberOptions Measurement = new() { Tolerance = 1e-3 }; // one start alone can miss a direction of a small graph

    private readonly DynamicGraph _graph;
    private readonly ulong _seed;
    private readonly Parallelism _parallelism;

    public SpectralRepair(DynamicGraph graph, ulong seed, Parallelism parallelism)
    {
        _graph = graph;
        _seed = seed;
        _parallelism = parallelism;
    }

    public double Kappa(CancellationToken cancellationToken) =>
        ConditionNumber.Measure(_graph.Snapshot(), _graph.SparsifierSnapshot(), Measurement, _seed, _parallelism, null, cancellationToken).Kappa;

    /// <summary>Adds so many edges, or all that are left.</summary>
    public RepairReport ByBudget(int edges, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        var work = new Work(this, cancellationToken);
        int added = 0;
        for (int round = 0; round < Rounds && added < edges; round++)
            added += work.Add((edges - added) / (Rounds - round));
        return new RepairReport(added, null, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Exchanges edges until there are so many, or as near as forest and graph allow; where that leaves κ larger than before, reaches the size alone if it is better.</summary>
    public RepairReport ToSize(long edges, long forestEdges, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        long size = Math.Clamp(edges, forestEdges, _graph.EdgeCount);
        CsrGraph previous = _graph.SparsifierSnapshot();
        double before = Kappa(cancellationToken);
        (int added, int dropped) = Exchange(isExchanging: true);
        double kappa = Kappa(cancellationToken);
        if (kappa > before)
        {
            // The ranking is of first order: where weights or degrees range widely, what left may be missed more than it foresaw. So see what the size alone gives.
            CsrGraph exchanged = _graph.SparsifierSnapshot();
            _graph.StartSparsifier(previous);
            (int addedAlone, int droppedAlone) = Exchange(isExchanging: false);
            double ofSizeAlone = Kappa(cancellationToken);
            if (ofSizeAlone < kappa)
                (added, dropped, kappa) = (addedAlone, droppedAlone, ofSizeAlone);
            else
                _graph.StartSparsifier(exchanged);
        }

        return new RepairReport(added, kappa, Stopwatch.GetElapsedTime(began).TotalSeconds) { EdgesDropped = dropped };

        (int Added, int Dropped) Exchange(bool isExchanging) =>
            new EdgeExchange(_graph, _seed, _parallelism, cancellationToken).To(size, forestEdges, isExchanging);
    }

    /// <summary>Adds edges until κ is at most the target or none is left.</summary>
    public RepairReport ToTarget(double target, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        double kappa = Kappa(cancellationToken);
        int added = 0;
        Work? work = null;
        while (kappa * (1 + Measurement.Tolerance) > target && (work ??= new Work(this, cancellationToken)).Add(Math.Max(1, (int)(StepShare * _graph.VertexCount))) is > 0 and int entered)
        {
            added += entered;
            if (work.LargestSeen <= target) // a lower bound of κ before the round: above the target there is nothing to measure
                kappa = Kappa(cancellationToken);
        }

        if (work is not null)
            kappa = Kappa(cancellationToken);
        return new RepairReport(added, kappa, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>A snapshot of the graph with the ranking over it; what is added goes to the dynamic graph at once.</summary>
    private sealed class Work
    {
        private readonly SpectralRepair _repair;
        private readonly EdgeList _edges;
        private readonly bool[] _kept;
        private readonly SpectralPerturbation _ranking;
        private readonly CancellationToken _cancellationToken;

        public Work(SpectralRepair repair, CancellationToken cancellationToken)
        {
            _repair = repair;
            _cancellationToken = cancellationToken;
            CsrGraph snapshot = repair._graph.Snapshot();
            _edges = new EdgeList(snapshot, cancellationToken);
            _kept = new bool[_edges.Count];
            for (int e = 0; e < _kept.Length; e++)
                _kept[e] = repair._graph.Record(_edges.Source[e], _edges.Target[e]).InSparsifier;
            _ranking = new SpectralPerturbation(
                snapshot, new EdgeIndex(snapshot, cancellationToken), _edges, new TieOrder(TieBreaking.Hash, repair._seed), Vectors, PowerSteps, SpectralSparsifierOptions.Default.Spread, repair._seed, repair._parallelism);
        }

        public double LargestSeen => _ranking.LargestSeen;

        public int Add(int quota)
        {
            bool[] before = [.. _kept];
            int added = quota > 0 ? _ranking.Add(_kept, quota, _cancellationToken) : 0;
            for (int e = 0; e < _kept.Length; e++)
            {
                if (_kept[e] && !before[e])
                    _repair._graph.AddToSparsifier(_edges.Source[e], _edges.Target[e], _edges.Weight(e));
            }

            return added;
        }
    }
}
