using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Makes the error for a row of a column, counted from 0 in its row group.</summary>
internal delegate GraphFormatException RowError(int row, string reason);

/// <summary>Takes the values of a column as numbers.</summary>
internal static class ColumnNumbers
{
    /// <summary>Whether the values of a field are numbers; truth values are not.</summary>
    public static bool AreIn(ParquetField field) => !field.IsList && (field.LogicalType switch
    {
        ParquetLogicalType.None => field.Type is ParquetType.Int32 or ParquetType.Int64 or ParquetType.Float or ParquetType.Double,
        ParquetLogicalType.Unsigned or ParquetLogicalType.Decimal or ParquetLogicalType.Float16 => true,
        _ => false,
    });

    /// <summary>The nearest double of every row, 0 where it is null, in an array that is nobody else's.</summary>
    /// <param name="column">Of a field for which <see cref="AreIn"/> holds.</param>
    /// <param name="bad">Makes the error where a number is too long to be read.</param>
    [MethodImpl(Hot.Loop)]
    public static double[] ToDoubles(ParquetColumn column, RowError bad)
    {
        ParquetField field = column.Field;
        return (column, field.LogicalType) switch
        {
            (ParquetColumn<double> c, ParquetLogicalType.None) => c.TakeArray(),
            (ParquetColumn<float> c, ParquetLogicalType.None) => Array.ConvertAll(c.TakeArray(), w => (double)w),
            (ParquetColumn<int> c, ParquetLogicalType.None) => Array.ConvertAll(c.TakeArray(), w => (double)w),
            (ParquetColumn<long> c, ParquetLogicalType.None) => Array.ConvertAll(c.TakeArray(), w => (double)w),
            (ParquetColumn<int> c, ParquetLogicalType.Unsigned) => Array.ConvertAll(c.TakeArray(), w => (double)(uint)w),
            (ParquetColumn<long> c, ParquetLogicalType.Unsigned) => Array.ConvertAll(c.TakeArray(), w => (double)(ulong)w),
            (ParquetColumn<int> c, ParquetLogicalType.Decimal) => Array.ConvertAll(c.TakeArray(), w => DecimalValues.ToDouble(w, field.Scale)),
            (ParquetColumn<long> c, ParquetLogicalType.Decimal) => Array.ConvertAll(c.TakeArray(), w => DecimalValues.ToDouble(w, field.Scale)),
            (ParquetUtf8Column c, ParquetLogicalType.Decimal) => Decimals(c, bad),
            (ParquetUtf8Column c, ParquetLogicalType.Float16) => Halves(c),
            _ => throw new ArgumentException($"Column '{field.Name}' holds {FormatNames.Content(field)}, not numbers.", nameof(column)),
        };
    }

    private static double[] Decimals(ParquetUtf8Column column, RowError bad)
    {
        var values = new double[column.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (column.IsNull(row))
                continue;
            try
            {
                values[row] = column[row].IsEmpty ? throw bad(row, $"column '{column.Field.Name}' holds a decimal number without a byte") : DecimalValues.ToDouble(column[row], column.Field.Scale);
            }
            catch (GraphFormatException error) when (error.Path is null)
            {
                throw bad(row, error.Reason);
            }
        }

        return values;
    }

    private static double[] Halves(ParquetUtf8Column column)
    {
        var values = new double[column.RowCount];
        for (int row = 0; row < values.Length; row++)
            values[row] = column.IsNull(row) ? 0 : (double)BinaryPrimitives.ReadHalfLittleEndian(column[row]);
        return values;
    }
}
