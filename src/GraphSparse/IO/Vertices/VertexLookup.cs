using System.Globalization;
using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Finds the vertices of a graph by the ids that another file names them by.</summary>
/// <param name="vertexCount">Number of vertices.</param>
/// <param name="ids">Their ids, or <see langword="null"/> where they are 0..n−1.</param>
internal sealed class VertexLookup(int vertexCount, VertexIds? ids)
{
    public int Find(string id)
    {
        int vertex = ids is not null ? ids.Find(id)
            : int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int v) && v < vertexCount && (v == 0 ? id.Length == 1 : id[0] != '0') ? v : -1;
        return vertex >= 0 ? vertex : throw Unknown(id);
    }

    public int Find(long id)
    {
        // As text where the bits would be another number's, or where the graph's ids are text.
        int vertex = ids is null ? (id >= 0 && id < vertexCount ? (int)id : -1)
            : ids.AreIntegers && !(ids.AreUnsigned && id < 0) ? ids.Find(id)
            : ids.Find(id.ToString(CultureInfo.InvariantCulture));
        return vertex >= 0 ? vertex : throw Unknown(id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Vertices by the rows of a column.</summary>
    /// <param name="column">Integers or strings.</param>
    /// <param name="bad">Makes the error of a row.</param>
    public Func<int, int> In(ParquetColumn column, RowError bad)
    {
        Func<int, int> vertex;
        if (IdColumn.AreTexts(column.Field))
        {
            var texts = new TextColumn((ParquetUtf8Column)column);
            vertex = row => Find(Encoding.UTF8.GetString(texts[row]));
        }
        else
        {
            IdColumn found = IdColumn.Of(column, bad);
            vertex = found.AreUnsigned ? row => Find(found.Text(row))
                : found.Narrow is { } narrow ? row => Find(narrow[row])
                : row => Find(found.Wide![row]);
        }

        return column.NullCount == 0 ? vertex
            : row => column.IsNull(row) ? throw new GraphFormatException($"column '{column.Field.Name}' is null") : vertex(row);
    }

    private GraphFormatException Unknown(string id) => new(ids is null
        ? $"vertex {Excerpt(id)} is not in 0..{vertexCount - 1}"
        : $"the graph has no vertex '{Excerpt(id)}'");

    private static string Excerpt(string text) => GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(text));
}
