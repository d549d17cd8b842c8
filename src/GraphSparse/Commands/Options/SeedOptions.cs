using System.ComponentModel;
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
        SeedVertices is null ? options : options with { SeedVertices = VertexList.Find("--seed-vertices", Ids(), graph) };

    internal string[] Ids() => VertexList.Ids(SeedVertices);
}
