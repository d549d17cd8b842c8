using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Which columns of a Parquet edge table are source, target and weight, as indices of the fields of the table and then of the keys, and what they hold.</summary>
/// <param name="Source">The sources.</param>
/// <param name="Target">The targets.</param>
/// <param name="Weight">The weights, or −1.</param>
/// <param name="HasTexts">Whether ids are strings; otherwise they are integers.</param>
/// <param name="Columns">The names that were taken, for notes.</param>
/// <param name="Table">The table.</param>
/// <param name="Keys">What the folders of a file tell.</param>
internal sealed record ParquetEdgeSchema(int Source, int Target, int Weight, bool HasTexts, EdgeColumns Columns, IColumnTable Table, PartKeys Keys)
{
    /// <exception cref="GraphFormatException">A column is missing, or cannot be what its name or an option says.</exception>
    public static ParquetEdgeSchema Of(IColumnTable table, GraphReadOptions options, PartKeys? keys = null)
    {
        keys = (keys ?? PartKeys.None).Beside(table.ColumnNames);
        IReadOnlyList<string> names = [.. table.ColumnNames, .. keys.Names];
        int own = table.ColumnNames.Count;
        if (!EdgeColumns.TryHeader(names, options, out EdgeColumns columns))
        {
            if (options.WeightColumn is { } weight && EdgeColumns.TryHeader(names, options with { WeightColumn = null }, out _))
                throw new GraphFormatException($"no column '{weight}' among {string.Join(", ", names)}").At(table.Name);
            throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}; name them with GraphReadOptions.SourceColumn and GraphReadOptions.TargetColumn").At(table.Name);
        }

        int source = Field(columns.Source, ParquetRoles.Id), target = Field(columns.Target, ParquetRoles.Id);
        bool hasTexts = AreTexts(source);
        if (hasTexts != AreTexts(target))
            throw new GraphFormatException($"column '{names[columns.Source]}' holds {Kind(hasTexts)} and column '{names[columns.Target]}' {Kind(!hasTexts)}; ids are of one kind").At(table.Name);
        if (hasTexts && options.Ids is IdMode.Dense or IdMode.Sparse)
            throw new GraphFormatException("ids are said to be integers, and the columns hold strings").At(table.Name);
        List<string> notes = [.. columns.Notes, .. keys.Hidden.Select(key => $"folders say {key}=…, which is a column of the files too: that of the files counts")];
        foreach ((string role, int column) in new[] { ("source", columns.Source), ("target", columns.Target), ("weight", columns.Weight) })
        {
            if (column >= own)
                notes.Add($"the {role} is what the folders say, {names[column]}=…");
        }

        columns = columns with { Notes = notes };
        return new ParquetEdgeSchema(source, target, Field(columns.Weight, ParquetRoles.Weight), hasTexts, columns, table, keys);

        int Field(int column, Func<IColumnTable, int, int> ofTable) => column < own ? ofTable(table, column) : table.Fields.Count + column - own;
        bool AreTexts(int field) => field < table.Fields.Count ? IdColumn.AreTexts(table.Fields[field]) : keys.IsText(field - table.Fields.Count);
    }

    /// <summary>The columns beside source, target and weight: what they hold, or why that cannot be read.</summary>
    public IEnumerable<OtherColumn> Others()
    {
        foreach ((int place, string name) in Columns.Others)
        {
            if (place >= Table.ColumnNames.Count)
            {
                ParquetType type = Keys.HasValue(place - Table.ColumnNames.Count) && Keys.IsText(place - Table.ColumnNames.Count) ? ParquetType.Utf8 : ParquetType.Int64;
                yield return new OtherColumn(name, new ParquetField(name, type)) { IsKey = true, File = Table.Name };
            }
            else if (Table.RefusalOf(place) is { } reason)
            {
                yield return new OtherColumn(name) { Refusal = $"cannot be read ({reason})", File = Table.Name };
            }
            else
            {
                ParquetField field = Table.Fields[Table.FieldOf(place)];
                yield return new OtherColumn(name, field) { Refusal = field.IsList ? $"holds {FormatNames.Content(field)}" : null, File = Table.Name };
            }
        }
    }

    /// <summary>Bytes that these columns take in memory, about.</summary>
    public long OtherBytes() => Others().Where(other => other.Refusal is null)
        .Sum(other => OtherColumns.BytesOf(other.Field!, other.IsKey ? 0 : Table.BytesOf(Table.FieldOf(PlaceOf(other.Name)!.Value)), Table.RowCount));

    /// <summary>The place of a column beside source, target and weight among the names of the table and then of the keys, or null.</summary>
    public int? PlaceOf(string name) => Columns.Others.FirstOrDefault(other => other.Name == name) is { Name: not null } found ? found.Place : null;

    /// <summary>The place among the keys of a field of <see cref="Source"/>, <see cref="Target"/> or <see cref="Weight"/>; below 0 where it is one of the file's own.</summary>
    public int KeyOf(int field) => field - Table.Fields.Count;

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

    private string Name(int field) => KeyOf(field) < 0 ? Table.Fields[field].Name : Keys.Names.ElementAt(KeyOf(field));

    private static string Kind(bool texts) => texts ? "strings" : "integers";

    private GraphFormatException Differs(ParquetEdgeSchema first, string how) =>
        new GraphFormatException($"this part differs from the first one, {Path.GetFileName(first.Table.Name)}: {how}").At(Table.Name);
}
