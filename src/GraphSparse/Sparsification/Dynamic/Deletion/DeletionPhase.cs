using System.Diagnostics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Deletions: all are applied to G and H, then H is given paths and edges in their place.</summary>
internal sealed class DeletionPhase(SparsifierState state, DynamicSpectralOptions options, EdgeRecovery recovery, LocalRepair repair)
{
    /// <summary>Applies a run of deletions.</summary>
    public void Apply(List<NetUpdate> run, BatchReport report, CancellationToken cancellationToken)
    {
        PhaseTimer clock = PhaseTimer.Start();
        List<NetUpdate> fromSparsifier = run.FindAll(state.IsInSparsifier);
        bool isRepaired = options.Repair && fromSparsifier.Count > 0;
        if (isRepaired)
            repair.Look(fromSparsifier, cancellationToken);
        long recovering = clock.Ticks();
        Remove(run, report);
        report.ApplySeconds += clock.Seconds();
        report.DeletedFromSparsifier += fromSparsifier.Count;
        if (fromSparsifier.Count == 0)
            return;

        int bridges = report.Bridges.Count;
        recovery.Recover(fromSparsifier, report, cancellationToken);
        if (report.Bridges.Count > bridges)
            Separate(report.Bridges.GetRange(bridges, report.Bridges.Count - bridges), report);
        if (isRepaired)
            repair.Mend(report, cancellationToken);
        recovering += clock.Ticks();
        foreach (NetUpdate _ in fromSparsifier)
            state.Latency.Add(recovering / fromSparsifier.Count);
        report.RecoverSeconds += (double)recovering / Stopwatch.Frequency;
    }

    private void Remove(List<NetUpdate> run, BatchReport report)
    {
        PhaseTimer clock = PhaseTimer.Start();
        foreach (NetUpdate update in run)
        {
            bool isIn = state.IsInSparsifier(update);
            state.Graph.SetWeight(update.Source, update.Target, 0);
            report.Deleted++;
            long ticks = clock.Ticks();
            if (!isIn)
                state.Latency.Add(ticks);
        }
    }

    private void Separate(List<VertexPair> bridges, BatchReport report)
    {
        state.Components.Split(state.Graph.Adjacency, bridges.SelectMany(b => new[] { b.Source, b.Target }));
        recovery.Rejoin(bridges, state.Components.LabelOf, report);
    }
}
