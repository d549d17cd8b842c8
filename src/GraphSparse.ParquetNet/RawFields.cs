using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Fields by which Parquet.Net reads and writes the stored values of flat columns without an interpretation.</summary>
/// <remarks>Parquet.Net finds the column by the path of a field and decodes it as the .NET type of that field; the types of its own fields lose what <see cref="DateTime"/> and
/// <see cref="decimal"/> cannot hold.</remarks>
internal static class RawFields
{
    /// <summary>A field of the same name and levels whose values are of a type.</summary>
    public static DataField Of<T>(DataField field) where T : struct
    {
        if (field.ClrType == typeof(T))
            return field;
        var raw = new DataField(field.Name, typeof(T), field.IsNullable, isArray: false);
        _ = new ParquetSchema(raw); // which gives the field its levels
        return raw;
    }
}
