using System.ComponentModel;
using GraphSparse.Graphlets;

namespace GraphSparse.Commands;

/// <summary>What is counted of graphlets.</summary>
internal enum GraphletCount
{
    /// <summary>How often each vertex stands on each orbit.</summary>
    Orbits,

    /// <summary>How often the ends of each edge stand on two orbits.</summary>
    Edges,

    /// <summary>How often two vertices stand on two orbits, one, two or three edges apart.</summary>
    Adjacency,

    /// <summary>Of how many copies of each graphlet two vertices are part together.</summary>
    GraphletAdjacency,

    /// <summary>Copies of each graphlet.</summary>
    Counts,

    /// <summary>Of how many directed triads of each kind every vertex is part.</summary>
    Triads,
}

/// <summary>What the command graphlets counts.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record GraphletOptions
{
    /// <summary>What is written. Default orbits.</summary>
    [Description("Orbit counts of vertices or of edges, orbit or graphlet adjacencies, copies of each graphlet, or triads of a directed graph")]
    public GraphletCount What { get; init; } = GraphletCount.Orbits;

    /// <summary>Vertices of the largest graphlets, 4 or 5. Default 4.</summary>
    [Description("Vertices of the largest graphlets: 4, or 5 for 73 orbits of 30 graphlets")]
    [ValueName("N")]
    [AppliesTo(nameof(What), "orbits", "counts")]
    public int Size { get; init; } = 4;

    /// <summary>Distances of orbit adjacencies, separated by commas, or <see langword="null"/> for 1, 2 and 3.</summary>
    [Description("Distances of orbit adjacencies (default 1,2,3)")]
    [ValueName("LIST")]
    [AppliesTo(nameof(What), "adjacency")]
    public string? Hops { get; init; }

    /// <summary>Single matrices, as hop:i,j separated by blanks, or <see langword="null"/> for all.</summary>
    [Description("Orbit adjacencies as HOP:I,J, separated by blanks, such as '2:12,12 3:4,4' (default: all)")]
    [ValueName("LIST")]
    [AppliesTo(nameof(What), "adjacency")]
    public string? Matrices { get; init; }

    /// <summary>Numbers of graphlets, separated by commas, or <see langword="null"/> for all.</summary>
    [Description("Graphlets of the adjacencies, such as 'G2,G7' (default: G0 to G8)")]
    [ValueName("LIST")]
    [AppliesTo(nameof(What), "graphlet-adjacency")]
    public string? Graphlets { get; init; }

    /// <summary>Ids of the vertices whose rows are computed, separated by commas, or <see langword="null"/> for all.</summary>
    [Description("Ids of the vertices whose rows to compute, separated by commas (default: all)")]
    [ValueName("IDS")]
    [AppliesTo(nameof(What), "adjacency", "graphlet-adjacency")]
    public string? Rows { get; init; }

    /// <summary>Entries that are kept of each row, or <see langword="null"/> for all.</summary>
    [Description("Keep the K largest counts of each row of a matrix (default: all)")]
    [ValueName("K")]
    [AppliesTo(nameof(What), "adjacency", "graphlet-adjacency")]
    public int? Top { get; init; }

    /// <summary>Most entries of adjacencies that are written. Default 2 billion.</summary>
    [Description("Most entries of adjacencies to write; more are refused before the work begins")]
    [ValueName("N")]
    [AppliesTo(nameof(What), "adjacency", "graphlet-adjacency")]
    public long MaxEntries { get; init; } = 2_000_000_000;

    /// <summary>Relative standard error at which copies are estimated from sampled edges, in (0, 1), or <see langword="null"/> for exact counts.</summary>
    [Description("Estimate copies from sampled edges until the relative standard error is E (default: exact)")]
    [ValueName("E")]
    [AppliesTo(nameof(What), "counts")]
    public double? Sample { get; init; }

    /// <summary>Whether every entry of every row is written, so that a matrix says its transpose too.</summary>
    public bool AreWhole => Rows is null && Top is null;

    /// <summary>The orbit adjacencies that these options name. Where only some entries are written they do not say those of the other order of orbits, which are then written too.</summary>
    /// <exception cref="ArgumentException">A name is none.</exception>
    public OrbitPair[] Pairs()
    {
        if (Matrices is not null)
            return [.. OrbitPair.All.Where(PairList.Parse("--matrices", Matrices).Contains)];

        int[] hops = Once("--hops", [.. (Hops ?? "1,2,3").Split(',').Select(h => h.Trim() is "1" or "2" or "3" ? h.Trim()[0] - '0' : throw new ArgumentException($"--hops is '{Hops}'; it must be some of 1, 2, 3, separated by commas."))]);
        return [.. (AreWhole ? OrbitPair.Stored : OrbitPair.All).Where(p => hops.Contains(p.Hop))];
    }

    /// <summary>The graphlets that these options name.</summary>
    /// <exception cref="ArgumentException">A name is none.</exception>
    public int[] GraphletNumbers() => Graphlets is null
        ? [.. Enumerable.Range(0, GraphletAdjacency.GraphletCount)]
        : Once("--graphlets", [.. Graphlets.Split(',').Select(g => g.Trim().TrimStart('G', 'g') is [>= '0' and <= '8'] number ? number[0] - '0' : throw new ArgumentException($"--graphlets is '{Graphlets}'; it must be some of G0 to G8, separated by commas."))]);

    private static T[] Once<T>(string option, T[] values) => values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1) is { } twice
        ? throw new ArgumentException($"{option} names {twice.Key} twice.") : values;

    /// <summary>Finds options that are wrong whatever the graph is.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    public void Check()
    {
        if (Hops is not null && Matrices is not null)
            throw new ArgumentException("--hops and --matrices both say which orbit adjacencies; leave one of them out.");
        if (Sample is { } error && !(error is > 0 and < 1))
            throw new ArgumentException($"--sample is {error.ToString(System.Globalization.CultureInfo.InvariantCulture)}; it must be in (0, 1).");
        if (Size is not (4 or 5))
            throw new ArgumentException($"--size is {Size}; it must be 4 or 5.");
        if (Size == 5 && Sample is not null)
            throw new ArgumentException("--sample estimates graphlets of up to four vertices; leave it or --size out.");
        if (MaxEntries < 1)
            throw new ArgumentException($"--max-entries is {MaxEntries}; it must be at least 1.");
        if (Top < 1)
            throw new ArgumentException($"--top is {Top}; it must be at least 1.");
        if (Rows is not null && VertexList.Ids(Rows).Length == 0)
            throw new ArgumentException("--rows names no vertex.");
        Pairs();
        GraphletNumbers();
    }
}
