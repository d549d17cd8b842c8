using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification;

/// <summary>One sparsifier by name; command line, jobs, help and docs are made of these entries.</summary>
/// <param name="Name">As typed after --method.</param>
/// <param name="Keeps">What it keeps, in a few words.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="CreateScore">Makes its edge score, where the method is one; the filter is the exact retained fraction.</param>
/// <param name="CreateOther">Makes its chooser, where the method is of another kind.</param>
public sealed record SparsifierEntry(string Name, string Keeps, string Source, Func<IEdgeScore>? CreateScore, Func<IEdgeChooser>? CreateOther = null)
{
    /// <summary>Makes what chooses the edges.</summary>
    public IEdgeChooser CreateChooser() => CreateScore is not null ? new ScoreFilter(CreateScore(), Name) : CreateOther!();
}

/// <summary>All sparsifiers. To add one: its score in a file of its own, and a line here.</summary>
public static class SparsifierCatalog
{
    private const string LSpar = "Satuluri, Parthasarathy, Ruan, SIGMOD 2011";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static IReadOnlyList<SparsifierEntry> Entries { get; } =
    [
        new("random", "degree distribution, density of every part (in proportion)", "uniform sampling", () => new RandomScore()),
        new("k-neighbor", "a share of every vertex's edges; few isolated vertices", "Chen et al., PVLDB 17(3), 2023", () => new KNeighborScore()),
        new("local-degree", "hubs, short paths, connectedness", "Lindner et al., ASONAM 2015", () => new LocalDegreeScore()),
        new("g-spar", "edges inside dense groups (global Jaccard)", LSpar, () => new JaccardScore()),
        new("l-spar", "the most similar neighbours of every vertex (local Jaccard, first ⌈d^c⌉)", LSpar, () => new LSparScore()),
        new("local-similarity", "the most similar neighbours of every vertex (local Jaccard, log rank)", LSpar + "; Lindner et al., ASONAM 2015", () => new LocalSimilarityScore()),
        new("effective-resistance", "the quadratic form on average: edges by leverage, weights divided by the probability; a spanning forest always",
            "Spielman, Srivastava, SIAM J. Comput. 40(6), 2011", null, () => new EffectiveResistanceChooser()),
        new("spectral", "the Laplacian: solutions, small eigenvalues, cuts, components (a forest and few edges)",
            "Feng, TCAD 39(12), 2020; Liu, Yu, Feng, TCAD 41(3), 2022", null, () => new SpectralChooser()),
    ];

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static SparsifierEntry Find(string name) =>
        Entries.FirstOrDefault(e => e.Name == name)
        ?? throw new ArgumentException($"There is no sparsifier '{name}'; there are {string.Join(", ", Entries.Select(e => e.Name))}.");
}
