using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Which columns of a Parquet edge table are source, target and weight, as indices of <see cref="ParquetFile.Fields"/>, and what they hold.</summary>
/// <param name="Source">The sources.</param>
/// <param name="Target">The targets.</param>
/// <param name="Weight">The weights, or −1.</param>
/// <param name="HasTexts">Whether ids are strings; otherwise they are integers.</param>
/// <param name="Columns">The names that were taken, for notes.</param>
/// <param name="File">The file, for errors.</param>
internal sealed record ParquetEdgeSchema(int Source, int Target, int Weight, bool HasTexts, EdgeColumns Columns, ParquetFile File)
{
    /// <exception cref="GraphFormatException">A column is missing, or cannot be what its name or an option says.</exception>
    public static ParquetEdgeSchema Of(ParquetFile file, GraphReadOptions options)
    {
        IReadOnlyList<string> names = file.ColumnNames;
        if (!EdgeColumns.TryHeader(names, options, out EdgeColumns columns))
        {
            if (options.WeightColumn is { } weight && EdgeColumns.TryHeader(names, options with { WeightColumn = null }, out _))
                throw new GraphFormatException($"no column '{weight}' among {string.Join(", ", names)}").At(file.Name);
            throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}; name them with --source-column and --target-column").At(file.Name);
        }

        int source = ParquetRoles.Id(file, columns.Source), target = ParquetRoles.Id(file, columns.Target);
        bool hasTexts = IdColumn.AreTexts(file.Fields[source]);
        if (hasTexts != IdColumn.AreTexts(file.Fields[target]))
            throw new GraphFormatException($"column '{file.Fields[source].Name}' holds {Kind(hasTexts)} and column '{file.Fields[target].Name}' {Kind(!hasTexts)}; ids are of one kind").At(file.Name);
        if (hasTexts && options.Ids is IdMode.Dense or IdMode.Sparse)
            throw new GraphFormatException("ids are said to be integers, and the columns hold strings").At(file.Name);
        return new ParquetEdgeSchema(source, target, ParquetRoles.Weight(file, columns.Weight), hasTexts, columns, file);
    }

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

    private string Name(int field) => File.Fields[field].Name;

    private static string Kind(bool texts) => texts ? "strings" : "integers";

    private GraphFormatException Differs(ParquetEdgeSchema first, string how) =>
        new GraphFormatException($"this part differs from the first one, {Path.GetFileName(first.File.Name)}: {how}").At(File.Name);
}
