namespace GraphSparse.Commands;

/// <summary>Arguments that several commands share.</summary>
internal static class CommonArguments
{
    public static CommandArgument Graph { get; } = new("GRAPH", "Graph file, Parquet folder or glob, name of a data set, or - for standard input", ArgumentKind.Input);

    public static CommandArgument In { get; } = Graph with { Name = "IN" };

    public static CommandArgument Out { get; } = new("OUT", "File to write; its extension gives the format", ArgumentKind.Output);
}
