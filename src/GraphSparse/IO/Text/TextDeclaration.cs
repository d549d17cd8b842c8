using System.Globalization;
using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>What our own text files say of themselves in comments: "# vertices: 34", "# directed: false", "# ids: strings", "# isolated: id", "# sampled: true".</summary>
internal static class TextDeclaration
{
    /// <summary>What Matrix Market and METIS files say, whose numbers 1..n stand for ids from 0 on.</summary>
    public const string ZeroBased = "ids: from 0";

    /// <summary>What they say whose numbers stand for the ids of a file beside them.</summary>
    public const string InSidecar = "ids: in the file NAME.ids beside this one";

    private static ReadOnlySpan<byte> Isolated => " isolated: "u8;

    /// <summary>The vertex that a comment names as one without edges.</summary>
    public static bool TryIsolated(ReadOnlySpan<byte> comment, long? line, out string id)
    {
        id = "";
        if (!comment.StartsWith(Isolated))
            return false;
        try
        {
            id = VertexIds.DecodeUtf8(comment[Isolated.Length..]);
            NameTable.Check(id);
            return true;
        }
        catch (GraphFormatException error)
        {
            throw error.At(line: line);
        }
    }

    /// <summary>Reads the number of vertices, the direction, the kind of ids and whether it is a sample from a comment, given without its comment sign.</summary>
    public static void Read(ReadOnlySpan<byte> comment, long line, EdgeRowCollector collector)
    {
        string text = Encoding.UTF8.GetString(comment.Length > 100 ? comment[..100] : comment).Trim();
        if (text.StartsWith("vertices: ", StringComparison.Ordinal))
        {
            collector.DeclaredVertices = long.TryParse(text["vertices: ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long n)
                ? n
                : throw new GraphFormatException($"'{GraphFormatException.Excerpt(comment)}' does not state a number of vertices").At(line: line);
        }
        else if (text == "sampled: true")
        {
            collector.IsSample = true;
        }
        else if (text is "directed: true" or "directed: false")
        {
            collector.DeclaredDirected = text == "directed: true";
        }
        else if (text == InSidecar)
        {
            collector.IdsAreInSidecar = true;
        }
        else if (text == ZeroBased)
        {
            collector.NumbersStandForZeroBased = true;
        }
        else if (text is "ids: integers" or "ids: strings")
        {
            collector.DeclaredIds = text == "ids: strings" ? IdMode.Strings : IdMode.Sparse;
        }
    }
}
