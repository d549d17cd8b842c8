using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>A column of an edge table that is none of source, target and weight.</summary>
/// <param name="Name">Its name; columns without one are column3, column4 and so on, by their place.</param>
/// <param name="Field">Its type; null in text.</param>
internal sealed record OtherColumn(string Name, ParquetField? Field = null)
{
    /// <summary>Why its values cannot be read one by one, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>How parts of a table differ in its type, or null.</summary>
    public string? Conflict { get; init; }

    /// <summary>Whether the names of folders tell it.</summary>
    public bool IsKey { get; init; }

    /// <summary>The file in which it was found first.</summary>
    public string File { get; init; } = "";
}

/// <summary>The columns beside source, target and weight, of all parts of a table, in the order in which they were found.</summary>
internal sealed class OtherColumns
{
    private const int NamesInNotes = 20;
    private const long BytesPerText = 45; // where it stands, whether it is null, its rank among others while it is encoded
    private const long ShortestIds = 4; // a digit and a delimiter each

    private readonly List<OtherColumn> _columns = [];

    public IReadOnlyList<OtherColumn> All => _columns;

    /// <summary>Bytes that these columns take in memory where all rows are edges of their own, about.</summary>
    public long Bytes { get; set; }

    /// <summary>Bytes that columns of a text take, at most: all of the text but the shortest ids, as it comes, in order and encoded; and where each value stands.</summary>
    public static long BytesOfText(int columns, long textBytes, long rows) => columns == 0 ? 0 : 3 * Math.Max(0, textBytes - rows * ShortestIds) + columns * rows * BytesPerText;

    /// <summary>Bytes that a column of a Parquet file takes, with its encoded form.</summary>
    public static long BytesOf(ParquetField field, long storedBytes, long rows) => field.Type switch
    {
        ParquetType.Boolean => 2 * rows,
        ParquetType.Int32 or ParquetType.Float => 12 * rows,
        ParquetType.Int64 or ParquetType.Double => 20 * rows,
        _ => 3 * Math.Max(storedBytes, Math.Max(8, field.FixedLength) * rows) + BytesPerText * rows,
    };

    /// <summary>Takes note of a column of a part; one of a name that is known must have the type that is known.</summary>
    public void Add(OtherColumn found)
    {
        int at = _columns.FindIndex(column => column.Name == found.Name);
        if (at < 0)
        {
            _columns.Add(found);
            return;
        }

        OtherColumn known = _columns[at];
        if (known.Field is null || found.Field is null || Plain(known.Field) == Plain(found.Field))
            return;
        if (known.IsKey && found.IsKey) // 2020 in one folder and unknown in the other
            _columns[at] = known with { Field = new ParquetField(known.Name, ParquetType.Utf8, IsOptional: true) };
        else
            _columns[at] = known with { Conflict = $"holds {FormatNames.Described(known.Field)} in {Path.GetFileName(known.File)} and {FormatNames.Described(found.Field)} in {Path.GetFileName(found.File)}" };
    }

    /// <summary>Names for a note: the first twenty; JSON has them all.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        $"{string.Join(", ", names.Take(NamesInNotes))}{(names.Count > NamesInNotes ? $" and {names.Count - NamesInNotes} more" : "")}";

    private static ParquetField Plain(ParquetField field) => field with { IsOptional = false };
}
