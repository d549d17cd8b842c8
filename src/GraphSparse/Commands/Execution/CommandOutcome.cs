using System.Text.Json.Nodes;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>What a command made.</summary>
internal sealed record CommandOutcome
{
    /// <summary>The graph that was read, or null.</summary>
    public LoadedInput? Input { get; init; }

    /// <summary>Result keys and values.</summary>
    public required JsonObject Result { get; init; }

    /// <summary>Files written.</summary>
    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];
}
