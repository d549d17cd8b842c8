using System.Globalization;
using System.Text;

namespace GraphSparse.Metrics;

/// <summary>A metric that was asked for with all others and does not apply to the two graphs.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Reason">Why.</param>
public sealed record OmittedMetric(string Name, string Reason)
{
    /// <summary>Name and reason.</summary>
    public override string ToString() => $"{Name} left out: {Reason}";
}

/// <summary>What was preserved: the measured values of a comparison, in the order of the catalog.</summary>
/// <param name="Values">The values: of every metric, and of its parts.</param>
/// <param name="Omitted">Metrics that do not apply; empty where all were asked for by name.</param>
public sealed record ComparisonReport(IReadOnlyList<MetricValue> Values, IReadOnlyList<OmittedMetric> Omitted)
{
    /// <summary>The value of a metric, or of a part of it such as <c>degree.raw</c>.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured; the message says why, or lists what was.</exception>
    public double this[string name] => Values.FirstOrDefault(v => v.Name == name)?.Value
        ?? throw new KeyNotFoundException(Omitted.FirstOrDefault(o => o.Name == name)?.ToString() ?? $"'{name}' was not measured; there are {string.Join(", ", Values.Select(v => v.Name))}.");

    /// <summary>A value a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (MetricValue value in Values)
            text.Append(CultureInfo.InvariantCulture, $"{value.Name} {value.Value:R}").Append(value.Estimate.Kind == EstimateKind.Exact ? "" : $" ({value.Estimate})").AppendLine();
        foreach (OmittedMetric omitted in Omitted)
            text.Append(omitted).AppendLine();
        return text.ToString();
    }
}
