using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>What our own text files say of themselves in comments: "# vertices: 34", "# directed: false", "# isolated: id".</summary>
internal static class TextDeclaration
{
    /// <summary>Starts a comment that names a vertex without edges, in files with ids of their own.</summary>
    public static ReadOnlySpan<byte> Isolated => " isolated: "u8;

    /// <summary>Reads the number of vertices and the direction from a comment, given without its comment sign.</summary>
    public static void Read(ReadOnlySpan<byte> comment, long line, EdgeRowCollector collector)
    {
        string text = Encoding.UTF8.GetString(comment.Length > 100 ? comment[..100] : comment).Trim();
        if (text.StartsWith("vertices: ", StringComparison.Ordinal))
        {
            collector.DeclaredVertices = long.TryParse(text["vertices: ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long n)
                ? n
                : throw new GraphFormatException($"'{GraphFormatException.Excerpt(comment)}' does not state a number of vertices").At(line: line);
        }
        else if (text is "directed: true" or "directed: false")
        {
            collector.DeclaredDirected = text == "directed: true";
        }
    }
}
