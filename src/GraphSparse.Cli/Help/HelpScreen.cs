namespace GraphSparse.Cli.Help;

/// <summary>A line of the help: what is typed, and what it means.</summary>
internal sealed record HelpItem(string Label, string Text);

/// <summary>Items under a title; a subheading belongs to the block before it. Without a title the items stand alone.</summary>
internal sealed record HelpBlock(string? Title, IReadOnlyList<HelpItem> Items, bool IsSubheading = false);

/// <summary>A screen of help, before it is laid out.</summary>
internal sealed record HelpScreen
{
    /// <summary>What the command does.</summary>
    public required string Summary { get; init; }

    /// <summary>How it is called.</summary>
    public required string Usage { get; init; }

    /// <summary>Arguments, options, commands; their texts are aligned.</summary>
    public required IReadOnlyList<HelpBlock> Blocks { get; init; }

    /// <summary>Names in running text, such as those of the methods.</summary>
    public IReadOnlyList<HelpItem> Names { get; init; } = [];

    /// <summary>Tables, such as the methods with what each keeps.</summary>
    public IReadOnlyList<HelpBlock> Tables { get; init; } = [];

    /// <summary>A command that works.</summary>
    public required string Example { get; init; }

    /// <summary>Where to read on, or null.</summary>
    public string? More { get; init; }
}
