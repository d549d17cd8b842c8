using System.Text;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO.Text;

/// <summary>Writes the further columns of an edge list.</summary>
internal sealed class AttributeCells(EdgeAttributes attributes, byte delimiter)
{
    private long _escaped;

    /// <summary>The names, each after a delimiter.</summary>
    public string Header() => string.Concat(attributes.Columns.Select(column => (char)delimiter + Quoted(Escaped(column.Field.Name))));

    /// <summary>The values of an edge, each after a delimiter; nothing for null. Safe to call from several threads.</summary>
    public void Write(TextBuffer text, int edge)
    {
        foreach (ParquetColumn column in attributes.Columns)
        {
            text.Byte(delimiter);
            if (column.IsNull(edge) || IsWritten(text, column, edge))
                continue;
            if (attributes.AreText && column is ParquetUtf8Column texts && !System.Text.Unicode.Utf8.IsValid(texts[edge]))
                text.Bytes(Encoding.Latin1.GetBytes(Quoted(Encoding.Latin1.GetString(texts[edge])))); // of a text in another encoding: the bytes as they came
            else
                text.Text(Quoted(Escaped(ValueText.Of(column, edge))));
        }
    }

    /// <summary>Writes what needs no text of its own: plain numbers, and texts without anything to quote.</summary>
    private bool IsWritten(TextBuffer text, ParquetColumn column, int edge)
    {
        if (column.Field.LogicalType != ParquetLogicalType.None)
            return false;
        switch (column)
        {
            case ParquetColumn<int> numbers:
                text.Number(numbers.Values[edge]);
                return true;
            case ParquetColumn<long> numbers:
                text.Number(numbers.Values[edge]);
                return true;
            case ParquetColumn<double> numbers:
                text.Number(numbers.Values[edge]);
                return true;
            case ParquetUtf8Column { Field.Type: ParquetType.Utf8 } texts when texts[edge] is var value && IsPlain(value):
                text.Bytes(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a text is ASCII that stands for itself between delimiters.</summary>
    private bool IsPlain(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && value[0] != ' ' && value[^1] != ' ' && !value.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !value.ContainsAny((byte)'"', delimiter);

    /// <summary>Tells how many values were changed.</summary>
    public void Finish() => attributes.AddEscaped(Interlocked.Read(ref _escaped));

    /// <summary>A line is an edge: breaks in a value are spelled \n and \r, and counted.</summary>
    private string Escaped(string value)
    {
        if (value.AsSpan().IndexOfAny('\n', '\r') < 0)
            return value;
        Interlocked.Increment(ref _escaped);
        return value.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
    }

    /// <summary>An empty text is quoted too: without quotes it is null. So is a tab, which readers take for the delimiter of a header.</summary>
    private string Quoted(string value) =>
        value.Length == 0 || value.AsSpan().IndexOfAny((char)delimiter, '"', '\t') >= 0 || value[0] is ' ' or '\t' || value[^1] is ' ' or '\t'
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
