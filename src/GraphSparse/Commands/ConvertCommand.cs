using System.Text.Json.Nodes;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>convert IN OUT</c>: any format to any other.</summary>
internal static class ConvertCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "convert",
        ComputesWithWeights = false,
        Summary = "Convert a graph to another format.",
        MainOptions =
        [
            nameof(GraphReadOptions.Format), nameof(GraphReadOptions.Directed), nameof(GraphReadOptions.Vertices), nameof(GraphReadOptions.Columns),
            nameof(AttributeOptions.Attributes), nameof(GraphWriteOptions.OutputFormat), nameof(GraphWriteOptions.Codec),
        ],
        Example = "convert us-power-grid power.mtx",
        Arguments = [CommonArguments.In, CommonArguments.Out],
        Options = [OptionGroup.Of<AttributeOptions>(), OptionGroup.Of<GraphReadOptions>(), OptionGroup.Of<GraphWriteOptions>()],
        Check = run => GraphOutput.Refuse(run, run.Arguments[1]),
        Work = Work,
        EstimateWorkBytes = (run, size) => GraphTable.EstimateWriteBytes(size, size.Edges, run.Settings.Parallelism.Degree) + (size.HasTextIds ? 300 * size.Vertices : 0)
            + Math.Min(size.ReadBytes - size.HeldBytes, GraphSize.LeftByReadingBytes),
        LeastWorkBytes = (run, size) => GraphTable.EstimateWriteBytes(size, size.Edges, run.Settings.Parallelism.Degree) / 2,
    };

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        return new CommandOutcome
        {
            Input = input,
            Result = new JsonObject { ["vertices"] = input.Graph.VertexCount, ["edges"] = input.Graph.EdgeCount },
            Outputs = GraphOutput.Write(run, run.Arguments[1], input.Graph, input.Loaded.Ids, input),
        };
    }
}
