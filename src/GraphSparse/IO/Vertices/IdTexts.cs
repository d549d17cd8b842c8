using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Values of a column of ids or labels, as text.</summary>
internal static class IdTexts
{
    /// <summary>Texts by the rows of a column.</summary>
    /// <param name="column">Integers or strings.</param>
    /// <param name="bad">Makes the error of a row.</param>
    public static Func<int, string> Of(ParquetColumn column, RowError bad)
    {
        Func<int, string> text;
        if (IdColumn.AreTexts(column.Field))
        {
            var texts = new TextColumn((ParquetUtf8Column)column);
            text = row => Encoding.UTF8.GetString(texts[row]);
        }
        else
        {
            IdColumn numbers = IdColumn.Of(column, bad);
            text = numbers.Text;
        }

        return row => column.IsNull(row) ? throw new GraphFormatException($"column '{column.Field.Name}' is null") : text(row);
    }
}
