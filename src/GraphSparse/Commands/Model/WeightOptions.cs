using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>What the weights of a graph mean to a command.</summary>
public sealed record WeightOptions
{
    /// <summary>What a weight says, or <see langword="null"/> for what the catalog says of a data set, and strength where it says nothing.</summary>
    [Description("what a weight says: strength (shortest paths take 1/weight as length), length (shortest paths take it, everything else takes 1/weight), ignore (default: strength, or what the catalog says of a data set)")]
    public WeightSense? Weights { get; init; }

    /// <summary>What a person should know of how weights were taken, or <see langword="null"/> where nothing was done to them.</summary>
    internal static string? Remark(WeightSense sense) => sense switch
    {
        WeightSense.Length => "weights are lengths: shortest paths take them as they are, everything else takes one over them",
        WeightSense.Ignore => "weights were read and left out: the graph counts as unweighted",
        _ => null,
    };

    /// <summary>What is said where paths were followed and weights are strengths.</summary>
    internal const string PathRemark = "weights are strengths: shortest paths take one over the weight as the length of an edge (--weights length takes the weight itself)";
}
