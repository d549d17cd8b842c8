namespace GraphSparse.Analytics;

/// <summary>Finds communities of high modularity, level by level.</summary>
/// <remarks>
/// Source: Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.
/// Heuristic. Deviations: vertices decide in batches (see the remarks of the code), vertices without a moved neighbour are passed over, a level ends
/// when a round gains less than 10⁻⁶, and a second pass begins with the result of the first, as Rotta and Noack, ACM J. Exp. Algorithmics 16, 2011, refine levels; that pass
/// merges the well-connected parts of communities as <see cref="Leiden"/> does in both, since whole communities leave it nothing to choose. Every community is connected.
/// Directions are ignored as <see cref="Modularity"/> says.
/// <para>Cost: about O(m) per round, few rounds; 50 bytes per vertex, 12 per vertex and thread, and the second level's graph, twice while it is made.
/// Determinism: exact: a function of graph, options and seed, for any number of threads.</para>
/// </remarks>
public static class Louvain
{
    /// <summary>Finds communities.</summary>
    /// <param name="graph">Weights, as strengths, must not be negative.</param>
    /// <param name="options">Resolution, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the order in which vertices are looked at.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Levels done.</param>
    /// <param name="cancellationToken">Looked at in every batch.</param>
    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    public static Communities Detect(
        CsrGraph graph, CommunityOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default) =>
        Multilevel.Detect(graph, options, seed, [new WholeCommunities(), new RefinedCommunities()], parallelism, progress, cancellationToken);
}
