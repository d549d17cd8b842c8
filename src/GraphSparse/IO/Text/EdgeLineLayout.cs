namespace GraphSparse.IO.Text;

/// <summary>What a column of an edge table holds.</summary>
internal enum ColumnRole
{
    Ignored,
    Source,
    Target,
    Weight,

    /// <summary>A dictionary of attributes to the end of the line, as networkx writes it; it may hold a weight.</summary>
    Dictionary,
}

/// <summary>How the lines of an edge list are laid out; the same for all of a file.</summary>
internal sealed record EdgeLineLayout
{
    /// <summary>A comma, semicolon or tab; a space stands for any run of spaces and tabs.</summary>
    public byte Delimiter { get; init; } = (byte)' ';

    /// <summary>Role of each column, up to the last that is wanted; further columns of a line are passed over.</summary>
    public required ColumnRole[] Roles { get; init; }

    /// <summary>Whether ids are text; otherwise integers.</summary>
    public bool StringIds { get; init; }

    /// <summary>The smallest integer id, 0 or 1; it becomes vertex 0.</summary>
    public int IdBase { get; init; }

    /// <summary>Integer ids are below this plus <see cref="IdBase"/>; no limit where it is the largest number.</summary>
    public long IdLimit { get; init; } = long.MaxValue;

    /// <summary>Whether an id with a leading zero, or beyond 64 bits, makes the ids text. Otherwise the former is read as the integer that it spells, the latter refused.</summary>
    public bool MayBecomeText { get; init; }

    /// <summary>Starts a line that is no edge. '#' and '%' both, except in Matrix Market.</summary>
    public string Comments { get; init; } = "#%";

    /// <summary>Whether NaN and infinities are let through, as NaN; the collector leaves such rows out.</summary>
    public bool PassesBadWeights { get; init; }

    /// <summary>Whether an integer at least 0 is an id of this file.</summary>
    public bool Holds(long id) => id >= IdBase && (id - IdBase < IdLimit || IdLimit == long.MaxValue);

    /// <summary>Whether ids may be below 0, or above 2^63 − 1: where neither n nor a base is given.</summary>
    public bool TakesAnyInteger => IdBase == 0 && IdLimit == long.MaxValue;

    /// <summary>Whether a line may go on after the last wanted column. False where the first line showed no further column.</summary>
    public bool AllowsMore { get; init; } = true;

    /// <summary>Number of columns that the header or the first line shows, wanted or not.</summary>
    public required int Columns { get; init; }

    public bool HasWeights => Array.IndexOf(Roles, ColumnRole.Weight) >= 0 || HasDictionary;

    public bool HasDictionary => Roles[^1] == ColumnRole.Dictionary;
}
