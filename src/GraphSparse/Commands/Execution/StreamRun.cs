using System.Diagnostics;
using System.Text.Json.Nodes;
using GraphSparse.Commands;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Sparsification.Dynamic;

namespace GraphSparse.Commands;

/// <summary>Takes a sparsifier through the batches of an update list and tells what each did.</summary>
internal sealed class StreamRun(CommandRun run, DynamicSpectralSparsifier sparsifier, DynamicOrbits? orbits, UpdateList updates, StreamOptions options)
{
    private readonly CancellationToken _token = run.Settings.CancellationToken;
    private readonly JsonArray _batches = [];
    private double _seconds;
    private double _orbitSeconds;
    private int _bridges;
    private int _refused = updates.Refused;
    private int _selfLoops;
    private readonly int _batchCount = Math.Clamp(updates.Updates.Count, 1, options.Batches); // none is empty

    public JsonObject Result()
    {
        double? before = options.MeasureKappa == KappaMeasure.None && !options.Rebuild ? null : sparsifier.EstimateKappa(_token);
        double? after = before;
        int count = updates.Updates.Count;
        for (int batch = 0; batch < _batchCount; batch++)
        {
            int start = (int)((long)count * batch / _batchCount);
            int end = (int)((long)count * (batch + 1) / _batchCount);
            run.Settings.Progress?.Report(new Progress("applying updates", start, count));
            after = Batch(start, end, batch);
        }

        if (_bridges > 0)
            run.Notes.Add($"{_bridges} deleted edges were bridges: the graph and the sparsifier have {sparsifier.Statistics.Components} components now");
        if (_selfLoops > 0)
            run.Notes.Add($"skipped {_selfLoops} self-loops");
        if (_refused > 0)
            run.Notes.Add($"skipped {_refused} updates that could not be applied");
        DynamicSpectralStatistics totals = sparsifier.Statistics;
        var result = new JsonObject
        {
            ["batches"] = _batches,
            ["updatesPerSecond"] = _seconds > 0 ? Math.Round(count / _seconds) : 0,
            ["p50LatencySeconds"] = totals.P50LatencySeconds,
            ["p99LatencySeconds"] = totals.P99LatencySeconds,
            ["bridgesCut"] = _bridges,
            ["selfLoopsDropped"] = _selfLoops,
            ["invalidSkipped"] = _refused,
            ["components"] = totals.Components,
        };
        if (orbits is not null)
        {
            result["counts"] = GraphletJson.Of(orbits.CountGraphlets());
            result["orbitSeconds"] = Math.Round(_orbitSeconds, 6);
        }

        if (before is { } kappaBefore && options.MeasureKappa != KappaMeasure.None)
            result["kappaBefore"] = JsonNumbers.ToJson(kappaBefore);
        if (after is { } kappaAfter)
            result["kappaAfter"] = JsonNumbers.ToJson(kappaAfter);
        return result;
    }

    private double? Batch(int start, int end, int batch)
    {
        BatchReport report = Apply(start, end);
        _seconds += report.Seconds;
        _bridges += report.BridgesCut.Count;
        _refused += report.Refused;
        _selfLoops += report.SelfLoopsDropped;
        bool isLast = batch == _batchCount - 1;
        RebuildReport? drift = options.Rebuild ? sparsifier.RebuildIfDrifted(_token) : null;
        RepairReport? repair = isLast || (batch + 1) % options.RefineEvery == 0 ? Repair() : null;
        double? kappa = repair?.Kappa
            ?? (options.MeasureKappa == KappaMeasure.Batches || (isLast && options.MeasureKappa == KappaMeasure.FirstLast) ? sparsifier.EstimateKappa(_token) : null);
        DynamicSpectralStatistics now = sparsifier.Statistics;
        var json = new JsonObject
        {
            ["index"] = report.Index,
            ["inserted"] = report.Inserted,
            ["deleted"] = report.Deleted,
            ["weightUpdated"] = report.WeightUpdated,
            ["enteredSparsifier"] = report.EnteredSparsifier,
            ["recovered"] = report.Recovered,
            ["sparsifierEdges"] = now.SparsifierEdges,
            ["edgesPerVertex"] = JsonNumbers.ToJson(now.EdgesPerVertex),
            ["offTreePerVertex"] = JsonNumbers.ToJson(now.OffTreePerVertex),
            ["seconds"] = report.Seconds,
        };
        if (drift is not null)
            json["rebuilt"] = drift.IsRebuilt;
        if (repair is not null || drift is { EdgesAdded: > 0 })
        {
            json["edgesAdded"] = (repair?.EdgesAdded ?? 0) + (drift?.EdgesAdded ?? 0);
            json["refineSeconds"] = (repair?.Seconds ?? 0) + (drift?.Seconds ?? 0);
        }

        if (options.TargetDensity is not null && repair is not null)
            json["edgesRemoved"] = repair.EdgesDropped;

        if (kappa is { } value)
            json["kappa"] = JsonNumbers.ToJson(value);
        if (orbits is not null)
            json["graphlets"] = Orbits(orbits, start, end);
        _batches.Add((JsonNode)json);
        return kappa;
    }

    /// <summary>Takes the updates that the graph took; those that it skipped change no edge.</summary>
    private JsonObject Orbits(DynamicOrbits counts, int start, int end)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = start; i < end; i++)
        {
            if ((i & 0xFF) == 0)
                _token.ThrowIfCancellationRequested();
            EdgeUpdate update = updates.Updates[i];
            if (update.Source != update.Target && update.Problem(counts.VertexCount) is null && (update.Kind != UpdateKind.Delete || counts.HasEdge(update.Source, update.Target)))
                counts.Apply(update with { Weight = 1 });
        }

        _orbitSeconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
        return GraphletJson.Of(counts.CountGraphlets());
    }

    private RepairReport? Repair()
    {
        if (options.KappaTarget is { } target)
            return sparsifier.Repair(target, _token);
        if (options.TargetDensity is not { } density)
            return null;
        DynamicSpectralStatistics now = sparsifier.Statistics;
        long vertices = sparsifier.VertexCount;
        return sparsifier.ExchangeEdges(vertices - now.Components + (long)Math.Round(density * vertices), _token);
    }

    /// <summary>An update that cannot be applied is named by its place in the file.</summary>
    private BatchReport Apply(int start, int end)
    {
        try
        {
            return sparsifier.ApplyBatch([.. updates.Updates.Skip(start).Take(end - start)], _token);
        }
        catch (InvalidUpdateException error)
        {
            long place = updates.Lines[start + error.Index];
            string path = run.Arguments[1];
            throw updates.IsText
                ? new GraphFormatException(error.Reason, error).At(path, place)
                : new GraphFormatException($"row {place}: {error.Reason}", error).At(path);
        }
    }
}
