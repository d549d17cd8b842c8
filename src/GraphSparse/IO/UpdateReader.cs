using System.Globalization;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Updates as a file lists them.</summary>
/// <param name="Updates">In the order of the file.</param>
/// <param name="Lines">The line of each update counted from 1, or for Parquet its row.</param>
/// <param name="IsText">Whether places are lines.</param>
/// <param name="StreamSha256">Checksum of an input that could be read only once, else null.</param>
/// <param name="Refused">Updates left out because their weight is no conductance.</param>
public sealed record UpdateList(IReadOnlyList<EdgeUpdate> Updates, IReadOnlyList<long> Lines, bool IsText, string? StreamSha256, int Refused = 0);

/// <summary>Reads edge updates from text or Parquet: source, target, weight and op, which is + (insert), - (delete) or = (set the weight).</summary>
/// <remarks>
/// Text has columns apart by tab, comma, semicolon or spaces, '#' and '%' comments and an optional header. Without a header the columns are source,
/// target, weight, op; with three of them the last is the op where it is one, else the weight. A missing weight is 1, a missing op is +. The weight of a deletion is not looked at.
/// <para>Vertices are named as in the graph's own file. Cost: one pass; 32 bytes per update. Determinism: exact.</para>
/// </remarks>
public static class UpdateReader
{
    /// <summary>Reads the updates of a graph.</summary>
    /// <param name="path">A text or Parquet file, or - for standard input.</param>
    /// <param name="vertexCount">Number of vertices of the graph.</param>
    /// <param name="ids">Its external ids, or <see langword="null"/> where vertices are 0..n−1.</param>
    /// <param name="columns">Names of the columns of a text without a header, separated by commas; <see langword="null"/> for the header or the places.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="lenient">Whether updates whose weight is no conductance are left out and counted; otherwise the first one fails.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="GraphFormatException">A line is no update of this graph; says which.</exception>
    public static UpdateList Read(
        string path, int vertexCount, VertexIds? ids = null, string? columns = null, MemoryBudget? budget = null, bool lenient = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        budget ??= MemoryBudget.Default;
        var rows = new UpdateRows(vertexCount, ids, budget, lenient);
        try
        {
            if (path != "-" && GraphFormats.Extension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
            {
                ParquetUpdates.Read(path, rows, budget, cancellationToken);
                return new UpdateList(rows.Updates, rows.Places, IsText: false, null, rows.Refused);
            }

            using Stream stream = TextSource.Open(path);
            ReadText(stream, rows, columns, budget, cancellationToken);
            return new UpdateList(rows.Updates, rows.Places, IsText: true, (stream as HashedInput)?.Sha256(), rows.Refused);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
        catch (InvalidDataException error)
        {
            throw new GraphFormatException($"the compressed data is damaged ({error.Message})", error).At(path);
        }
    }

    private static void ReadText(Stream stream, UpdateRows rows, string? columns, MemoryBudget budget, CancellationToken cancellationToken)
    {
        UpdateColumns? layout = columns is null ? null : UpdateColumns.Named(columns.Split(',', StringSplitOptions.TrimEntries));
        byte delimiter = 0;
        long line = 0;
        foreach (TextChunk chunk in TextChunks.Read(stream, budget, cancellationToken))
        {
            ReadOnlySpan<byte> text = chunk.Bytes;
            if (line == 0 && text.StartsWith("\uFEFF"u8))
                text = text[3..];
            while (!text.IsEmpty)
            {
                int end = text.IndexOf((byte)'\n');
                ReadOnlySpan<byte> content = text[..end].Trim(" \t\r"u8);
                text = text[(end + 1)..];
                line++;
                if (content.IsEmpty || content[0] is (byte)'#' or (byte)'%')
                    continue;
                if (delimiter == 0)
                    delimiter = content.Contains((byte)'\t') ? (byte)'\t' : content.Contains((byte)',') ? (byte)',' : content.Contains((byte)';') ? (byte)';' : (byte)' ';
                try
                {
                    string[] fields = EdgeListReader.Split(content, delimiter);
                    if (layout is null && UpdateColumns.TryHeader(fields, out layout))
                        continue;
                    layout ??= UpdateColumns.ByPlace(fields);
                    rows.Add(UpdateColumns.Field(fields, layout.Source, "source"), UpdateColumns.Field(fields, layout.Target, "target"),
                        UpdateColumns.Optional(fields, layout.Weight), UpdateColumns.Optional(fields, layout.Op), line);
                }
                catch (GraphFormatException error)
                {
                    throw error.At(line: line);
                }
            }

            chunk.Release();
        }
    }
}

/// <summary>Which columns of an update table hold what; −1 for those that are not there.</summary>
internal sealed record UpdateColumns(int Source, int Target, int Weight, int Op)
{
    private static readonly string[] Sources = ["source", "src", "from", "u"];
    private static readonly string[] Targets = ["target", "dst", "to", "v"];

    public static bool TryHeader(string[] names, out UpdateColumns? columns)
    {
        columns = new UpdateColumns(Find(names, Sources), Find(names, Targets), Find(names, ["weight"]), Find(names, ["op"]));
        if (columns.Source < 0 || columns.Target < 0)
            columns = null;
        return columns is not null;
    }

    public static UpdateColumns Named(string[] names) => TryHeader(names, out UpdateColumns? columns) ? columns!
        : throw new ArgumentException($"Columns '{string.Join(',', names)}' name no source and target; for example: source,target,weight,op.");

    public static UpdateColumns ByPlace(string[] fields) => fields.Length == 3 && UpdateRows.IsOp(fields[2])
        ? new UpdateColumns(0, 1, -1, 2)
        : new UpdateColumns(0, 1, fields.Length > 2 ? 2 : -1, fields.Length > 3 ? 3 : -1);

    public static string Field(string[] fields, int column, string name) => column < fields.Length && fields[column].Length > 0
        ? fields[column]
        : throw new GraphFormatException($"the {name} is missing");

    public static string? Optional(string[] fields, int column) => column >= 0 && column < fields.Length && fields[column].Length > 0 ? fields[column] : null;

    private static int Find(string[] names, string[] wanted) =>
        Array.FindIndex(names, name => wanted.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
}

/// <summary>Collects updates and refuses what is none.</summary>
internal sealed class UpdateRows(int vertexCount, VertexIds? ids, MemoryBudget budget, bool lenient)
{
    private const int BytesPerUpdate = 32;

    public List<EdgeUpdate> Updates { get; } = [];

    public List<long> Places { get; } = [];

    /// <summary>Updates left out because their weight is no conductance.</summary>
    public int Refused { get; private set; }

    public static bool IsOp(string text) => text is "+" or "-" or "=";

    public void Add(string source, string target, string? weight, string? op, long place) =>
        Add(Vertex(source), Vertex(target), weight is null ? null : Weight(weight), op, place);

    public void Add(int source, int target, double? weight, string? op, long place)
    {
        UpdateKind kind = op switch
        {
            null or "+" => UpdateKind.Insert,
            "-" => UpdateKind.Delete,
            "=" => UpdateKind.Set,
            _ => throw new GraphFormatException($"op '{Excerpt(op)}' is none of + - ="),
        };
        if (kind == UpdateKind.Set && weight is null)
            throw new GraphFormatException("op = needs a weight");
        if (kind != UpdateKind.Delete && weight is { } w && EdgeUpdate.WeightProblem(w) is { } problem)
        {
            if (!lenient)
                throw new GraphFormatException(problem);
            Refused++;
            return;
        }

        if ((Updates.Count & 0xFFFF) == 0)
            budget.Ensure((Updates.Count + 0x10000L) * BytesPerUpdate, $"a list of at least {Updates.Count} updates");
        Updates.Add(new EdgeUpdate(source, target, kind == UpdateKind.Delete ? 1 : weight ?? 1, kind));
        Places.Add(place);
    }

    public int Vertex(string id)
    {
        int vertex = ids is not null ? ids.Find(id)
            : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int v) && v < vertexCount ? v : -1;
        return vertex >= 0 ? vertex : throw Unknown(id);
    }

    public int Vertex(long id)
    {
        int vertex = ids is not null ? ids.Find(id) : id >= 0 && id < vertexCount ? (int)id : -1;
        return vertex >= 0 ? vertex : throw Unknown(id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A number, NaN where it is none of the finite ones; which of these are refused is for the caller to say.</summary>
    private static double Weight(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return TextNumbers.IsNumber(bytes) ? TextNumbers.ParseFinite(bytes) : throw new GraphFormatException($"weight '{Excerpt(text)}' is not a number");
    }

    private GraphFormatException Unknown(string id) => new(ids is null
        ? $"vertex {Excerpt(id)} is not in 0..{vertexCount - 1}"
        : $"the graph has no vertex '{Excerpt(id)}'");

    private static string Excerpt(string text) => GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text));
}
