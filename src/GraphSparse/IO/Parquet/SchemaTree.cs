namespace GraphSparse.IO.Parquet;

/// <summary>A column that can be read: its field, which leaf of the schema holds it, and what its levels mean.</summary>
/// <param name="Field">What the user sees.</param>
/// <param name="Leaf">Rank among the leaves of the schema, which is the rank among the chunks of a row group.</param>
/// <param name="MaxDefinition">Definition level of a value that is there.</param>
/// <param name="MaxRepetition">1 for lists, else 0.</param>
/// <param name="ElementDefinition">Lists: the definition level from which on an entry stands for an element.</param>
/// <param name="IsUnsigned">Declared as unsigned, so that a value that looks negative is out of range.</param>
internal sealed record SchemaLeaf(
    ParquetField Field, int Leaf, int MaxDefinition, int MaxRepetition, int ElementDefinition, bool IsUnsigned);

/// <summary>The columns of a schema: those that can be read, and those that cannot, by name.</summary>
internal sealed class SchemaTree
{
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<SchemaLeaf> _leaves = [];
    private readonly List<ParquetUnsupportedField> _unsupported = [];
    private int _next;
    private int _leafCount;

    private SchemaTree(IReadOnlyList<SchemaElement> elements) => _elements = elements;

    public IReadOnlyList<SchemaLeaf> Leaves => _leaves;

    public IReadOnlyList<ParquetUnsupportedField> Unsupported => _unsupported;

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
            _leaves.Add(found);
        else
            _unsupported.Add(new ParquetUnsupportedField(top.Name, refusal ?? "not supported"));
    }

    private static string? Flat(SchemaElement element, int leaf, out SchemaLeaf? found)
    {
        found = null;
        if (element.Repetition == Repetition.Repeated)
            return "a repeated field outside of a LIST is not supported";
        if (Refuse(element, out ParquetType type) is { } refusal)
            return refusal;

        bool optional = element.Repetition == Repetition.Optional;
        var field = new ParquetField(element.Name, type, optional);
        found = new SchemaLeaf(field, leaf, optional ? 1 : 0, 0, 0, element.Annotation == Annotation.UnsignedInteger);
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

        if (Refuse(element, out ParquetType type) is { } refusal)
            return refusal;
        if (type == ParquetType.Utf8)
            return "a LIST of strings is not supported";

        bool optional = top.Repetition == Repetition.Optional;
        int elementDefinition = optional ? 2 : 1;
        int max = elementDefinition + (element.Repetition == Repetition.Optional ? 1 : 0);
        var field = new ParquetField(top.Name, type, optional, IsList: true);
        found = new SchemaLeaf(field, leaf, max, 1, elementDefinition, element.Annotation == Annotation.UnsignedInteger);
        return null;
    }

    private static string? Refuse(SchemaElement element, out ParquetType type)
    {
        type = element.Type switch
        {
            PhysicalType.Boolean => ParquetType.Boolean,
            PhysicalType.Int32 => ParquetType.Int32,
            PhysicalType.Int64 => ParquetType.Int64,
            PhysicalType.Float => ParquetType.Float,
            PhysicalType.Double => ParquetType.Double,
            _ => ParquetType.Utf8,
        };
        return (element.Type, element.Annotation) switch
        {
            (PhysicalType.Int96, _) => "type INT96 is not supported; write timestamps as INT64",
            (PhysicalType.FixedLenByteArray, _) => "type FIXED_LEN_BYTE_ARRAY is not supported",
            ( < PhysicalType.Boolean or > PhysicalType.FixedLenByteArray, _) => $"physical type {FormatNames.Of(element.Type.Value)} is not known",
            (_, Annotation.Decimal) => "DECIMAL is not supported; write the column as DOUBLE or as an integer",
            _ => null,
        };
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
