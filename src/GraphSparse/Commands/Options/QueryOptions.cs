using System.ComponentModel;

namespace GraphSparse.Commands;

/// <summary>What a query is about.</summary>
internal enum QueryKind
{
    /// <summary>Neighbours of vertices.</summary>
    Neighbors,

    /// <summary>Degrees.</summary>
    Degree,

    /// <summary>The value of a pair.</summary>
    Edge,

    /// <summary>PageRank.</summary>
    Pagerank,

    /// <summary>Distances from a vertex.</summary>
    Hops,

    /// <summary>Random walk with restart at a vertex.</summary>
    Rwr,

    /// <summary>Triangles.</summary>
    Triangles,

    /// <summary>Connected components.</summary>
    Components,
}

/// <summary>How the command query answers.</summary>
[ShownUnder(HelpGroup.Output)]
internal sealed record QueryOptions
{
    /// <summary>Most vertices that are listed, at least 1, or <see langword="null"/> for 20 of a ranking and all neighbours.</summary>
    [Description("Most vertices that are listed (default 20 of a ranking, and all neighbours)")]
    [ValueName("N")]
    public int? Top { get; init; }

    /// <summary>A table to write with the value of every vertex, or <see langword="null"/>.</summary>
    [Description("File to write with the value of every vertex: .parquet, .csv or .tsv")]
    [ValueName("FILE")]
    public string? Output { get; init; }

    /// <summary>Probability of following an edge in PageRank, in [0, 1). Default 0.85.</summary>
    [Description("Probability of following an edge in PageRank")]
    [ShownUnder(HelpGroup.Method)]
    [ValueName("P")]
    public double Damping { get; init; } = 0.85;

    /// <summary>Probability of returning in a random walk with restart, in (0, 1]. Default 0.15.</summary>
    [Description("Probability of returning to the start in a random walk with restart")]
    [ShownUnder(HelpGroup.Method)]
    [ValueName("P")]
    public double Restart { get; init; } = 0.15;

    internal void Validate(QueryKind kind)
    {
        if (Top < 1)
            throw new ArgumentException($"--top is {Top}; it must be at least 1.");
        if (!(Damping >= 0 && Damping < 1))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--damping is {Damping}; it must be at least 0 and below 1."));
        if (!(Restart > 0 && Restart <= 1))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--restart is {Restart}; it must be above 0 and at most 1."));
        var defaults = new QueryOptions();
        if (Damping != defaults.Damping && kind != QueryKind.Pagerank)
            throw new ArgumentException("--damping is for pagerank alone; leave it out.");
        if (Restart != defaults.Restart && kind != QueryKind.Rwr)
            throw new ArgumentException("--restart is for rwr alone; leave it out.");
        if (Output is not null && kind is QueryKind.Neighbors or QueryKind.Edge)
            throw new ArgumentException("--output writes a value for every vertex, and this query has none; leave it out.");
    }
}
