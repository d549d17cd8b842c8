namespace GraphSparse.Metrics;

/// <summary>Compares a graph with another on the same vertices: what was preserved.</summary>
public static class GraphComparer
{
    /// <summary>Measures metrics of two graphs.</summary>
    /// <param name="original">The graph before.</param>
    /// <param name="other">The graph after; same number of vertices, both directed or both not.</param>
    /// <param name="metrics">Names of metrics, or <see langword="null"/> for all that apply.</param>
    /// <param name="seed">Seed of samples; the same samples serve every graph compared with one original.</param>
    /// <param name="weights">What a weight says.</param>
    /// <param name="catalog">Where metrics are looked up, or <see langword="null"/> for <see cref="MetricCatalog.Default"/>.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graphs cannot be compared, a name is not known, or a metric asked for by name does not apply.</exception>
    /// <exception cref="InvalidWeightException">A metric asked for by name cannot take a weight; the edge is named by the vertices of the graphs.</exception>
    public static ComparisonReport Compare(
        CsrGraph original, CsrGraph other, IEnumerable<string>? metrics = null, ulong seed = 42, WeightSense weights = WeightSense.Strength,
        Catalog<MetricEntry>? catalog = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Compare(new Comparison(original, other, seed, parallelism ?? Parallelism.AllCores, progress, cancellationToken) { Weights = weights }, metrics, catalog);

    /// <summary>Measures metrics of two graphs.</summary>
    /// <param name="comparison">The two graphs; same number of vertices, both directed or both not.</param>
    /// <param name="metrics">Names of metrics, or <see langword="null"/> for all that apply; "all" among them stands for those too.</param>
    /// <param name="catalog">Where metrics are looked up, or <see langword="null"/> for <see cref="MetricCatalog.Default"/>.</param>
    /// <exception cref="ArgumentException">The graphs cannot be compared, a name is not known, or a metric asked for by name does not apply.</exception>
    /// <exception cref="InvalidWeightException">A metric asked for by name cannot take a weight; the edge is named by the vertices of the graphs.</exception>
    public static ComparisonReport Compare(Comparison comparison, IEnumerable<string>? metrics = null, Catalog<MetricEntry>? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        CsrGraph a = comparison.Original;
        CsrGraph b = comparison.Other;
        if (a.VertexCount != b.VertexCount)
            throw new ArgumentException($"The graphs have {a.VertexCount} and {b.VertexCount} vertices; metrics compare graphs on the same vertices.");
        if (a.IsDirected != b.IsDirected)
            throw new ArgumentException("One graph is directed and the other is not; read both with GraphReadOptions.Directed, or neither.");
        string[] names = [.. metrics ?? [Catalog.All]];
        bool takesWhatApplies = names.Contains(Catalog.All);
        var values = new List<MetricValue>();
        var omitted = new List<OmittedMetric>();
        foreach (MetricEntry entry in (catalog ?? MetricCatalog.Default).FindAll(names))
        {
            (IReadOnlyList<MetricValue>? found, Exception? refusal) = Measure(entry, comparison);
            if (found is not null)
                values.AddRange(found);
            else if (takesWhatApplies)
                omitted.Add(new OmittedMetric(entry.Name, comparison.Reason(refusal!)));
            else
                throw refusal is InvalidWeightException ? refusal : new ArgumentException($"{refusal!.Message}; leave {entry.Name} out, or ask for all that apply with {Catalog.All}.");
        }

        return new ComparisonReport(values, omitted);
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
        MetricValue[] values = [.. metric.Measure(taken) ?? []];
        if (values.Length == 0)
            throw new InvalidOperationException($"The metric {metric.Name} gave no value.");
        foreach (MetricValue? value in values)
        {
            if (value is null || string.IsNullOrEmpty(value.Name) || double.IsNaN(value.Value) || value.Estimate is null)
                throw new InvalidOperationException($"The metric {metric.Name} gave {(value is null ? "nothing" : $"'{value.Name}' = {value.Value}")}; a value has a name, is a number, and says how it was measured.");
        }

        return (values, null);
    }
}
