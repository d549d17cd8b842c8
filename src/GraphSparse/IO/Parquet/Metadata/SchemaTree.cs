namespace GraphSparse.IO.Parquet;

/// <summary>A column that can be read: its field, which leaf of the schema holds it, and what its levels mean.</summary>
/// <param name="Field">What the user sees.</param>
/// <param name="Leaf">Rank among the leaves of the schema, which is the rank among the chunks of a row group.</param>
/// <param name="MaxDefinition">Definition level of a value that is there.</param>
/// <param name="MaxRepetition">1 for lists, else 0.</param>
/// <param name="ElementDefinition">Lists: the definition level from which on an entry stands for an element.</param>
internal sealed record SchemaLeaf(ParquetField Field, int Leaf, int MaxDefinition, int MaxRepetition, int ElementDefinition);

/// <summary>A column as a user sees it: its name, its rank among the leaves that can be read, or else why it cannot.</summary>
internal readonly record struct SchemaColumn(string Name, int Readable, string? Refusal);

/// <summary>The columns of a schema: those that can be read, and those that cannot, by name.</summary>
internal sealed class SchemaTree
{
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<SchemaLeaf> _leaves = [];
    private readonly List<ParquetUnsupportedField> _unsupported = [];
    private readonly List<SchemaColumn> _columns = [];
    private int _next;
    private int _leafCount;

    private SchemaTree(IReadOnlyList<SchemaElement> elements) => _elements = elements;

    public IReadOnlyList<SchemaLeaf> Leaves => _leaves;

    public IReadOnlyList<ParquetUnsupportedField> Unsupported => _unsupported;

    /// <summary>All columns in the order of the file, readable or not.</summary>
    public IReadOnlyList<SchemaColumn> Columns => _columns;

    /// <summary>Leaves of the schema, readable or not.</summary>
    public int LeafCount => _leafCount;

    public static SchemaTree Build(IReadOnlyList<SchemaElement> elements)
    {
        var tree = new SchemaTree(elements);
        SchemaElement root = tree.Take();
        for (int i = 0; i < root.ChildCount; i++)
            tree.AddColumn();
        if (tree._next != elements.Count)
            throw new GraphFormatException($"Parquet schema: {elements.Count} elements listed, {tree._next} belong to the root");
        return tree;
    }

    private void AddColumn()
    {
        int first = _next, leaf = _leafCount;
        SchemaElement top = Take();
        Pass(top, MaxDepth);
        ReadOnlySpan<SchemaElement> below = Below(first + 1);

        string? refusal;
        SchemaLeaf? found = null;
        if (top.Type is not null && top.ChildCount == 0)
            refusal = Flat(top, leaf, out found);
        else if (top.Annotation == Annotation.List)
            refusal = List(top, below, leaf, out found);
        else
            refusal = top.Annotation == Annotation.Map ? "maps are not supported" : "nested columns (structs) are not supported";

        if (found is not null)
        {
            _columns.Add(new SchemaColumn(top.Name, _leaves.Count, null));
            _leaves.Add(found);
        }
        else
        {
            refusal ??= "not supported";
            _columns.Add(new SchemaColumn(top.Name, -1, refusal));
            _unsupported.Add(new ParquetUnsupportedField(top.Name, refusal));
        }
    }

    private static string? Flat(SchemaElement element, int leaf, out SchemaLeaf? found)
    {
        found = null;
        if (element.Repetition == Repetition.Repeated)
            return "a repeated field outside of a LIST is not supported";
        bool optional = element.Repetition == Repetition.Optional;
        if (LeafType.Refuse(element, element.Name, optional, isList: false, out ParquetField field) is { } refusal)
            return refusal;
        found = new SchemaLeaf(field, leaf, optional ? 1 : 0, 0, 0);
        return null;
    }

    // Three levels: group (LIST) { repeated group { element } }. Old writers leave the middle one out.
    private static string? List(SchemaElement top, ReadOnlySpan<SchemaElement> below, int leaf, out SchemaLeaf? found)
    {
        found = null;
        if (top.Repetition == Repetition.Repeated)
            return "a repeated LIST is not supported";
        if (top.ChildCount != 1 || below.IsEmpty || below[0].Repetition != Repetition.Repeated)
            return "a LIST that is not laid out as the format says is not supported";

        SchemaElement element = below[0];
        if (element.Type is null)
        {
            if (element.ChildCount != 1 || below.Length != 2 || below[1].Type is null || below[1].Repetition == Repetition.Repeated
                || element.Name == "array" || element.Name == top.Name + "_tuple")
            {
                return "a LIST of anything but single values is not supported";
            }

            element = below[1];
        }

        bool optional = top.Repetition == Repetition.Optional;
        if (LeafType.Refuse(element, top.Name, optional, isList: true, out ParquetField field) is { } refusal)
            return refusal;
        if (field.Type is ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96)
            return $"a LIST of {(field.Type == ParquetType.Utf8 ? "strings" : FormatNames.Of(FormatNames.Physical(field.Type)))} is not supported";

        int elementDefinition = optional ? 2 : 1;
        int max = elementDefinition + (element.Repetition == Repetition.Optional ? 1 : 0);
        found = new SchemaLeaf(field, leaf, max, 1, elementDefinition);
        return null;
    }

    /// <summary>Walks over all that is below an element, counting leaves.</summary>
    private void Pass(SchemaElement element, int depth)
    {
        if (depth == 0)
            throw new GraphFormatException($"Parquet schema: nested more than {MaxDepth} deep");
        if (element.Type is not null && element.ChildCount == 0)
        {
            _leafCount++;
            return;
        }

        for (int i = 0; i < element.ChildCount; i++)
            Pass(Take(), depth - 1);
    }

    private SchemaElement[] Below(int first)
    {
        var below = new SchemaElement[_next - first];
        for (int i = 0; i < below.Length; i++)
            below[i] = _elements[first + i];
        return below;
    }

    private SchemaElement Take() => _next < _elements.Count
        ? _elements[_next++]
        : throw new GraphFormatException("Parquet schema: fewer elements than its groups have children");
}
