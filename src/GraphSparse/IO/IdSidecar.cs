using System.Text;

namespace GraphSparse.IO;

/// <summary>Ids beside a file whose format knows only the numbers 1..n (Matrix Market, METIS): NAME.ids, one id per line.</summary>
internal static class IdSidecar
{
    private const string Head = "# graphsparse ids: ";

    public static string PathOf(string graphPath) => graphPath + ".ids";

    public static OutputFile Write(string graphPath, VertexIds ids, bool overwrite)
    {
        using var file = new AtomicFile(PathOf(graphPath), overwrite);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
        {
            writer.WriteLine(Head + (ids.AreIntegers ? "integers" : "strings"));
            for (int v = 0; v < ids.Count; v++)
                writer.WriteLine(ids.Text(v));
        }

        return file.Commit();
    }

    /// <summary>The ids beside a file, or null where there are none.</summary>
    public static VertexIds? Read(string graphPath, int vertexCount)
    {
        string path = PathOf(graphPath);
        if (graphPath == "-" || !File.Exists(path))
            return null;
        string[] lines = ReadLines(path);
        if (lines.Length == 0 || lines[0] is not (Head + "integers" or Head + "strings"))
            throw new GraphFormatException($"does not begin with '{Head}integers' or '{Head}strings'").At(path, line: 1);
        if (lines.Length - 1 != vertexCount)
            throw new GraphFormatException($"{lines.Length - 1} ids for a graph of {vertexCount} vertices").At(path);
        VertexIds ids;
        if (lines[0].EndsWith(" integers", StringComparison.Ordinal))
        {
            var integers = new long[vertexCount];
            for (int v = 0; v < vertexCount; v++)
            {
                if (!long.TryParse(lines[v + 1], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out integers[v])
                    || (v > 0 && integers[v] <= integers[v - 1]))
                    throw new GraphFormatException("not an integer above that of the line before").At(path, line: v + 2);
            }

            ids = VertexIds.FromSorted(integers);
        }
        else
        {
            for (int v = 1; v < vertexCount; v++)
            {
                if (VertexIds.CompareUtf8(lines[v], lines[v + 1]) >= 0)
                    throw new GraphFormatException("not above the id of the line before").At(path, line: v + 2);
            }

            ids = VertexIds.FromSorted(lines[1..]);
        }

        return ids;
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException error)
        {
            throw new GraphFormatException("is not valid UTF-8", error).At(path);
        }
    }
}
