using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Finds the column of a Parquet table that has a role, and refuses it by name where its type does not suit the role.</summary>
internal static class ParquetRoles
{
    /// <summary>A column of ids: integers or strings.</summary>
    public static int Id(IColumnTable table, int column)
    {
        int field = table.FieldOf(column);
        return IdColumn.AreIntegers(table.Fields[field]) || IdColumn.AreTexts(table.Fields[field]) ? field : throw Unsuitable(table, field, "an id is an integer or a string");
    }

    /// <summary>A column of weights, or −1 where there is none.</summary>
    public static int Weight(IColumnTable table, int column)
    {
        if (column < 0)
            return -1;
        int field = table.FieldOf(column);
        return ColumnNumbers.AreIn(table.Fields[field]) ? field : throw Unsuitable(table, field, "a weight is a number");
    }

    /// <summary>A column of the words for what an update does, or −1 where there is none.</summary>
    public static int Op(IColumnTable table, int column)
    {
        if (column < 0)
            return -1;
        int field = table.FieldOf(column);
        return table.Fields[field] is { IsList: false, LogicalType: ParquetLogicalType.None, Type: ParquetType.Utf8 } ? field : throw Unsuitable(table, field, "an op is a string");
    }

    private static GraphFormatException Unsuitable(IColumnTable table, int field, string wanted)
    {
        ParquetField found = table.Fields[field];
        return new GraphFormatException($"column '{found.Name}' holds {FormatNames.Described(found)}; {wanted}").At(table.Name);
    }
}
