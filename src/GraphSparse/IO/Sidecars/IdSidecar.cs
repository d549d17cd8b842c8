using System.Globalization;
using System.Text;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Ids beside a file whose format knows only the numbers 1..n (Matrix Market, METIS): NAME.ids, one id per line after the kind of the ids and the
/// checksum of NAME.</summary>
internal static class IdSidecar
{
    public const string Head = "# graphsparse ids: ";
    public const string Checksum = "# of a graph file with sha256: ";

    public static string PathOf(string graphPath) => graphPath + ".ids";

    /// <summary>Writes the ids under a partial name; the caller commits them together with the graph file.</summary>
    public static AtomicFile Write(string graphPath, OutputFile graph, VertexIds ids, bool overwrite)
    {
        var file = new AtomicFile(PathOf(graphPath), overwrite);
        try
        {
            using var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(Head + (ids.AreIntegers ? "integers" : "strings"));
            writer.WriteLine(Checksum + graph.Sha256);
            for (int v = 0; v < ids.Count; v++)
                writer.WriteLine(ids.GetText(v));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return file;
    }

    /// <summary>The ids beside a file, or null where there are none.</summary>
    /// <exception cref="GraphFormatException">They are not those of this file.</exception>
    public static VertexIds? Read(string graphPath, int vertexCount, List<string> notes)
    {
        string path = PathOf(graphPath);
        if (Text.TextSource.IsStream(graphPath) || !Sidecar.IsThere(path, notes))
            return null;
        string[] lines = ReadLines(path);
        if (lines.Length == 0 || lines[0] is not (Head + "integers" or Head + "strings"))
            throw new GraphFormatException($"does not begin with '{Head}integers' or '{Head}strings'").At(path, line: 1);
        if (lines.Length < 2 || !lines[1].StartsWith(Checksum, StringComparison.Ordinal))
            throw new GraphFormatException($"does not say which graph file it belongs to: the line '{Checksum}…' is missing. Write both files again, or add that line").At(path, line: 2);
        Sidecar.RequireChecksum(path, lines[1][Checksum.Length..].Trim(), InputFiles.Sha256(graphPath), graphPath);
        string[] ids = lines[2..];
        if (ids.Length != vertexCount)
            throw new GraphFormatException($"{ids.Length} ids for a graph of {vertexCount} vertices").At(path);
        return lines[0].EndsWith(" integers", StringComparison.Ordinal) ? Integers(ids, path) : Strings(ids, path);
    }

    private static VertexIds Integers(string[] ids, string path)
    {
        IntegerId[] integers = Array.ConvertAll(ids, id => IntegerId.Parse(Encoding.UTF8.GetBytes(id)));
        for (int v = 0; v < ids.Length; v++)
        {
            bool isId = integers[v] is { Kind: IntegerKind.Signed or IntegerKind.Unsigned, HasLeadingZero: false };
            if (!isId || (v > 0 && Number(integers[v]) <= Number(integers[v - 1])))
                throw new GraphFormatException("not an integer above that of the line before").At(path, line: v + 3);
        }

        bool areUnsigned = ids.Length > 0 && integers[^1].Kind == IntegerKind.Unsigned;
        if (areUnsigned && Number(integers[0]) < 0)
            throw new GraphFormatException("ids are below 0 and above 2^63 - 1; these are written as strings").At(path, line: 1);
        return VertexIds.FromSorted(Array.ConvertAll(integers, id => id.Value), areUnsigned);

        static Int128 Number(IntegerId id) => id.Kind == IntegerKind.Unsigned ? unchecked((ulong)id.Value) : id.Value;
    }

    private static VertexIds Strings(string[] ids, string path)
    {
        for (int v = 0; v < ids.Length; v++)
        {
            if (!NameTable.CanBeWritten(ids[v]))
                throw new GraphFormatException("an empty id, or one with a control character").At(path, line: v + 3);
            if (v > 0 && VertexIds.CompareUtf8(ids[v - 1], ids[v]) >= 0)
                throw new GraphFormatException("not above the id of the line before").At(path, line: v + 3);
        }

        return VertexIds.FromSorted(ids);
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
