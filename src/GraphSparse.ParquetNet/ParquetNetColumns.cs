using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet;

/// <summary>Reads and writes single columns by row groups of Parquet.Net.</summary>
/// <remarks>Values pass as they are stored, not by <see cref="DateTime"/> and <see cref="decimal"/>: nanoseconds, dates of any year, local times and decimals of 38 digits stay
/// what they are. Memory: the column, and once more its values where some are null.
/// <para>Parquet.Net does not verify checksums, and reads some damaged files as other values or without end: give its readers files that you trust, and unknown ones to
/// <see cref="ParquetFile"/>.</para></remarks>
public static class ParquetNetColumns
{
    /// <summary>Reads a column of a row group.</summary>
    /// <param name="rowGroup">The row group, of an open reader.</param>
    /// <param name="field">A field of the reader's schema.</param>
    /// <param name="cancellationToken">Handed to Parquet.Net.</param>
    /// <exception cref="GraphFormatException">GraphSparse has no such column, or Parquet.Net cannot read it; says the column.</exception>
    public static Task<ParquetColumn> ReadColumnAsync(this ParquetRowGroupReader rowGroup, Field field, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rowGroup);
        ArgumentNullException.ThrowIfNull(field);
        if (FieldTypes.Refuse(field, out ParquetField column) is { } reason)
            throw new GraphFormatException($"column '{field.Name}' cannot be read: {reason}");
        return new ColumnReader(rowGroup, field, column, cancellationToken).ReadAsync();
    }

    /// <summary>Writes the next column of a row group.</summary>
    /// <param name="rowGroup">The row group of an open writer.</param>
    /// <param name="field">The field, which is part of the schema of that writer; fields are written in their order.</param>
    /// <param name="column">Values of the type of the field: that of <see cref="ParquetNetSchema.ToParquetField"/>, apart from the width of decimals.</param>
    /// <param name="cancellationToken">Handed to Parquet.Net.</param>
    /// <exception cref="ArgumentException">The column is of another type, has nulls that the field does not allow, or holds what Parquet.Net cannot write; says the column and the row.</exception>
    public static Task WriteColumnAsync(this ParquetRowGroupWriter rowGroup, Field field, ParquetColumn column, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rowGroup);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(column);
        if (FieldTypes.RefuseWritten(field, out ParquetField wanted) is { } reason)
            throw new ArgumentException($"Column '{field.Name}': {reason}.", nameof(field));
        ColumnWriter.Require(wanted, column.Field, column.NullCount > 0);
        return new ColumnWriter(rowGroup, field, wanted, column, cancellationToken).WriteAsync();
    }
}
