namespace GraphSparse.Sampling;

/// <summary>Builds a simple undirected graph with a given degree histogram and joint degree matrix.</summary>
/// <remarks>
/// Each cell deals its edges to the vertices of its two classes in turn, going on where the last cell of the class stopped, so that every vertex ends with its exact degree: the
/// balanced construction of Stanton and Pinar, "Constructing and Sampling Graphs with a Prescribed Joint Degree Distribution", ACM JEA 17, 2012. Between two classes the partners are consecutive,
/// within one the vertex with the most stubs is joined to the next ones (Havel and Hakimi). No edge is made twice and none is a loop, so nothing has to be repaired. Then ends are exchanged at random
/// between edges with an end of the same degree. This does not sample uniformly among all graphs with these matrices.
/// <para>Cost: O(n + m), and O(1) per attempted exchange; 16 bytes per edge beside the graph. Exchanges run on one thread. Determinism: exact.</para>
/// </remarks>
public static class UndirectedRealizer
{
    /// <summary>Builds a graph.</summary>
    /// <param name="matrices">What it shall have.</param>
    /// <param name="options">Exchanges, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of exchanges and vertex numbers.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="NotRealizableException">No simple graph has these matrices; says which cell.</exception>
    public static RealizedGraph Realize(
        JointDegreeMatrix matrices, RealizationOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        matrices.Validate();
        return Build(matrices, options ?? new RealizationOptions(), spill: 0, seed, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    /// <summary>Builds a graph of rescaled matrices, whose rows may fall short of the stubs, with so many edges more between other vertices.</summary>
    internal static RealizedGraph Build(
        JointDegreeMatrix matrices, RealizationOptions options, long spill, ulong seed, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        options.Validate();
        matrices.Validate(exact: false);
        if (matrices.VertexCount >= int.MaxValue || matrices.EdgeCount > Array.MaxLength)
            throw new ResourceLimitException($"The matrices describe {matrices.VertexCount} vertices and {matrices.EdgeCount} edges; graphs hold at most {int.MaxValue - 1} and {Array.MaxLength}.");
        progress?.Report(new Progress("building the sample", 0, 0));
        var edges = new ClassEdges(matrices, cancellationToken);
        (long attempts, long accepted) = edges.Exchange(options.Swaps, seed, progress, cancellationToken);
        if (spill > 0)
            edges.Spill(spill, new KeyedRandom(seed, "sample.jdm.spill"), cancellationToken);
        CsrGraph graph = RelabeledGraph.Of(edges.VertexCount, edges.Sources, edges.Targets, edges.Count, directed: false, seed, parallelism, cancellationToken);
        return new RealizedGraph(graph, 0, 0, attempts, accepted);
    }
}
