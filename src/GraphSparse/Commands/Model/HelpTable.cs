namespace GraphSparse.Commands;

/// <summary>A table of names in the help and the docs, such as all methods.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Rows">Cells.</param>
internal sealed record HelpTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
