using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Labels as a file lists them.</summary>
/// <param name="Pairs">Vertices with their labels, in the order of the file.</param>
/// <param name="Notes">Columns taken and left out, what was assumed.</param>
public sealed record LabelList(IReadOnlyList<VertexLabel> Pairs, IReadOnlyList<string> Notes);

/// <summary>A label of a vertex.</summary>
/// <param name="Vertex">The vertex.</param>
/// <param name="Label">Its label.</param>
public readonly record struct VertexLabel(int Vertex, string Label);

/// <summary>Reads labels of vertices from text or Parquet: a vertex and a label in each row; a vertex may have several rows.</summary>
/// <remarks>
/// Text has columns apart by tab, comma, semicolon or spaces, '#' and '%' comments and an optional header with the names vertex (or id, node) and label (or class, group, community, category); without one the first two
/// columns are these. Of two named columns, one of them vertex, the other is the label. Vertices are named as in the graph's own file; labels may be anything. Cost: one pass.
/// </remarks>
public static class LabelReader
{
    /// <summary>Reads the labels of a graph.</summary>
    /// <param name="path">A text or Parquet file.</param>
    /// <param name="vertexCount">Number of vertices of the graph.</param>
    /// <param name="ids">Its external ids, or <see langword="null"/> where vertices are 0..n−1.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="GraphFormatException">A row has no label, or names a vertex that the graph lacks; says which.</exception>
    public static LabelList Read(string path, int vertexCount, VertexIds? ids = null, MemoryBudget? budget = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        budget ??= MemoryBudget.Default;
        var vertices = new VertexLookup(vertexCount, ids);
        try
        {
            using TextInput input = TextSource.Open(path);
            if (!input.IsParquet && GraphFormats.Extension(path).Equals(PartFolder.Extension, StringComparison.OrdinalIgnoreCase))
                throw new GraphFormatException("is not a Parquet file; its first bytes are not 'PAR1'");
            return input.IsParquet ? ReadParquet(path, vertices, budget, cancellationToken) : ReadText(input.Text, vertices, budget, cancellationToken);
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

    private static LabelList ReadParquet(string path, VertexLookup vertices, MemoryBudget budget, CancellationToken cancellationToken)
    {
        using ParquetFile file = ParquetFile.Open(path, budget.AvailableBytes);
        string[] names = [.. file.ColumnNames];
        (int vertex, int label) = Columns(names);
        if (vertex < 0 || label < 0)
            throw new GraphFormatException($"no vertex and label columns among {string.Join(", ", names)}").At(path);
        (vertex, label) = (ParquetRoles.Id(file, vertex), ParquetRoles.Id(file, label));
        var pairs = new List<VertexLabel>();
        long row = 0;
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            long before = row;
            GraphFormatException Bad(int i, string reason) => new GraphFormatException($"row {before + i + 1}: {reason}").At(path);
            Func<int, int> vertexOf = vertices.In(file.ReadColumn(group, vertex, cancellationToken), Bad);
            Func<int, string> labelOf = IdTexts.Of(file.ReadColumn(group, label, cancellationToken), Bad);
            for (int i = 0; i < file.RowGroups[group].RowCount; i++)
            {
                row++;
                try
                {
                    pairs.Add(new VertexLabel(vertexOf(i), labelOf(i)));
                }
                catch (GraphFormatException error) when (error.Path is null)
                {
                    throw new GraphFormatException($"row {row}: {error.Reason}", error.InnerException).At(path);
                }
            }
        }

        return new LabelList(pairs, NotesOf(names, vertex, label));
    }

    private static LabelList ReadText(Stream stream, VertexLookup vertices, MemoryBudget budget, CancellationToken cancellationToken)
    {
        var pairs = new List<VertexLabel>();
        List<string> notes = [];
        (int vertex, int label) = (-1, -1);
        bool hasHeader = false;
        FieldLines.Each(stream, budget, (fields, _) =>
        {
            if (vertex < 0)
            {
                (vertex, label) = Columns(fields);
                if (vertex >= 0 && label >= 0)
                {
                    notes = NotesOf(fields, vertex, label);
                    hasHeader = true;
                    return;
                }

                (vertex, label) = (0, 1);
                notes = fields.Length > 2 ? [$"the last {fields.Length - 2} of {fields.Length} columns of the labels are not used"] : [];
            }

            try
            {
                pairs.Add(new VertexLabel(vertices.Find(LineFields.Required(fields, vertex, "vertex")), LineFields.Required(fields, label, "label")));
            }
            catch (GraphFormatException error) when (pairs.Count == 0 && !hasHeader)
            {
                throw new GraphFormatException($"{error.Reason}; a header names the columns vertex (or id, node) and label (or class, group, community, category)", error.InnerException);
            }
        }, cancellationToken);
        return new LabelList(pairs, notes);
    }

    /// <summary>The columns by their names; of two columns the one beside the vertex, whatever its name.</summary>
    private static (int Vertex, int Label) Columns(string[] names)
    {
        (int vertex, int label) = (RecognizedNames.Vertex(names), RecognizedNames.Label(names));
        return (vertex, label < 0 && names.Length == 2 && vertex >= 0 ? 1 - vertex : label);
    }

    private static List<string> NotesOf(string[] names, int vertex, int label)
    {
        var notes = new List<string>();
        if (names[vertex] != "vertex" || names[label] != "label")
            notes.Add($"label columns taken: {names[vertex]} as vertex, {names[label]} as label");
        string[] unused = [.. names.Where((_, i) => i != vertex && i != label)];
        if (unused.Length > 0)
            notes.Add($"label columns not used: {string.Join(", ", unused.Take(8))}{(unused.Length > 8 ? $" and {unused.Length - 8} more" : "")}");
        return notes;
    }
}
