using System.CommandLine;
using GraphSparse.Commands;

namespace GraphSparse.Cli.Commands;

/// <summary>A command with what its help needs beside its options.</summary>
/// <param name="name">As typed.</param>
/// <param name="summary">What it does: a sentence that begins with an imperative.</param>
/// <param name="example">A call that works, without the program's name.</param>
internal sealed class DescribedCommand(string name, string summary, string example) : Command(name, summary)
{
    /// <summary>A call that works.</summary>
    public string Example { get; } = example;

    /// <summary>Global options that it refuses, and help leaves out.</summary>
    public IReadOnlyList<string> RefusedOptions { get; init; } = [];

    /// <summary>The entry of the catalog that it was made of, or null.</summary>
    public CommandEntry? Entry { get; init; }
}
