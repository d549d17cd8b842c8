
namespace GraphSparse.Commands;

/// <summary>All commands. Commands, job steps, help and docs tables are made of these entries.</summary>
internal static class CommandCatalog
{
    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<CommandEntry> Entries { get; } = [InfoCommand.Entry, ConvertCommand.Entry, SparsifyCommand.Entry, CompareCommand.Entry, SweepCommand.Entry, WalkCommand.Entry, StreamCommand.Entry, SampleCommand.Entry, GraphletsCommand.Entry, EmbedCommand.Entry, NearestCommand.Entry, SummarizeCommand.Entry, QueryCommand.Entry];

    /// <summary>The entry of a name, or null.</summary>
    public static CommandEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name == name);
}
