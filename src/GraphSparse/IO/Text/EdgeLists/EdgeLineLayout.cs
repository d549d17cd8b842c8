namespace GraphSparse.IO.Text;

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

    /// <summary>The columns beside source, target and weight: place and name.</summary>
    public IReadOnlyList<(int Place, string Name)> Others { get; init; } = [];

    /// <summary>The number of columns beside these; a dictionary counts as one.</summary>
    public int OtherCount => HasDictionary ? 1 : Others.Count;

    /// <summary>Whether values of further columns, or of dictionaries, are taken.</summary>
    public bool TakesCells { get; init; }

    /// <summary>The name of each column that has <see cref="ColumnRole.Attribute"/>, as UTF-8, by its place.</summary>
    public byte[][] CellNames { get; init; } = [];

    /// <summary>Columns that every line must have.</summary>
    public int Required { get; private init; } = int.MaxValue;

    /// <summary>The same layout, with the values of further columns taken. The ids are known to be those of the file: none is refused.</summary>
    /// <param name="names">The columns, or the keys of dictionaries.</param>
    /// <param name="hasTextIds">Whether ids are text.</param>
    public EdgeLineLayout WithCells(IReadOnlyList<string> names, bool hasTextIds)
    {
        (int Place, string Name)[] wanted = HasDictionary ? [] : [.. Others.Where(other => names.Contains(other.Name))];
        var roles = new ColumnRole[Math.Max(Roles.Length, wanted.Select(other => other.Place + 1).DefaultIfEmpty().Max())];
        Roles.CopyTo(roles, 0);
        var cellNames = new byte[roles.Length][];
        foreach ((int place, string name) in wanted)
            (roles[place], cellNames[place]) = (ColumnRole.Attribute, System.Text.Encoding.UTF8.GetBytes(name));
        return this with
        {
            Roles = roles,
            Required = Roles.Length,
            CellNames = cellNames,
            TakesCells = true,
            StringIds = hasTextIds,
            IdLimit = long.MaxValue,
            MayBecomeText = false,
        };
    }

    public bool HasWeights => Array.IndexOf(Roles, ColumnRole.Weight) >= 0 || HasDictionary;

    public bool HasDictionary => Roles[^1] == ColumnRole.Dictionary;
}
