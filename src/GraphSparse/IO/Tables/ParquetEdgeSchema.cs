using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Which columns of a Parquet edge table are source, target and weight, as indices of <see cref="ParquetFile.Fields"/> and then of the keys, and what they hold.</summary>
/// <param name="Source">The sources.</param>
/// <param name="Target">The targets.</param>
/// <param name="Weight">The weights, or −1.</param>
/// <param name="HasTexts">Whether ids are strings; otherwise they are integers.</param>
/// <param name="Columns">The names that were taken, for notes.</param>
/// <param name="File">The file, for errors.</param>
/// <param name="Keys">What the folders of the file tell.</param>
internal sealed record ParquetEdgeSchema(int Source, int Target, int Weight, bool HasTexts, EdgeColumns Columns, ParquetFile File, PartKeys Keys)
{
    /// <exception cref="GraphFormatException">A column is missing, or cannot be what its name or an option says.</exception>
    public static ParquetEdgeSchema Of(ParquetFile file, GraphReadOptions options, PartKeys? keys = null)
    {
        keys = (keys ?? PartKeys.None).Beside(file.ColumnNames);
        IReadOnlyList<string> names = [.. file.ColumnNames, .. keys.Names];
        int own = file.ColumnNames.Count;
        if (!EdgeColumns.TryHeader(names, options, out EdgeColumns columns))
        {
            if (options.WeightColumn is { } weight && EdgeColumns.TryHeader(names, options with { WeightColumn = null }, out _))
                throw new GraphFormatException($"no column '{weight}' among {string.Join(", ", names)}").At(file.Name);
            throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}; name them with --source-column and --target-column").At(file.Name);
        }

        int source = Field(columns.Source, ParquetRoles.Id), target = Field(columns.Target, ParquetRoles.Id);
        bool hasTexts = AreTexts(source);
        if (hasTexts != AreTexts(target))
            throw new GraphFormatException($"column '{names[columns.Source]}' holds {Kind(hasTexts)} and column '{names[columns.Target]}' {Kind(!hasTexts)}; ids are of one kind").At(file.Name);
        if (hasTexts && options.Ids is IdMode.Dense or IdMode.Sparse)
            throw new GraphFormatException("ids are said to be integers, and the columns hold strings").At(file.Name);
        List<string> notes = [.. columns.Notes, .. keys.Hidden.Select(key => $"folders say {key}=…, which is a column of the files too: that of the files counts")];
        foreach ((string role, int column) in new[] { ("source", columns.Source), ("target", columns.Target), ("weight", columns.Weight) })
        {
            if (column >= own)
                notes.Add($"the {role} is what the folders say, {names[column]}=…");
        }

        columns = columns with { Notes = notes };
        return new ParquetEdgeSchema(source, target, Field(columns.Weight, ParquetRoles.Weight), hasTexts, columns, file, keys);

        int Field(int column, Func<ParquetFile, int, int> ofFile) => column < own ? ofFile(file, column) : file.Fields.Count + column - own;
        bool AreTexts(int field) => field < file.Fields.Count ? IdColumn.AreTexts(file.Fields[field]) : keys.IsText(field - file.Fields.Count);
    }

    /// <summary>The columns beside source, target and weight: what they hold, or why that cannot be read.</summary>
    public IEnumerable<OtherColumn> Others()
    {
        foreach ((int place, string name) in Columns.Others)
        {
            if (place >= File.ColumnNames.Count)
            {
                ParquetType type = Keys.HasValue(place - File.ColumnNames.Count) && Keys.IsText(place - File.ColumnNames.Count) ? ParquetType.Utf8 : ParquetType.Int64;
                yield return new OtherColumn(name, new ParquetField(name, type)) { IsKey = true, File = File.Name };
            }
            else if (File.RefusalOf(place) is { } reason)
            {
                yield return new OtherColumn(name) { Refusal = $"cannot be read ({reason})", File = File.Name };
            }
            else
            {
                ParquetField field = File.Fields[File.FieldOf(place)];
                yield return new OtherColumn(name, field) { Refusal = field.IsList ? $"holds {FormatNames.Content(field)}" : null, File = File.Name };
            }
        }
    }

    /// <summary>Bytes that these columns take in memory, about.</summary>
    public long OtherBytes() => Others().Where(other => other.Refusal is null)
        .Sum(other => OtherColumns.BytesOf(other.Field!, other.IsKey ? 0 : File.BytesOf(File.FieldOf(PlaceOf(other.Name)!.Value)), File.RowCount));

    /// <summary>The place of a column beside source, target and weight among the names of the file and then of the keys, or null.</summary>
    public int? PlaceOf(string name) => Columns.Others.FirstOrDefault(other => other.Name == name) is { Name: not null } found ? found.Place : null;

    /// <summary>The place among the keys of a field of <see cref="Source"/>, <see cref="Target"/> or <see cref="Weight"/>; below 0 where it is one of the file's own.</summary>
    public int KeyOf(int field) => field - File.Fields.Count;

    /// <summary>Refuses a part that has other kinds of columns than the first one: what is missing would be made up.</summary>
    public void RequireLike(ParquetEdgeSchema first)
    {
        if (HasTexts != first.HasTexts)
            throw Differs(first, $"its ids are {Kind(HasTexts)}, those of the first part are {Kind(first.HasTexts)}");
        if (Weight < 0 && first.Weight >= 0)
            throw Differs(first, $"it has no weights, the first part has them in column '{first.Name(first.Weight)}'");
        if (Weight >= 0 && first.Weight < 0)
            throw Differs(first, $"it has weights in column '{Name(Weight)}', the first part has none");
    }

    private string Name(int field) => KeyOf(field) < 0 ? File.Fields[field].Name : Keys.Names.ElementAt(KeyOf(field));

    private static string Kind(bool texts) => texts ? "strings" : "integers";

    private GraphFormatException Differs(ParquetEdgeSchema first, string how) =>
        new GraphFormatException($"this part differs from the first one, {Path.GetFileName(first.File.Name)}: {how}").At(File.Name);
}
