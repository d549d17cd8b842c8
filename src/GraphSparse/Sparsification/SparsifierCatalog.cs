using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification;

/// <summary>One sparsifier by name; command line, jobs, help and docs are made of these entries.</summary>
/// <remarks>To add a method of your own to a run: <see cref="Sparsifier.Sparsify(CsrGraph, SparsifierEntry, SparsifierOptions?, ulong, WeightSense, Analytics.IGraphKernels?, Parallelism?, IProgress{Progress}?, CancellationToken)"/>,
/// or <c>SparsifierCatalog.Default.With(entry)</c> where methods are chosen by name.</remarks>
public sealed class SparsifierEntry : ICatalogEntry
{
    /// <summary>What every method by score knows.</summary>
    private static readonly string[] ScoreOptions =
        [nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.Normalize), nameof(SparsifierOptions.LocalFilter), nameof(SparsifierOptions.EnsureConnected)];

    private readonly Func<IEdgeSelector> _createSelector;

    /// <summary>A method that scores edges; the filter is the exact retained fraction.</summary>
    /// <param name="name">The name by which it is chosen.</param>
    /// <param name="keeps">What it keeps, in a few words.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="createScore">Makes the score of some options.</param>
    /// <param name="options">Properties of <see cref="SparsifierOptions"/> that this method knows beside those of all methods by score.</param>
    public SparsifierEntry(string name, string keeps, string source, Func<SparsifierOptions, IEdgeScore> createScore, params IReadOnlyList<string> options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(createScore);
        RequireProperties(options);
        (Name, Keeps, Source, Options) = (name, keeps, source, [.. ScoreOptions, .. options]);
        CreateScore = given =>
        {
            IEdgeScore score = createScore(given) ?? throw new InvalidOperationException($"{name} made no score.");
            if (given.Normalize)
                score = new NormalizedScore(score);
            return given.LocalFilter == LocalFilter.None ? score : new LocalFilterScore(score, given.LocalFilter);
        };
        _createSelector = () => new ScoreFilter(CreateScore, name);
    }

    /// <summary>A method of another kind.</summary>
    /// <param name="name">The name by which it is chosen.</param>
    /// <param name="keeps">What it keeps, in a few words.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="createSelector">Makes what selects the edges.</param>
    /// <param name="options">Properties of <see cref="SparsifierOptions"/> that it knows.</param>
    public SparsifierEntry(string name, string keeps, string source, Func<IEdgeSelector> createSelector, params IReadOnlyList<string> options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(createSelector);
        RequireProperties(options);
        (Name, Keeps, Source, Options, _createSelector) = (name, keeps, source, options, createSelector);
    }

    private static void RequireProperties(IReadOnlyList<string> options)
    {
        IReadOnlyList<string> known = SparsifierOptions.Applicable;
        foreach (string option in options)
        {
            if (!known.Contains(option))
                throw new ArgumentException($"'{option}' is no property of the options that a method may know; there are {string.Join(", ", known)}.", nameof(options));
        }
    }

    /// <summary>The name by which it is chosen.</summary>
    public string Name { get; }

    /// <summary>What it keeps, in a few words.</summary>
    public string Keeps { get; }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    /// <summary>Properties of <see cref="SparsifierOptions"/> that it knows; all others must have their defaults.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>Makes its edge score, normalised and made local as the options say; null where the method is of another kind.</summary>
    public Func<SparsifierOptions, IEdgeScore>? CreateScore { get; }

    /// <summary>Whether its score uses <see cref="ScoreContext.Kernels"/>.</summary>
    public bool UsesKernels { get; init; }

    /// <summary>Whether it follows paths, and takes weights as lengths where everything else takes them as strengths.</summary>
    public bool UsesLengths { get; init; }

    /// <summary>Whether it takes weights for conductances, which may neither be too small nor range too far.</summary>
    public bool TakesConductances { get; init; }

    /// <summary>Whether it holds a score for each edge and the edge ids of all arcs, beside what <see cref="EstimateBytes"/> says.</summary>
    internal bool HoldsScores { get; init; } = true;

    /// <summary>Bytes that it holds on its way to scores or edges, on so many threads; what every sparsifier takes comes on top.</summary>
    public Func<SparsifierOptions, GraphSize, int, long> EstimateBytes { get; init; } = static (_, _, _) => 0;

    /// <summary>Makes what selects the edges.</summary>
    public IEdgeSelector CreateSelector() => _createSelector();

    /// <summary>The options with the sizes that the method will go by: what was left open has the method's default.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, an option does not apply to this method, or two sizes are given.</exception>
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RequireRanges();
        options.RequireApplicable(Name, Options);
        return CreateSelector().Resolve(options);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>All sparsifiers. To add one: its score in a file of its own, and a line here.</summary>
public static class SparsifierCatalog
{
    private const string LSpar = "Satuluri, Parthasarathy, Ruan, SIGMOD 2011";

    /// <summary>The entries, in the order in which they are shown.</summary>
    public static Catalog<SparsifierEntry> Default { get; } = new("sparsifier",
    [
        new("random", "shape of the degree distribution; all regions lose about the same fraction of edges", "uniform sampling", _ => new RandomScore()) { HoldsScores = false },
        new("random-node-edge", "edges of vertices of low degree: few isolated vertices, fewer edges at hubs", "Leskovec, Faloutsos, KDD 2006", _ => new RandomNodeEdgeScore()),
        new("k-neighbor", "some edges of every vertex; few isolated vertices", "Chen et al., PVLDB 17(3), 2023", _ => new KNeighborScore()) { HoldsScores = false, EstimateBytes = SparsifierMemory.KNeighbor },
        new("local-degree", "hubs, short paths, connectedness", "Lindner et al., ASONAM 2015", _ => new LocalDegreeScore()) { HoldsScores = false, EstimateBytes = SparsifierMemory.LocalDegree },
        new("rank-degree", "hubs and short paths: edges of each vertex to its neighbours of highest degree", "Voudigari et al., ASONAM 2016", _ => new RankDegreeScore()) { EstimateBytes = SparsifierMemory.RankDegree },
        new("g-spar", "edges inside dense groups (global Jaccard)", LSpar,
            o => o.MinHash is { } hashes ? new MinHashScore(hashes) : new JaccardScore(), nameof(SparsifierOptions.MinHash)) { UsesKernels = true, EstimateBytes = SparsifierMemory.Jaccard },
        new("scan", "edges inside dense groups (global structural similarity)", "Xu et al., KDD 2007",
            o => new ScanScore(o.ClosedNeighborhood), nameof(SparsifierOptions.ClosedNeighborhood)) { UsesKernels = true, EstimateBytes = SparsifierMemory.Triangles },
        new("adamic-adar", "edges with many common neighbours of low degree", "Adamic, Adar, Social Networks 25(3), 2003", _ => new AdamicAdarScore()) { EstimateBytes = SparsifierMemory.AdamicAdar },
        new("l-spar", "the most similar neighbours of every vertex (local Jaccard, first ⌈d^c⌉)", LSpar, _ => new LSparScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.LocalTriangles },
        new("local-similarity", "the most similar neighbours of every vertex (local Jaccard, log rank)", LSpar + "; Lindner et al., ASONAM 2015", _ => new LocalSimilarityScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.LocalTriangles },
        new("forest-fire", "edges that are burnt often by fires from random vertices", "Hamann et al., SNAM 6, 2016", _ => new ForestFireScore()) { EstimateBytes = SparsifierMemory.ForestFire },
        new("triangle", "edges in many triangles", "triangle counts", _ => new TriangleScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.Triangles },
        new("chance-corrected-triangle", "edges in more triangles than their degrees make likely", "triangle counts over their expectation", _ => new ChanceCorrectedTriangleScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.Triangles },
        new("quadrangle", "edges in many cycles of four", "Chiba, Nishizeki, SIAM J. Comput. 14(1), 1985", _ => new QuadrangleScore()) { EstimateBytes = SparsifierMemory.Quadrangles },
        new("simmelian", "edges whose endpoints share their strongest neighbours (first ten by triangles)", "Nick et al., ASONAM 2013", _ => new SimmelianScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.Simmelian },
        new("simmelian-prefix", "edges whose endpoints share their strongest neighbours (best prefix, by triangles)", "Nick et al., ASONAM 2013", _ => new SimmelianPrefixScore()) { UsesKernels = true, EstimateBytes = SparsifierMemory.SimmelianPrefix },
        new("quadrilateral-simmelian", "edges whose endpoints share their strongest neighbours (best prefix, by normalised quadrangles)",
            "Nocaj, Ortmann, Brandes, JGAA 19(2), 2015", _ => new SimmelianPrefixScore(SimmelianStrength.NormalizedQuadrangles)) { EstimateBytes = SparsifierMemory.QuadrilateralSimmelian },
        new("algebraic-distance", "edges inside regions where random vectors, smoothed along the edges, take nearly equal values", "Chen, Safro, SIAM J. Sci. Comput. 33(6), 2011", _ => new AlgebraicDistanceScore()) { EstimateBytes = SparsifierMemory.AlgebraicDistance },
        new("disparity", "edges whose weight is unusually large at an endpoint (weighted graphs)", "Serrano, Boguñá, Vespignani, PNAS 106(16), 2009",
            o => new DisparityScore(o.KeepPendants), nameof(SparsifierOptions.KeepPendants)),
        new("spanning-forest", "components, with the fewest edges; with a fraction also edges at hubs", "Kruskal, Proc. AMS 7(1), 1956; breadth-first search", () => new SpanningForestSelector(), nameof(SparsifierOptions.Keep)) { EstimateBytes = SparsifierMemory.Forest },
        new("spanner", "distances, up to a factor", "Althöfer et al., Discrete Comput. Geom. 9, 1993; Baswana, Sen, Random Struct. Algorithms 30(4), 2007", () => new SpannerSelector(), nameof(SparsifierOptions.Stretch), nameof(SparsifierOptions.Construction)) { UsesLengths = true, EstimateBytes = SparsifierMemory.Spanner },
        new("d-spar", "the quadratic form on average, if the graph mixes fast: draws edges by 1/d_u + 1/d_v and divides weights by the probability",
            "Liu et al., TMLR 2023", () => new DSparSelector(), nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.KeepWeights)) { EstimateBytes = SparsifierMemory.DSpar },
        new("effective-resistance", "the quadratic form on average, and components: draws edges by leverage and divides weights by the probability",
            "Spielman, Srivastava, SIAM J. Comput. 40(6), 2011", () => new EffectiveResistanceSelector(), nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.OffTree), nameof(SparsifierOptions.Epsilon), nameof(SparsifierOptions.KeepWeights)) { EstimateBytes = SparsifierMemory.Spectral, TakesConductances = true },
        new("spectral", "the Laplacian: solutions, small eigenvalues, cuts, components (a spanning forest and few edges)",
            "Feng, TCAD 39(12), 2020; Liu, Yu, Feng, TCAD 41(3), 2022", () => new SpectralSelector(), nameof(SparsifierOptions.OffTree), nameof(SparsifierOptions.Kappa), nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.Effort)) { EstimateBytes = SparsifierMemory.Spectral, TakesConductances = true },
    ]);
}
