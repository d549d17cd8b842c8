using GraphSparse.Metrics;
using GraphSparse.Sparsification;

namespace GraphSparse.Pipelines;

/// <summary>A value of a sweep.</summary>
/// <param name="Method">Sparsifier.</param>
/// <param name="Keep">Fraction of the edges asked for.</param>
/// <param name="Metric">Metric or part of one.</param>
/// <param name="Value">Its value.</param>
internal sealed record SweepRow(string Method, double Keep, string Metric, double Value);

/// <summary>Which methods serve a goal best.</summary>
/// <param name="Metric">The goal.</param>
/// <param name="Keep">Fraction of the edges kept.</param>
/// <param name="Methods">By distance from the ideal, nearest first; equal distances share a rank, which begins at 1.</param>
internal sealed record SweepRanking(MetricEntry Metric, double Keep, IReadOnlyList<(string Method, double Value, int Rank)> Methods);

/// <summary>Runs sparsifiers at several sizes on one graph and measures what each of them keeps.</summary>
/// <remarks>A method that is an edge score scores the edges once; its sizes are then nested. What is measured of the original is measured once.
/// Determinism: exact, a pure function of graph, names, fractions and seed.</remarks>
internal sealed class Sweep(CsrGraph graph, RunSettings settings)
{
    private readonly EdgeIndex _index = new(graph, settings.CancellationToken);
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Every value, by method, fraction and metric in the order given.</summary>
    public List<SweepRow> Run(IReadOnlyList<SparsifierEntry> methods, IReadOnlyList<double> fractions, string metrics)
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

        return rows;
    }

    /// <summary>For each metric and fraction the methods by |value − ideal|.</summary>
    public static IEnumerable<SweepRanking> Rank(IReadOnlyList<SweepRow> rows, IReadOnlyList<double> fractions)
    {
        foreach (MetricEntry metric in MetricCatalog.Entries)
        {
            foreach (double keep in fractions)
            {
                (string Method, double Value, double Off)[] all =
                    [.. rows.Where(r => r.Metric == metric.Name && r.Keep == keep).Select(r => (r.Method, r.Value, Math.Abs(r.Value - metric.Ideal))).OrderBy(r => r.Item3)];
                if (all.Length > 0)
                    yield return new SweepRanking(metric, keep, [.. all.Select(r => (r.Method, r.Value, 1 + all.Count(o => o.Off < r.Off)))]);
            }
        }
    }

    private static string LeftOut(string method, ArgumentException error) => $"{method} left out: {Failure.From(error).Message}";

    private ScoreContext Context => new(settings.Seed, TieRule.Hashed, settings.Parallelism, settings.Progress, settings.CancellationToken);

    /// <summary>The scores of all edges, none where the method is no score, and null where it is not for this graph.</summary>
    private double[]? Scores(SparsifierEntry method)
    {
        try
        {
            return method.CreateScore?.Invoke(new SparsifierOptions { Method = method.Name }).Score(graph, _index, Context) ?? [];
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
            return Sparsifier.Sparsify(graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken).Graph;
        }

        bool[] kept = EdgeSelection.Top(scores, EdgeSelection.CountFor(keep, _index.EdgeCount), Context.TieOrder, settings.CancellationToken);
        return graph.KeepEdges(_index, kept, settings.Parallelism, settings.CancellationToken);
    }

    private IEnumerable<SweepRow> Measure(string method, double keep, CsrGraph sparse, string metrics)
    {
        var comparison = new Comparison(graph, sparse, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken);
        var notes = new List<string>();
        yield return new SweepRow(method, keep, "retained-fraction", comparison.Ratio);
        foreach (MetricEntry metric in MetricCatalog.Find(metrics))
        {
            // One metric at a time: a name that does not apply to this pair is a remark here, not the end of the sweep.
            if (metric.Refuses?.Invoke(comparison) is { } reason)
            {
                notes.Add($"{metric.Name} left out: {reason}");
                continue;
            }

            foreach (MetricValue value in GraphComparer.Compare(comparison, metric.Name))
                yield return new SweepRow(method, keep, value.Name, value.Value);
        }

        _notes.UnionWith(notes);
    }
}
