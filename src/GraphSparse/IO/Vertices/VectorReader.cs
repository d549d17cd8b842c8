using System.Globalization;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Reads vectors of vertices: Parquet (an id and a list of numbers, or a column for each number), NumPy (.npy), or text (an id and its numbers on each line, as word2vec tools write it).</summary>
/// <remarks>Text may begin with a line of two numbers, those of rows and of columns, or with a header that names the id column vertex, id or node. Ids of a NumPy matrix stand beside it in NAME.npy.ids, as <c>embed</c> writes them, or are 0..n−1. Cost: one pass.</remarks>
public static class VectorReader
{
    /// <summary>Reads all vectors.</summary>
    /// <param name="path">A .parquet, .npy or text file; text may be compressed.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="GraphFormatException">The file is not what it should be, a number is not finite, a vector has another length, or an id is there twice; says where.</exception>
    /// <exception cref="ResourceLimitException">The vectors do not fit the memory.</exception>
    public static VectorTable Read(string path, MemoryBudget? budget = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        budget ??= MemoryBudget.Default;
        try
        {
            VectorTable table = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? ReadNumPy(path, budget, cancellationToken) : ReadOther(path, budget, cancellationToken);
            RequireFinite(table, cancellationToken);
            return table;
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
        catch (InvalidDataException error)
        {
            throw new GraphFormatException($"the compressed data is damaged ({error.Message})", error).At(path);
        }
    }

    private static VectorTable ReadNumPy(string path, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        (LargeArray<float> values, int rows, int columns) = NumPyMatrix.Read(stream, budget, cancellationToken);
        var notes = new List<string>();
        VertexIds? ids = IdSidecar.Read(path, rows, notes);
        return new VectorTable(ids is null ? null : [.. Enumerable.Range(0, rows).Select(ids.GetText)], values, columns, notes);
    }

    private static VectorTable ReadOther(string path, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using TextInput input = TextSource.Open(path);
        if (!input.IsParquet && GraphFormats.Extension(path).Equals(PartFolder.Extension, StringComparison.OrdinalIgnoreCase))
            throw new GraphFormatException("is not a Parquet file; its first bytes are not 'PAR1'");
        return input.IsParquet ? ReadParquet(path, budget, cancellationToken) : ReadText(input.Text, budget, cancellationToken);
    }

    private static VectorTable ReadParquet(string path, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using ParquetFile file = ParquetFile.Open(path, budget.AvailableBytes);
        string[] names = [.. file.ColumnNames];
        int vertex = RecognizedNames.Vertex(names);
        if (vertex < 0)
            throw new GraphFormatException($"no vertex column among {string.Join(", ", names)}");
        vertex = ParquetRoles.Id(file, vertex);
        int list = Enumerable.Range(0, file.Fields.Count).FirstOrDefault(f => file.Fields[f] is { IsList: true, Type: ParquetType.Float or ParquetType.Double or ParquetType.Int32 }, -1);
        int scale = Array.IndexOf(names, "scale");
        int[] columns = list >= 0 ? [list] : [.. Enumerable.Range(0, file.Fields.Count).Where(f => f != vertex && ColumnNumbers.AreIn(file.Fields[f]))];
        if (columns.Length == 0)
            throw new GraphFormatException($"no list of numbers and no column of numbers among {string.Join(", ", names)}");
        var rows = new VectorRows(budget);
        long before = 0;
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            int count = checked((int)file.RowGroups[group].RowCount);
            GraphFormatException Bad(int i, string reason) => new GraphFormatException($"row {before + i + 1}: {reason}").At(path);
            Func<int, string> idOf = IdTexts.Of(file.ReadColumn(group, vertex, cancellationToken), Bad);
            Func<int, float[]> vectorOf = list >= 0 ? Lists(file.ReadColumn(group, list, cancellationToken)) : Columns([.. columns.Select(f => ColumnNumbers.ToDoubles(file.ReadColumn(group, f, cancellationToken), Bad))]);
            double[]? scales = list >= 0 && scale >= 0 && ColumnNumbers.AreIn(file.Fields[file.FieldOf(scale)]) && file.Fields[list].Type == ParquetType.Int32
                ? ColumnNumbers.ToDoubles(file.ReadColumn(group, file.FieldOf(scale), cancellationToken), Bad) : null;
            for (int i = 0; i < count; i++)
            {
                try
                {
                    float[] vector = vectorOf(i);
                    for (int j = 0; scales is not null && j < vector.Length; j++)
                        vector[j] = (float)(vector[j] * scales[i]);
                    rows.Add(idOf(i), vector);
                }
                catch (GraphFormatException error) when (error.Path is null)
                {
                    throw Bad(i, error.Reason);
                }
            }

            before += count;
        }

        string[] unused = [.. names.Where((_, c) => file.FieldOf(c) is var f && f != vertex && !columns.Contains(f) && !(c == scale && file.Fields[columns[0]].Type == ParquetType.Int32))];
        return rows.ToTable(unused.Length == 0 ? [] : [$"columns of vectors not used: {string.Join(", ", unused.Take(8))}{(unused.Length > 8 ? $" and {unused.Length - 8} more" : "")}"]);
    }

    private static Func<int, float[]> Lists(ParquetColumn column) => column switch
    {
        ParquetColumn<float> floats => row => floats.List(row).ToArray(),
        ParquetColumn<double> doubles => row => Array.ConvertAll(doubles.List(row).ToArray(), v => (float)v),
        ParquetColumn<int> integers => row => Array.ConvertAll(integers.List(row).ToArray(), v => (float)v),
        _ => throw new GraphFormatException($"column '{column.Field.Name}' holds no numbers"),
    };

    private static Func<int, float[]> Columns(double[][] columns) => row => Array.ConvertAll(columns, c => (float)c[row]);

    private static VectorTable ReadText(Stream stream, MemoryBudget budget, CancellationToken cancellationToken)
    {
        var rows = new VectorRows(budget);
        var notes = new List<string>();
        int declared = -1;
        string[]? sizes = null; // a first line of two numbers: those of rows and of columns, as word2vec writes them, or an id and its number
        long lines = 0;
        FieldLines.Each(stream, budget, (fields, _) =>
        {
            lines++;
            if (lines == 1 && fields.Length == 2 && Array.TrueForAll(fields, f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out int _)))
            {
                sizes = fields;
                return;
            }

            if (lines == 1 && RecognizedNames.Vertex(fields) == 0)
                return;
            if (lines == 2 && sizes is not null)
            {
                if (fields.Length - 1 == int.Parse(sizes[1], CultureInfo.InvariantCulture))
                    declared = int.Parse(sizes[0], CultureInfo.InvariantCulture);
                else
                    Add(rows, sizes, isFirst: false);
                sizes = null;
            }

            Add(rows, fields, lines == 1);
        }, cancellationToken);
        if (sizes is not null)
            Add(rows, sizes, isFirst: false);
        if (declared >= 0 && declared != rows.Count)
            throw new GraphFormatException($"says that there are {declared} vectors, and has {rows.Count}");
        return rows.ToTable(notes);
    }

    private static void Add(VectorRows rows, string[] fields, bool isFirst)
    {
        var vector = new float[fields.Length - 1];
        if (vector.Length == 0)
            throw new GraphFormatException("has an id and no numbers");
        for (int j = 0; j < vector.Length; j++)
        {
            if (!float.TryParse(fields[j + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out vector[j]))
                throw new GraphFormatException($"'{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(fields[j + 1]))}' is no number{(isFirst ? "; a header names the first column vertex, id or node" : "")}");
        }

        rows.Add(LineFields.Required(fields, 0, "vertex"), vector);
    }

    private static void RequireFinite(VectorTable table, CancellationToken cancellationToken)
    {
        for (int row = 0; row < table.Count; row++)
        {
            if ((row & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach (float value in table[row])
            {
                if (!float.IsFinite(value))
                    throw new GraphFormatException($"the vector of '{table.IdOf(row)}' has the number {value.ToString(CultureInfo.InvariantCulture)}; numbers are finite");
            }
        }
    }
}
