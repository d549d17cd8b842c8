using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>What <c>info</c> says beside counts.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record InfoOptions
{
    /// <summary>Names separated by commas. Default none.</summary>
    [Description("Also compute these analyses: names separated by commas")]
    [ValueName("LIST")]
    public string? What { get; init; }
}
