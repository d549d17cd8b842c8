using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Text;

namespace GraphSparse.Commands;

/// <summary>Vertices that an option names by their ids, separated by commas; one with a comma in it stands in double quotes.</summary>
internal static class VertexList
{
    /// <summary>The ids.</summary>
    public static string[] Ids(string? text) => text is null ? [] : Array.FindAll(LineFields.Split(text, ','), id => id.Length > 0);

    /// <summary>The vertices of some ids.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="graph">The graph that has them.</param>
    /// <exception cref="ArgumentException">The graph has no vertex of an id.</exception>
    public static int[] Find(string option, IReadOnlyList<string> ids, LoadedGraph graph) => [.. ids.Select(id => VertexOf(option, id, graph))];

    private static int VertexOf(string option, string id, LoadedGraph graph)
    {
        int vertex = graph.Ids is { } ids ? ids.Find(id)
            : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < graph.Graph.VertexCount ? number : -1;
        return vertex >= 0 ? vertex : throw new ArgumentException($"{option} names '{id}', which is not a vertex of the graph.");
    }
}
