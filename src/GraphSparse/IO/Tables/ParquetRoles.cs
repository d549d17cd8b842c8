using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Finds the column of a Parquet file that has a role, and refuses it by name where its type does not suit the role.</summary>
internal static class ParquetRoles
{
    /// <summary>A column of ids: integers or strings.</summary>
    public static int Id(ParquetFile file, int column)
    {
        int field = file.FieldOf(column);
        return IdColumn.AreIntegers(file.Fields[field]) || IdColumn.AreTexts(file.Fields[field]) ? field : throw Unsuitable(file, field, "an id is an integer or a string");
    }

    /// <summary>A column of weights, or −1 where there is none.</summary>
    public static int Weight(ParquetFile file, int column)
    {
        if (column < 0)
            return -1;
        int field = file.FieldOf(column);
        return ColumnNumbers.AreIn(file.Fields[field]) ? field : throw Unsuitable(file, field, "a weight is a number");
    }

    /// <summary>A column of the words for what an update does, or −1 where there is none.</summary>
    public static int Op(ParquetFile file, int column)
    {
        if (column < 0)
            return -1;
        int field = file.FieldOf(column);
        return file.Fields[field] is { IsList: false, LogicalType: ParquetLogicalType.None, Type: ParquetType.Utf8 } ? field : throw Unsuitable(file, field, "an op is a string");
    }

    private static GraphFormatException Unsuitable(ParquetFile file, int field, string wanted)
    {
        ParquetField found = file.Fields[field];
        return new GraphFormatException($"column '{found.Name}' holds {FormatNames.Described(found)}; {wanted}").At(file.Name);
    }
}
