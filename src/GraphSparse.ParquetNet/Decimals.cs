using System.Numerics;
using GraphSparse.IO.Parquet;
using Parquet.Data;

namespace GraphSparse.ParquetNet;

/// <summary>Decimals: the integers before scaling, of whatever width they are stored in.</summary>
internal static class Decimals
{
    /// <summary>Digits that Parquet.Net stores in 32 bits.</summary>
    public const int LargestInt32 = 9;

    /// <summary>Digits that Parquet.Net stores in 64 bits.</summary>
    public const int LargestInt64 = 18;

    /// <summary>Digits that Parquet.Net stores at all: sixteen bytes.</summary>
    public const int LargestPrecision = 38;

    private const int LargestSystemDecimal = 28;

    /// <summary>The .NET type in which a program that reads the file sees them without loss.</summary>
    public static Type ClrType(int precision) => precision <= LargestSystemDecimal ? typeof(decimal) : typeof(BigDecimal);

    /// <summary>The integer of a row that is not null.</summary>
    public static BigInteger Unscaled(ParquetColumn column, int row) => column switch
    {
        ParquetColumn<int> c => c.Values[row],
        ParquetColumn<long> c => c.Values[row],
        _ => new BigInteger(((ParquetUtf8Column)column)[row], isUnsigned: false, isBigEndian: true),
    };

    /// <summary>The values that are not null as Parquet.Net stores them.</summary>
    /// <exception cref="ArgumentException">A value has more digits than its column says; names the row.</exception>
    public static T[] Narrow<T>(ParquetColumn column, Func<BigInteger, T> narrow)
    {
        int precision = column.Field.Precision;
        BigInteger end = BigInteger.Pow(10, precision);
        var values = new T[column.RowCount - column.NullCount];
        int at = 0;
        for (int row = 0; row < column.RowCount; row++)
        {
            if (column.IsNull(row))
                continue;
            BigInteger unscaled = Unscaled(column, row);
            if (BigInteger.Abs(unscaled) >= end)
                throw new ArgumentException($"Column '{column.Field.Name}', row {row}: the decimal {unscaled} (without its point) has more than {precision} digits.", nameof(column));
            values[at++] = narrow(unscaled);
        }

        return values;
    }
}
