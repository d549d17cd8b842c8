namespace GraphSparse.Metrics;

/// <summary>Compares a graph with another on the same vertices: what was preserved.</summary>
public static class GraphComparer
{
    /// <summary>Measures the metrics of the given names, on all cores.</summary>
    /// <param name="original">The graph before.</param>
    /// <param name="other">The graph after; same number of vertices, both directed or both not.</param>
    /// <param name="metrics">Names separated by commas, or "all".</param>
    /// <param name="seed">Seed of samples.</param>
    /// <exception cref="ArgumentException">The graphs cannot be compared, or a name is not known.</exception>
    public static IReadOnlyList<MetricValue> Compare(CsrGraph original, CsrGraph other, string metrics = MetricCatalog.All, ulong seed = 42) =>
        Compare(new Comparison(original, other, seed, Parallelism.AllCores), metrics);

    /// <summary>Measures the metrics of the given names.</summary>
    /// <param name="comparison">The two graphs; same number of vertices, both directed or both not.</param>
    /// <param name="metrics">Names separated by commas, or "all".</param>
    /// <param name="notes">Takes a remark for each metric that "all" leaves out because it does not apply.</param>
    /// <exception cref="ArgumentException">The graphs cannot be compared, a name is not known, or a metric asked for by name does not apply.</exception>
    /// <exception cref="InvalidWeightException">A metric asked for by name cannot take a weight; the edge is named by the vertices of the graphs.</exception>
    public static IReadOnlyList<MetricValue> Compare(Comparison comparison, string metrics = MetricCatalog.All, ICollection<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        CsrGraph a = comparison.Original;
        CsrGraph b = comparison.Other;
        if (a.VertexCount != b.VertexCount)
            throw new ArgumentException($"The graphs have {a.VertexCount} and {b.VertexCount} vertices; metrics compare graphs on the same vertices.");
        if (a.IsDirected != b.IsDirected)
            throw new ArgumentException($"One graph is directed and the other is not; read both with --directed, or neither.");
        bool takesWhatApplies = metrics.Split(',', StringSplitOptions.TrimEntries).Contains(MetricCatalog.All);
        var values = new List<MetricValue>();
        foreach (MetricEntry entry in MetricCatalog.Find(metrics))
        {
            (IReadOnlyList<MetricValue>? found, Exception? refusal) = Measure(entry, comparison);
            if (found is not null)
                values.AddRange(found);
            else if (takesWhatApplies)
                notes?.Add($"{entry.Name} left out: {comparison.Reason(refusal!)}");
            else
                throw refusal is InvalidWeightException ? refusal : new ArgumentException($"{refusal!.Message}; leave {entry.Name} out, or ask for all that apply with {MetricCatalog.All}.");
        }

        return values;
    }

    /// <summary>Measures one metric, or says why it does not apply.</summary>
    internal static (IReadOnlyList<MetricValue>? Values, Exception? Refusal) Measure(MetricEntry metric, Comparison comparison)
    {
        comparison.CancellationToken.ThrowIfCancellationRequested();
        if (MetricWeights.Refusal(metric, comparison) is { } wrong)
            return (null, wrong);
        Comparison taken = MetricWeights.For(metric, comparison);
        if (metric.NotApplicable?.Invoke(taken) is { } reason)
            return (null, new ArgumentException(reason));
        comparison.Progress?.Report(new Progress($"measuring {metric.Name}", 0, 0));
        return ([.. metric.Measure(taken)], null);
    }
}
