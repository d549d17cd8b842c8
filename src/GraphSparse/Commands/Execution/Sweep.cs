using GraphSparse.Analytics;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>A value of a sweep.</summary>
/// <param name="Method">Sparsifier.</param>
/// <param name="Keep">Fraction of the edges asked for.</param>
/// <param name="Metric">Metric or part of one.</param>
/// <param name="Value">Its value.</param>
internal sealed record SweepRow(string Method, double Keep, string Metric, double Value);

/// <summary>Which methods serve a goal best.</summary>
/// <param name="Metric">The goal.</param>
/// <param name="Keep">Fraction of the edges kept.</param>
/// <param name="Methods">By what a metric was not defined for (its companion), least first, then by distance from the ideal; equal ones share a rank, which begins at 1.</param>
internal sealed record SweepRanking(MetricEntry Metric, double Keep, IReadOnlyList<(string Method, double Value, double? Companion, int Rank)> Methods);

/// <summary>Runs sparsifiers at several sizes on one graph and measures what each of them keeps.</summary>
/// <remarks>A method that is an edge score scores the edges once; its sizes are then nested. What is measured of the original is measured once.
/// Determinism: exact, a pure function of graph, names, fractions and seed.</remarks>
internal sealed class Sweep(CsrGraph graph, WeightSense weights, RunSettings settings, Func<int, string>? nameOf = null)
{
    private readonly EdgeIndex _index = new(graph, settings.CancellationToken);
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Every value, by method, fraction and metric in the order given.</summary>
    public List<SweepRow> Run(IReadOnlyList<SparsifierEntry> methods, IReadOnlyList<double> fractions, string metrics, bool summarizes = false)
    {
        var rows = new List<SweepRow>();
        int done = 0;
        foreach (SparsifierEntry method in methods)
        {
            if (Scores(method) is not { } scores)
                continue;
            foreach (double keep in fractions)
            {
                settings.Progress?.Report(new Progress($"sweeping {method.Name} {keep}", done++, methods.Count * fractions.Count));
                try
                {
                    rows.AddRange(Measure(method.Name, keep, Sparsify(method, scores, keep), metrics));
                }
                catch (ArgumentException error) // the method is not for this graph, or not for this size: for others it is
                {
                    _notes.Add(LeftOut(method.Name, error));
                }
            }
        }

        if (summarizes)
            rows.AddRange(Summaries(fractions, metrics));
        return rows;
    }

    /// <summary>Summaries that take as many bits as the edges which a sparsifier keeps, as the graphs that they stand for.</summary>
    private List<SweepRow> Summaries(IReadOnlyList<double> fractions, string metrics)
    {
        var rows = new List<SweepRow>();
        if (graph.IsDirected)
        {
            _notes.Add($"{SweepOptions.Summary} left out: summaries are of undirected graphs");
            return rows;
        }

        _notes.Add($"{SweepOptions.Summary} has as many bits at each size as an edge list of that fraction of the edges; what it is measured by is the graph that the summary stands for{(graph.IsWeighted ? ", without weights" : "")}");
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        Summary[] summaries = Summarizer.Summarize(graph, [.. fractions.Select(f => f * full)], new SummaryOptions { Weights = SummaryWeights.Off }, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken);
        for (int i = 0; i < summaries.Length; i++)
            rows.AddRange(Measure(SweepOptions.Summary, fractions[i], summaries[i].ToGraph(), metrics));
        return rows;
    }

    /// <summary>For each metric that judges, and each fraction, the methods by companion and then by |value − ideal|.</summary>
    /// <remarks>A metric of connected pairs looks the better the more pairs a method cut off: what is cut off counts first. What is not defined for a method at all comes last.</remarks>
    public static IEnumerable<SweepRanking> Rank(IReadOnlyList<SweepRow> rows, IReadOnlyList<double> fractions)
    {
        foreach (MetricEntry metric in MetricCatalog.Default.Where(m => m.IsRanked))
        {
            foreach (double keep in fractions)
            {
                SweepRow[] values = [.. rows.Where(r => r.Metric == metric.Name && r.Keep == keep)];
                if (values.Length == 0)
                    continue;
                Dictionary<string, double> companions = rows.Where(r => r.Metric == metric.Companion && r.Keep == keep).ToDictionary(r => r.Method, r => r.Value);
                (string Method, double Value, double? Companion, double Off)[] all =
                [
                    .. values.Select(r => (r.Method, r.Value, companions.TryGetValue(r.Method, out double lost) ? lost : (double?)null, Math.Abs(r.Value - metric.Ideal)))
                        .OrderBy(r => r.Item3 ?? 0).ThenBy(r => r.Item4),
                ];
                yield return new SweepRanking(metric, keep, [.. all.Select(r => (r.Method, r.Value, r.Companion, 1 + all.Count(o => IsBetter(o, r))))]);
            }
        }

        static bool IsBetter((string, double, double? Companion, double Off) a, (string, double, double? Companion, double Off) b)
        {
            double lost = a.Companion ?? 0;
            double otherLost = b.Companion ?? 0;
            return !Ranking.AreTied(lost, otherLost, 1) ? lost < otherLost : a.Off < b.Off && !Ranking.AreTied(a.Off, b.Off, 1);
        }
    }

    private string LeftOut(string method, ArgumentException error) =>
        $"{method} left out: {(error is InvalidWeightException weight && nameOf is not null ? weight.Describe(nameOf) : Failure.From(error).Message)}";

    private ScoreContext Context => new(settings.Seed, TieBreaking.Hash, settings.Parallelism, settings.Progress, settings.CancellationToken);

    /// <summary>The scores of all edges, none where the method is no score, and null where it is not for this graph.</summary>
    private double[]? Scores(SparsifierEntry method)
    {
        try
        {
            return method.CreateScore?.Invoke(new SparsifierOptions { Method = method.Name }).Score(new WeightedWork(graph, method, weights).Graph, _index, Context) ?? [];
        }
        catch (ArgumentException error)
        {
            _notes.Add(LeftOut(method.Name, error));
            return null;
        }
    }

    private CsrGraph Sparsify(SparsifierEntry method, double[] scores, double keep)
    {
        if (method.CreateScore is null)
        {
            var options = new SparsifierOptions { Method = method.Name, Keep = keep };
            return Sparsifier.Sparsify(graph, options, settings.Seed, weights, null, null, settings.Parallelism, settings.Progress, settings.CancellationToken).Graph;
        }

        bool[] kept = TopSelection.Top(scores, TopSelection.CountFor(keep, _index.EdgeCount), Context.TieOrder, settings.Parallelism, settings.CancellationToken);
        return graph.KeepEdges(_index, kept, settings.Parallelism, settings.CancellationToken);
    }

    private IEnumerable<SweepRow> Measure(string method, double keep, CsrGraph sparse, string metrics)
    {
        var comparison = new Comparison(graph, sparse, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken) { Weights = weights, NameOf = nameOf };
        var notes = new List<string>();
        yield return new SweepRow(method, keep, "retained-fraction", comparison.Ratio);
        foreach (MetricEntry metric in MetricCatalog.Default.FindList(metrics))
        {
            // One metric at a time: a name that does not apply to this pair is a remark here, not the end of the sweep.
            (IReadOnlyList<MetricValue>? values, Exception? refusal) = GraphComparer.Measure(metric, comparison);
            if (values is null)
                notes.Add($"{metric.Name} left out: {comparison.Reason(refusal!)}");
            foreach (MetricValue value in values ?? [])
                yield return new SweepRow(method, keep, value.Name, value.Value);
        }

        _notes.UnionWith(notes);
    }
}
