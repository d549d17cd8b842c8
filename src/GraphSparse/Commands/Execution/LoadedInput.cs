using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Analytics;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>A graph with the checksums of the files it came from.</summary>
internal sealed record LoadedInput(LoadedGraph Loaded, IReadOnlyList<string> Sha256)
{
    private const double LargestWeight = 1e100;

    /// <summary>The graph.</summary>
    public CsrGraph Graph => Loaded.Graph;

    /// <summary>How it was read.</summary>
    internal GraphReadOptions Options { get; init; } = GraphReadOptions.Default;

    /// <summary>What its weights mean, or <see langword="null"/> where the command does not ask.</summary>
    public WeightSense? Sense { get; init; }

    /// <summary>The graph with weights that are strengths.</summary>
    /// <exception cref="InvalidWeightException">Weights are lengths, and one is not above 1e-100.</exception>
    internal CsrGraph Strengths => Sense == WeightSense.Length && Graph.IsWeighted ? Metrics.MeasurementCache.Of(Graph, "strengths", () => Graph.Strengths(WeightSense.Length)) : Graph;

    /// <summary>How long an edge of the graph is.</summary>
    internal EdgeLength Lengths => (Sense ?? WeightSense.Strength).Lengths();

    /// <summary>Fails where a weight is huge: weights are added, squared and multiplied: beyond <see cref="LargestWeight"/> the results would be infinite.</summary>
    public void RequireUsualWeights()
    {
        if (Require.FirstWeight(Graph, static w => !(Math.Abs(w) <= LargestWeight)) is not { } edge)
            return;
        string weight = edge.Weight.ToString("R", CultureInfo.InvariantCulture);
        throw new GraphFormatException(
            $"Edge {Loaded.NameOf(edge.Source)}-{Loaded.NameOf(edge.Target)} has weight {weight}; sums of products of weights beyond ±1e100 are infinite. Scale the weights down.").At(Loaded.Report.Path);
    }

    /// <summary>What product.md calls "input": path, sizes, checksum, and the rows that were read, left out and merged.</summary>
    public JsonObject ToJson() => new()
    {
        ["path"] = Loaded.Report.Path,
        ["vertices"] = Graph.VertexCount,
        ["edges"] = Graph.EdgeCount,
        ["directed"] = Graph.IsDirected,
        ["weighted"] = Graph.IsWeighted,
        ["sha256"] = string.Join(' ', Sha256),
        ["rows"] = Loaded.Report.Build.Rows + Loaded.Report.InvalidWeightsSkipped,
        ["selfLoopsDropped"] = Loaded.Report.Build.SelfLoopsDropped,
        ["duplicatesMerged"] = Loaded.Report.Build.DuplicatesMerged,
        ["reciprocalDuplicatesMerged"] = Loaded.Report.Build.ReciprocalDuplicatesMerged,
        ["invalidWeightsSkipped"] = Loaded.Report.InvalidWeightsSkipped,
    };
}
