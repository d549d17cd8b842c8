using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>What <c>compare</c> measures.</summary>
[ShownUnder(HelpGroup.Output)]
internal sealed record CompareOptions
{
    /// <summary>Names separated by commas, or "all". Default all.</summary>
    [Description("Metrics to compute: names separated by commas, or all")]
    [ValueName("LIST")]
    public string Metrics { get; init; } = Catalog.All;

    /// <summary>Whether the other graph is a sample, compared over its own vertices by the metrics of <c>sample</c>; <see langword="null"/> for what its file says.</summary>
    [Description("Compare a sample over its own vertices, as sample does (default: what the file of the sample declares)")]
    [ShownUnder(HelpGroup.Input)]
    public bool? Sampled { get; init; }
}
