using System.Globalization;
using System.Runtime.CompilerServices;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>One file of a Parquet edge table, or a table in memory, read a row group at a time.</summary>
internal sealed record ParquetEdgePart(IColumnTable Table, ParquetEdgeSchema Schema)
{
    public static ParquetEdgePart Open(string path, IReadOnlyList<KeyValuePair<string, string>> keys, GraphReadOptions options, IoContext context)
    {
        ParquetFile file = ParquetFile.Open(path, context.Budget.AvailableBytes);
        try
        {
            return new ParquetEdgePart(file, ParquetEdgeSchema.Of(file, options, new PartKeys(keys, path)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A table in memory as the only part.</summary>
    public static ParquetEdgePart Of(ParquetTable table, GraphReadOptions options) => new(table, ParquetEdgeSchema.Of(table, options));

    /// <summary>Reads the edges of a row group.</summary>
    /// <param name="group">Its index.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="context">Cancellation.</param>
    /// <param name="names">Takes the names, where ids are text; <see langword="null"/> for a table of the row group's own.</param>
    public EdgeRows ReadGroup(int group, GraphReadOptions options, IoContext context, NameTable? names = null)
    {
        RowError bad = (row, reason) => BadRow(group, row, reason);
        if (!Schema.HasTexts)
        {
            IdColumn sources = ReadIds(group, Schema.Source, bad, context);
            IdColumn targets = ReadIds(group, Schema.Target, bad, context);
            return Integers(sources, targets, ReadWeights(group, sources.Count, bad, options, context), bad, options);
        }

        names ??= new NameTable();
        int[] from = ReadNames(group, Schema.Source, names, bad, context);
        int[] to = ReadNames(group, Schema.Target, names, bad, context);
        return new EdgeRows { Block = new EdgeBlock(from, to, ReadWeights(group, from.Length, bad, options, context), from.Length), Names = names };
    }

    private double[]? ReadWeights(int group, int rowCount, RowError bad, GraphReadOptions options, IoContext context) =>
        Schema.Weight < 0 ? null
        : Schema.KeyOf(Schema.Weight) is >= 0 and int key ? Schema.Keys.Weights(key, rowCount)
        : Weights(ReadColumn(group, Schema.Weight, bad, context), bad, options.SkipInvalidWeights);

    /// <summary>A column that goes with the edges, or null where this part has none of that name.</summary>
    public ParquetColumn? ReadOther(int group, OtherColumn column, IoContext context)
    {
        if (Schema.PlaceOf(column.Name) is not { } place)
            return null;
        return place < Table.ColumnNames.Count
            ? Table.ReadColumn(group, Table.FieldOf(place), context.CancellationToken)
            : Schema.Keys.Values(place - Table.ColumnNames.Count, checked((int)Table.RowsOf(group)), asText: column.Field!.Type == ParquetType.Utf8);
    }

    private ParquetColumn ReadColumn(int group, int field, RowError bad, IoContext context)
    {
        if (Schema.KeyOf(field) is >= 0 and int key)
            return Schema.Keys.Ids(key, checked((int)Table.RowsOf(group)));
        ParquetColumn column = Table.ReadColumn(group, field, context.CancellationToken);
        if (column.NullCount == 0)
            return column;
        int row = 0;
        while (!column.IsNull(row))
            row++;
        throw IsNull(column.Field, row, bad);
    }

    private IdColumn ReadIds(int group, int field, RowError bad, IoContext context)
    {
        if (Schema.KeyOf(field) < 0 && Table.ReadIds(group, field, out int nullRow, context.CancellationToken) is { } ids)
            return nullRow < 0 ? ids : throw IsNull(ids.Field, nullRow, bad);
        return IdColumn.Of(ReadColumn(group, field, bad, context), bad);
    }

    /// <summary>The number of the name in each row.</summary>
    private int[] ReadNames(int group, int field, NameTable names, RowError bad, IoContext context)
    {
        GraphFormatException? refused = null;
        if (Schema.KeyOf(field) < 0 && Table.ReadNames(group, field, Number, out int nullRow, context.CancellationToken) is { } numbers)
            return nullRow >= 0 ? throw IsNull(Table.Fields[field], nullRow, bad) : refused is null ? numbers : throw refused;
        var column = (ParquetUtf8Column)ReadColumn(group, field, bad, context);
        var texts = new TextColumn(column);
        numbers = new int[column.RowCount];
        for (int row = 0; row < numbers.Length; row++)
            numbers[row] = Number(texts[row], row);
        return refused is null ? numbers : throw refused;

        int Number(ReadOnlySpan<byte> name, int row)
        {
            try
            {
                return names.Intern(name);
            }
            catch (GraphFormatException error)
            {
                refused ??= bad(row, error.Reason); // thrown here it would be taken for an error of the column's bytes
                return 0;
            }
        }
    }

    private static GraphFormatException IsNull(ParquetField field, int row, RowError bad) => bad(row, $"column '{field.Name}' is null");

    /// <summary>Ids that are not negative and below 2^31 - 1 become vertices without a map, in whatever width they are stored.</summary>
    private static EdgeRows Integers(IdColumn sources, IdColumn targets, double[]? weights, RowError bad, GraphReadOptions options)
    {
        RequireInRange(sources, bad, options);
        RequireInRange(targets, bad, options);
        if (AreVertices(sources) && AreVertices(targets))
            return new EdgeRows { Block = new EdgeBlock(Vertices(sources, options.IdBase), Vertices(targets, options.IdBase), weights, sources.Count) };

        bool unsigned = sources.AreUnsigned || targets.AreUnsigned;
        if (unsigned)
        {
            RequireNotNegative(sources, targets, bad);
            RequireNotNegative(targets, sources, bad);
        }

        return new EdgeRows { WideSources = Wide(sources, options.IdBase), WideTargets = Wide(targets, options.IdBase), WideWeights = weights, AreUnsigned = unsigned };
    }

    private static bool AreVertices(IdColumn ids) => ids.Narrow is not null
        ? !ids.Narrow.AsSpan().ContainsAnyExceptInRange(0, int.MaxValue - 1)
        : !ids.AreUnsigned && !ids.Wide.AsSpan().ContainsAnyExceptInRange(0, int.MaxValue - 1);

    [MethodImpl(Hot.Loop)]
    private static int[] Vertices(IdColumn column, int idBase)
    {
        int[] ids = column.Narrow ?? Array.ConvertAll(column.Wide!, id => (int)id);
        for (int i = 0; i < ids.Length && idBase > 0; i++)
            ids[i] -= idBase;
        return ids;
    }

    [MethodImpl(Hot.Loop)]
    private static long[] Wide(IdColumn column, int idBase)
    {
        long[] ids = column.ToWide();
        for (int i = 0; i < ids.Length && idBase > 0; i++)
            ids[i] -= idBase;
        return ids;
    }

    /// <summary>Refuses ids below the first one, where that is said, and those beyond the last one, where n is said.</summary>
    private static void RequireInRange(IdColumn ids, RowError bad, GraphReadOptions options)
    {
        long? end = options.Ids switch
        {
            IdMode.Sparse or IdMode.Strings => null,
            IdMode.Dense => options.IdBase + (options.Vertices ?? int.MaxValue - 1L),
            _ => options.IdBase + (long?)options.Vertices,
        };
        if (end is null && options.IdBase == 0)
            return;
        for (int row = 0; row < ids.Count; row++)
        {
            long id = ids.Narrow?[row] ?? ids.Wide![row];
            bool isHigh = ids.AreUnsigned && id < 0;
            if (isHigh ? end is not null : id < options.IdBase || id >= end)
                throw bad(row, $"vertex id {ids.Text(row)} is not in {options.IdBase}..{(end is { } e ? (e - 1).ToString(CultureInfo.InvariantCulture) : "")}");
        }
    }

    private static void RequireNotNegative(IdColumn ids, IdColumn other, RowError bad)
    {
        if (ids.AreUnsigned)
            return;
        int row = ids.Narrow is not null ? ids.Narrow.AsSpan().IndexOfAnyInRange(int.MinValue, -1) : ids.Wide.AsSpan().IndexOfAnyInRange(long.MinValue, -1);
        if (row >= 0)
            throw bad(row, $"vertex id {ids.Text(row)} is negative, and column '{other.Field.Name}' holds ids of 2^63 and more; ids have 64 bits, with a sign or without");
    }

    private static double[] Weights(ParquetColumn column, RowError bad, bool passesBad)
    {
        double[] weights = ColumnNumbers.ToDoubles(column, bad);
        for (int row = 0; row < weights.Length && !passesBad; row++)
        {
            if (!double.IsFinite(weights[row]))
                throw bad(row, $"weight {weights[row].ToString(CultureInfo.InvariantCulture)} is not a finite number");
        }

        return weights;
    }

    private GraphFormatException BadRow(int group, int row, string reason)
    {
        long before = Enumerable.Range(0, group).Sum(Table.RowsOf);
        return new GraphFormatException($"row {before + row + 1}: {reason}").At(Table.Name);
    }
}
