using System.Text.Json;
using GraphSparse.Commands;

namespace GraphSparse.Jobs;

/// <summary>A batch job as its file says it: graphs, steps, where the outputs go.</summary>
/// <remarks>JSON with comments and trailing commas; unknown keys are refused. Paths are relative to the job file.</remarks>
internal sealed record JobSpec
{
    /// <summary>The job file.</summary>
    public required string Path { get; init; }

    /// <summary>Name, for the manifest and the report.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of every step that has none of its own. Default 42.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The output folder.</summary>
    public required string Output { get; init; }

    /// <summary>The graphs, one item each.</summary>
    public required IReadOnlyList<JobGraph> Graphs { get; init; }

    /// <summary>The steps, done for each graph in this order.</summary>
    public required IReadOnlyList<JobStep> Steps { get; init; }

    /// <summary>File name of the report in the output folder, or null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The steps of one graph, in their order.</summary>
    public IEnumerable<JobStep> StepsOf(JobGraph graph) => Steps.Where(step => step.Only is null || step.Only.Contains(graph.Name));

    /// <summary>Reads a job file.</summary>
    /// <exception cref="GraphFormatException">It is not valid JSON, or a key or value is wrong; says where.</exception>
    /// <exception cref="IOException">There is no such file, or it is no plain file.</exception>
    public static JobSpec Read(string path)
    {
        ReadOnlyMemory<byte> bytes = JobText.Read(path);
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new GraphFormatException("the file is empty; a job is a JSON object with name, output, graph and steps").At(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            return new JobReader(path).Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new GraphFormatException($"is not valid JSON ({Trim(error.Message)})", error).At(path, line: error.LineNumber + 1);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    private static string Trim(string message)
    {
        message = message.Replace(" encountered during deserialization", " stands twice", StringComparison.Ordinal);
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
    }
}

/// <summary>One graph of a job.</summary>
/// <param name="Name">Name of the item; its folder in the output.</param>
/// <param name="Path">The graph: a path, or the name of a data set.</param>
/// <param name="Values">Options for reading it, by property name.</param>
internal sealed record JobGraph(string Name, string Path, IReadOnlyDictionary<string, object> Values);

/// <summary>One step of a job.</summary>
/// <param name="Name">Name, unique in the job; its output bears it.</param>
/// <param name="Command">What it does.</param>
/// <param name="Input">"graph" or the name of an earlier step.</param>
/// <param name="With">What it compares with: an earlier step; null for commands without a second input.</param>
/// <param name="Values">Options by property name.</param>
/// <param name="Seed">A seed of its own, or null for the job's.</param>
internal sealed record JobStep(string Name, CommandEntry Command, string Input, string? With, IReadOnlyDictionary<string, object> Values, ulong? Seed)
{
    /// <summary>Files for the command's arguments that are no graphs, in their order.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Names of the graphs that it is done for, or null for all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>All files that are read beside graphs: those arguments, and options that name files.</summary>
    internal IEnumerable<string> FilesRead => Files.Concat(Command.AllOptions.Where(o => o.IsInputFile && Values.ContainsKey(o.PropertyName)).Select(o => (string)Values[o.PropertyName]));

    /// <summary>Stands for the item's graph.</summary>
    public const string Graph = "graph";
}
