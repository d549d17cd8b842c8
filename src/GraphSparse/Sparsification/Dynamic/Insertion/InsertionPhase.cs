namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Insertions and changes of weight: applied to G, tested against H as it stands, then entered one after the other.</summary>
internal sealed class InsertionPhase(SparsifierState state, DynamicSpectralOptions options, IInsertionTest test, PathFinders finders, LocalRepair repair)
{
    private readonly DynamicGraph _graph = state.Graph;
    private readonly Neighborhoods _entered = new(state.VertexCount);
    private readonly List<int> _path = [];

    /// <summary>Edges that were tested so far, those that join two components included.</summary>
    public long Decisions { get; private set; }

    /// <summary>Applies a run of updates, none of which is a deletion.</summary>
    public void Apply(List<NetUpdate> run, BatchReport report, CancellationToken cancellationToken)
    {
        PhaseTimer clock = PhaseTimer.Start();

        // What relied on an edge that becomes much weaker relies on less, as where an edge is deleted.
        List<NetUpdate> weakened = options.Repair ? run.FindAll(u => u.After < u.Before / 2 && state.IsInSparsifier(u)) : [];
        if (weakened.Count > 0)
            repair.Look(weakened, cancellationToken);
        (Candidate[] tested, List<NetUpdate> joining) = Change(run, report);
        report.ApplySeconds += clock.Seconds();

        var redundant = new byte[tested.Length];
        var ticks = new long[tested.Length];
        test.Decide(_graph.Sparsifier, tested, redundant, ticks, cancellationToken);
        Decisions += tested.Length + joining.Count;
        report.DecideSeconds += clock.Seconds();

        _entered.Clear();
        PathFinder finder = finders.Rent();
        EnterJoining(joining, finder, report);
        EnterTested(tested, redundant, ticks, finder, report);
        finders.Return(finder);
        report.EnterSeconds += clock.Seconds();
        if (weakened.Count == 0)
            return;
        repair.Mend(report, cancellationToken);
        report.RecoverSeconds += clock.Seconds();
    }

    /// <summary>Brings the updates into G. Gives the edges to test, and those whose ends no path of G joined.</summary>
    private (Candidate[] Tested, List<NetUpdate> Joining) Change(List<NetUpdate> run, BatchReport report)
    {
        var candidates = new List<Candidate>(run.Count);
        var joining = new List<NetUpdate>();
        PhaseTimer clock = PhaseTimer.Start();
        foreach (NetUpdate update in run)
        {
            bool isCandidate = Change(update, report);
            if (isCandidate && !state.Components.AreJoined(update.Source, update.Target))
                joining.Add(update);
            else if (isCandidate)
                candidates.Add(new Candidate(update.Source, update.Target, update.After, update.Ordinal, clock.Ticks()));
            else
                state.Latency.Add(clock.Ticks());
        }

        return ([.. candidates], joining);
    }

    /// <summary>Brings one update into G, and into H where the edge is there and stays. Whether the edge must be tested.</summary>
    private bool Change(NetUpdate update, BatchReport report)
    {
        (int u, int v) = (update.Source, update.Target);
        if (update.Before == 0)
        {
            _graph.SetWeight(u, v, update.After);
            report.Inserted++;
            return true;
        }

        report.WeightUpdated++;
        bool isIn = state.IsInSparsifier(update);
        _graph.SetWeight(u, v, update.After);
        if (!isIn)
            return update.After > update.Before;
        if (update.After >= update.Before / 2 || !test.FindsPaths)
        {
            _graph.SetSparsifierWeight(u, v, _graph.SparsifierWeight(u, v) - update.Before + update.After);
            return false;
        }

        _graph.RemoveFromSparsifier(u, v); // much weaker: it is tested like a new edge against H without it, by a test that finds another path or none
        return true;
    }

    /// <summary>No path of H as it was joins the ends of these, whatever the method; an earlier one of them may have joined them since.</summary>
    private void EnterJoining(List<NetUpdate> joining, PathFinder finder, BatchReport report)
    {
        PhaseTimer clock = PhaseTimer.Start();
        foreach (NetUpdate update in joining)
        {
            var edge = new Candidate(update.Source, update.Target, update.After, update.Ordinal, 0);
            if (options.Recheck && state.Components.AreJoined(edge.Source, edge.Target) && IsNear(finder, edge))
            {
                Reject(finder, edge, report);
            }
            else
            {
                state.Components.Join(_graph.Adjacency, edge.Source, edge.Target);
                Enter(edge, report);
            }

            state.Latency.Add(clock.Ticks());
        }
    }

    private void EnterTested(Candidate[] tested, byte[] redundant, long[] ticks, PathFinder finder, BatchReport report)
    {
        PhaseTimer clock = PhaseTimer.Start();
        for (int i = 0; i < tested.Length; i++)
        {
            Candidate edge = tested[i];
            if (redundant[i] != 0 || (options.Recheck && _entered.Touches(edge.Source, edge.Target) && IsNear(finder, edge)))
                Reject(finder, edge, report);
            else
                Enter(edge, report);
            state.Latency.Add(ticks[i] + edge.Ticks + clock.Ticks());
        }
    }

    /// <summary>The test again, against H with what entered before in this run. By a bounded path and at most by its threshold: walks of
    /// the published threshold reach far less than it says.</summary>
    private bool IsNear(PathFinder finder, Candidate edge) => finder.Search(
        _graph.Sparsifier, edge.Source, edge.Target, Math.Min(options.NearThreshold, DynamicSpectralOptions.PathThreshold) / edge.Weight) == PathVerdict.Near;

    private void Enter(Candidate edge, BatchReport report)
    {
        _graph.AddToSparsifier(edge.Source, edge.Target, edge.Weight);
        _entered.Mark(_graph.Sparsifier, edge.Source);
        _entered.Mark(_graph.Sparsifier, edge.Target);
        report.EnteredSparsifier++;
    }

    private void Reject(PathFinder finder, Candidate edge, BatchReport report)
    {
        report.Rejected++;
        if (options.Merge == WeightMerging.None || !finder.FindShortest(_graph.Sparsifier, edge.Source, edge.Target, options.NearThreshold / edge.Weight, _path))
            return;

        // Each edge of the path becomes heavier by the factor 1 + w·R, which makes up for the edge in every direction.
        double factor = 1 + edge.Weight * finder.Length;
        for (int k = 1; k < _path.Count; k++)
            _graph.SetSparsifierWeight(_path[k - 1], _path[k], Math.Min(_graph.SparsifierWeight(_path[k - 1], _path[k]) * factor, double.MaxValue));
    }
}
