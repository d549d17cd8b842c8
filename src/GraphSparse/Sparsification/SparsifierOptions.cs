using System.ComponentModel;

namespace GraphSparse.Sparsification;

/// <summary>Parameters of <see cref="Sparsifier"/>; immutable, vary with <c>with</c>.</summary>
/// <remarks>At most one of <see cref="Keep"/>, <see cref="OffTree"/>, <see cref="Epsilon"/> and <see cref="Kappa"/> gives the size; each method says which it knows.</remarks>
[ShownUnder(HelpGroup.Method)]
public sealed record SparsifierOptions
{
    /// <summary>Name of a <see cref="SparsifierCatalog"/> entry. Default local-degree.</summary>
    [Description("Method that chooses the edges")]
    public string Method { get; init; } = "local-degree";

    /// <summary>Fraction of the edges to keep, in (0, 1]; exact to round(keep · m). 0.3 where no size is given to a method that goes by it.</summary>
    [Description("Fraction of edges to keep, in (0,1]; 0.3 if no size is given")]
    [ValueName("F")]
    public double? Keep { get; init; }

    /// <summary>Off-tree edges per vertex, at least 0. 0.1 where no size is given to <c>spectral</c>.</summary>
    [Description("Off-tree edges per vertex; spectral takes 0.1 if no size is given")]
    [ValueName("D")]
    [OfMethods("spectral", "effective-resistance")]
    public double? OffTree { get; init; }

    /// <summary>Allowed relative error ε of the quadratic form, in (0, 1].</summary>
    [Description("Relative error of the quadratic form, in (0,1]")]
    [ValueName("E")]
    [OfMethods("effective-resistance")]
    public double? Epsilon { get; init; }

    /// <summary>Relative condition number to reach, at least 1.</summary>
    [Description("Add edges until the relative condition number is at most K")]
    [ValueName("K")]
    [OfMethods("spectral")]
    public double? Kappa { get; init; }

    /// <summary>How much work to put into the choice of edges. Default standard.</summary>
    [Description("Effort for a better choice of edges; high takes about three times as long")]
    [OfMethods("spectral")]
    public Effort Effort { get; init; } = Effort.Standard;

    /// <summary>Whether kept edges keep their weights where the method would change them.</summary>
    [Description("Keep the weights instead of dividing them by the probability of keeping the edge")]
    [OfMethods("d-spar", "effective-resistance")]
    public bool KeepWeights { get; init; }

    /// <summary>Largest growth of a distance, odd and at least 3. 3 where none is given to <c>spanner</c>.</summary>
    [Description("Largest factor by which a distance may grow, odd and at least 3 (default 3)")]
    [ValueName("T")]
    [OfMethods("spanner")]
    public int? Stretch { get; init; }

    /// <summary>How a spanner is built. Default auto.</summary>
    [Description("Construction; greedy keeps the fewest edges, baswana-sen takes linear time, auto takes it above 2 million edges")]
    [OfMethods("spanner")]
    public SpannerConstruction Construction { get; init; } = SpannerConstruction.Auto;

    /// <summary>Hash functions by which <c>g-spar</c> estimates similarities, 1 to 4096; exact where not given.</summary>
    [Description("Estimate similarities with N hash functions, 1 to 4096 (default: exact similarities)")]
    [OfMethods("g-spar")]
    public int? MinHash { get; init; }

    /// <summary>Whether <c>scan</c> takes closed neighbourhoods, in which both endpoints of an edge are common neighbours, as Xu et al. define it; otherwise one of them counts.</summary>
    [Description("Count both endpoints of an edge as common neighbours, not one")]
    [OfMethods("scan")]
    public bool ClosedNeighborhood { get; init; }

    /// <summary>Whether an edge to a vertex of degree 1 has the highest score of <c>disparity</c>.</summary>
    [Description("Give edges to vertices of degree 1 the highest score")]
    [OfMethods("disparity")]
    public bool KeepPendants { get; init; }

    /// <summary>Whether scores are divided by the geometric mean of their sums at both ends.</summary>
    [Description("Divide each score by the geometric mean of the sums of scores at both endpoints")]
    [ShownUnder(HelpGroup.Method, "Methods that score edges")]
    public bool Normalize { get; init; }

    /// <summary>How scores are made local, after normalising. Default none.</summary>
    [Description("Rank the edges of each vertex by score; log keeps about d^c of d edges, linear about the same share")]
    [ShownUnder(HelpGroup.Method, "Methods that score edges")]
    public LocalFilter LocalFilter { get; init; } = LocalFilter.None;

    /// <summary>Whether a spanning forest of highest scores is kept before all other edges, so that no component falls apart.</summary>
    [Description("Keep a spanning forest of highest scores first, so that components stay connected")]
    [ShownUnder(HelpGroup.Method, "Methods that score edges")]
    public bool EnsureConnected { get; init; }

    /// <summary>How edges of equal score are ordered. Default <see cref="TieBreaking.Hash"/>.</summary>
    [Description("Order of edges with equal scores")]
    public TieBreaking TieBreaking { get; init; } = TieBreaking.Hash;

    /// <summary>Fails where a value is out of its range, the method is not known, or an option does not apply to it.</summary>
    /// <param name="catalog">Where the method is looked up, or <see langword="null"/> for <see cref="SparsifierCatalog.Default"/>.</param>
    /// <exception cref="ArgumentException">It is; the message says which values are allowed.</exception>
    public void Validate(Catalog<SparsifierEntry>? catalog = null) => (catalog ?? SparsifierCatalog.Default).Find(Method).Resolve(this);

    /// <summary>Properties that not every method knows.</summary>
    internal static IReadOnlyList<string> Applicable { get; } = [.. new SparsifierOptions().Given().Select(o => o.Property)];

    internal void RequireRanges()
    {
        Require.Defined(Effort);
        Require.Defined(Construction);
        Require.Defined(LocalFilter);
        Require.Defined(TieBreaking);
        if (Keep is { } keep)
            Require.InRange(keep, 0.0, 1.0, lowerOpen: true, name: nameof(Keep));
        if (OffTree is { } offTree)
            Require.InRange(offTree, 0.0, double.MaxValue, name: nameof(OffTree));
        if (Epsilon is { } epsilon)
            Require.InRange(epsilon, 0.0, 1.0, lowerOpen: true, name: nameof(Epsilon));
        if (Kappa is { } kappa)
            Require.InRange(kappa, 1.0, double.MaxValue, name: nameof(Kappa));
        if (Stretch is { } stretch && (stretch < 3 || stretch % 2 == 0))
            throw new ArgumentOutOfRangeException(nameof(Stretch), $"Stretch is {stretch}; it must be odd and at least 3.");
        if (MinHash is { } hashes)
            Require.InRange(hashes, 1, 4096, name: nameof(MinHash));
    }

    private (string Property, bool IsGiven)[] Given() =>
    [
        (nameof(Keep), Keep is not null),
        (nameof(OffTree), OffTree is not null),
        (nameof(Epsilon), Epsilon is not null),
        (nameof(Kappa), Kappa is not null),
        (nameof(Effort), Effort != Effort.Standard),
        (nameof(KeepWeights), KeepWeights),
        (nameof(Stretch), Stretch is not null),
        (nameof(Construction), Construction != SpannerConstruction.Auto),
        (nameof(MinHash), MinHash is not null),
        (nameof(ClosedNeighborhood), ClosedNeighborhood),
        (nameof(KeepPendants), KeepPendants),
        (nameof(Normalize), Normalize),
        (nameof(LocalFilter), LocalFilter != LocalFilter.None),
        (nameof(EnsureConnected), EnsureConnected),
    ];

    /// <summary>Fails where an option is given that a method does not know, or two sizes are.</summary>
    /// <param name="method">The method, for the message.</param>
    /// <param name="known">Properties of this record that it knows.</param>
    internal void RequireApplicable(string method, IReadOnlyList<string> known)
    {
        (string Property, bool IsGiven)[] all = Given();
        if (all.FirstOrDefault(o => o.IsGiven && !known.Contains(o.Property)).Property is { } other)
        {
            string taken = string.Join(", ", all.Where(o => known.Contains(o.Property)).Select(o => OptionName.Of<SparsifierOptions>(o.Property)));
            throw new ArgumentException($"{OptionName.Of<SparsifierOptions>(other)} does not apply to {method}, which takes {(taken.Length == 0 ? "none of these options" : taken)}.", other);
        }

        string[] sizes = [.. all.Take(4).Where(o => o.IsGiven).Select(o => OptionName.Of<SparsifierOptions>(o.Property))];
        if (sizes.Length > 1)
            throw new ArgumentException($"{string.Join(" and ", sizes)} each give the size; give one of them.");
    }
}

/// <summary>How much work to put into a choice.</summary>
public enum Effort
{
    /// <summary>The default: quick and good.</summary>
    Standard,

    /// <summary>More rounds for a somewhat better result.</summary>
    High,
}
