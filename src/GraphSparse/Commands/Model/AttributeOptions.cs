using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>Which further columns of the input go with the edges into the output.</summary>
public sealed record AttributeOptions
{
    /// <summary>"all", "none", or names of columns with commas between them. Default all.</summary>
    [Description("columns beside source, target and weight that go with the edges into a Parquet file or an edge list: all, none, or names separated by commas; merged rows keep those of the first")]
    public string Attributes { get; init; } = "all";
}
