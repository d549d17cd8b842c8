using System.Buffers;
using System.Buffers.Text;
using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>Rows of a table as separated values: numbers as they are, texts in quotes where they need them, as those do that would begin a comment.</summary>
internal static class TableText
{
    private const int LongestNumber = 32;

    /// <summary>The line of names.</summary>
    public static byte[] Header(IReadOnlyList<ParquetField> fields, char separator) => Encoding.UTF8.GetBytes(string.Join(separator, fields.Select(f => f.Name)) + "\n");

    /// <summary>A line per row.</summary>
    public static byte[] Of(IReadOnlyList<ParquetColumn> columns, char separator, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>(1 << 16);
        int rows = columns.Count == 0 ? 0 : columns[0].RowCount;
        for (int row = 0; row < rows; row++)
        {
            if ((row & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            for (int c = 0; c < columns.Count; c++)
            {
                if (c > 0)
                    Add(text, (byte)separator);
                Add(text, columns[c], row, (byte)separator);
            }

            Add(text, (byte)'\n');
        }

        return text.WrittenSpan.ToArray();
    }

    private static void Add(ArrayBufferWriter<byte> text, ParquetColumn column, int row, byte separator)
    {
        Span<byte> place = text.GetSpan(LongestNumber);
        switch (column)
        {
            case ParquetColumn<int> integers:
                Utf8Formatter.TryFormat(integers.Values[row], place, out int length);
                text.Advance(length);
                break;
            case ParquetColumn<long> integers when column.Field.LogicalType == ParquetLogicalType.Unsigned:
                Utf8Formatter.TryFormat((ulong)integers.Values[row], place, out length);
                text.Advance(length);
                break;
            case ParquetColumn<long> integers:
                Utf8Formatter.TryFormat(integers.Values[row], place, out length);
                text.Advance(length);
                break;
            case ParquetColumn<double> numbers:
                numbers.Values[row].TryFormat(place, out length, "R", System.Globalization.CultureInfo.InvariantCulture);
                text.Advance(length);
                break;
            case ParquetUtf8Column { Field.LogicalType: ParquetLogicalType.Uuid } ids:
                text.Write(Encoding.UTF8.GetBytes(new Guid(ids[row], bigEndian: true).ToString()));
                break;
            case ParquetUtf8Column texts:
                AddText(text, texts[row], separator);
                break;
            default:
                throw new NotSupportedException($"Column '{column.Field.Name}' has no text.");
        }
    }

    private static void AddText(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> value, byte separator)
    {
        if (value.Length > 0 && value[0] is not ((byte)'#' or (byte)'%') && value.IndexOfAny(separator, (byte)'"') < 0 && value.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            text.Write(value);
            return;
        }

        Add(text, (byte)'"');
        foreach (byte b in value)
        {
            if (b == '"')
                Add(text, b);
            Add(text, b);
        }

        Add(text, (byte)'"');
    }

    private static void Add(ArrayBufferWriter<byte> text, byte value)
    {
        text.GetSpan(1)[0] = value;
        text.Advance(1);
    }
}
