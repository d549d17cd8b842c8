using System.ComponentModel;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.Sampling;

namespace GraphSparse.Commands;

/// <summary>Where <c>sample</c> starts.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record SeedOptions
{
    /// <summary>Ids of vertices with commas between them, or <see langword="null"/> for random vertices.</summary>
    [Description("Ids of seed vertices, separated by commas")]
    [ValueName("IDS")]
    [OfMethods("bfs", "dfs", "snowball", "forest-fire")]
    public string? SeedVertices { get; init; }

    /// <summary>The options with the vertices of these ids.</summary>
    /// <exception cref="ArgumentException">The graph has no vertex of an id.</exception>
    internal SamplerOptions On(SamplerOptions options, LoadedGraph graph) =>
        SeedVertices is null ? options : options with { SeedVertices = [.. Ids().Select(id => VertexOf(id, graph))] };

    internal string[] Ids() => SeedVertices?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int VertexOf(string id, LoadedGraph graph)
    {
        int vertex = graph.Ids is { } ids ? ids.Find(id)
            : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < graph.Graph.VertexCount ? number : -1;
        return vertex >= 0 ? vertex : throw new ArgumentException($"--seed-vertices names '{id}', which is not a vertex of the graph.");
    }
}
