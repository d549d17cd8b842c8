using System.ComponentModel;
using GraphSparse.Sparsification;

namespace GraphSparse.Commands;

/// <summary>Which metrics a command measures of what it made.</summary>
[ShownUnder(HelpGroup.Output)]
internal sealed record MetricOptions
{
    /// <summary>Names separated by commas, "all", or <see langword="null"/> for none.</summary>
    [Description("Measure what was kept: names separated by commas, or all")]
    [ValueName("LIST")]
    public string? Metrics { get; init; }
}
