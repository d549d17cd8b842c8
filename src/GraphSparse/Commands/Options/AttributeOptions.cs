using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>Which further columns of the input go with the edges into the output.</summary>
[ShownUnder(HelpGroup.Output)]
internal sealed record AttributeOptions
{
    /// <summary>"all", "none", or names of columns with commas between them. Default all.</summary>
    [Description("Further columns to keep with the edges, in Parquet files and edge lists: all, none or names separated by commas; a merged edge keeps those of its first row")]
    [ValueName("LIST")]
    public string Attributes { get; init; } = "all";
}
