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
    /// <summary>Whether its score uses <see cref="ScoreContext.Kernels"/>.</summary>
    public bool UsesKernels { get; init; }

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
        new("rank-degree", "hubs and short paths: each vertex's edges to its neighbours of highest degree", "Voudigari et al., ASONAM 2016", () => new RankDegreeScore()),
        new("g-spar", "edges inside dense groups (global Jaccard)", LSpar, () => new JaccardScore()) { UsesKernels = true },
        new("scan", "edges inside dense groups (global structural similarity)", "Xu et al., KDD 2007", () => new ScanScore()) { UsesKernels = true },
        new("l-spar", "the most similar neighbours of every vertex (local Jaccard, first ⌈d^c⌉)", LSpar, () => new LSparScore()) { UsesKernels = true },
        new("local-similarity", "the most similar neighbours of every vertex (local Jaccard, log rank)", LSpar + "; Lindner et al., ASONAM 2015", () => new LocalSimilarityScore()) { UsesKernels = true },
        new("forest-fire", "edges that fires from random vertices burn", "Hamann et al., SNAM 6, 2016", () => new ForestFireScore()),
        new("triangle", "edges in many triangles", "triangle counts", () => new TriangleScore()) { UsesKernels = true },
        new("chance-corrected-triangle", "edges in more triangles than their degrees make likely", "triangle counts over their expectation", () => new ChanceCorrectedTriangleScore()) { UsesKernels = true },
        new("simmelian", "edges whose ends share their strongest neighbours", "Nick et al., ASONAM 2013", () => new SimmelianScore()) { UsesKernels = true },
        new("disparity", "edges whose weight stands out at an end (weighted graphs)", "Serrano, Boguñá, Vespignani, PNAS 106(16), 2009", () => new DisparityScore()),
        new("spanning-forest", "components, in the fewest edges; with a fraction, hubs beside them", "Kruskal, Proc. AMS 7(1), 1956; breadth-first search", null, () => new SpanningForestChooser()),
        new("spanner", "distances, up to a factor", "Althöfer et al., Discrete Comput. Geom. 9, 1993", null, () => new SpannerChooser()),
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
