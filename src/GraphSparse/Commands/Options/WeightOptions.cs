using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>What the weights of a graph mean to a command.</summary>
[ShownUnder(HelpGroup.Input)]
internal sealed record WeightOptions
{
    /// <summary>What a weight says, or <see langword="null"/> for what the catalog says of a data set, and strength where it says nothing.</summary>
    [Description("Whether a weight is the strength or the length of an edge; shortest paths take 1/strength, all else takes 1/length (default: what the catalog says of a data set, else strength)")]
    public WeightSense? Weights { get; init; }

    /// <summary>What a person should know of how weights were taken, or <see langword="null"/> where nothing was done to them.</summary>
    internal static string? Remark(WeightSense sense) => sense switch
    {
        WeightSense.Length => "weights are lengths: shortest paths take them, all else takes 1/weight",
        WeightSense.Ignore => "weights are ignored: the graph counts as unweighted",
        _ => null,
    };

    /// <summary>What is said where paths were followed and weights are strengths.</summary>
    internal const string PathRemark = "weights are strengths: shortest paths take 1/weight as the length of an edge (--weights length takes the weight itself)";
}
