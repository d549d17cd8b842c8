using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Which columns beside source, target and weight go with the edges into an output.</summary>
public sealed class AttributeSelection
{
    private readonly string[]? _names;

    private AttributeSelection(string[]? names) => _names = names;

    /// <summary>Every column.</summary>
    public static AttributeSelection All { get; } = new(null);

    /// <summary>No column.</summary>
    public static AttributeSelection None { get; } = new([]);

    /// <summary>Whether no column is wanted.</summary>
    public bool IsNone => _names is { Length: 0 };

    /// <summary>Whether columns are named.</summary>
    public bool IsNamed => _names is { Length: > 0 };

    /// <summary>The names, where columns are named; else none.</summary>
    public IReadOnlyList<string> Names => _names ?? [];

    /// <summary>The columns of these names.</summary>
    public static AttributeSelection Of(params IEnumerable<string> names) => new([.. names]);

    /// <summary>Reads "all", "none", or names with commas between them; quotes stand around a name that holds commas.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static AttributeSelection Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim() is "all" or "none")
            return text.Trim() == "all" ? All : None;
        string[] names = LineFields.Split(text, ',');
        return !names.Contains("") ? new AttributeSelection([.. names.Distinct(StringComparer.Ordinal)])
            : throw new ArgumentException($"'{text}' is not all, none, or names of columns with commas between them.");
    }

    /// <summary>Whether a column is wanted; a name counts as it is written, case apart.</summary>
    public bool Takes(string name) => _names is null || _names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The wanted ones among the columns of a file.</summary>
    /// <exception cref="GraphFormatException">A column that is named is not there or cannot be kept, or parts of the table differ in one.</exception>
    internal IReadOnlyList<OtherColumn> Among(IReadOnlyList<OtherColumn> columns, string path)
    {
        foreach (string name in _names ?? [])
        {
            OtherColumn? named = columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (named is null)
                throw new GraphFormatException($"no column '{name}' beside source, target and weight{(columns.Count == 0 ? "" : $"; there are {OtherColumns.List([.. columns.Select(c => c.Name)])}")}").At(path);
            if (named.Refusal is not null)
                throw new GraphFormatException($"column '{named.Name}' {named.Refusal}, which cannot be kept; leave it out of the attributes").At(path);
        }

        OtherColumn[] wanted = [.. columns.Where(column => column.Refusal is null && Takes(column.Name))];
        if (wanted.FirstOrDefault(column => column.Conflict is not null) is { } differing)
            throw new GraphFormatException($"column '{differing.Name}' {differing.Conflict}; make them alike, or name the attributes to keep (none for none)").At(path);
        return wanted;
    }
}
